import { Alert, Button, Checkbox, Group, Menu, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconDots, IconDownload, IconPlayerSkipForward, IconRefresh, IconRotateClockwise, IconX } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { api, call } from '../../api/client'
import { asProblem } from '../../api/problem'
import { useMay } from '../../app/session'
import { ConfirmButton, ConfirmDialog } from '../../parts/ConfirmButton'
import { CopyButton } from '../../parts/CopyButton'
import { save } from '../../parts/download'
import { messagesText } from '../../text/messages'
import { reportOf } from './report'
import { messageKey, type Message } from './useMessage'

const text = messagesText.actions

/** States whose bytes the partner may have. */
const mayHaveArrived: ReadonlySet<string> = new Set(['awaiting_receipt', 'overdue', 'delivered', 'sent', 'rejected', 'mic_mismatch', 'receipt_invalid'])
const canResend: ReadonlySet<string> = new Set([...mayHaveArrived, 'failed', 'cancelled'])
const canCancel: ReadonlySet<string> = new Set(['submitted', 'packaged', 'sending', 'retry_wait', 'awaiting_receipt', 'overdue'])

function useDone(id: string): (sentence: string) => Promise<void> {
  const client = useQueryClient()
  return async sentence => {
    notifications.show({ message: sentence, color: 'green' })
    await client.invalidateQueries({ queryKey: messageKey(id) })
  }
}

/** What can be done with a message where it stands. */
export function Actions({ message }: { message: Message }) {
  const may = useMay()
  const { id, state, direction } = message.exchange
  const done = useDone(id)
  const path = { params: { path: { id } } }
  return (
    <Group gap="xs">
      <ResendButton message={message} size="xs" />
      <ReprocessButton message={message} size="xs" />
      {direction === 'out' && canCancel.has(state) && may('cancelExchange')
        ? (
            <ConfirmButton
              size="xs" leftSection={<IconX size={15} />} title={text.cancelTitle} text={text.cancelText} confirm={text.cancelConfirm} isDangerous
              onConfirm={async () => {
                await api.POST('/api/v1/exchanges/{id}/cancel', path)
                await done(text.cancelled)
              }}
            >
              {text.cancel}
            </ConfirmButton>
          )
        : null}
      {direction === 'out' && (state === 'retry_wait' || state === 'failed' || state === 'overdue') && may('skipExchange')
        ? (
            <ConfirmButton
              size="xs" leftSection={<IconPlayerSkipForward size={15} />} title={text.skipTitle} text={text.skipText} confirm={text.skipConfirm}
              onConfirm={async () => {
                await api.POST('/api/v1/exchanges/{id}/skip', path)
                await done(text.skipped)
              }}
            >
              {text.skip}
            </ConfirmButton>
          )
        : null}
      {message.exchange.cause ? null : <CopyButton size="xs" text={() => reportOf(message)}>{text.report}</CopyButton>}
      {may('getWire') ? <Downloads message={message} /> : null}
    </Group>
  )
}

/** Sends again. Where the partner may have the message, it says so first, and a new Message-ID needs a second look. */
export function ResendButton({ message, size, isFirst = false }: { message: Message; size: string; isFirst?: boolean }) {
  const may = useMay()
  const navigate = useNavigate()
  const [isOpen, setOpen] = useState(false)
  const [isNew, setNew] = useState(false)
  const { id, state, direction } = message.exchange
  const done = useDone(id)
  if (direction !== 'out' || !canResend.has(state) || !may('resendExchange')) {
    return null
  }

  async function resend(): Promise<void> {
    const answer = await api.POST('/api/v1/exchanges/{id}/resend', { params: { path: { id } }, body: { newId: isNew, confirm: true } })
    await done(isNew ? text.resentNew : text.resent)
    if (isNew && answer.data && 'href' in answer.data) {
      void navigate(`/messages/${answer.data.id}`)
    }
  }

  return (
    <>
      <Button size={size} variant={isFirst ? 'filled' : 'default'} leftSection={<IconRefresh size={15} />} onClick={() => setOpen(true)}>{text.resend}</Button>
      <ConfirmDialog
        isOpen={isOpen} onClose={() => setOpen(false)} title={text.resendTitle} confirm={text.resend} onConfirm={resend}
        text={(
          <Stack gap="sm">
            {mayHaveArrived.has(state)
              ? <Alert color="yellow" variant="light" icon={<IconAlertTriangle />} title={text.mayHave}>{text.mayHaveAbout}</Alert>
              : null}
            <Text size="sm">{text.resendSame}</Text>
            <Checkbox checked={isNew} onChange={event => setNew(event.currentTarget.checked)} label={text.resendNew} description={text.resendNewAbout} />
          </Stack>
        )}
      />
    </>
  )
}

/** A message in: opened again when it was refused, handed on again when it was taken. */
export function ReprocessButton({ message, size, isFirst = false }: { message: Message; size: string; isFirst?: boolean }) {
  const may = useMay()
  const { id, state } = message.exchange
  const done = useDone(id)
  const isRefused = state === 'refused'
  if ((!isRefused && state !== 'accepted') || !may('reprocessExchange')) {
    return null
  }

  return (
    <ConfirmButton
      size={size} variant={isFirst ? 'filled' : 'default'} leftSection={<IconRotateClockwise size={15} />} title={isRefused ? text.reopenTitle : text.replayTitle}
      text={isRefused ? text.reopenText : text.replayText} confirm={text.reprocess}
      onConfirm={async () => {
        await api.POST('/api/v1/exchanges/{id}/reprocess', { params: { path: { id } }, body: {} })
        await done(text.reprocessed)
      }}
    >
      {text.reprocess}
    </ConfirmButton>
  )
}

function Downloads({ message: { exchange, links } }: { message: Message }) {
  const kinds = [[links.wire, text.downloadWire, 'wire'], [links.entity, text.downloadEntity, 'entity'], [links.receipt, text.downloadReceipt, 'receipt']] as const
  const present = kinds.filter(([href]) => href)
  return present.length === 0
    ? null
    : (
        <Menu position="bottom-end">
          <Menu.Target><Button size="xs" variant="default" leftSection={<IconDots size={15} />}>{text.more}</Button></Menu.Target>
          <Menu.Dropdown>
            {present.map(([href, words, end]) => (
              <Menu.Item
                key={end} leftSection={<IconDownload size={15} />}
                onClick={() => void call(href!).then(answer => save(answer, `${exchange.id}.${end}`)).catch((failure: unknown) => notifications.show({ message: asProblem(failure).message, color: 'red' }))}
              >
                {words}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )
}
