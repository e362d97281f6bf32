import { Alert, Anchor, Group, List, Switch, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertCircle, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { asProblem } from '../../../api/problem'
import { useMay } from '../../../app/session'
import { ConfirmButton } from '../../../parts/ConfirmButton'
import { Facts } from '../../../parts/Facts'
import { Instant } from '../../../parts/Instant'
import { connectionFields } from '../../../text/connectionFields'
import { connectionFormText, connectionsText } from '../../../text/connections'
import { managedOf, State } from '../columns'
import classes from '../Connections.module.css'
import { Warnings } from '../form/FormDrawer'
import { stateOf, type ConnectionLine } from '../state'
import { connectionsKey, forgetConnections, sendResource, type ConnectionDetail } from '../useConnections'
import { Packet } from './Packet'

const text = connectionsText.overview

/** How a connection stands, what was agreed, and what the partner needs from us. */
export function OverviewTab({ name, line, connection }: { name: string; line: ConnectionLine | undefined; connection: ConnectionDetail | undefined }) {
  const may = useMay()
  const client = useQueryClient()
  const navigate = useNavigate()
  return (
    <>
      <Errors of={connection?.errors ?? {}} />
      <Warnings of={connection?.warnings ?? {}} title={text.warnings} />
      <div className={classes.columns}>
        <div className={classes.panel} style={{ paddingTop: 0 }}>
          {line ? <Standing line={line} connection={connection} /> : null}
          <section className={classes.box}>
            <h2>{text.agreement}</h2>
            <Facts rows={agreementOf(line, connection)} />
            {connection ? null : <Text size="sm" c="dimmed">{connectionsText.noRight}</Text>}
            <Group gap="sm">
              <Anchor component={Link} size="sm" to={`/messages?connection=${encodeURIComponent(name)}`}>{text.messages}</Anchor>
              {connection && connection.managedBy !== 'appsettings' && may('deleteConnection')
                ? (
                    <ConfirmButton
                      size="compact-sm" variant="default" leftSection={<IconTrash size={13} />} title={connectionsText.removeTitle} text={connectionsText.removeText(name)} confirm={connectionsText.remove} isDangerous
                      onConfirm={async () => {
                        await sendResource('DELETE', `/api/v1/connections/${encodeURIComponent(name)}`, undefined, connection.etag)
                        notifications.show({ message: connectionsText.removed(name) })
                        await navigate('/connections')
                        await forgetConnections(client)
                      }}
                    >
                      {connectionsText.remove}
                    </ConfirmButton>
                  )
                : null}
            </Group>
          </section>
        </div>
        <Packet name={name} connection={connection} line={line} />
      </div>
    </>
  )
}

function Standing({ line, connection }: { line: ConnectionLine; connection: ConnectionDetail | undefined }) {
  const may = useMay()
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const { about } = stateOf(line, Date.now())

  async function turn(isOnline: boolean): Promise<void> {
    setBusy(true)
    try {
      await sendResource('PATCH', `/api/v1/connections/${encodeURIComponent(line.name)}`, { online: isOnline ? null : false }, connection!.etag)
    } catch (failure) {
      notifications.show({ color: 'red', message: asProblem(failure).message })
    } finally {
      await client.invalidateQueries({ queryKey: connectionsKey })
      setBusy(false)
    }
  }

  return (
    <section className={classes.box}>
      <h2>{text.state}</h2>
      <Group gap="sm" wrap="nowrap"><State line={line} /><Text size="sm">{about}</Text></Group>
      <Facts rows={[
        [text.lastCall, line.lastCallAt ? <Instant at={line.lastCallAt} /> : connectionsText.never],
        [text.tries, line.pause ? <Instant at={line.pause.until} /> : null],
        [connectionsText.columns.managed, connection ? `${connectionsText.managed[managedOf(connection.managedBy)]}${connection.set ? ` (${connection.set})` : ''}` : null],
      ]}
      />
      {connection && may('patchConnection')
        ? <Switch label={text.onlineSwitch} description={text.onlineHelp} checked={line.isOnline} disabled={isBusy || connection.managedBy === 'appsettings'} onChange={event => void turn(event.currentTarget.checked)} />
        : null}
    </section>
  )
}

function agreementOf(line: ConnectionLine | undefined, connection: ConnectionDetail | undefined): [string, React.ReactNode][] {
  const { digests, ciphers, compressions } = connectionFormText.security
  const receipt = connection?.receipt ?? 'signed'
  const words = (of: Readonly<Record<string, string>>, value: string): string => of[value] ?? value
  return [
    [text.ours, line?.station],
    [text.theirs, line?.partner],
    [text.address, line?.urls.map(url => <div key={url} className="mono">{url}</div>)],
    ...(connection
      ? [
          [text.station, connection.station] as [string, React.ReactNode],
          [text.partner, connection.partner] as [string, React.ReactNode],
          [text.sign, words(digests, connection.sign ?? 'sha-256')] as [string, React.ReactNode],
          [text.encrypt, words(ciphers, connection.encrypt ?? '')] as [string, React.ReactNode],
          [text.compress, words(compressions, connection.compress ?? 'none')] as [string, React.ReactNode],
          [text.receipt, receipt === 'none' ? text.receipts.none : connection.asyncReceiptUrl ? text.receipts.later(receipt) : text.receipts.same(receipt)] as [string, React.ReactNode],
        ]
      : []),
  ]
}

/** What keeps it from being used. */
function Errors({ of }: { of: Readonly<Record<string, readonly string[]>> }) {
  const lines = Object.entries(of).flatMap(([name, sentences]) => sentences.map(sentence => `${connectionFields[name.split('/')[0]!]?.[0] ?? name}: ${sentence}`))
  return lines.length === 0
    ? null
    : <Alert className={classes.note!} color="red" variant="light" icon={<IconAlertCircle />} title={text.errors}><List size="sm">{lines.map(one => <List.Item key={one}>{one}</List.Item>)}</List></Alert>
}

