import { formatBytes, shortThumbprint } from '../../text/format'
import { messagesText } from '../../text/messages'
import type { Message } from './useMessage'

/** One line of what happened. */
export interface Step {
  at: string
  title: string
  about: string[]
  tone: 'good' | 'bad' | 'warn' | 'plain'
}

interface Layer {
  type: string
  algorithm?: string
  keyManagement?: string
  digest?: string
  status?: string
}

/** The layers, which the description of the API leaves open. */
export const layersOf = (message: Message): Layer[] => Array.isArray(message.layers) ? message.layers as Layer[] : []

const tones: Record<string, Step['tone']> = {
  delivered: 'good', sent: 'good', accepted: 'good', 'receipt-sent': 'good', reopened: 'good', failed: 'bad', rejected: 'bad', mic_mismatch: 'bad', 'mic-mismatch': 'bad', receipt_invalid: 'bad',
  'receipt-invalid': 'bad', refused: 'bad', 'receipt-failed': 'bad', overdue: 'warn', retry_wait: 'warn', 'retry-wait': 'warn', duplicate: 'warn', cancelled: 'warn',
}

/** The journal's lines and the attempts between them, in the order of time; each with what was used. */
export function timelineOf(message: Message): Step[] {
  const steps = message.timeline.map((line): Step => ({ at: line.at, title: line.text, about: aboutOf(line.kind, message), tone: tones[line.kind] ?? 'plain' }))
  const attempts = message.attempts.map((attempt): Step => ({
    at: attempt.endedAt ?? attempt.startedAt,
    title: [messagesText.history.kinds[attempt.kind as keyof typeof messagesText.history.kinds] ?? attempt.kind, String(attempt.number)].join(' ')
      + (attempt.httpStatus == null ? '' : `: ${messagesText.timeline.status(attempt.httpStatus)}`),
    about: attempt.sentence ? [attempt.sentence] : [],
    tone: attempt.httpStatus != null && attempt.httpStatus < 300 ? 'good' : attempt.endedAt == null ? 'plain' : attempt.kind === 'duplicate' ? 'warn' : 'bad',
  }))
  const receipts = message.receipts.map((receipt): Step => ({
    at: receipt.at, title: `MDN: ${receipt.disposition ?? receipt.outcome}`, about: [receipt.isAuthentic ? messagesText.mdn.authentic : messagesText.mdn.notAuthentic, receipt.mic ? `MIC ${receipt.mic}` : ''].filter(Boolean),
    tone: receipt.isAuthentic && receipt.outcome.startsWith('delivered') ? 'good' : 'bad',
  }))
  // Array.sort keeps the order of equal times: the journal's own line comes after what it follows from.
  return [...attempts, ...receipts, ...steps].filter((step, index, all) => !isSaidAgain(step, all, index)).sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

/** The sentence of an attempt is also the journal's line of the state that follows from it. */
function isSaidAgain(step: Step, all: readonly Step[], index: number): boolean {
  return all.findIndex(other => other !== step && other.about.includes(step.title) && Math.abs(Date.parse(other.at) - Date.parse(step.at)) < 1000) >= 0 && index >= 0
}

function aboutOf(kind: string, message: Message): string[] {
  const { used } = message.certificates
  if (kind === 'packaged') {
    return [
      ...layersOf(message).map(layer => [messagesText.security.layer[layer.type as keyof typeof messagesText.security.layer] ?? layer.type, layer.algorithm, layer.digest].filter(Boolean).join(' · ')),
      ...used.filter(one => one.use === 'sign' || one.use === 'encrypt').map(one => `${messagesText.security.uses[one.use]} ${shortThumbprint(one.sha256)}, ${messagesText.security.validUntil} ${one.notAfter.slice(0, 10)}`),
    ]
  }

  return kind === 'submitted' || kind === 'received' ? [[message.exchange.fileName, formatBytes(message.exchange.bytes)].filter(Boolean).join(' · ')] : []
}
