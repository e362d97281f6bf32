import { Alert, Button, Group, MultiSelect, Select, Stack, TagsInput, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { change, create, remove, resourceKey, useResources } from '../../api/keep'
import { errorUnder, namesUnder } from '../../api/problem'
import type { Channel, Rule } from '../../api/resources'
import { useMay } from '../../app/session'
import { useSubmit } from '../../app/useSubmit'
import { ConfirmButton } from '../../parts/ConfirmButton'
import { ErrorBox } from '../../parts/ErrorBox'
import { field } from '../../parts/Field'
import { alertKinds, alertsText } from '../../text/alerts'
import { partsText } from '../../text/parts'
import { useConnectionStates } from '../overview/useOverview'

const text = alertsText.form
const fields = ['name', 'severity', 'kinds', 'connections', 'partners', 'channels', 'muteUntil'] as const

/** `2026-12-24T18:00` in the zone of whoever looks, as the browser's field wants it; and back. */
const toField = (moment: string | undefined): string => moment === undefined ? '' : new Date(new Date(moment).getTime() - new Date(moment).getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
const fromField = (value: string): string | null => value === '' ? null : new Date(value).toISOString()

/** Makes a rule or changes one. What the gateway does not take stands at its field. */
export function RuleForm({ rule, onClose }: { rule: Rule | null; onClose: () => void }) {
  const client = useQueryClient()
  const may = useMay()
  const channels = useResources<Channel>('channels', may('listChannels')).data ?? []
  const connections = useConnectionStates().data?.items ?? []
  const [name, setName] = useState(rule?.name ?? '')
  const [severity, setSeverity] = useState<'info' | 'warning' | 'critical'>(rule?.severity ?? 'warning')
  const [lists, setLists] = useState({ kinds: rule?.kinds ?? [], connections: rule?.connections ?? [], partners: rule?.partners ?? [], channels: rule?.channels ?? [] })
  const [mute, setMute] = useState(toField(rule?.muteUntil))
  const isFixed = Boolean(rule?.managedBy) || !may(rule ? 'patchRule' : 'putRule')
  const done = async (sentence: string): Promise<void> => {
    notifications.show({ message: sentence, color: 'green' })
    await client.invalidateQueries({ queryKey: resourceKey('rules') })
    onClose()
  }
  const { isBusy, problem, onSubmit } = useSubmit(async () => {
    const settings = { severity, ...lists, ...(rule || mute !== '' ? { muteUntil: fromField(mute) } : {}) }
    await (rule ? change('rules', rule, settings) : create('rules', name, settings))
    await done(text.saved(name))
  })
  const list = (one: keyof typeof lists) => ({ ...field(text[one], problem), error: errorUnder(problem, one), value: lists[one], onChange: (value: string[]) => setLists({ ...lists, [one]: value }), disabled: isFixed })
  const known = (names: readonly string[], chosen: readonly string[]): string[] => [...new Set([...names, ...chosen])]
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md">
        {rule?.managedBy ? <Alert color="blue" variant="light">{text.fromFile}</Alert> : null}
        {rule ? null : <TextInput {...field(text.name, problem, 'name')} value={name} onChange={event => setName(event.currentTarget.value)} required data-autofocus spellCheck={false} />}
        <Select {...field(text.severity, problem, 'severity')} value={severity} onChange={value => setSeverity(value === 'info' || value === 'critical' ? value : 'warning')} allowDeselect={false} disabled={isFixed} data={(['info', 'warning', 'critical'] as const).map(value => ({ value, label: alertsText.severity[value] }))} />
        <MultiSelect {...list('channels')} data={known(channels.map(one => one.name), lists.channels)} searchable />
        <MultiSelect {...list('kinds')} data={known(Object.keys(alertKinds), lists.kinds).map(value => ({ value, label: alertKinds[value]?.name ?? value }))} searchable />
        <MultiSelect {...list('connections')} data={known(connections.map(one => one.name), lists.connections)} searchable />
        <TagsInput {...list('partners')} data={[...new Set(connections.map(one => one.partner))]} />
        <TextInput {...field(text.muteUntil, problem, 'muteUntil')} type="datetime-local" value={mute} onChange={event => setMute(event.currentTarget.value)} disabled={isFixed} />
        {problem ? <ErrorBox error={problem} shownFields={namesUnder(problem, fields)} /> : null}
        <Group justify="space-between">
          {rule && !rule.managedBy && may('deleteRule')
            ? (
                <ConfirmButton title={text.removeTitle(rule.name)} text={text.removeRule} confirm={text.remove} isDangerous onConfirm={async () => {
                  await remove('rules', rule)
                  await done(text.removed(rule.name))
                }}
                >
                  {text.remove}
                </ConfirmButton>
              )
            : <span />}
          <Group gap="xs"><Button variant="default" onClick={onClose}>{partsText.cancel}</Button>{isFixed ? null : <Button type="submit" loading={isBusy}>{partsText.save}</Button>}</Group>
        </Group>
      </Stack>
    </form>
  )
}
