import { expect, test } from 'vitest'
import { bucketsOf, roundUp } from './buckets'
import { clockOf, habitOf } from './silence'

const length = 168
/** A Tuesday, at 12:30 of whatever zone this runs in; the last hour of the week is the running one. */
const now = new Date(2026, 10, 24, 12, 30).getTime()
const since = new Date(new Date(2026, 10, 24, 13).getTime() - length * 3_600_000).toISOString()

/** Traffic at these moments, counted from the end: the running hour is 0. */
const week = (...hoursAgo: number[]) => {
  const hours = Array.from({ length }, () => 0)
  hoursAgo.forEach(ago => hours[length - 1 - ago]!++)
  return { connection: 'globex', total: hoursAgo.length, hours }
}

test('who usually sends by nine and did not today is silent', () => {
  // 08:xx of yesterday and the days before.
  expect(habitOf(week(28, 52, 76), since, now)).toMatchObject({ state: 'silent', usualBy: 9, today: 0 })
})

test('who sent today is as usual, however late', () => {
  expect(habitOf(week(0, 28, 52, 76), since, now)).toMatchObject({ state: 'usual', today: 1 })
})

test('who usually sends later is not silent yet', () => {
  // 18:xx of the days before.
  expect(habitOf(week(18, 42, 66), since, now)).toMatchObject({ state: 'usual', usualBy: 19 })
})

test('two days are no habit', () => {
  expect(habitOf(week(28, 52), since, now)).toMatchObject({ state: 'unknown', usualBy: null })
})

test('nobody is silent on a Sunday who never sends on a weekend', () => {
  const sunday = new Date(2026, 10, 22, 12, 30).getTime()
  const start = new Date(new Date(2026, 10, 22, 13).getTime() - length * 3_600_000).toISOString()
  expect(habitOf(week(52, 76, 100), start, sunday).state).toBe('usual')
})

test('hours are added up without losing any', () => {
  const hours = Array.from({ length: 14 }, (_, index) => ({
    at: new Date(Date.UTC(2026, 10, 24, index)).toISOString(), accepted: 1, refused: 2, delivered: 3, waiting: 4, failed: 5, medianMs: null, p95Ms: null,
  }))
  const buckets = bucketsOf(hours, 6)
  expect(buckets.map(bucket => bucket.total)).toEqual([90, 90, 30])
  expect(buckets.at(-1)).toMatchObject({ from: '2026-11-24T12:00:00.000Z', until: '2026-11-24T14:00:00.000Z', failed: 14 })
})

test('an axis ends at a round number', () => {
  expect([0, 1, 2, 3, 7, 11, 100, 420].map(roundUp)).toEqual([1, 1, 2, 5, 10, 20, 100, 500])
})

test('an hour of day reads as a clock does', () => {
  expect([clockOf(9), clockOf(24)]).toEqual(['09:00', '00:00'])
})
