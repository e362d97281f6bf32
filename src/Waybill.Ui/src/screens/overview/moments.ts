import type { Schemas } from '../../api/client'
import { formatTick } from '../../text/format'

const shown = 5

/** Moments for the axis under a picture, evenly from its first to its last. */
export function momentsOf({ since, until }: Pick<Schemas['TrafficView'], 'since' | 'until'>): string[] {
  const [from, to] = [new Date(since).getTime(), new Date(until).getTime()]
  return Array.from({ length: shown }, (_, index) => formatTick(from + (to - from) * index / (shown - 1)))
}
