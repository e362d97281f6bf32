import { Tooltip } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { formatFull, formatRelative, formatShort, type Moment } from '../text/format'

const tick = 15_000

/** One clock for all times on the page. */
const clock = (() => {
  const listeners = new Set<() => void>()
  let timer: ReturnType<typeof setInterval> | null = null
  let value = Date.now()
  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      timer ??= setInterval(() => {
        value = Date.now()
        listeners.forEach(l => l())
      }, tick)
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0 && timer) {
          clearInterval(timer)
          timer = null
        }
      }
    },
    now: () => value,
  }
})()

/** The time now, renewed every 15 seconds. */
export const useNow = (): number => useSyncExternalStore(clock.subscribe, clock.now)

/** A moment: relative in the text and absolute on hover, or the other way round. */
export function Instant({ at, isAbsolute = false }: { at: Moment; isAbsolute?: boolean }) {
  const now = Math.max(useNow(), Date.now() - tick)
  const date = at instanceof Date ? at : new Date(at)
  return (
    <Tooltip label={isAbsolute ? `${formatFull(date)}, ${formatRelative(date, now)}` : formatFull(date)}>
      <time dateTime={date.toISOString()}>{isAbsolute ? formatShort(date, now) : formatRelative(date, now)}</time>
    </Tooltip>
  )
}
