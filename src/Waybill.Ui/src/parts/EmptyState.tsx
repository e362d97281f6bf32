import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

/** What stands where nothing is yet: what would be here, and the first thing to do. */
export function EmptyState({ icon, title, text, children }: { icon?: ReactNode; title: string; text?: ReactNode; children?: ReactNode }) {
  return (
    <Stack align="center" gap="xs" py={64} px="md" ta="center">
      <span aria-hidden="true" style={{ color: 'var(--mantine-color-dimmed)' }}>{icon}</span>
      <Title order={2} size="h4">{title}</Title>
      {text ? <Text c="dimmed" maw={480}>{text}</Text> : null}
      {children}
    </Stack>
  )
}
