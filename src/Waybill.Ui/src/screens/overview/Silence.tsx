import { Anchor, Table, Text } from '@mantine/core'
import { Link, useNavigate } from 'react-router'
import type { Schemas } from '../../api/client'
import { Instant, useNow } from '../../parts/Instant'
import { StatusWord, type Tone } from '../../parts/StatusWord'
import { formatNumber, formatTick } from '../../text/format'
import { overviewText } from '../../text/overview'
import { partsText } from '../../text/parts'
import { messagesLink } from './links'
import { momentsOf } from './moments'
import classes from './Overview.module.css'
import { Plot } from './Plot'
import { clockOf, habitOf, type Habit } from './silence'

const text = overviewText.plots
const hourLength = 3_600_000
const shown = 12
const sentences = 3
const rowHeight = 10

const tones: Record<Habit['state'], Tone> = { silent: 'warn', usual: 'good', unknown: 'quiet' }
const order: Record<Habit['state'], number> = { silent: 0, usual: 1, unknown: 2 }

/** Whether anybody who usually sends is silent: connections by hours of the week. */
export function Silence({ week }: { week: Schemas['TrafficView'] }) {
  const navigate = useNavigate()
  const now = useNow()
  const start = new Date(week.since).getTime()
  const habits = week.connections.filter(line => line.connection).map(line => habitOf({ ...line, connection: line.connection! }, week.since, now)).sort((a, b) => order[a.state] - order[b.state])
  const silent = habits.filter(habit => habit.state === 'silent')
  const drawn = habits.slice(0, shown)
  return (
    <Plot
      title={text.silence} isWide none={habits.length === 0 ? text.silenceNone : null}
      about={silent.length > 0
        ? silent.slice(0, sentences).map(habit => <Text key={habit.connection} size="sm" fw={600} c="var(--mantine-color-text)">{text.silent(habit.connection, clockOf(habit.usualBy!))}</Text>)
        : habits.length > 0 ? text.silenceAbout : null}
      picture={(
        <div className={classes.heat}>
          <div className={classes.heatNames} style={{ gridTemplateRows: `repeat(${drawn.length}, 22px)` }}>{drawn.map(habit => <span key={habit.connection} className="cut" data-silent={habit.state === 'silent' || undefined}>{habit.connection}</span>)}</div>
          <svg viewBox={`0 0 ${week.hours.length} ${drawn.length * rowHeight}`} preserveAspectRatio="none" className={classes.heatMap} style={{ height: drawn.length * 22 }}>
            {drawn.map((habit, row) => {
              const most = Math.max(1, ...habit.hours)
              return (
                <g key={habit.connection}>
                  <rect x={0} width={week.hours.length} y={row * rowHeight + 1} height={rowHeight - 2} className={classes.ground} />
                  {habit.hours.map((count, hour) => count === 0
                    ? null
                    : (
                        <rect
                          key={hour} x={hour} width={1} y={row * rowHeight + 1} height={rowHeight - 2} className={classes.heatCell} opacity={0.3 + 0.7 * Math.sqrt(count / most)}
                          onClick={() => void navigate(messagesLink({ connection: habit.connection, from: new Date(start + hour * hourLength).toISOString(), until: new Date(start + (hour + 1) * hourLength).toISOString() }))}
                        >
                          <title>{text.cell(habit.connection, formatTick(start + hour * hourLength), formatNumber(count))}</title>
                        </rect>
                      ))}
                </g>
              )
            })}
          </svg>
          <div className={classes.axisX}>{momentsOf(week).map(moment => <span key={moment}>{moment}</span>)}</div>
        </div>
      )}
      table={(
        <Table fz="sm" verticalSpacing={4} stickyHeader>
          <Table.Thead>
            <Table.Tr><Table.Th>{text.connection}</Table.Th><Table.Th>{text.state}</Table.Th><Table.Th>{text.usual}</Table.Th><Table.Th ta="right">{text.today}</Table.Th><Table.Th>{text.lastSeen}</Table.Th><Table.Th ta="right">{text.total}</Table.Th></Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {habits.map(habit => (
              <Table.Tr key={habit.connection}>
                <Table.Td><Anchor component={Link} to={messagesLink({ connection: habit.connection, span: 'week' })} inherit>{habit.connection}</Anchor></Table.Td>
                <Table.Td><StatusWord tone={tones[habit.state]}>{text.states[habit.state]}</StatusWord></Table.Td>
                <Table.Td>{habit.usualBy === null ? text.noHabit : clockOf(habit.usualBy)}</Table.Td>
                <Table.Td ta="right">{formatNumber(habit.today)}</Table.Td>
                <Table.Td>{habit.last === null ? partsText.none : <Instant at={habit.last} isAbsolute />}</Table.Td>
                <Table.Td ta="right">{formatNumber(habit.total)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    />
  )
}
