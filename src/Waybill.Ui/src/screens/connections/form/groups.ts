import { connectionGroups as text } from '../../../text/connectionFields'

/** Fields that stand together. */
export interface Group {
  id: keyof typeof text
  fields: readonly string[]
}

/** A heading of the long tail with its groups. */
export interface Heading {
  id: 'yours' | 'theirs' | 'endpoint'
  groups: readonly Group[]
}

/** The fields of the first three sections, drawn by hand. */
export const basics: readonly Group[] = [
  { id: 'who', fields: ['station', 'partner', 'identity', 'url'] },
  { id: 'security', fields: ['sign', 'encrypt', 'compress'] },
  { id: 'receipt', fields: ['receipt', 'asyncReceiptUrl', 'receiptDeadline'] },
]

/** Every further field of the API, drawn from its schema. A test holds this table against the description of the API; a field of a newer server stands under Others. */
export const headings: readonly Heading[] = [
  {
    id: 'yours',
    groups: [
      {
        id: 'yoursRules',
        fields: [
          'signature', 'encryption', 'compression', 'profile', 'decryptionCiphers', 'signatureDigests', 'receiptSign', 'maxBodyBytes', 'duplicateAnswer', 'fileNameRule', 'fileNameDays', 'refuseSameNames',
          'decodeWholeBody', 'retrySignatureWithCrlf', 'answerEmptyWith204', 'ignoreCertificateDates', 'expiredSignerGraceDays',
        ],
      },
      { id: 'yoursDoors', fields: ['inboundUser', 'inboundPassword', 'inboundClientCertificates', 'inboundClientAuthorities', 'inboundSources'] },
      { id: 'yoursFiles', fields: ['folder', 'fileName', 'apiPull', 'keepWireBodies', 'keepWireDays', 'keepEvidenceDays', 'keepRowDays', 'keepKeyDays'] },
    ],
  },
  {
    id: 'theirs',
    groups: [
      { id: 'theirsPlaces', fields: ['urls', 'allowPrivate', 'receiptHosts', 'receiptDigests', 'resendsWhenOverdue'] },
      {
        id: 'theirsForm',
        fields: [
          'contentType', 'sendFileName', 'subject', 'messageIdTemplate', 'extraHeaders', 'signatureEncoding', 'documentEncoding', 'compressedEncoding', 'stateTransferEncoding', 'keyTransport', 'signaturePadding',
          'algorithmProtection', 'oldDigestNames', 'opaqueSignature', 'chunked', 'expectContinue', 'expiredCertificateGraceDays',
        ],
      },
      { id: 'theirsOld', fields: ['allowSha1', 'allowMd5', 'allowTripleDes', 'allowRc2', 'allowUnsignedCbc'] },
    ],
  },
  {
    id: 'endpoint',
    groups: [
      {
        id: 'endpointSignIn',
        fields: [
          'user', 'password', 'tokenIn', 'token', 'tokenHeader', 'tokenScheme', 'tokenParameter', 'refreshToken', 'refreshUri', 'refreshMethod', 'refreshMediaType', 'refreshBody', 'refreshHeaders', 'refreshSecret',
          'refreshedTokenPath', 'nextRefreshTokenPath', 'authFailStatus', 'authFailPath', 'authFailValues',
        ],
      },
      { id: 'endpointRate', fields: ['waitBetweenCalls', 'rateLimitFailStatus', 'rateLimitFailPath', 'rateLimitFailValues', 'autoRecover', 'concurrency', 'concurrencyFrom', 'order'] },
      { id: 'endpointWaits', fields: ['retryWaits', 'pauseWaits', 'receiptWaits', 'totalTime', 'pausingStatuses', 'connectTimeout', 'silenceTimeout'] },
      { id: 'endpointTls', fields: ['tlsPins', 'tlsRoots', 'tlsVersions', 'tlsCipherSuites', 'tlsRevocation', 'clientCertificate', 'clientKey', 'proxy', 'proxyUser', 'proxyPassword'] },
      { id: 'endpointRest', fields: ['online', 'kind'] },
    ],
  },
]

/** Every field of the table, in its order. */
export const placed: readonly string[] = [...basics, ...headings.flatMap(heading => heading.groups)].flatMap(group => group.fields)

/** Fields of a schema that the table does not know: those of a newer server. */
export const unplaced = (schema: Readonly<Record<string, unknown>>): string[] => Object.keys(schema).filter(name => !placed.includes(name))
