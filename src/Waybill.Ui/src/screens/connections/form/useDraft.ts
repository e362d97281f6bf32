import { useCallback, useState } from 'react'
import type { Changes } from './values'

/** What somebody typed and did not save yet. */
export interface Draft {
  /** The settings the changes are over, and their ETag; of a new connection none. */
  base: Changes
  etag: string | null
  changes: Changes
  /** The name that was typed for a new connection; null: it follows the partner's. */
  name: string | null
  /** A partner that is made with the connection. */
  partner: { name: string, id: string } | null
  /** A station that is made with it. */
  station: { id: string } | null
  /** A certificate of the partner, PEM, that is added with it. */
  certificate: string | null
  preset: string | null
}

export const emptyDraft: Draft = { base: {}, etag: null, changes: {}, name: null, partner: null, station: null, certificate: null, preset: null }

const keyOf = (connection: string | null): string => `waybill-draft-connection ${connection ?? ''}`

/** A draft that outlives the page: it stays in this tab's storage until it is saved or discarded. Secrets are left out of what is stored. */
export function useDraft(connection: string | null, start: Draft, secrets: ReadonlySet<string>) {
  const [{ draft, isRestored }, set] = useState(() => {
    const kept = readDraft(connection)
    return { draft: kept ?? start, isRestored: kept !== null }
  })
  const update = useCallback((make: (old: Draft) => Draft) => set(old => {
    const next = make(old.draft)
    keepDraft(connection, next, secrets)
    return { ...old, draft: next }
  }), [connection, secrets])
  const discard = useCallback((next: Draft) => {
    forgetDraft(connection)
    set({ draft: next, isRestored: false })
  }, [connection])
  return { draft, isRestored, update, discard }
}

export function readDraft(connection: string | null): Draft | null {
  try {
    const text = sessionStorage.getItem(keyOf(connection))
    return text === null ? null : { ...emptyDraft, ...JSON.parse(text) as Partial<Draft> }
  } catch {
    return null
  }
}

export function keepDraft(connection: string | null, draft: Draft, secrets: ReadonlySet<string>): void {
  const changes = Object.fromEntries(Object.entries(draft.changes).filter(([name, value]) => !secrets.has(name) || value === null))
  try {
    sessionStorage.setItem(keyOf(connection), JSON.stringify({ ...draft, changes }))
  } catch {
    // No storage: the draft lives as long as the page.
  }
}

export function forgetDraft(connection: string | null): void {
  try {
    sessionStorage.removeItem(keyOf(connection))
  } catch {
    // There was none.
  }
}
