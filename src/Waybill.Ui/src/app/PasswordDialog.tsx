import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { changePassword } from '../api/session'
import { ErrorBox } from '../parts/ErrorBox'
import { field } from '../parts/Field'
import { partsText } from '../text/parts'
import { passwordText } from '../text/shell'
import { useSubmit } from './useSubmit'

export function PasswordDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={<Text fw={650}>{passwordText.title}</Text>} closeButtonProps={{ 'aria-label': partsText.close }}>
      <PasswordForm onClose={onClose} />
    </Modal>
  )
}

function PasswordForm({ onClose }: { onClose: () => void }) {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const { isBusy, problem, onSubmit } = useSubmit(async () => {
    await changePassword(current, next)
    notifications.show({ message: passwordText.done, color: 'green' })
    onClose()
  })
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="sm">
        <PasswordInput {...field(passwordText.current, problem, 'current')} value={current} onChange={event => setCurrent(event.currentTarget.value)} autoComplete="current-password" data-autofocus />
        <PasswordInput {...field(passwordText.next, problem, 'password')} value={next} onChange={event => setNext(event.currentTarget.value)} autoComplete="new-password" />
        {problem && problem.status !== 422 ? <ErrorBox error={problem} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{partsText.cancel}</Button>
          <Button type="submit" loading={isBusy}>{passwordText.submit}</Button>
        </Group>
      </Stack>
    </form>
  )
}
