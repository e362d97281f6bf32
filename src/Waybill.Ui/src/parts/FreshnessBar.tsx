import { Alert, Button, Group } from '@mantine/core'
import { IconClockExclamation } from '@tabler/icons-react'
import { asProblem } from '../api/problem'
import { formatShort } from '../text/format'
import { partsText } from '../text/parts'

/** What a query is asked for here: any result of TanStack Query fits. */
interface Freshness {
  isError: boolean
  error: unknown
  dataUpdatedAt: number
  refetch: () => unknown
}

/** Above what is shown when it cannot be fetched again: it says so and since when, so that nobody takes old for new. */
export function FreshnessBar({ query }: { query: Freshness }) {
  return query.isError && query.dataUpdatedAt > 0
    ? (
        <Alert color="yellow" variant="light" icon={<IconClockExclamation />} py={6} role="status">
          <Group justify="space-between" gap="xs">
            <span>{partsText.stale(formatShort(query.dataUpdatedAt))} {asProblem(query.error).message}</span>
            <Button size="compact-xs" variant="default" onClick={() => void query.refetch()}>{partsText.tryAgain}</Button>
          </Group>
        </Alert>
      )
    : null
}
