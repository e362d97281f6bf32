import { expect, test } from 'vitest'
import { formatBytes, formatDuration, formatRelative, formatThumbprint, shortThumbprint } from './format'

const now = Date.UTC(2026, 10, 24, 12)

test.each([
  [now - 2000, 'just now'],
  [now - 60_000, '1 minute ago'],
  [now - 3 * 3_600_000, '3 hours ago'],
  [now + 2 * 86_400_000, 'in 2 days'],
  [now - 86_400_000, 'yesterday'],
])('a moment is told from now: %i', (moment, words) => {
  expect(formatRelative(moment, now)).toBe(words)
})

test.each([[0, '0 bytes'], [1023, '1,023 bytes'], [1024, '1.0 KiB'], [15_000_000, '14 MiB']])('%i bytes read %s', (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words)
})

test.each([[3, '3 ms'], [1500, '1.5 s'], [61_000, '1 min'], [7_200_000, '2 h']])('%i milliseconds read %s', (time, words) => {
  expect(formatDuration(time)).toBe(words)
})

test('a thumbprint is read in pairs', () => {
  expect(formatThumbprint('ab12cd')).toBe('AB:12:CD')
  expect(shortThumbprint('a1'.repeat(30) + 'ff00')).toBe('A1:A1:A1…FF:00')
})
