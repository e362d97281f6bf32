import { Problem } from '../../../api/problem'
import type { ConnectionDetail } from '../useConnections'
import type { Changes } from './values'

const around = new Set(['name', 'etag', 'managedBy', 'set', 'createdAt', 'updatedAt', 'errors', 'warnings', 'usedBy', 'state'])

/** The settings of what GET gave: without what stands around them, and without what it says of secrets. */
export const settingsOf = (connection: ConnectionDetail): Changes =>
  Object.fromEntries(Object.entries(connection).filter(([name, value]) => !around.has(name) && !(name.endsWith('Set') && typeof value === 'boolean') && value !== null && value !== undefined))

/** Names of secrets that are set. */
export const secretsOf = (connection: ConnectionDetail | undefined): ReadonlySet<string> =>
  new Set(Object.entries(connection ?? {}).filter(([name, value]) => name.endsWith('Set') && value === true).map(([name]) => name.slice(0, -3)))

/** The sentences of one field and of the entries of its list. */
export function sentenceOf(problem: Problem | null, field: string): string | undefined {
  const wanted = field.toLowerCase()
  const found = Object.entries(problem?.errors ?? {}).filter(([name]) => name.toLowerCase() === wanted || name.toLowerCase().startsWith(`${wanted}/`))
  return found.length === 0 ? undefined : found.flatMap(([, sentences]) => sentences).join(' ')
}

/** Fields of the form by the places of the API: what is made beside the connection has its own. */
const places: readonly (readonly [RegExp, string])[] = [
  [/^connections\/[^/]+\/(.+)$/, '$1'],
  [/^connections\/[^/]+$/, 'name'],
  [/^partners\/[^/]+\/identities\/0\/as2Id$/, 'theirId'],
  [/^partners\/.*$/, 'partnerName'],
  [/^certificates\/.*$/, 'certificate'],
  [/^stations\/.*$/, 'stationId'],
]

/** Names the fields of a refusal as the form does. `below` is what the refused address stood for: `partners/globex`. */
export function asForm(problem: Problem, below = ''): Problem {
  function named(fields: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
    const found: Record<string, string[]> = {}
    for (const [name, sentences] of Object.entries(fields)) {
      const whole = below === '' ? name : name === '' ? below : `${below}/${name}`
      const place = places.find(([pattern]) => pattern.test(whole))
      const field = place ? whole.replace(place[0], place[1]) : whole
      found[field] = [...found[field] ?? [], ...sentences]
    }

    return found
  }

  return new Problem(problem.status, problem.title, problem.message, named(problem.errors), problem.retryAfter, named(problem.warnings))
}
