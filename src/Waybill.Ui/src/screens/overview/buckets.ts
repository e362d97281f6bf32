import type { Schemas } from '../../api/client'
import type { Series } from './links'

type Hour = Schemas['TrafficHourView']

/** A column of the picture of volume. */
export interface Bucket extends Record<Series, number> {
  from: string
  until: string
  total: number
}

const hourLength = 3_600_000

/** Adds hours up, `size` at a time. Of a week that gives 28 columns, which a screen can show and a hand can hit. */
export function bucketsOf(hours: readonly Hour[], size: number): Bucket[] {
  const buckets: Bucket[] = []
  for (let at = 0; at < hours.length; at += size) {
    const some = hours.slice(at, at + size)
    const sum = (pick: (hour: Hour) => number): number => some.reduce((all, hour) => all + pick(hour), 0)
    const parts = { delivered: sum(hour => hour.delivered), accepted: sum(hour => hour.accepted), waiting: sum(hour => hour.waiting), failed: sum(hour => hour.failed + hour.refused) }
    buckets.push({
      ...parts, from: some[0]!.at, until: new Date(new Date(some.at(-1)!.at).getTime() + hourLength).toISOString(),
      total: parts.delivered + parts.accepted + parts.waiting + parts.failed,
    })
  }

  return buckets
}

/** The least round number (1, 2, 5 times a power of ten) that is not less: the top of an axis. */
export function roundUp(value: number): number {
  if (value <= 1) {
    return 1
  }

  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 5, 10].find(step => step * power >= value) ?? 10) * power
}
