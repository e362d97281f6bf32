import { expect, test } from 'vitest'
import { filtersOf, readFilters } from './filters'

test.each([
  ['<abc@acme>', { id: '<abc@acme>' }],
  ['01a20cf8', { id: '01a20cf8' }],
  ['01a20cf87dc67930bebc0d6688aa45b1', { id: '01a20cf87dc67930bebc0d6688aa45b1' }],
  ['4500123', { documentNumber: '4500123' }],
  ['PO-4500', { documentNumber: 'PO-4500' }],
  ['order.edi', { fileName: 'order.edi' }],
  ['orders', { fileName: 'orders' }],
])('%s is meant for one filter', (text, expected) => {
  expect(filtersOf(text)).toEqual(expected)
})

test('too short a part of a name is not asked', () => {
  expect(filtersOf('or')).toBeNull()
  expect(filtersOf('or', 'number')).toEqual({ documentNumber: 'or' })
})

test('the address says it all', () => {
  const { view, query } = readFilters(new URLSearchParams('view=failed&direction=out&type=850&span=day'), Date.UTC(2026, 10, 24, 12))
  expect(view).toBe('failed')
  expect(query).toEqual({ state: ['failed', 'rejected', 'mic_mismatch', 'receipt_invalid', 'refused'], direction: 'out', documentType: '850', from: '2026-11-23T12:00:00.000Z' })
})

test('a status narrows what a view shows', () => {
  expect(readFilters(new URLSearchParams('status=Delivered'), 0).query).toEqual({ state: ['delivered', 'sent'] })
})

test('an open drawer is no filter', () => {
  expect(readFilters(new URLSearchParams('m=1'), 0).isFiltered).toBe(false)
  expect(readFilters(new URLSearchParams('q=x'), 0).isFiltered).toBe(true)
})
