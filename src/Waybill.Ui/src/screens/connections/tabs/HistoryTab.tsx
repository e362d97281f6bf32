import { Button, Collapse, Group, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { api, ok, type Schemas } from '../../../api/client'
import { useRefetchOn } from '../../../api/useLive'
import { ErrorBox } from '../../../parts/ErrorBox'
import { Instant } from '../../../parts/Instant'
import { JsonDiff } from '../../../parts/JsonDiff'
import { connectionsText } from '../../../text/connections'
import classes from '../Connections.module.css'
import { connectionsKey } from '../useConnections'

const text = connectionsText.history

/** Who changed what, newest first, from the audit. */
export default function HistoryTab({ name }: { name: string }) {
  const key = [...connectionsKey, 'history', name]
  useRefetchOn('configuration', key)
  const history = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => ok(api.GET('/api/v1/audit', { params: { query: { kind: 'connection', name, limit: 50, ...(pageParam === '' ? {} : { cursor: pageParam }) } } })),
    initialPageParam: '',
    getNextPageParam: page => page.next ?? undefined,
  })
  const lines = history.data?.pages.flatMap(page => page.items) ?? []
  return (
    <div>
      <ErrorBox error={history.data ? null : history.error} onRetry={() => void history.refetch()} />
      {history.isSuccess && lines.length === 0 ? <Text size="sm" c="dimmed">{text.none}</Text> : null}
      {lines.map((line, index) => <Change key={line.number} line={line} isOpen={index === 0} />)}
      {history.hasNextPage ? <Button mt="md" variant="default" loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>{text.more}</Button> : null}
    </div>
  )
}

function Change({ line, isOpen: isOpenFirst }: { line: Schemas['AuditLine']; isOpen: boolean }) {
  const [isOpen, setOpen] = useState(isOpenFirst)
  const id = useId()
  const hasDiff = isThere(line.before) || isThere(line.after)
  return (
    <div className={classes.change}>
      <Group gap="sm">
        <Text size="sm" component="span"><Instant at={line.at} isAbsolute /></Text>
        <Text size="sm" component="span"><b>{line.principal}</b> {text.actions[line.action as keyof typeof text.actions] ?? line.action}</Text>
        {hasDiff ? <Button size="compact-xs" variant="subtle" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>{text.show}</Button> : null}
      </Group>
      {hasDiff ? <div id={id}><Collapse expanded={isOpen}><JsonDiff before={line.before ?? {}} after={line.after ?? {}} /></Collapse></div> : null}
    </div>
  )
}

const isThere = (value: unknown): boolean => value !== null && value !== undefined
