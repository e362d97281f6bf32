import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { CopyButton } from '../../parts/CopyButton'
import { settingsText } from '../../text/settings'
import classes from './Settings.module.css'

/** A secret that is shown this once: the value, a button to copy it, and one that says that it was taken. */
export function Once({ title, text, label, value, copy, children, onDone }: { title: string; text: string; label: string; value: string; copy: string; children?: ReactNode; onDone: () => void }) {
  return (
    <Stack gap="md">
      <Alert color="yellow" variant="light" icon={<IconKey />} title={title}>{text}</Alert>
      <div>
        <Text size="sm" fw={600} id="once">{label}</Text>
        <output className={`${classes.once} mono`} style={{ display: 'block' }} aria-labelledby="once">{value}</output>
      </div>
      {children}
      <Group justify="flex-end">
        <CopyButton text={value} variant="filled">{copy}</CopyButton>
        <Button variant="default" onClick={onDone}>{settingsText.tokens.done}</Button>
      </Group>
    </Stack>
  )
}
