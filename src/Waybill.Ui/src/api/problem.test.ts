import { expect, test } from 'vitest'
import { fieldError, otherErrors, Problem, problemOf } from './problem'

test('an answer with errors becomes sentences at fields', async () => {
  const problem = await problemOf(new Response(JSON.stringify({ title: 'Not acceptable', detail: 'Correct the fields.', errors: { 'Identities:0:As2Id': ['Is missing.', 'Must be short.'] } }), { status: 422 }))
  expect(problem.message).toBe('Correct the fields.')
  expect(fieldError(problem, 'identities[0].as2Id')).toBe('Is missing. Must be short.')
  expect(fieldError(problem, 'identities[1].as2Id')).toBeUndefined()
})

test('errors of fields that are not shown are not lost', () => {
  const problem = new Problem(422, '', '', { urls: ['Is no address.'], name: ['Is taken.'] })
  expect(otherErrors(problem, ['name'])).toEqual(['urls: Is no address.'])
})

test('an answer that is no JSON still says its status', async () => {
  const problem = await problemOf(new Response('<html>', { status: 502 }))
  expect(problem.status).toBe(502)
  expect(problem.message).toContain('502')
})

test('seconds to wait are read', async () => {
  expect((await problemOf(new Response('{}', { status: 429, headers: { 'Retry-After': '60' } }))).retryAfter).toBe(60)
})
