import { call } from './client'
import type { Kept } from './resources'

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
