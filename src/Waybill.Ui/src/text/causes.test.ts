import { expect, test } from 'vitest'
import type { Schemas } from '../api/client'
import { actionText, causeOf, knownCauses } from './causes'

type Message = Schemas['ExchangeView']

const message = (cause: string | null, more: Partial<Message> = {}): Message => ({
  exchange: {
    id: 'a'.repeat(32), direction: 'out', state: 'failed', receipt: 'none', connection: 'globex', from: 'acme', to: 'globex', messageId: '<1@acme>', subject: null, fileName: null, bytes: 1,
    createdAt: '2026-11-24T10:00:00Z', updatedAt: '2026-11-24T10:00:00Z', attempts: 1, failure: null, detail: 'In detail.', isTest: false, cause, blame: 'agreement', dueAt: null, documentType: null,
    documentNumber: null, repeats: 0,
  },
  connectionVersion: 1, resendOf: null, headers: [], layers: [], certificates: { signer: null, used: [{ use: 'sign', subject: 'CN=acme', sha256: 'ab'.repeat(32), notAfter: '2027-03-01T00:00:00Z' }] },
  mic: 'AAAA, sha-256', receivedMic: 'BBBB, sha-256', documents: [], envelopes: [],
  attempts: [{ number: 1, kind: 'send', startedAt: '2026-11-24T10:42:00Z', endedAt: null, httpStatus: 403, sentence: null, responseHeaders: [] }],
  receipts: [], answer: null, repeatAnswer: null, asynchronousReceipt: null, handoffs: [], timeline: [], links: { entity: null, signature: null, receipt: null, wire: null }, kept: 'all', legalHold: null,
  ...more,
})

const tell = (cause: string | null) => causeOf({ partner: 'GLOBEX', message: message(cause) })

test.each([
  ['rejected_authentication_failed', 'GLOBEX could not verify our signature.', 'Send our certificate'],
  ['rejected_decryption_failed', 'GLOBEX could not decrypt.', 'Upload their certificate'],
  ['mic_mismatch', 'What GLOBEX received is not what we sent.', 'Compare'],
  ['receipt_overdue', 'Delivered to the server, no receipt yet.', 'Ask partner (mail)'],
  ['cannot_connect', 'Could not reach GLOBEX: nobody takes the connection.', 'Test again'],
  ['tls_failed', 'Could not make a secure connection to GLOBEX.', 'Test again'],
  ['http_403', 'Their server answered 403 Forbidden.', 'Copy report for partner'],
  ['unknown_relationship', 'Someone sent us AS2-From “acme”, AS2-To “globex”; no connection has this pair.', 'Link to partner'],
  ['no_key', 'GLOBEX encrypted for a certificate that is none of ours.', 'Send current certificate'],
  ['unknown_signer', 'Signed by a certificate that we do not have of GLOBEX.', 'Review and accept'],
  ['duplicate_document', 'This Message-ID came before.', 'Show original'],
  ['forbidden_signature_algorithm', 'GLOBEX used a signature algorithm that this connection does not allow.', 'Open the connection'],
])('%s is told with its first button', (cause, title, button) => {
  const told = tell(cause)
  expect(told?.title).toBe(title)
  expect(told && actionText[told.action]).toBe(button)
  expect(told?.text).not.toBe('')
})

test('the certificate we signed with is named', () => {
  expect(tell('rejected_authentication_failed')?.text).toContain('AB:AB:AB…AB:AB, valid to 2027-03-01')
})

test('both MICs are named', () => {
  expect(tell('mic_mismatch')?.text).toContain('Ours AAAA, sha-256, theirs BBBB, sha-256')
})

test('nothing wrong is told as nothing, and an unknown cause in the words of the gateway', () => {
  expect(tell(null)).toBeNull()
  expect(tell('something_new')?.title).toBe('In detail.')
  expect(tell('rejected_something')?.title).toBe('GLOBEX did not take the message.')
})

test('every known cause has a whole sentence', () => {
  for (const cause of knownCauses) {
    expect(tell(cause)?.title, cause).toMatch(/^[A-Z].*[.?]$/)
  }
})
