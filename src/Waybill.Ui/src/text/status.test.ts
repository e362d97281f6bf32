import { expect, test } from 'vitest'
import { statesOf, statusOf, statusWords } from './status'

test('there are only the words of the delivery axis', () => {
  const axis = ['Queued', 'Sending', 'Awaiting MDN', 'Delivered', 'Failed', 'Received', 'Rejected', 'Duplicate', 'Ignored']
  expect(statusWords.filter(word => !axis.includes(word))).toEqual([])
})

test('a refused repeat is a duplicate', () => {
  expect(statusOf({ state: 'refused', failure: 'duplicate_document' }).word).toBe('Duplicate')
  expect(statusOf({ state: 'refused', failure: 'no_key' }).word).toBe('Rejected')
})

test('a word stands for all its states', () => {
  expect(statesOf('Queued')).toEqual(['submitted', 'packaged', 'retry_wait'])
  expect(statesOf('Nonsense')).toEqual([])
})
