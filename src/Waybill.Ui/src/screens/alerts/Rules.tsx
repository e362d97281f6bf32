import { Anchor, Button, Center, Loader, Menu, Stack, Table } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconBellCog, IconBellOff, IconPlus } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { change, resourceKey, useResources } from '../../api/keep'
import { asProblem } from '../../api/problem'
import type { Rule } from '../../api/resources'
import { useMay } from '../../app/session'
import { EmptyState } from '../../parts/EmptyState'
import { ErrorBox } from '../../parts/ErrorBox'
import { FreshnessBar } from '../../parts/FreshnessBar'
import { Instant, useNow } from '../../parts/Instant'
import { SideDrawer, useQueryValue } from '../../parts/SideDrawer'
import { StatusWord } from '../../parts/StatusWord'
import { alertsText } from '../../text/alerts'
import { partsText } from '../../text/parts'
import classes from './Alerts.module.css'
import { RuleForm } from './RuleForm'

const text = alertsText.rules
const hour = 3_600_000
const lengths = { hour, day: 24 * hour, week: 168 * hour } as const

/** Which alerts go where, and which of them are mute for a while. */
export function Rules() {
  const query = useResources<Rule>('rules')
  const may = useMay()
  const [open, setOpen] = useQueryValue('rule')
  const [, setNew] = useQueryValue('new')
  const now = useNow()
  const rules = query.data ?? []
  const add = may('putRule') ? <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => setNew('rule')}>{text.add}</Button> : null
  return (
    <Stack gap="sm">
      <FreshnessBar query={query} />
      {query.isLoading ? <Center py="xl"><Loader aria-label={partsText.loading} /></Center> : null}
      {query.isError && !query.data ? <ErrorBox error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isSuccess && rules.length === 0 ? <EmptyState icon={<IconBellCog size={36} />} title={text.title} text={text.text}>{add}</EmptyState> : null}
      {rules.length > 0
        ? (
            <>
              <div className={classes.bar}>{add}</div>
              <Table fz="sm" verticalSpacing={7}>
                <Table.Thead><Table.Tr>{(['name', 'what', 'about', 'to', 'state'] as const).map(one => <Table.Th key={one}>{text.columns[one]}</Table.Th>)}<Table.Th aria-label={text.mute} /></Table.Tr></Table.Thead>
                <Table.Tbody>
                  {rules.map(rule => {
                    const isMute = rule.muteUntil !== undefined && new Date(rule.muteUntil).getTime() > now
                    return (
                      <Table.Tr key={rule.name}>
                        <Table.Td><Anchor component="button" type="button" className={classes.name} inherit onClick={() => setOpen(rule.name)}>{rule.name}</Anchor></Table.Td>
                        <Table.Td>{text.least(alertsText.severity[rule.severity ?? 'warning'])}, {rule.kinds?.length ? text.kinds(rule.kinds.length) : text.allKinds}</Table.Td>
                        <Table.Td>{[...rule.connections ?? [], ...rule.partners ?? []].join(', ') || text.anything}</Table.Td>
                        <Table.Td>{rule.channels?.join(', ') || text.all}</Table.Td>
                        <Table.Td>{isMute ? <><StatusWord tone="quiet">{text.mutedUntil}</StatusWord> <Instant at={rule.muteUntil!} isAbsolute /></> : <StatusWord tone="good">{text.speaking}</StatusWord>}</Table.Td>
                        <Table.Td ta="right">{may('patchRule') && !rule.managedBy ? <Mute rule={rule} isMute={isMute} /> : null}</Table.Td>
                      </Table.Tr>
                    )
                  })}
                </Table.Tbody>
              </Table>
            </>
          )
        : null}
      <SideDrawer param="rule" title={open ? `${text.columns.name} ${open}` : text.columns.name} size="min(560px, 92vw)">
        {name => {
          const rule = rules.find(one => one.name === name)
          return rule ? <RuleForm key={rule.name} rule={rule} onClose={() => setOpen(null)} /> : query.isLoading ? <Loader aria-label={partsText.loading} /> : <EmptyState title={partsText.nothing} />
        }}
      </SideDrawer>
      <SideDrawer param="new" title={text.new} size="min(560px, 92vw)">{() => <RuleForm rule={null} onClose={() => setNew(null)} />}</SideDrawer>
    </Stack>
  )
}

function Mute({ rule, isMute }: { rule: Rule; isMute: boolean }) {
  const client = useQueryClient()
  async function set(until: string | null): Promise<void> {
    try {
      await change('rules', rule, { muteUntil: until })
      notifications.show({ message: until === null ? text.unmuted(rule.name) : text.muted(rule.name), color: 'green' })
    } catch (failure) {
      notifications.show({ message: asProblem(failure).message, color: 'red' })
    }

    await client.invalidateQueries({ queryKey: resourceKey('rules') })
  }

  return isMute
    ? <Button size="compact-sm" variant="default" onClick={() => void set(null)} aria-label={`${text.unmute}: ${rule.name}`}>{text.unmute}</Button>
    : (
        <Menu position="bottom-end">
          <Menu.Target><Button size="compact-sm" variant="default" leftSection={<IconBellOff size={14} />} aria-label={text.muteOf(rule.name)}>{text.mute}</Button></Menu.Target>
          <Menu.Dropdown>
            {(['hour', 'day', 'week'] as const).map(one => <Menu.Item key={one} onClick={() => void set(new Date(Date.now() + lengths[one]).toISOString())}>{text.muteFor[one]}</Menu.Item>)}
          </Menu.Dropdown>
        </Menu>
      )
}
