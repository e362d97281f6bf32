/** What the API says went wrong (RFC 9457), or that it could not be asked. */
export class Problem extends Error {
  /** @param status The HTTP status; 0: nobody answered. */
  constructor(
    readonly status: number,
    readonly title: string,
    detail: string,
    /** Sentences by field, as the server names the fields: `urls`, `identities[0].as2Id`. */
    readonly errors: Readonly<Record<string, readonly string[]>> = {},
    /** Seconds after which it is worth to try again. */
    readonly retryAfter: number | null = null,
    /** What would work and should be changed, by field. */
    readonly warnings: Readonly<Record<string, readonly string[]>> = {},
  ) {
    super(detail)
    this.name = 'Problem'
  }

  get isUnreachable(): boolean {
    return this.status === 0
  }
}

interface ProblemBody {
  title?: string | null
  detail?: string | null
  errors?: Record<string, string[]>
  warnings?: Record<string, string[]>
}

function isProblemBody(value: unknown): value is ProblemBody {
  return typeof value === 'object' && value !== null
}

/** Reads an answer that is no success. */
export async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text().catch(() => '')
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    body = null
  }

  const said = isProblemBody(body) ? body : {}
  const wait = Number(response.headers.get('Retry-After'))
  return new Problem(
    response.status,
    said.title ?? `HTTP ${response.status}`,
    said.detail ?? `The gateway answered ${response.status} without a reason.`,
    said.errors ?? {},
    Number.isFinite(wait) && wait > 0 ? wait : null,
    said.warnings ?? {},
  )
}

/** Whatever was thrown, as a problem that can be shown. */
export function asProblem(thrown: unknown): Problem {
  return thrown instanceof Problem ? thrown : new Problem(0, 'Not carried out', thrown instanceof Error ? thrown.message : String(thrown))
}

/**
 * The sentence of one field, for its error line. Names are compared without case and without the way they are written: `identities[0].as2Id` is `Identities:0:As2Id`.
 */
export function fieldError(problem: Problem | null | undefined, field: string): string | undefined {
  if (!problem) {
    return undefined
  }

  const wanted = plain(field)
  const found = Object.entries(problem.errors).find(([name]) => plain(name) === wanted)
  return found?.[1].join(' ')
}

/** The sentences of fields that the form at hand does not show: they must not be lost. */
export function otherErrors(problem: Problem | null | undefined, shown: readonly string[]): string[] {
  const known = new Set(shown.map(plain))
  return Object.entries(problem?.errors ?? {}).filter(([name]) => !known.has(plain(name))).map(([name, sentences]) => `${name}: ${sentences.join(' ')}`)
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[[\]:./]+/g, '.').replace(/\.$/, '')
}

/** The sentences of a list and of everything in it: `channels/0` is said at the field `channels`. */
export function errorUnder(problem: Problem | null | undefined, field: string): string | undefined {
  const wanted = plain(field)
  const found = Object.entries(problem?.errors ?? {}).filter(([name]) => plain(name) === wanted || plain(name).startsWith(`${wanted}.`))
  return found.length === 0 ? undefined : found.flatMap(([, sentences]) => sentences).join(' ')
}

/** Names of errors that stand under one of these fields, so that a box for the others leaves them out. */
export const namesUnder = (problem: Problem | null | undefined, fields: readonly string[]): string[] =>
  Object.keys(problem?.errors ?? {}).filter(name => fields.some(field => plain(name) === plain(field) || plain(name).startsWith(`${plain(field)}.`)))
