import { Modal, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { setAsk } from '../api/door'
import { partsText } from '../text/parts'
import { signInText } from '../text/shell'
import { useSession } from './session'
import { SignInForm } from './SignIn'

/** Opens over whatever is on the screen when a call is told that the sign-in has ended. Calls wait behind it and are made again afterwards. */
export function SignInDialog() {
  const { name } = useSession()
  const [answer, setAnswer] = useState<((isIn: boolean) => void) | null>(null)
  useEffect(() => {
    setAsk(() => new Promise<boolean>(resolve => setAnswer(() => resolve)))
    return () => setAsk(null)
  }, [])

  function close(isIn: boolean): void {
    answer?.(isIn)
    setAnswer(null)
  }

  return (
    <Modal
      opened={answer !== null} onClose={() => close(false)} title={<Text fw={650}>{signInText.again}</Text>} closeOnClickOutside={false} zIndex={500}
      closeButtonProps={{ 'aria-label': partsText.close }}
    >
      <Text size="sm" mb="sm">{signInText.againText}</Text>
      <SignInForm name={name} onDone={() => Promise.resolve(close(true))} />
      <Text size="xs" c="dimmed" mt="sm">{signInText.other}</Text>
    </Modal>
  )
}
