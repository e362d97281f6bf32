import { partsText } from './parts'

/** Numbers, sizes and times as people read them. One place, so that a language is changed here. */
const locale = 'en'

const whole = new Intl.NumberFormat(locale)
const date = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', day: '2-digit' })
const dateTime = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
const shortDateTime = new Intl.DateTimeFormat(locale, { month: 'short', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
const tick = new Intl.DateTimeFormat(locale, { month: 'short', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const zone = new Intl.DateTimeFormat(locale, { timeZoneName: 'short' })
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' })

export type Moment = string | number | Date

const at = (moment: Moment): Date => moment instanceof Date ? moment : new Date(moment)

export const formatNumber = (value: number): string => whole.format(value)

export const formatDate = (moment: Moment): string => date.format(at(moment))

/** With its year, its seconds and the zone it is in: what stands in a tooltip. */
export function formatFull(moment: Moment): string {
  const zoneName = zone.formatToParts(at(moment)).find(part => part.type === 'timeZoneName')?.value ?? ''
  return `${dateTime.format(at(moment))} ${zoneName}`.trim()
}

/** Today as a time of day, else with its day. */
export function formatShort(moment: Moment, now: number = Date.now()): string {
  const value = at(moment)
  return value.toDateString() === new Date(now).toDateString() ? clock.format(value) : shortDateTime.format(value)
}

/** To the minute, with its day: what stands at an axis. */
export const formatTick = (moment: Moment): string => tick.format(at(moment))

const steps: [Intl.RelativeTimeFormatUnit, number][] = [['year', 31_536_000], ['month', 2_592_000], ['week', 604_800], ['day', 86_400], ['hour', 3600], ['minute', 60], ['second', 1]]

/** `3 minutes ago`, `in 2 days`. */
export function formatRelative(moment: Moment, now: number = Date.now()): string {
  const seconds = Math.round((at(moment).getTime() - now) / 1000)
  if (Math.abs(seconds) < 5) {
    return partsText.justNow
  }

  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1]
  return relative.format(Math.trunc(seconds / size), unit)
}

/** `12 ms`, `3.4 s`, `5 min`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) {
    return `${Math.round(milliseconds)} ms`
  }

  const seconds = milliseconds / 1000
  return seconds < 60 ? `${seconds.toFixed(seconds < 10 ? 1 : 0)} s` : seconds < 3600 ? `${Math.round(seconds / 60)} min` : seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`
}

const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB']

export function formatBytes(bytes: number): string {
  let [value, unit] = [bytes, 0]
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit++
  }

  return unit === 0 ? `${formatNumber(bytes)} ${bytes === 1 ? 'byte' : units[0]}` : `${value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`
}

/** A thumbprint as it is read out on the telephone: pairs with colons. */
export const formatThumbprint = (hex: string): string => (hex.replace(/[^0-9a-f]/gi, '').toUpperCase().match(/../g) ?? []).join(':')

/** Its first and last bytes: enough to tell two apart. */
export function shortThumbprint(hex: string): string {
  const pairs = formatThumbprint(hex).split(':')
  return pairs.length <= 6 ? pairs.join(':') : `${pairs.slice(0, 3).join(':')}…${pairs.slice(-2).join(':')}`
}
