import { Group, Text, Title } from '@mantine/core'
import { useEffect, type ReactNode } from 'react'

/** The head of a screen: its name, a line about it, and what can be done. Names the tab of the browser too. */
export function ScreenHead({ title, about, children }: { title: string; about?: ReactNode; children?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Waybill`
  }, [title])
  return (
    <Group justify="space-between" align="flex-start" wrap="nowrap" gap="md" px="lg" pt="md" pb="sm">
      <div>
        <Title order={1} size="h3" tabIndex={-1}>{title}</Title>
        {about ? <Text size="sm" c="dimmed" component="div">{about}</Text> : null}
      </div>
      <Group gap="xs" wrap="nowrap">{children}</Group>
    </Group>
  )
}
