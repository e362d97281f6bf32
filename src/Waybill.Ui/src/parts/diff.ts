/** One place where two values differ. `undefined`: it is not there. */
export interface Difference {
  /** `identities[0].as2Id`. */
  path: string
  before: unknown
  after: unknown
}

const isTree = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Every leaf that differs, in the order of the names. */
export function diffOf(before: unknown, after: unknown, path = ''): Difference[] {
  if (!isTree(before) || !isTree(after) || Array.isArray(before) !== Array.isArray(after)) {
    return Object.is(before, after) ? [] : [{ path: path === '' ? '.' : path, before, after }]
  }

  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names.flatMap(name => diffOf(before[name], after[name], Array.isArray(before) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`))
}
