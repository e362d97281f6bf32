import { callJson } from '../../../api/client'
import { asProblem } from '../../../api/problem'
import { sendResource } from '../useConnections'
import { planOf, type Made, type Taken } from './plan'
import { asForm } from './settings'
import type { Draft } from './useDraft'
import { nameOf } from './values'

/**
 * Makes a connection and what it needs. All of it is checked first, so that nothing is left half made when a field is wrong.
 * @param onMade Told of each thing that stands from now on, so that a second try does not make it again.
 */
export async function createConnection(draft: Draft, taken: Taken, onMade: (kind: Made['kind'], name: string) => void): Promise<string> {
  const { name, made, settings, newStation } = planOf(draft, taken)
  // A station that is new has its key made after it: it cannot be checked before.
  if (newStation === null) {
    await told(() => callJson('POST', '/api/v1/apply/plan', {
      set: 'default',
      ...Object.fromEntries((['stations', 'partners', 'certificates'] as const).map(kind => [kind, made.filter(one => one.kind === kind).map(one => ({ name: one.name, ...one.body }))]).filter(([, list]) => list!.length > 0)),
      connections: [{ name, ...settings }],
    }))
  }

  for (const { kind, name: itsName, body } of made) {
    await told(() => sendResource('PUT', `/api/v1/${kind}/${encodeURIComponent(itsName)}`, body, null), `${kind}/${itsName}`)
    if (kind === 'stations') {
      await told(() => callJson('POST', '/api/v1/certificates/new', { name: nameOf(`${itsName}-${new Date().getFullYear()}`, taken.certificates), owner: `station/${itsName}`, commonName: draft.station!.id }), `${kind}/${itsName}`)
    }

    onMade(kind, itsName)
  }

  await told(() => sendResource('PUT', `/api/v1/connections/${encodeURIComponent(name)}`, settings, null), `connections/${name}`)
  return name
}

/** Sends what changed, under the ETag that was seen. */
export async function changeConnection(name: string, draft: Draft, taken: Taken, onMade: (kind: Made['kind'], name: string) => void): Promise<void> {
  const partner = String(draft.changes['partner'] ?? draft.base['partner'] ?? '')
  if (draft.certificate !== null) {
    const itsName = nameOf(`${partner}-${new Date().getFullYear()}`, taken.certificates)
    await told(() => sendResource('PUT', `/api/v1/certificates/${itsName}`, { owner: `partner/${partner}`, certificate: draft.certificate }, null), `certificates/${itsName}`)
    onMade('certificates', itsName)
  }

  if (Object.keys(draft.changes).length > 0) {
    await told(() => sendResource('PATCH', `/api/v1/connections/${encodeURIComponent(name)}`, draft.changes, draft.etag), `connections/${name}`)
  }
}

async function told<T>(send: () => Promise<T>, below = ''): Promise<T> {
  try {
    return await send()
  } catch (failure) {
    throw asForm(asProblem(failure), below)
  }
}
