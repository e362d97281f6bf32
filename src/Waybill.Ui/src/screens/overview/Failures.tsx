import { Anchor, Table } from '@mantine/core'
import { Link, useNavigate } from 'react-router'
import type { Schemas } from '../../api/client'
import { formatNumber } from '../../text/format'
import { overviewText } from '../../text/overview'
import { messagesLink } from './links'
import classes from './Overview.module.css'
import { Plot } from './Plot'

const text = overviewText.plots
const shown = 8

type Line = Schemas['TrafficConnectionView']

const nameOf = (line: Line): string => line.connection ?? text.unmatched
const linkOf = (line: Line, span: string): string => line.connection ? messagesLink({ view: 'failed', connection: line.connection, span }) : messagesLink({ view: 'unmatched', span })

/** Where messages fail. */
export function Failures({ traffic, span }: { traffic: Schemas['TrafficView']; span: 'day' | 'week' }) {
  const navigate = useNavigate()
  const lines = traffic.connections.filter(line => line.failed + line.refused > 0).sort((a, b) => b.failed + b.refused - a.failed - a.refused)
  const top = Math.max(1, ...lines.map(line => line.failed + line.refused))
  const count = lines.reduce((sum, line) => sum + line.failed + line.refused, 0)
  const total = traffic.connections.reduce((sum, line) => sum + line.total, 0)
  return (
    <Plot
      title={text.failures} none={lines.length === 0 ? text.failuresNone : null} about={lines.length === 0 ? null : text.failuresAbout(formatNumber(count), formatNumber(total))}
      picture={(
        <>
          <div className={classes.bars}>
            {lines.slice(0, shown).map(line => (
              <div key={line.connection ?? ''} className={classes.bar} onClick={() => void navigate(linkOf(line, span))} title={`${nameOf(line)}\n${text.failed}: ${formatNumber(line.failed)}\n${text.refused}: ${formatNumber(line.refused)}`}>
                <span className="cut">{nameOf(line)}</span>
                <span className={classes.track}>
                  {line.failed > 0 ? <i data-series="failed" style={{ width: `${line.failed / top * 100}%` }} /> : null}
                  {line.refused > 0 ? <i data-series="refused" style={{ width: `${line.refused / top * 100}%` }} /> : null}
                </span>
                <span className={classes.count}>{formatNumber(line.failed + line.refused)}</span>
              </div>
            ))}
          </div>
          <div className={classes.legend}><span data-series="failed">{text.failed}</span><span data-series="refused">{text.refused}</span></div>
        </>
      )}
      table={(
        <Table fz="sm" verticalSpacing={4} stickyHeader>
          <Table.Thead><Table.Tr><Table.Th>{text.connection}</Table.Th><Table.Th ta="right">{text.failed}</Table.Th><Table.Th ta="right">{text.refused}</Table.Th><Table.Th ta="right">{text.total}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {lines.map(line => (
              <Table.Tr key={line.connection ?? ''}>
                <Table.Td><Anchor component={Link} to={linkOf(line, span)} inherit>{nameOf(line)}</Anchor></Table.Td>
                <Table.Td ta="right">{formatNumber(line.failed)}</Table.Td>
                <Table.Td ta="right">{formatNumber(line.refused)}</Table.Td>
                <Table.Td ta="right">{formatNumber(line.total)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    />
  )
}
