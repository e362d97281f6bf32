import type { Schemas } from '../api/client'
import { formatShort, shortThumbprint } from './format'

type Message = Schemas['ExchangeView']

/** What a button of the red box does. The detail of a message carries each of them out. */
export type FirstAction =
  | 'sendOurCertificate' | 'uploadTheirCertificate' | 'compare' | 'askPartner' | 'testAgain' | 'copyReport' | 'linkToPartner' | 'sendCurrentCertificate'
  | 'reviewSignature' | 'showOriginal' | 'openConnection' | 'resend' | 'reprocess' | 'openHealth'

/** One failure, explained. */
export interface CauseText {
  /** What happened, in one plain sentence. */
  title: string
  /** What it means and what to do. */
  text: string
  action: FirstAction
}

/** What the sentences are made of. */
export interface CauseFacts {
  partner: string
  message: Message
}

type Tell = (facts: CauseFacts) => CauseText

const used = (message: Message, use: Schemas['CertificateUse']) => message.certificates.used.find(one => one.use === use)
const thumb = (message: Message, use: Schemas['CertificateUse']): string => {
  const one = used(message, use)
  return one ? `${shortThumbprint(one.sha256)}, valid to ${one.notAfter.slice(0, 10)}` : 'our certificate'
}
const status = (message: Message): string => String(message.attempts.findLast(attempt => attempt.httpStatus != null)?.httpStatus ?? '')
const lastAt = (message: Message): string => formatShort(message.attempts.at(-1)?.startedAt ?? message.exchange.updatedAt)

const stranger: Tell = ({ message: { exchange } }) => ({
  title: `Someone sent us AS2-From “${exchange.from}”, AS2-To “${exchange.to}”; no connection has this pair.`,
  text: 'Capital letters, blanks and spelling count. If it is a partner of yours, link the name to it; the message can then be opened again.', action: 'linkToPartner',
})
const weak = (what: string): Tell => ({ partner }) => ({
  title: `${partner} used ${what} that this connection does not allow.`,
  text: 'It is too weak, or the connection asks for another one. Ask the partner to change it; allow it only when there is no other way.', action: 'openConnection',
})
const structure = (what: string): Tell => ({ partner }) => ({
  title: `What ${partner} sent cannot be read: ${what}.`, text: 'The message was damaged on its way or written wrongly. Send the partner the report; the bytes can be downloaded and looked at.', action: 'copyReport',
})
const against = (what: string): Tell => ({ partner }) => ({
  title: `${partner} ${what}.`, text: 'The connection asks for the opposite. Agree with the partner which it shall be; both sides have to say the same.', action: 'openConnection',
})
const ours = (what: string): Tell => () => ({ title: what, text: 'Nothing is wrong at the partner’s. Health says what is wrong with the gateway; afterwards it goes on by itself, or can be sent again.', action: 'openHealth' })
const unreachable = (what: (partner: string) => string): Tell => ({ partner }) => ({
  title: what(partner), text: 'It is tried again by itself for as long as the connection says. The test of the connection shows step by step how far it gets: name, port, secure connection, answer.', action: 'testAgain',
})
const answered = (what: string): Tell => ({ message, partner }) => ({
  title: `Their server answered ${status(message)}${what === '' ? '' : ` ${what}`}.`, text: refusals[status(message)] ?? `It is ${partner}’s server that refuses. Its own log says why; send it the report.`,
  action: ['401', '407'].includes(status(message)) ? 'openConnection' : 'copyReport',
})

const reasons: Record<string, string> = {
  400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 407: 'Proxy Authentication Required', 408: 'Request Timeout', 411: 'Length Required',
  413: 'Content Too Large', 415: 'Unsupported Media Type', 422: 'Unprocessable Content', 429: 'Too Many Requests', 500: 'Internal Server Error', 501: 'Not Implemented', 502: 'Bad Gateway',
  503: 'Service Unavailable', 504: 'Gateway Timeout',
}

const refusals: Record<string, string> = {
  401: 'It does not take the user name, password or token that the connection has. Compare them with what the partner gave you.',
  403: 'Usually our address is not on its list. Tell the partner which address we send from; the report names it.',
  404: 'The path of the URL is wrong, or the partner moved. Compare the URL with what the partner gave you.',
  407: 'The proxy between us and the partner asks who we are. Set its user and password at the connection.',
  413: 'The message is larger than their server takes. Ask the partner to raise its limit.',
  503: 'Their server is busy or being maintained. It is tried again by itself.',
}

/** The one table from the word of a cause to what is said about it. */
const table: Record<string, Tell> = {
  // Out: what the partner's receipt says.
  rejected_authentication_failed: ({ partner, message }) => ({
    title: `${partner} could not verify our signature.`, text: `We signed with ${thumb(message, 'sign')}; they may still have the old certificate. Send them ours, then resend.`, action: 'sendOurCertificate',
  }),
  rejected_decryption_failed: ({ partner, message }) => ({
    title: `${partner} could not decrypt.`, text: `We encrypted for ${thumb(message, 'encrypt')}. They may have changed it: upload their new certificate, then resend as a new message.`, action: 'uploadTheirCertificate',
  }),
  rejected_integrity_check_failed: ({ partner }) => ({
    title: `${partner} says that the content is not what was signed.`, text: 'A proxy on the way may change what it carries, or their software reads it otherwise. Compare both sides’ reports.', action: 'copyReport',
  }),
  rejected_decompression_failed: ({ partner }) => ({
    title: `${partner} could not decompress.`, text: 'Their software may not know compression, or wants it before signing. Switch “Compress” at the connection.', action: 'openConnection',
  }),
  rejected_insufficient_message_security: ({ partner }) => ({
    title: `${partner} asks for more protection than the message had.`, text: 'They expect it signed, encrypted or both. Switch it on at the connection.', action: 'openConnection',
  }),
  rejected_unexpected_processing_error: ({ partner }) => ({
    title: `${partner} took the message in but could not process it.`, text: 'The transport was right; their application failed. The receipt’s own words are under MDN. Ask the partner before you resend.', action: 'askPartner',
  }),
  rejected_duplicate_document: ({ partner }) => ({
    title: `${partner} knows this Message-ID already.`, text: 'It arrived before and was not processed again. If it has to arrive as another document, resend it as a new message.', action: 'askPartner',
  }),
  rejected_sender_equals_receiver: ({ partner }) => ({ title: `${partner} refuses messages to oneself.`, text: 'Our AS2 name and theirs are the same. One of both has to change.', action: 'openConnection' }),
  mic_mismatch: ({ partner, message }) => ({
    title: `What ${partner} received is not what we sent.`,
    text: `Ours ${message.mic ?? '–'}, theirs ${message.receivedMic ?? '–'}. ${message.receipts.find(receipt => receipt.variant)?.variant ?? 'Some software hashes without headers.'} If the content is right at theirs, the connection can accept their way of hashing.`,
    action: 'compare',
  }),
  receipt_invalid: ({ partner }) => ({
    title: `A receipt came that is not proven to be ${partner}’s.`, text: 'Its signature is missing, or by no certificate we have of them. The message may have arrived. Add their certificate if it is new.', action: 'reviewSignature',
  }),
  // Out: no receipt.
  receipt_overdue: ({ message }) => ({
    title: 'Delivered to the server, no receipt yet.', text: `HTTP ${status(message)} at ${lastAt(message)}. It may have arrived: ask before resending. A receipt that still comes counts.`, action: 'askPartner',
  }),
  no_receipt: ({ partner, message }) => ({
    title: `${partner}’s server answered ${status(message)} without the receipt we asked for.`, text: 'It may have arrived. Their software may send receipts on their own (asynchronously): then the connection has to ask for them so.', action: 'askPartner',
  }),
  // Out: on the way.
  name_unknown: unreachable(partner => `The host name of ${partner} is not known.`),
  cannot_connect: unreachable(partner => `Could not reach ${partner}: nobody takes the connection.`),
  tls_failed: unreachable(partner => `Could not make a secure connection to ${partner}.`),
  proxy_refused: unreachable(() => 'Our proxy did not let it through.'),
  address_refused: ({ partner }) => ({
    title: `The address of ${partner} is inside this network, where messages must not go.`, text: 'If that is meant, allow private addresses at the connection.', action: 'openConnection',
  }),
  no_answer: unreachable(partner => `${partner}’s server took the message and did not answer in time.`),
  connection_lost: unreachable(partner => `The connection to ${partner} was lost on the way.`),
  token_refused: ({ partner }) => ({ title: `No access token could be had for ${partner}.`, text: 'Look at the token settings of the connection: address, client and secret.', action: 'openConnection' }),
  access_refused: ({ partner }) => ({ title: `${partner} says that we may not.`, text: 'The answer says by its content that we are not believed. Compare the user, password or token of the connection.', action: 'openConnection' }),
  too_many_calls: ({ partner }) => ({ title: `${partner} asks for fewer calls.`, text: 'It is tried again by itself, later. Set a pause between calls or fewer at once at the connection.', action: 'openConnection' }),
  // Out: ours.
  time_over: () => ({ title: 'Its time was over before it could be sent.', text: 'The connection gives a message only so long. Look why it waited, then resend it.', action: 'resend' }),
  packaging_failed: ours('We could not sign or encrypt it.'),
  content_lost: ours('Our stored copy of it is gone or changed.'),
  our_fault: ours('A fault of ours: store, disk or database.'),
  // In.
  unknown_relationship: stranger,
  no_key: ({ partner, message }) => ({
    title: `${partner} encrypted for a certificate that is none of ours.`, text: `${message.exchange.detail ?? ''} They may still use one that we retired. Send them the current one.`.trim(), action: 'sendCurrentCertificate',
  }),
  decryption_failed: ({ partner }) => ({
    title: `What ${partner} encrypted could not be decrypted.`, text: 'The key fits, the content does not: it was damaged on its way or written wrongly. A resend by the partner often helps.', action: 'copyReport',
  }),
  unknown_signer: ({ partner, message }) => ({
    title: `Signed by a certificate that we do not have of ${partner}.`, text: `${message.exchange.detail ?? ''} If they changed it, have the thumbprint read out by telephone, then add it and open the message again.`.trim(), action: 'reviewSignature',
  }),
  signer_not_valid: ({ partner }) => ({ title: `${partner} signed with a certificate that is expired, retired or not yet valid.`, text: 'Ask for the new one, add it, then open the message again.', action: 'uploadTheirCertificate' }),
  bad_signature: ({ partner }) => ({ title: `The signature of ${partner} is wrong.`, text: 'It does not fit the certificate we have. They may sign with a new key under the same name.', action: 'reviewSignature' }),
  digest_mismatch: ({ partner }) => ({ title: `The content is not what ${partner} signed.`, text: 'A proxy on the way may change what it carries. Send the partner the report.', action: 'copyReport' }),
  duplicate_document: ({ message }) => ({ title: 'This Message-ID came before.', text: `Not processed again; the same MDN was returned. ${message.exchange.detail ?? ''}`.trim(), action: 'showOriginal' }),
  duplicate_file_name: ({ partner }) => ({ title: `A file of this name came from ${partner} already.`, text: 'The connection refuses that. Change it there if names may repeat.', action: 'openConnection' }),
  illegal_file_name: ({ partner }) => ({ title: `${partner} gave a file name that the connection refuses.`, text: 'Ask the partner for another one, or change the rule.', action: 'openConnection' }),
  not_admitted: ({ partner }) => ({ title: `${partner} was not let in.`, text: 'Before a message is read the connection asks for an address, a client certificate or a password. One of them is missing or wrong.', action: 'openConnection' }),
  encryption_not_allowed: against('sent an encrypted message'),
  encryption_missing: against('did not encrypt'),
  signature_missing: against('did not sign'),
  signature_not_allowed: against('sent a signed message'),
  compression_not_allowed: against('compressed the message'),
  compression_missing: against('did not compress'),
  unauthenticated_encryption: against('encrypted without signing: nothing proves who sent it'),
  forbidden_encryption: weak('encryption'),
  unknown_encryption: weak('encryption'),
  forbidden_signature_algorithm: weak('a signature algorithm'),
  unknown_signature_algorithm: weak('a signature algorithm'),
  unsupported_mic_algorithms: weak('a digest for the receipt'),
  unsupported_receipt_format: weak('a form of receipt'),
  too_large: ({ partner }) => ({ title: `The message of ${partner} is larger than this connection takes.`, text: 'Raise the limit at the connection if such messages are meant.', action: 'openConnection' }),
  inflates_too_far: ({ partner }) => ({ title: `The message of ${partner} grows too large when it is decompressed.`, text: 'Raise the limit at the connection if such messages are meant.', action: 'openConnection' }),
  bad_headers: structure('a header of AS2 is missing or twice there'),
  invalid_message_id: structure('its Message-ID cannot be used'),
  sender_equals_receiver: structure('sender and receiver have one name'),
  bad_envelope: structure('the envelope is broken'),
  malformed_signature: structure('the signature is broken'),
  decompression_failed: structure('the compressed content is broken'),
  bad_structure: structure('its layers do not form an AS2 message'),
  bad_mime: structure('its MIME parts are broken'),
  body_ended_early: structure('it ended before its last byte'),
  cannot_process: structure('no rule says what to do with it'),
  protected_content_refused: structure('what is inside the envelope is not acceptable'),
}

/** What is said about a message with a cause; null when nothing is wrong. A cause that the table lacks is told in the gateway's own words. */
export function causeOf(facts: CauseFacts): CauseText | null {
  const { cause, detail } = facts.message.exchange
  if (cause == null || cause === undefined) {
    return null
  }

  return (table[cause] ?? (cause.startsWith('http_') ? answered(reasons[cause.slice(5)] ?? '') : cause.startsWith('rejected_') ? rejectedOtherwise : null))?.(facts)
    ?? { title: detail ?? cause, text: '', action: 'copyReport' }
}

/** A message about which nothing is known: sentences about many messages name the partner alone. */
const anyMessage: Message = {
  exchange: {
    id: '', direction: 'out', state: 'failed', receipt: 'none', connection: null, from: '', to: '', messageId: null, subject: null, fileName: null, bytes: 0, createdAt: '', updatedAt: '', attempts: 0,
    failure: null, detail: null, isTest: false, cause: null, blame: null, dueAt: null, documentType: null, documentNumber: null, repeats: 0,
  },
  connectionVersion: 0, resendOf: null, headers: [], layers: null, certificates: { signer: null, used: [] }, mic: null, receivedMic: null, documents: [], envelopes: [], attempts: [], receipts: [], answer: null,
  repeatAnswer: null, asynchronousReceipt: null, handoffs: [], timeline: [], links: { entity: null, signature: null, receipt: null, wire: null },
  kept: 'all', legalHold: null,
}

/** What a group of messages with one cause in common is called. */
export function groupTitle(cause: string, partner: string): string {
  const status = cause.startsWith('http_') ? cause.slice(5) : null
  return status ? `${partner}’s server answers ${`${status} ${reasons[status] ?? ''}`.trim()}.`
    : cause === 'unknown_relationship' ? 'Messages came for AS2 names that no connection has.'
      : cause === 'no_receipt' ? `${partner}’s server answers without the receipt we ask for.`
        : (table[cause] ?? (cause.startsWith('rejected_') ? rejectedOtherwise : null))?.({ partner, message: { ...anyMessage, exchange: { ...anyMessage.exchange, cause } } }).title ?? cause.replaceAll('_', ' ')
}

const rejectedOtherwise: Tell = ({ partner }) => ({ title: `${partner} did not take the message.`, text: 'The receipt’s own words are under MDN.', action: 'askPartner' })

/** Every cause that has a text of its own. */
export const knownCauses: readonly string[] = Object.keys(table)

export const sideText: Record<NonNullable<Schemas['Blame']>, string> = { us: 'Our side', partner: 'Their side', agreement: 'Both sides: the agreement' }

export const actionText: Record<FirstAction, string> = {
  sendOurCertificate: 'Send our certificate',
  uploadTheirCertificate: 'Upload their certificate',
  compare: 'Compare',
  askPartner: 'Ask partner (mail)',
  testAgain: 'Test again',
  copyReport: 'Copy report for partner',
  linkToPartner: 'Link to partner',
  sendCurrentCertificate: 'Send current certificate',
  reviewSignature: 'Review and accept',
  showOriginal: 'Show original',
  openConnection: 'Open the connection',
  resend: 'Resend',
  reprocess: 'Reprocess',
  openHealth: 'Look at health',
}

export const causeLabels = { whatHappened: 'What happened', side: 'Whose side', evidence: 'Evidence', disposition: 'Disposition', answer: 'Answer', attempt: 'Last attempt', next: 'Next attempt', receipt: 'Receipt', sentence: 'In detail' } as const
