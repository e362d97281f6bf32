import { expect, test } from 'vitest'
import { planOf } from './plan'
import { emptyDraft } from './useDraft'

const taken = { connections: ['globex'], partners: [], stations: ['acme'], certificates: [] }

test('four fields make partner and connection, named after the partner', () => {
  const plan = planOf({ ...emptyDraft, partner: { name: 'Globex', id: 'GLOBEX' }, changes: { station: 'acme', url: 'https://as2.globex.example/in' } }, taken)
  expect(plan.name).toBe('globex-2')
  expect(plan.made).toEqual([{ kind: 'partners', name: 'globex', body: { description: 'Globex', identities: [{ as2Id: 'GLOBEX' }] } }])
  expect(plan.settings).toEqual({ station: 'acme', partner: 'globex', url: 'https://as2.globex.example/in' })
})

test('a certificate that was dropped belongs to the partner', () => {
  const plan = planOf({ ...emptyDraft, certificate: 'PEM', changes: { station: 'acme', partner: 'umbrella' } }, taken)
  expect(plan.made).toEqual([{ kind: 'certificates', name: `umbrella-${new Date().getFullYear()}`, body: { owner: 'partner/umbrella', certificate: 'PEM' } }])
})

test('a name that was typed stands', () => {
  expect(planOf({ ...emptyDraft, name: ' mine ', changes: { partner: 'umbrella' } }, taken).name).toBe('mine')
})
