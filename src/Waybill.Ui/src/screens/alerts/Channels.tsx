import { Anchor, Button, Center, Loader, Stack, Table } from '@mantine/core'
import { IconMail, IconPlus } from '@tabler/icons-react'
import { useResources } from '../../api/keep'
import type { Channel } from '../../api/resources'
import { useAlerts } from '../../app/AlertBell'
import { useMay } from '../../app/session'
import { EmptyState } from '../../parts/EmptyState'
import { ErrorBox } from '../../parts/ErrorBox'
import { FreshnessBar } from '../../parts/FreshnessBar'
import { SideDrawer, useQueryValue } from '../../parts/SideDrawer'
import { StatusWord } from '../../parts/StatusWord'
import { alertsText } from '../../text/alerts'
import { partsText } from '../../text/parts'
import classes from './Alerts.module.css'
import { ChannelForm } from './ChannelForm'

const text = alertsText.channels

/** Where alerts go. */
export function Channels() {
  const may = useMay()
  const query = useResources<Channel>('channels', may('listChannels'))
  const failing = new Map(useAlerts().data?.items.filter(alert => alert.kind === 'channel-failing').map(alert => [alert.subject, alert.text]))
  const [open, setOpen] = useQueryValue('channel')
  const [, setNew] = useQueryValue('new')
  const channels = query.data ?? []
  const add = may('putChannel') ? <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => setNew('channel')}>{text.add}</Button> : null
  if (!may('listChannels')) {
    return <EmptyState title={text.noRight} />
  }

  return (
    <Stack gap="sm">
      <FreshnessBar query={query} />
      {query.isLoading ? <Center py="xl"><Loader aria-label={partsText.loading} /></Center> : null}
      {query.isError && !query.data ? <ErrorBox error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isSuccess && channels.length === 0 ? <EmptyState icon={<IconMail size={36} />} title={text.title} text={text.text}>{add}</EmptyState> : null}
      {channels.length > 0
        ? (
            <>
              <div className={classes.bar}>{add}</div>
              <Table fz="sm" verticalSpacing={7}>
                <Table.Thead><Table.Tr>{(['name', 'kind', 'to', 'state'] as const).map(one => <Table.Th key={one}>{text.columns[one]}</Table.Th>)}</Table.Tr></Table.Thead>
                <Table.Tbody>
                  {channels.map(channel => (
                    <Table.Tr key={channel.name}>
                      <Table.Td><Anchor component="button" type="button" className={classes.name} inherit onClick={() => setOpen(channel.name)}>{channel.name}</Anchor></Table.Td>
                      <Table.Td>{text.kinds[channel.kind ?? 'smtp']}</Table.Td>
                      <Table.Td>{channel.kind === 'webhook' ? text.hidden : channel.to?.join(', ')}</Table.Td>
                      <Table.Td>{failing.has(channel.name) ? <StatusWord tone="bad" about={failing.get(channel.name)}>{text.failing}</StatusWord> : <StatusWord tone="good">{text.fine}</StatusWord>}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </>
          )
        : null}
      <SideDrawer param="channel" title={open ? `${text.columns.name} ${open}` : text.columns.name} size="min(560px, 92vw)">
        {name => {
          const channel = channels.find(one => one.name === name)
          return channel ? <ChannelForm key={channel.name} channel={channel} onClose={() => setOpen(null)} /> : query.isLoading ? <Loader aria-label={partsText.loading} /> : <EmptyState title={partsText.nothing} />
        }}
      </SideDrawer>
      <SideDrawer param="new" title={text.new} size="min(560px, 92vw)">{() => <ChannelForm channel={null} onClose={() => setNew(null)} />}</SideDrawer>
    </Stack>
  )
}
