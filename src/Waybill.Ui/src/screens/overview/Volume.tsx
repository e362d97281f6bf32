import { Anchor, Table } from '@mantine/core'
import { Link, useNavigate } from 'react-router'
import type { Schemas } from '../../api/client'
import { formatNumber, formatTick } from '../../text/format'
import { overviewText } from '../../text/overview'
import { bucketsOf, roundUp, type Bucket } from './buckets'
import { messagesLink, seriesStates, type Series } from './links'
import classes from './Overview.module.css'
import { Axes, Plot } from './Plot'
import { momentsOf } from './moments'

const text = overviewText.plots
const series: readonly Series[] = ['delivered', 'accepted', 'waiting', 'failed']
const height = 100
const hoursInColumn = 6

const linkOf = (bucket: Bucket, only?: Series): string => messagesLink({ from: bucket.from, until: bucket.until, state: only ? seriesStates[only] : null })

/** Messages by time and how they stand. */
export function Volume({ traffic }: { traffic: Schemas['TrafficView'] }) {
  const navigate = useNavigate()
  const buckets = bucketsOf(traffic.hours, traffic.hours.length > 48 ? hoursInColumn : 1)
  const total = buckets.reduce((sum, bucket) => sum + bucket.total, 0)
  const failed = buckets.reduce((sum, bucket) => sum + bucket.failed, 0)
  const top = roundUp(Math.max(...buckets.map(bucket => bucket.total)))
  return (
    <Plot
      title={text.volume} about={text.volumeAbout(formatNumber(total), formatNumber(failed))} none={total === 0 ? text.none : null}
      picture={(
        <>
          <Axes top={formatNumber(top)} moments={momentsOf(traffic)}>
            <svg viewBox={`0 0 ${buckets.length} ${height}`} preserveAspectRatio="none" className={classes.svg}>
              {buckets.map((bucket, index) => <Column key={bucket.from} bucket={bucket} at={index} top={top} onOpen={only => void navigate(linkOf(bucket, only))} />)}
            </svg>
          </Axes>
          <div className={classes.legend}>{series.map(one => <span key={one} data-series={one}>{text.series[one]}</span>)}</div>
        </>
      )}
      table={(
        <Table fz="sm" verticalSpacing={4} stickyHeader>
          <Table.Thead>
            <Table.Tr><Table.Th>{text.hour}</Table.Th>{series.map(one => <Table.Th key={one} ta="right">{text.series[one]}</Table.Th>)}<Table.Th ta="right">{text.total}</Table.Th></Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {buckets.filter(bucket => bucket.total > 0).toReversed().map(bucket => (
              <Table.Tr key={bucket.from}>
                <Table.Td><Anchor component={Link} to={linkOf(bucket)} inherit>{formatTick(bucket.from)}</Anchor></Table.Td>
                {series.map(one => <Table.Td key={one} ta="right">{bucket[one] > 0 ? <Anchor component={Link} to={linkOf(bucket, one)} inherit>{formatNumber(bucket[one])}</Anchor> : 0}</Table.Td>)}
                <Table.Td ta="right">{formatNumber(bucket.total)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    />
  )
}

function Column({ bucket, at, top, onOpen }: { bucket: Bucket; at: number; top: number; onOpen: (only?: Series) => void }) {
  let bottom = height
  const when = `${formatTick(bucket.from)} – ${formatTick(bucket.until)}`
  return (
    <g className={classes.column}>
      <rect x={at} width={1} y={0} height={height} className={classes.hit} onClick={() => onOpen()}>
        <title>{`${when}\n${series.filter(one => bucket[one] > 0).map(one => `${text.series[one]}: ${formatNumber(bucket[one])}`).join('\n')}`}</title>
      </rect>
      {series.filter(one => bucket[one] > 0).map(one => {
        const size = bucket[one] / top * height
        bottom -= size
        return (
          <rect key={one} x={at + 0.12} width={0.76} y={bottom} height={size} data-series={one} onClick={() => onOpen(one)}>
            <title>{`${when}\n${text.series[one]}: ${formatNumber(bucket[one])}`}</title>
          </rect>
        )
      })}
    </g>
  )
}
