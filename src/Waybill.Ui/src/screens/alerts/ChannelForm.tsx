import { Alert, Button, Group, NumberInput, PasswordInput, SegmentedControl, Select, Stack, TagsInput, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { change, create, remove, resourceKey } from '../../api/keep'
import { errorUnder, namesUnder } from '../../api/problem'
import type { Channel } from '../../api/resources'
import { useMay } from '../../app/session'
import { useSubmit } from '../../app/useSubmit'
import { ConfirmButton } from '../../parts/ConfirmButton'
import { ErrorBox } from '../../parts/ErrorBox'
import { field } from '../../parts/Field'
import { alertsText } from '../../text/alerts'
import { partsText } from '../../text/parts'

const text = alertsText.form
const fields = { smtp: ['name', 'host', 'port', 'security', 'user', 'password', 'from', 'to'], webhook: ['name', 'url', 'secret'] } as const
const securities = ['startTls', 'tls', 'none'] as const
const highestPort = 65535

/** Makes a channel or changes one. Secrets go in and never come out: an empty field keeps what is set. */
export function ChannelForm({ channel, onClose }: { channel: Channel | null; onClose: () => void }) {
  const client = useQueryClient()
  const may = useMay()
  const [name, setName] = useState(channel?.name ?? '')
  const [kind, setKind] = useState<'smtp' | 'webhook'>(channel?.kind ?? 'smtp')
  const [values, setValues] = useState({ host: channel?.host ?? '', user: channel?.user ?? '', from: channel?.from ?? '', url: '', secret: '', password: '' })
  const [port, setPort] = useState<number | ''>(channel?.port || '')
  const [security, setSecurity] = useState(channel?.security ?? 'startTls')
  const [to, setTo] = useState(channel?.to ?? [])
  const isFixed = Boolean(channel?.managedBy) || !may(channel ? 'patchChannel' : 'putChannel')
  const done = async (sentence: string): Promise<void> => {
    notifications.show({ message: sentence, color: 'green' })
    await client.invalidateQueries({ queryKey: resourceKey('channels') })
    onClose()
  }
  const typed = (one: 'url' | 'secret' | 'password'): Record<string, string> => values[one] === '' ? {} : { [one]: values[one] }
  const { isBusy, problem, onSubmit } = useSubmit(async () => {
    const settings = kind === 'webhook'
      ? { kind, ...typed('url'), ...typed('secret') }
      : { kind, host: values.host, port: port === '' ? 0 : port, security, user: values.user, from: values.from, to, ...typed('password') }
    await (channel ? change('channels', channel, settings) : create('channels', name, settings))
    await done(text.saved(name))
  })
  const line = (one: keyof typeof values) => ({
    ...field(text[one], problem, one), value: values[one], disabled: isFixed, spellCheck: false, autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => setValues({ ...values, [one]: event.currentTarget.value }),
  })
  const kept = (isSet: boolean | undefined): { placeholder?: string } => isSet ? { placeholder: text.kept } : {}
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md">
        {channel?.managedBy ? <Alert color="blue" variant="light">{text.fromFile}</Alert> : null}
        {channel ? null : <TextInput {...field(text.name, problem, 'name')} value={name} onChange={event => setName(event.currentTarget.value)} required data-autofocus spellCheck={false} />}
        {channel ? null : <SegmentedControl aria-label={text.kind.label} value={kind} onChange={value => setKind(value === 'webhook' ? 'webhook' : 'smtp')} data={[{ value: 'smtp', label: alertsText.channels.kinds.smtp }, { value: 'webhook', label: alertsText.channels.kinds.webhook }]} />}
        {kind === 'webhook'
          ? (
              <>
                <TextInput {...line('url')} {...kept(channel?.urlSet)} />
                <PasswordInput {...line('secret')} {...kept(channel?.secretSet)} autoComplete="new-password" />
              </>
            )
          : (
              <>
                <Group align="flex-start" grow>
                  <TextInput {...line('host')} />
                  <NumberInput {...field(text.port, problem, 'port')} value={port} onChange={value => setPort(typeof value === 'number' ? value : '')} min={0} max={highestPort} allowDecimal={false} hideControls disabled={isFixed} />
                </Group>
                <Select {...field(text.security, problem, 'security')} value={security} onChange={value => setSecurity(securities.find(one => one === value) ?? 'startTls')} allowDeselect={false} disabled={isFixed} data={securities.map(value => ({ value, label: text.securities[value] }))} />
                <Group align="flex-start" grow>
                  <TextInput {...line('user')} />
                  <PasswordInput {...line('password')} {...kept(channel?.passwordSet)} autoComplete="new-password" />
                </Group>
                <TextInput {...line('from')} />
                <TagsInput {...field(text.to, problem)} error={errorUnder(problem, 'to')} value={to} onChange={setTo} disabled={isFixed} />
              </>
            )}
        {problem ? <ErrorBox error={problem} shownFields={namesUnder(problem, fields[kind])} /> : null}
        <Group justify="space-between">
          {channel && !channel.managedBy && may('deleteChannel')
            ? (
                <ConfirmButton title={text.removeTitle(channel.name)} text={text.removeChannel} confirm={text.remove} isDangerous onConfirm={async () => {
                  await remove('channels', channel)
                  await done(text.removed(channel.name))
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
