import { useQuery } from '@tanstack/react-query'
import { call, callJson } from './client'
import type { Kept, Page } from './resources'
import { useRefetchOn } from './useLive'

export type Kind = 'stations' | 'partners' | 'certificates' | 'connections' | 'channels' | 'rules'

const at = (kind: Kind, name: string): string => `/api/v1/${kind}/${encodeURIComponent(name)}`
const json = { 'Content-Type': 'application/json' }

/** Makes one; 412 where there is one of this name. */
export const create = (kind: Kind, name: string, settings: unknown): Promise<Response> =>
  call(at(kind, name), { method: 'PUT', body: JSON.stringify(settings), headers: { ...json, 'If-None-Match': '*' } })

/** Changes the fields that are named; null takes one away. 412 where somebody else changed it meanwhile. */
export const change = (kind: Kind, one: Kept, settings: unknown): Promise<Response> =>
  call(at(kind, one.name), { method: 'PATCH', body: JSON.stringify(settings), headers: { ...json, 'If-Match': `"${one.etag.replaceAll('"', '')}"` } })

/** Removes one; 409 while others need it. */
export const remove = (kind: Kind, one: Kept): Promise<Response> => call(at(kind, one.name), { method: 'DELETE', headers: { 'If-Match': `"${one.etag.replaceAll('"', '')}"` } })

/** All of a kind, by name. Pages are read to the last one: these lists are short. */
export async function readAll<T>(kind: Kind): Promise<T[]> {
  const all: T[] = []
  let cursor: string | null = null
  do {
    const page: Page<T> = await callJson('GET', `/api/v1/${kind}?limit=200${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`)
    all.push(...page.items)
    cursor = page.next ?? null
  } while (cursor !== null)
  return all
}

export const resourceKey = (kind: Kind) => ['resources', kind] as const

/** All of a kind, read again when the configuration changes. */
export function useResources<T>(kind: Kind, isWanted = true) {
  useRefetchOn('configuration', resourceKey(kind))
  return useQuery({ queryKey: resourceKey(kind), queryFn: () => readAll<T>(kind), enabled: isWanted })
}
