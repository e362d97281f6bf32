import createClient from 'openapi-fetch'
import { signInAgain } from './door'
import { lost, reached } from './line'
import { Problem, problemOf } from './problem'
import type { components, paths } from './schema'

export type Schemas = components['schemas']

/** Answers of a proxy in front of a gateway that is away. */
const away = [502, 503, 504]

const sessionPath = '/api/v1/session'

/** Every call of the screens goes through here: it knows lost connections and expired sign-ins, and throws a {@link Problem} for whatever is no success. */
async function send(request: Request): Promise<Response> {
  // The header shows the server that a page of its own makes the request, not another site's.
  request.headers.set('X-Waybill', '1')
  const again = request.clone()
  let response = await reach(request)
  const path = new URL(request.url).pathname
  if (response.status === 401 && !path.startsWith(sessionPath) && !path.startsWith('/api/v1/setup') && await signInAgain()) {
    response = await reach(again)
  }

  if (!response.ok) {
    throw await problemOf(response)
  }

  return response
}

async function reach(request: Request): Promise<Response> {
  let response: Response
  try {
    response = await fetch(request)
  } catch (failure) {
    if (request.signal.aborted) {
      throw failure
    }

    lost()
    throw new Problem(0, 'Not reached', 'The gateway cannot be reached.')
  }

  if (away.includes(response.status) && !response.headers.get('Content-Type')?.startsWith('application/problem+json')) {
    lost()
  } else {
    reached()
  }

  return response
}

/** The REST API with its types: `const { items } = await ok(api.GET('/api/v1/alerts'))`. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: send })

/** The body of an answer; what is no success was thrown before. */
export async function ok<T>(call: Promise<{ data?: T }>): Promise<NonNullable<T>> {
  // An answer without a body (204) has no data.
  return (await call).data as NonNullable<T>
}

/** A call of an address that is not in the description, or whose answer is no JSON: downloads. */
export function call(path: string, init?: RequestInit): Promise<Response> {
  return send(new Request(new URL(path, location.origin), init))
}

/** A call with a JSON body, or none. */
export async function callJson<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await call(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }) })
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as T
}
