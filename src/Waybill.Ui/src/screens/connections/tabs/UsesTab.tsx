import { Anchor, Table, Text } from '@mantine/core'
import { Link } from 'react-router'
import { hasScreen } from '../../../app/screens'
import { connectionsText } from '../../../text/connections'
import classes from '../Connections.module.css'
import { useCertificates, type ConnectionDetail } from '../useConnections'

const text = connectionsText.uses

/** What needs a connection, and what it needs itself. */
export default function UsesTab({ connection }: { connection: ConnectionDetail | undefined }) {
  const certificates = useCertificates()
  if (!connection) {
    return <Text size="sm" c="dimmed">{connectionsText.noRight}</Text>
  }

  const owners = [`station/${connection.station ?? ''}`, `partner/${connection.partner ?? ''}`]
  const needs: { kind: string, name: string }[] = [
    ...(connection.station ? [{ kind: 'station', name: connection.station }] : []),
    ...(connection.partner ? [{ kind: 'partner', name: connection.partner }] : []),
    ...(certificates.data ?? []).filter(one => owners.includes(one.owner ?? '')).map(one => ({ kind: 'certificate', name: one.name })),
  ]
  return (
    <>
      <div className={classes.box}>
        <h2>{connectionsText.tabs.uses}</h2>
        <Text size="sm" c="dimmed">{text.about}</Text>
        {(connection.usedBy ?? []).length === 0 ? <Text size="sm">{text.none}</Text> : <Lines of={connection.usedBy ?? []} />}
      </div>
      <div className={classes.box}>
        <h2>{text.needs}</h2>
        <Lines of={needs} />
      </div>
    </>
  )
}

function Lines({ of }: { of: readonly { kind: string, name: string }[] }) {
  return (
    <Table verticalSpacing={6} fz="sm">
      <Table.Thead><Table.Tr><Table.Th w={180}>{text.kind}</Table.Th><Table.Th>{text.name}</Table.Th></Table.Tr></Table.Thead>
      <Table.Tbody>
        {of.map(one => (
          <Table.Tr key={`${one.kind} ${one.name}`}>
            <Table.Td>{text.kinds[one.kind as keyof typeof text.kinds] ?? one.kind}</Table.Td>
            <Table.Td>{placeOf(one) ? <Anchor component={Link} to={placeOf(one)!} inherit>{one.name}</Anchor> : one.name}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function placeOf({ kind, name }: { kind: string, name: string }): string | null {
  const part = encodeURIComponent(name)
  switch (kind) {
    case 'connection': return `/connections/${part}`
    case 'partner': return hasScreen('partners') ? `/partners/${part}` : null
    case 'certificate': return hasScreen('certificates') ? `/certificates?c=${part}` : null
    case 'rule': case 'channel': return hasScreen('alerts') ? '/alerts' : null
    case 'station': return hasScreen('settings') ? '/settings' : null
    default: return null
  }
}
