import type { Schemas } from '../api/client'
import type { Tone } from '../parts/StatusWord'

/** A state of the journal in the words of the screens. */
export interface StatusText {
  word: string
  tone: Tone
  /** More, on hover. */
  about: string
  sign?: 'duplicate' | 'out'
}

type State = Schemas['ExchangeState']

/** The one table from the journal's state to the word of the delivery axis. */
const words: Record<State, StatusText> = {
  submitted: { word: 'Queued', tone: 'busy', about: 'Stored; it is about to be signed and encrypted.' },
  packaged: { word: 'Queued', tone: 'busy', about: 'Ready; it waits for its turn.' },
  sending: { word: 'Sending', tone: 'busy', about: 'An attempt is on its way.' },
  retry_wait: { word: 'Queued', tone: 'warn', about: 'An attempt did not get through; the next one is due.' },
  awaiting_receipt: { word: 'Awaiting MDN', tone: 'busy', about: 'The partner has the bytes; its receipt is awaited.' },
  overdue: { word: 'Awaiting MDN', tone: 'warn', about: 'Overdue: the receipt did not come in time. A later one still counts.' },
  delivered: { word: 'Delivered', tone: 'good', about: 'A signed receipt says that the partner took exactly these bytes.', sign: 'out' },
  sent: { word: 'Delivered', tone: 'good', about: 'The partner has the bytes; no receipt was asked for.', sign: 'out' },
  rejected: { word: 'Rejected', tone: 'bad', about: 'The receipt says that the partner did not take it.' },
  mic_mismatch: { word: 'Failed', tone: 'bad', about: 'The receipt is over other bytes than ours.' },
  receipt_invalid: { word: 'Failed', tone: 'bad', about: 'What came is no proven receipt.' },
  failed: { word: 'Failed', tone: 'bad', about: 'Given up.' },
  cancelled: { word: 'Ignored', tone: 'quiet', about: 'Stopped by a person.' },
  accepted: { word: 'Received', tone: 'info', about: 'Opened, proven and stored.' },
  refused: { word: 'Rejected', tone: 'bad', about: 'Not taken.' },
  unopened: { word: 'Received', tone: 'busy', about: 'Came whole and is stored; it is being opened.' },
}

const duplicate: StatusText = { word: 'Duplicate', tone: 'warn', about: 'Its Message-ID came before. It was not processed again.', sign: 'duplicate' }

/** What stands in the list. A message that was refused because its Message-ID was known is a duplicate. */
export function statusOf(line: Pick<Schemas['ExchangeLine'], 'state' | 'failure'>): StatusText {
  return line.state === 'refused' && line.failure === 'duplicate_document' ? duplicate : words[line.state]
}

/** Beside the state of a message in that came more than once. */
export const repeatWord = { word: 'Duplicate', about: (times: number) => `It came ${times === 1 ? 'once more' : `${times} times more`}. It was processed once, and the same receipt was given again.` }

/** States by word, for the filter. */
export function statesOf(word: string): State[] {
  return (Object.keys(words) as State[]).filter(state => words[state].word === word)
}

/** Every word there is to filter by, in the order of a message's life. */
export const statusWords: readonly string[] = [...new Set(Object.values(words).map(text => text.word))]

export const isFailed = (state: State): boolean => words[state].tone === 'bad'
