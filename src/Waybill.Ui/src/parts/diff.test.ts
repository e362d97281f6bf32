import { expect, test } from 'vitest'
import { diffOf } from './diff'

test('only leaves that differ are named, by their path', () => {
  expect(diffOf({ a: 1, b: { c: [1, 2] }, d: 'x' }, { a: 1, b: { c: [1, 3] }, e: null })).toEqual([
    { path: 'b.c[1]', before: 2, after: 3 },
    { path: 'd', before: 'x', after: undefined },
    { path: 'e', before: undefined, after: null },
  ])
})

test('a list in place of an object is one difference', () => {
  expect(diffOf({ a: [] }, { a: {} })).toHaveLength(1)
})

test('nothing differs from itself', () => {
  expect(diffOf({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toEqual([])
})
