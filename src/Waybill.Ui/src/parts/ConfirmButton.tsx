import { Button, Group, Modal, Text, type ButtonProps } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { partsText } from '../text/parts'
import { ErrorBox } from './ErrorBox'

/** A button that says what it is about to do before it does it. The dialog stays open, with the reason, when it does not work. */
export function ConfirmButton({ title, text, confirm, onConfirm, children, isDangerous = false, ...rest }: {
  title: string
  text: ReactNode
  /** The word on the button that does it: `Resend`, not `OK`. */
  confirm: string
  onConfirm: () => Promise<unknown>
  children: ReactNode
  isDangerous?: boolean
} & Omit<ButtonProps, 'children'>) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="default" {...rest} onClick={() => setOpen(true)}>{children}</Button>
      <ConfirmDialog isOpen={isOpen} onClose={() => setOpen(false)} title={title} text={text} confirm={confirm} onConfirm={onConfirm} isDangerous={isDangerous} />
    </>
  )
}

export function ConfirmDialog({ isOpen, onClose, title, text, confirm, onConfirm, isDangerous = false }: {
  isOpen: boolean
  onClose: () => void
  title: string
  text: ReactNode
  confirm: string
  onConfirm: () => Promise<unknown>
  isDangerous?: boolean
}) {
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  async function carryOut(): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      await onConfirm()
      onClose()
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Modal opened={isOpen} onClose={onClose} title={<Text fw={650}>{title}</Text>} closeButtonProps={{ 'aria-label': partsText.close }} onExitTransitionEnd={() => setError(null)}>
      <Text component="div" mb="md">{text}</Text>
      <ErrorBox error={error} />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>{partsText.cancel}</Button>
        <Button data-autofocus loading={isBusy} color={isDangerous ? 'red' : undefined} onClick={() => void carryOut()}>{confirm}</Button>
      </Group>
    </Modal>
  )
}
