import { Button, Center, Loader } from '@mantine/core'
import { IconArrowUp, IconInbox, IconMailOff } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useIsLive } from '../../api/useLive'
import { EmptyState } from '../../parts/EmptyState'
import { ErrorBox } from '../../parts/ErrorBox'
import { FreshnessBar } from '../../parts/FreshnessBar'
import { ScreenHead } from '../../parts/ScreenHead'
import { SideDrawer, useQueryValue } from '../../parts/SideDrawer'
import { VirtualTable } from '../../parts/VirtualTable'
import { messagesText as text } from '../../text/messages'
import { partsText } from '../../text/parts'
import { columns } from './columns'
import { Filters } from './Filters'
import { readFilters } from './filters'
import { DrawerTitle, MessageDetail } from './MessageDetail'
import { useExchanges } from './useExchanges'

/** The list of messages, its filters, and the drawer of one. */
export function Component() {
  const [params, setParams] = useSearchParams()
  const [open, setOpen] = useQueryValue('m')
  const [isTop, setTop] = useState(true)
  const isLive = useIsLive()
  const spanStart = params.get('span')
  // "The last hour" is counted from when it was chosen; a list whose filter moves would never rest.
  const now = useMemo(() => Date.now(), [spanStart])
  const { query, isFiltered } = readFilters(params, now)
  const { list, rows, waiting, show, freshness } = useExchanges(query, isTop)
  const onNearEnd = useMemo(() => () => void list.fetchNextPage(), [list.fetchNextPage])

  return (
    <>
      <ScreenHead title={text.title} about={isLive ? text.about : text.aboutPolled} />
      <Filters />
      <FreshnessBar query={freshness} />
      {waiting > 0 && !isTop
        ? <Center><Button size="compact-sm" radius="xl" leftSection={<IconArrowUp size={14} />} onClick={show}>{partsText.newRows(waiting)}</Button></Center>
        : null}
      {list.isError && rows.length === 0 ? <ErrorBox error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isLoading ? <Center py="xl"><Loader role="status" aria-label={partsText.loading} /></Center> : null}
      {query == null ? <EmptyState title={text.none.title} text={text.filters.short} /> : null}
      {list.isSuccess && rows.length === 0
        ? isFiltered
          ? (
              <EmptyState icon={<IconMailOff size={36} />} title={text.none.title} text={text.none.text}>
                <Button variant="default" onClick={() => setParams({})}>{text.filters.clear}</Button>
              </EmptyState>
            )
          : <EmptyState icon={<IconInbox size={36} />} title={text.empty.title} text={text.empty.text} />
        : null}
      {rows.length > 0
        ? (
            <VirtualTable
              label={text.list} columns={columns} rows={rows} rowKey={row => row.id} chosen={open} onOpen={row => setOpen(row.id)}
              hasMore={list.hasNextPage} isFetching={list.isFetchingNextPage} onNearEnd={onNearEnd} onTop={setTop}
            />
          )
        : null}
      <SideDrawer param="m" title={open == null ? '' : <DrawerTitle id={open} />}>{id => <MessageDetail id={id} />}</SideDrawer>
    </>
  )
}
