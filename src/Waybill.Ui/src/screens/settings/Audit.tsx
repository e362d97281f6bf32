import { Button, Loader, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconX } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { api, ok, type Schemas } from '../../api/client'
import { EmptyState } from '../../parts/EmptyState'
import { ErrorBox } from '../../parts/ErrorBox'
import { Facts } from '../../parts/Facts'
import { FreshnessBar } from '../../parts/FreshnessBar'
import { Instant } from '../../parts/Instant'
import { JsonDiff } from '../../parts/JsonDiff'
import { SideDrawer, useQueryValue } from '../../parts/SideDrawer'
import { VirtualTable, type Column } from '../../parts/VirtualTable'
import { formatFull } from '../../text/format'
import { partsText } from '../../text/parts'
import { settingsText } from '../../text/settings'
import classes from './Settings.module.css'

const text = settingsText.audit
const pageSize = 100
const typingPause = 300
const day = 86_400_000
const spans = { day, week: 7 * day, month: 30 * day } as const
const filters = ['principal', 'action', 'kind', 'name'] as const

type Line = Schemas['AuditLine']

const columns: readonly Column<Line>[] = [
  { key: 'at', title: text.columns.at, width: '150px', render: line => <Instant at={line.at} isAbsolute /> },
  { key: 'principal', title: text.columns.principal, width: 'minmax(90px, 1fr)', render: line => line.principal },
  { key: 'action', title: text.columns.action, width: 'minmax(90px, 1fr)', render: line => line.action },
  { key: 'kind', title: text.columns.kind, width: 'minmax(90px, 0.8fr)', render: line => line.kind },
  { key: 'name', title: text.columns.name, width: 'minmax(140px, 2fr)', render: line => line.name },
]

/** Who did what, page by page, with the difference each change made. */
export default function Audit() {
  const [params, setParams] = useSearchParams()
  const [open, setOpen] = useQueryValue('line')
  const span = params.get('span')
  // Counted from when it was chosen: pages of a list whose filter moves would not fit.
  const from = useMemo(() => span !== null && span in spans ? new Date(Date.now() - spans[span as keyof typeof spans]).toISOString() : undefined, [span])
  const asked = { ...Object.fromEntries(filters.map(name => [name, params.get(name) ?? undefined]).filter(([, value]) => value)), ...(from ? { from } : {}) }
  const query = useInfiniteQuery({
    queryKey: ['audit', asked],
    queryFn: ({ pageParam }) => ok(api.GET('/api/v1/audit', { params: { query: { ...asked, limit: pageSize, ...(pageParam ? { cursor: pageParam } : {}) } } })),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
  const lines = useMemo(() => query.data?.pages.flatMap(page => page.items) ?? [], [query.data])
  const { fetchNextPage } = query
  const onNearEnd = useCallback(() => void fetchNextPage(), [fetchNextPage])
  const set = (name: string, value: string | null): void => setParams(old => {
    const next = new URLSearchParams(old)
    next.delete('line')
    if (value) {
      next.set(name, value)
    } else {
      next.delete(name)
    }

    return next
  }, { replace: true })

  return (
    <>
      <div className={classes.filters} role="search">
        {filters.map(name => <Filter key={name} label={text[name]} value={params.get(name) ?? ''} onChange={value => set(name, value)} isFirst={name === 'principal'} />)}
        <Select
          size="xs" w={140} aria-label={text.span} placeholder={text.span} value={span} onChange={value => set('span', value)} clearable clearButtonProps={{ 'aria-label': `${text.clear}: ${text.span}` }}
          data={Object.entries(text.spans).map(([value, label]) => ({ value, label }))}
        />
        {Object.keys(asked).length > 0 ? <Button size="xs" variant="subtle" leftSection={<IconX size={13} />} onClick={() => setParams({})}>{text.clear}</Button> : null}
      </div>
      <FreshnessBar query={query} />
      {query.isLoading ? <Loader aria-label={partsText.loading} /> : null}
      {query.isError && !query.data ? <ErrorBox error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isSuccess && lines.length === 0 ? <EmptyState title={text.none.title} text={text.none.text} /> : null}
      {lines.length > 0
        ? (
            <VirtualTable
              label={text.list} columns={columns} rows={lines} rowKey={line => String(line.number)} chosen={open} onOpen={line => setOpen(String(line.number))}
              hasMore={query.hasNextPage} isFetching={query.isFetchingNextPage} onNearEnd={onNearEnd}
            />
          )
        : null}
      <SideDrawer param="line" title={open ? text.entry(open) : ''}>{number => <Entry line={lines.find(one => String(one.number) === number)} isLoading={query.isLoading} />}</SideDrawer>
    </>
  )
}

function Filter({ label, value, onChange, isFirst }: { label: string; value: string; onChange: (value: string) => void; isFirst: boolean }) {
  const [typed, setTyped] = useState(value)
  const later = useDebouncedCallback(onChange, typingPause)
  useEffect(() => setTyped(value), [value])
  return (
    <TextInput
      size="xs" w={132} aria-label={label} placeholder={label} value={typed} spellCheck={false} data-filter={isFirst || undefined}
      onChange={event => {
        setTyped(event.currentTarget.value)
        later(event.currentTarget.value)
      }}
    />
  )
}

function Entry({ line, isLoading }: { line: Line | undefined; isLoading: boolean }) {
  if (!line) {
    return isLoading ? <Loader aria-label={partsText.loading} /> : <EmptyState title={partsText.nothing} />
  }

  const hasValues = (line.before ?? null) !== null || (line.after ?? null) !== null
  return (
    <Stack gap="md">
      <Facts rows={[[text.columns.at, formatFull(line.at)], [text.columns.principal, line.principal], [text.columns.action, line.action], [text.columns.kind, line.kind], [text.columns.name, <span key="name" className="mono">{line.name}</span>]]} />
      {hasValues
        ? <div><Title order={3} size="h6" mb={6}>{text.difference}</Title><JsonDiff before={line.before ?? {}} after={line.after ?? {}} /></div>
        : <Text c="dimmed" size="sm">{text.noValues}</Text>}
    </Stack>
  )
}
