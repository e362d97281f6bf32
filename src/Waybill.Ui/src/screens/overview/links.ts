import type { Schemas } from '../../api/client'

/** An address of the list of messages with filters. What is null is left out. */
export function messagesLink(filters: Record<string, string | null | undefined>): string {
  const query = new URLSearchParams(Object.entries(filters).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== ''))
  return `/messages?${query.toString()}`
}

/** States of the journal behind each series of the picture of volume, for the click. */
export const seriesStates = {
  delivered: 'delivered,sent',
  accepted: 'accepted',
  waiting: 'submitted,packaged,sending,retry_wait,awaiting_receipt,unopened',
  failed: 'failed,rejected,mic_mismatch,receipt_invalid,overdue,refused',
} as const

export type Series = keyof typeof seriesStates

/** The messages of a group. */
export const groupLink = (group: Schemas['ProblemView']): string => messagesLink(
  group.connection ? { cause: group.cause, direction: group.direction, connection: group.connection } : group.cause === 'unknown_relationship' ? { view: 'unmatched' } : { cause: group.cause, direction: group.direction })
