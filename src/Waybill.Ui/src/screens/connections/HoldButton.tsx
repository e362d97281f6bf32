import { Button, type ButtonProps } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { asProblem } from '../../api/problem'
import { useMay } from '../../app/session'
import { ConfirmButton } from '../../parts/ConfirmButton'
import { connectionsText as text } from '../../text/connections'
import { connectionsKey, holdConnection } from './useConnections'

/** Holds a connection after a question, and releases it without one. Nothing for a role that may not. */
export function HoldButton({ name, isHeld, ...rest }: { name: string; isHeld: boolean } & ButtonProps) {
  const may = useMay()
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)

  async function carryOut(hold: boolean): Promise<void> {
    await holdConnection(name, hold)
    await client.invalidateQueries({ queryKey: connectionsKey })
    notifications.show({ message: hold ? text.held(name) : text.released(name) })
  }

  async function release(): Promise<void> {
    setBusy(true)
    try {
      await carryOut(false)
    } catch (failure) {
      notifications.show({ color: 'red', message: asProblem(failure).message })
    } finally {
      setBusy(false)
    }
  }

  if (!may(isHeld ? 'releaseConnection' : 'holdConnection')) {
    return null
  }

  return isHeld
    ? <Button variant="default" leftSection={<IconPlayerPlay size={14} />} loading={isBusy} aria-label={text.releaseLong(name)} {...rest} onClick={() => void release()}>{text.release}</Button>
    : (
        <ConfirmButton title={text.holdTitle} text={text.holdText} confirm={text.hold} onConfirm={() => carryOut(true)} leftSection={<IconPlayerPause size={14} />} aria-label={text.holdLong(name)} {...rest}>
          {text.hold}
        </ConfirmButton>
      )
}
