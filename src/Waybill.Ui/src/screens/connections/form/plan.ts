import type { Draft } from './useDraft'
import { applied, nameOf } from './values'

/** What names are taken already. */
export interface Taken {
  connections: readonly string[]
  partners: readonly string[]
  stations: readonly string[]
  certificates: readonly string[]
}

/** A resource that is made beside the connection. */
export interface Made { kind: 'stations' | 'partners' | 'certificates', name: string, body: Record<string, unknown> }

/** What a draft of a new connection makes, in the order it is made in. */
export function planOf(draft: Draft, taken: Taken): { name: string, made: Made[], settings: Record<string, unknown>, newStation: string | null } {
  const made: Made[] = []
  const settings = applied({}, draft.changes)
  let newStation: string | null = null
  if (draft.station) {
    newStation = nameOf(draft.station.id || 'station', taken.stations)
    made.push({ kind: 'stations', name: newStation, body: { as2Id: draft.station.id } })
    settings['station'] = newStation
  }

  if (draft.partner) {
    const name = nameOf(draft.partner.name || draft.partner.id || 'partner', taken.partners)
    made.push({ kind: 'partners', name, body: { ...(draft.partner.name === '' ? {} : { description: draft.partner.name }), identities: [{ as2Id: draft.partner.id }] } })
    settings['partner'] = name
  }

  const partner = typeof settings['partner'] === 'string' ? settings['partner'] : ''
  if (draft.certificate !== null && partner !== '') {
    made.push({ kind: 'certificates', name: nameOf(`${partner}-${new Date().getFullYear()}`, taken.certificates), body: { owner: `partner/${partner}`, certificate: draft.certificate } })
  }

  return { name: draft.name?.trim() || nameOf(partner || 'connection', taken.connections), made, settings, newStation }
}
