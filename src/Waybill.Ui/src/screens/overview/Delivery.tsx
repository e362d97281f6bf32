import { Anchor, Table } from '@mantine/core'
import { Link, useNavigate } from 'react-router'
import type { Schemas } from '../../api/client'
import { formatDuration, formatTick } from '../../text/format'
import { overviewText } from '../../text/overview'
import { roundUp } from './buckets'
import { messagesLink, seriesStates } from './links'
import { momentsOf } from './moments'
import classes from './Overview.module.css'
import { Axes, Plot } from './Plot'

const text = overviewText.plots
const height = 100
const hourLength = 3_600_000

type Hour = Schemas['TrafficHourView']

const linkOf = (hour: Hour): string => messagesLink({ direction: 'out', state: seriesStates.delivered, from: hour.at, until: new Date(new Date(hour.at).getTime() + hourLength).toISOString() })

/** How long deliveries took: of each hour a line from the half to 95 of 100. */
export function Delivery({ traffic, span }: { traffic: Schemas['TrafficView']; span: 'day' | 'week' }) {
  const navigate = useNavigate()
  const hours = traffic.hours.map((hour, index) => ({ hour, index })).filter(({ hour }) => hour.p95Ms !== null && hour.p95Ms !== undefined)
  const top = roundUp(Math.max(1, ...hours.map(({ hour }) => hour.p95Ms ?? 0)))
  const y = (milliseconds: number): number => height - milliseconds / top * height
  const wide = span === 'week' ? 0.3 : 0.14
  return (
    <Plot
      title={text.delivery} none={hours.length === 0 ? text.deliveryNone : null}
      about={traffic.medianMs ? text.deliveryAbout(formatDuration(traffic.medianMs), formatDuration(traffic.p95Ms ?? traffic.medianMs)) : null}
      picture={(
        <>
          <Axes top={formatDuration(top)} moments={momentsOf(traffic)}>
            <svg viewBox={`0 0 ${traffic.hours.length} ${height}`} preserveAspectRatio="none" className={classes.svg}>
              {hours.map(({ hour, index }) => {
                const [half, most] = [y(hour.medianMs ?? 0), y(hour.p95Ms ?? 0)]
                const words = `${formatTick(hour.at)}\n${text.median} ${formatDuration(hour.medianMs ?? 0)}\n${text.p95} ${formatDuration(hour.p95Ms ?? 0)}`
                return (
                  <g key={hour.at} className={classes.column} onClick={() => void navigate(linkOf(hour))}>
                    <rect x={index} width={1} y={0} height={height} className={classes.hit}><title>{words}</title></rect>
                    <rect x={index + 0.5 - wide} width={wide * 2} y={most} height={Math.max(half - most, 1.5)} data-series="p95"><title>{words}</title></rect>
                    <rect x={index + 0.5 - wide * 2} width={wide * 4} y={Math.min(half, height - 3) - 1} height={3} data-series="median"><title>{words}</title></rect>
                  </g>
                )
              })}
            </svg>
          </Axes>
          <div className={classes.legend}><span data-series="median">{text.median}</span><span data-series="p95">{text.p95}</span></div>
        </>
      )}
      table={(
        <Table fz="sm" verticalSpacing={4} stickyHeader>
          <Table.Thead><Table.Tr><Table.Th>{text.hour}</Table.Th><Table.Th ta="right">{text.median}</Table.Th><Table.Th ta="right">{text.p95}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {hours.toReversed().map(({ hour }) => (
              <Table.Tr key={hour.at}>
                <Table.Td><Anchor component={Link} to={linkOf(hour)} inherit>{formatTick(hour.at)}</Anchor></Table.Td>
                <Table.Td ta="right">{formatDuration(hour.medianMs ?? 0)}</Table.Td>
                <Table.Td ta="right">{formatDuration(hour.p95Ms ?? 0)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    />
  )
}
