import { useQuery, type QueryClient } from '@tanstack/react-query'
import { api, call, callJson, ok, type Schemas } from '../../api/client'
import type { Certificate, Connection, Page, Partner, Station } from '../../api/resources'
import { usePoll, useRefetchOn } from '../../api/useLive'
import { useMay } from '../../app/session'

const pageSize = 200

export const connectionsKey = ['connections'] as const

/** A connection with its settings, how it stands and what was found about it. */
export type ConnectionDetail = Connection & {
  set?: string
  /** `passwordSet` and its like are read by name. */
  errors?: Record<string, string[]>
  warnings?: Record<string, string[]>
  usedBy?: Use[]
  state?: { isHeld: boolean, pause?: { until: string, reason: string } | null, lastCallAt?: string | null }
}

/** Something that needs something else. */
export interface Use { kind: string, name: string, href: string }

/** How all connections stand. There are as many as agreements, so they are fetched whole and filtered here. */
export function useConnectionLines() {
  useRefetchOn('connection', connectionsKey)
  useRefetchOn('configuration', connectionsKey)
  return useQuery({
    queryKey: [...connectionsKey, 'lines'],
    queryFn: async () => {
      const items: Schemas['ConnectionView'][] = []
      let cursor: string | undefined
      do {
        const page = await ok(api.GET('/api/v1/connections', { params: { query: { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) } } }))
        items.push(...page.items)
        cursor = page.next ?? undefined
      } while (cursor !== undefined)
      return items
    },
    refetchInterval: usePoll(),
  })
}

/** Messages that stopped or wait, by cause and connection. */
export function useProblems() {
  useRefetchOn('exchange', [...connectionsKey, 'problems'])
  return useQuery({ queryKey: [...connectionsKey, 'problems'], queryFn: async () => (await ok(api.GET('/api/v1/exchanges/problems'))).items, refetchInterval: usePoll(), staleTime: 5_000 })
}

/** One connection with its settings. A role that may not read them gets nothing. */
export function useConnection(name: string, isWanted = true) {
  const may = useMay()
  return useQuery({ queryKey: [...connectionsKey, 'one', name], queryFn: () => readConnection(name), enabled: isWanted && name !== '' && may('getConnection'), refetchInterval: usePoll() })
}

export const readConnection = (name: string): Promise<ConnectionDetail> => callJson('GET', `/api/v1/connections/${encodeURIComponent(name)}`)

async function all<T>(collection: string): Promise<T[]> {
  const items: T[] = []
  let next: string | null | undefined = ''
  while (next !== null && next !== undefined) {
    const page: Page<T> = await callJson('GET', `/api/v1/${collection}?limit=${pageSize}${next === '' ? '' : `&cursor=${encodeURIComponent(next)}`}`)
    items.push(...page.items)
    next = page.next
  }

  return items
}

export const usePartners = () => useQuery({ queryKey: ['partners', 'all'], queryFn: () => all<Partner>('partners') })
export const useStations = () => useQuery({ queryKey: ['stations', 'all'], queryFn: () => all<Station>('stations') })
export const useCertificates = () => useQuery({ queryKey: ['certificates', 'all'], queryFn: () => all<Certificate>('certificates') })
export const useOrganisation = () => useQuery({ queryKey: ['organisation'], queryFn: () => callJson<Schemas['OrganisationView']>('GET', '/api/v1/organisation') })
export const usePresets = () => useQuery({ queryKey: ['presets'], queryFn: async () => (await ok(api.GET('/api/v1/presets'))).items, staleTime: Infinity })

/** Sends settings under a condition: `*` makes a new one, else the ETag that was seen. */
export async function sendResource<T>(method: 'PUT' | 'PATCH' | 'DELETE', path: string, body: unknown, etag: string | null): Promise<T> {
  const answer = await call(path, {
    method,
    headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...(etag === null ? { 'If-None-Match': '*' } : { 'If-Match': `"${etag}"` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return (text === '' ? undefined : JSON.parse(text)) as T
}

export const holdConnection = (name: string, isHeld: boolean): Promise<unknown> => call(`/api/v1/connections/${encodeURIComponent(name)}/${isHeld ? 'hold' : 'release'}`, { method: 'POST' })

/** After a change: everything about connections and what they are made of. */
export const forgetConnections = (client: QueryClient): Promise<unknown> => Promise.all([connectionsKey, ['partners'], ['stations'], ['certificates']].map(queryKey => client.invalidateQueries({ queryKey })))
