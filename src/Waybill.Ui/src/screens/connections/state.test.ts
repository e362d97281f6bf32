import { expect, test } from 'vitest'
import { lastErrorOf, stateOf, type ConnectionLine } from './state'

const now = Date.parse('2026-11-24T12:00:00Z')
const line: ConnectionLine = { name: 'globex', station: 'ACME', partner: 'GLOBEX', version: 1, isOnline: true, sends: true, urls: [], consumers: [], isHeld: false, pause: null, lastCallAt: null, condition: 'online', lastMessageAt: null, lastError: null }

test('what a person did goes before what it does by itself', () => {
  const pause = { until: '2026-11-24T12:05:00Z', reason: 'Refused.' }
  expect(stateOf({ ...line, pause }, now).name).toBe('waiting')
  expect(stateOf({ ...line, pause, isHeld: true }, now).name).toBe('held')
  expect(stateOf({ ...line, pause, isHeld: true, isOnline: false }, now).name).toBe('offline')
})

test('a wait that is over is half-open until a call is made', () => {
  expect(stateOf({ ...line, pause: { until: '2026-11-24T11:59:59Z', reason: 'Refused.' } }, now).name).toBe('halfOpen')
})

test('an answer without pause is a connection that does not wait', () => {
  const { pause: _, ...rest } = line
  expect(stateOf(rest as ConnectionLine, now).name).toBe('online')
})

test('a connection without an address only receives', () => {
  expect(stateOf({ ...line, sends: false }, now).name).toBe('receives')
})

test('the last error is that of the newest group of this connection', () => {
  const problem = { cause: 'http_404', blame: 'agreement' as const, direction: 'out' as const, connection: 'globex', stopped: 2, waiting: 0, first: '2026-11-24T10:00:00Z', last: '2026-11-24T10:00:00Z' }
  const found = lastErrorOf(line, [problem, { ...problem, cause: 'newer', last: '2026-11-24T11:00:00Z' }, { ...problem, connection: 'other', last: '2026-11-24T11:30:00Z' }], cause => cause, stopped => `${stopped}`)
  expect(found?.text).toBe('newer · 2')
  expect(lastErrorOf(line, [], cause => cause, () => '')).toBeNull()
})
