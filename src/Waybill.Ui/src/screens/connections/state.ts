import type { Schemas } from '../../api/client'
import type { Tone } from '../../parts/StatusWord'
import { connectionsText } from '../../text/connections'
import { formatShort } from '../../text/format'

export type ConnectionLine = Schemas['ConnectionView']

const text = connectionsText.states

export type StateName = keyof typeof text

export const stateNames = Object.keys(text) as StateName[]

/** How a connection stands, in one word: what a person did goes before what it does by itself. */
export function stateOf(line: Pick<ConnectionLine, 'isOnline' | 'isHeld' | 'sends' | 'pause'>, now: number): { name: StateName, word: string, tone: Tone, about: string } {
  const of = (name: Exclude<StateName, 'waiting' | 'halfOpen'>, tone: Tone) => ({ name, tone, ...text[name] })
  if (!line.isOnline) {
    return of('offline', 'quiet')
  }

  if (line.isHeld) {
    return of('held', 'warn')
  }

  if (line.pause) {
    const isOver = Date.parse(line.pause.until) <= now
    return isOver
      ? { name: 'halfOpen', tone: 'warn', word: text.halfOpen.word, about: text.halfOpen.about(line.pause.reason) }
      : { name: 'waiting', tone: 'bad', word: text.waiting.word, about: text.waiting.about(formatShort(line.pause.until, now), line.pause.reason) }
  }

  return line.sends ? of('online', 'good') : of('receives', 'info')
}

/** What went wrong last on a connection, in words, with the message or the list that shows it. */
export interface LastError {
  text: string
  to: string
}

/** What it waits for, else the newest group of messages that stopped or wait. */
export function lastErrorOf(line: ConnectionLine, problems: readonly Schemas['ProblemView'][], tell: (cause: string) => string, counts: (stopped: number, waiting: number) => string): LastError | null {
  const to = `/messages?connection=${encodeURIComponent(line.name)}&view=failed`
  if (line.pause) {
    return { text: line.pause.reason, to }
  }

  const newest = problems.filter(problem => problem.connection === line.name).sort((a, b) => b.last.localeCompare(a.last))[0]
  return newest ? { text: `${tell(newest.cause)} · ${counts(newest.stopped, newest.waiting)}`, to } : null
}
