import { expect, test } from 'vitest'
import { applied, asWritten, change, linesOf, nameOf, valueOf } from './values'

test('a change back to what is kept is no change', () => {
  const base = { sign: 'sha-512' }
  const changes = change({}, base, 'sign', 'sha-256', { default: 'sha-256' })
  expect(changes).toEqual({ sign: 'sha-256' })
  expect(change(changes, base, 'sign', 'sha-512', { default: 'sha-256' })).toEqual({})
})

test('what is emptied goes back to its default', () => {
  expect(change({}, { urls: ['a'] }, 'urls', [], { type: 'array' })).toEqual({ urls: null })
  expect(valueOf('sign', { sign: null }, { sign: 'none' }, { default: 'sha-256' })).toBe('sha-256')
})

test('a default that nobody set is not written', () => {
  expect(change({}, {}, 'receipt', 'signed', { default: 'signed' })).toEqual({})
})

test('taking a secret away is a change although it never comes out', () => {
  expect(change({}, {}, 'password', '', { writeOnly: true })).toEqual({ password: null })
})

test('settings that come out hold no nulls', () => {
  expect(applied({ a: 1, b: 2 }, { b: null, c: 3 })).toEqual({ a: 1, c: 3 })
})

test('a PEM text is one entry of a list', () => {
  expect(linesOf('one.pem\n\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\ntwo.pem')).toEqual(['one.pem', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', 'two.pem'])
})

test('names come from words and avoid those that are taken', () => {
  expect(nameOf('Müller & Söhne GmbH')).toBe('muller-sohne-gmbh')
  expect(nameOf('Globex', ['globex', 'globex-2'])).toBe('globex-3')
})

test('words of a preset are written as the API writes them', () => {
  expect(asWritten('Signed', { enum: ['none', 'unsigned', 'signed'] })).toBe('signed')
})
