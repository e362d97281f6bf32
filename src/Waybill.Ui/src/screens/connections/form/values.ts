import type { FieldSchema } from './schema'

/** What a form changes: settings by name; null goes back to the default or takes a secret away. */
export type Changes = Readonly<Record<string, unknown>>

/** What stands in a field: what was typed, else what is kept, else the default. */
export function valueOf(name: string, changes: Changes, base: Changes, schema: FieldSchema | undefined): unknown {
  if (name in changes) {
    return changes[name] ?? schema?.default
  }

  return base[name] ?? schema?.default
}

/** The changes with one more; one that says what is there already is none. */
export function change(changes: Changes, base: Changes, name: string, value: unknown, schema: FieldSchema | undefined): Changes {
  const { [name]: _, ...rest } = changes
  const isEmpty = value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  const wanted = isEmpty || (!(name in base) && same(value, schema?.default)) ? null : value
  return same(wanted, base[name] ?? null) && !schema?.writeOnly ? rest : { ...rest, [name]: wanted }
}

/** The settings that come out: for a new connection, and for what is shown beside. */
export const applied = (base: Changes, changes: Changes): Record<string, unknown> => Object.fromEntries(Object.entries({ ...base, ...changes }).filter(([, value]) => value !== null && value !== undefined))

/** One entry a line; a PEM text of several lines is one entry. */
export function linesOf(text: string): string[] {
  const found: string[] = []
  let pem: string[] | null = null
  for (const line of text.split(/\r?\n/).map(one => one.trim())) {
    if (pem) {
      pem.push(line)
      if (line.startsWith('-----END ')) {
        found.push(`${pem.join('\n')}\n`)
        pem = null
      }
    } else if (line.startsWith('-----BEGIN ')) {
      pem = [line]
    } else if (line !== '') {
      found.push(line)
    }
  }

  return pem ? [...found, pem.join('\n')] : found
}

/** A value of a preset or a sheet in the words the API writes: `Signed` is `signed`. */
export const asWritten = (value: unknown, schema: FieldSchema | undefined): unknown =>
  typeof value === 'string' && schema?.enum ? schema.enum.find(one => one.toLowerCase() === value.toLowerCase()) ?? value : value

/** A name for a resource out of what people call it: `Wide World GmbH` is `wide-world-gmbh`. */
export function nameOf(words: string, taken: readonly string[] = []): string {
  const plain = words.normalize('NFKD').replace(/[̀-ͯ]/g, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60)
  for (let number = 1; ; number++) {
    const name = number === 1 ? plain : `${plain}-${number}`
    if (!taken.includes(name)) {
      return name
    }
  }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
