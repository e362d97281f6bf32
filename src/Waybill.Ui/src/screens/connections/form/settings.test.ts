import { expect, test } from 'vitest'
import { Problem } from '../../../api/problem'
import { asForm, secretsOf, sentenceOf, settingsOf } from './settings'

test('settings are what GET gave without what stands around them', () => {
  const detail = { name: 'globex', etag: '1', managedBy: 'file', sign: 'sha-512' as const, passwordSet: true, usedBy: [], warnings: { sign: ['x'] } }
  expect(settingsOf(detail)).toEqual({ sign: 'sha-512' })
  expect([...secretsOf(detail)]).toEqual(['password'])
})

test('sentences of a plan stand at the fields of the form', () => {
  const problem = asForm(new Problem(422, 't', 'd', { 'connections/globex/url': ['Not an address.'], 'partners/globex/identities/0/as2Id': ['Taken.'], 'certificates/globex-2026/certificate': ['No PEM.'] }))
  expect(problem.errors).toEqual({ url: ['Not an address.'], theirId: ['Taken.'], certificate: ['No PEM.'] })
})

test('sentences of one resource are named by where they were sent', () => {
  expect(asForm(new Problem(422, 't', 'd', { 'identities/0/as2Id': ['Taken.'] }), 'partners/globex').errors).toEqual({ theirId: ['Taken.'] })
  expect(asForm(new Problem(422, 't', 'd', { 'extraHeaders/0': ['Bad.'] }), 'connections/globex').errors).toEqual({ 'extraHeaders/0': ['Bad.'] })
})

test('the sentence of an entry of a list stands at the list', () => {
  expect(sentenceOf(new Problem(422, 't', 'd', { 'extraHeaders/1': ['Bad.'], 'extra': ['no'] }), 'extraHeaders')).toBe('Bad.')
})
