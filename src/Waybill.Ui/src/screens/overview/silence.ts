import type { Schemas } from '../../api/client'

/** What the traffic of a week says about a connection. */
export interface Habit {
  connection: string
  /** How many messages began in each hour, oldest first. */
  hours: readonly number[]
  total: number
  today: number
  /** The hour of day, 1 to 24, by whose end there usually was something; null: no habit can be seen. */
  usualBy: number | null
  /** The last hour with traffic; null: none. Milliseconds. */
  last: number | null
  state: 'silent' | 'usual' | 'unknown'
}

const hourLength = 3_600_000
/** On so many of the days before there must have been traffic before silence means anything. */
const daysForHabit = 3

/**
 * Judges by the first message of each day, in the days of whoever looks. A connection is silent when nothing came today although the usual hour (the median of the days before) has ended.
 * On Saturdays and Sundays nobody is called silent who had no traffic on another of these days.
 */
export function habitOf({ connection, hours, total }: Pick<Schemas['TrafficConnectionView'], 'hours' | 'total'> & { connection: string }, since: string, now: number): Habit {
  const start = new Date(since).getTime()
  const today = new Date(now).toDateString()
  const firsts = new Map<string, number>()
  let [last, countToday, isWeekendUsed] = [null as number | null, 0, false]
  hours.forEach((count, index) => {
    if (count > 0) {
      last = start + index * hourLength
      const at = new Date(last)
      const day = at.toDateString()
      countToday += day === today ? count : 0
      isWeekendUsed ||= day !== today && isWeekend(at)
      firsts.set(day, firsts.get(day) ?? at.getHours() + 1)
    }
  })
  const before = [...firsts].filter(([day]) => day !== today).map(([, hour]) => hour).sort((a, b) => a - b)
  const usualBy = before.length < daysForHabit ? null : before[Math.floor(before.length / 2)]!
  const isDue = usualBy !== null && new Date(now).getHours() >= usualBy && (isWeekendUsed || !isWeekend(new Date(now)))
  return { connection, hours, total, today: countToday, usualBy, last, state: usualBy === null ? 'unknown' : countToday === 0 && isDue ? 'silent' : 'usual' }
}

const isWeekend = (date: Date): boolean => date.getDay() % 6 === 0

/** `09:00`. */
export const clockOf = (hour: number): string => `${String(hour % 24).padStart(2, '0')}:00`
