import { useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { api, ok, type Schemas } from '../../api/client'
import { onChange } from '../../api/live'
import { usePoll } from '../../api/useLive'
import type { ExchangeQuery } from './filters'

export type Line = Schemas['ExchangeLine']
type Page = Schemas['ExchangeList']
type Pages = InfiniteData<Page, string | null>

export const pageSize = 100

/** At most so many pages are fetched again for one notice of changes; what is further down is fetched when it is opened. */
const mostPages = 3

const fetchPage = (query: ExchangeQuery, cursor: string | null, signal?: AbortSignal): Promise<Page> =>
  ok(api.GET('/api/v1/exchanges', { params: { query: { ...query, limit: pageSize, ...(cursor == null ? {} : { cursor }) } }, ...(signal ? { signal } : {}) }))

/**
 * The list, page by page, kept fresh. What is new waits above while somebody reads further down: `waiting` counts it and `show` brings it in.
 */
export function useExchanges(query: ExchangeQuery | null, isTop: boolean) {
  const client = useQueryClient()
  const key = useMemo(() => ['exchanges', 'list', query] as const, [JSON.stringify(query)])
  const poll = usePoll()
  const [fresh, setFresh] = useState<Page | null>(null)
  const [lastGood, setLastGood] = useState(0)
  const [failure, setFailure] = useState<unknown>(null)
  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => fetchPage(query!, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next ?? undefined,
    enabled: query != null,
    // Pages are renewed below, not all of them one after another.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: Infinity,
    // A list that was left is read anew: it may be long and old.
    gcTime: 0,
  })
  const state = useRef({ isTop, query, key })
  state.current = { isTop, query, key }

  useEffect(() => setFresh(null), [key])
  useEffect(() => {
    if (list.data) {
      setLastGood(Date.now())
    }
  }, [list.data])

  const renew = useMemo(() => async (ids: readonly string[]): Promise<void> => {
    const { query: asked, key: asking } = state.current
    if (asked == null) {
      return
    }

    try {
      const first = await fetchPage(asked, null)
      const pages = client.getQueryData<Pages>(asking)
      if (!pages || state.current.key !== asking) {
        return
      }

      const changed = new Set(ids)
      const below = pages.pages.map((page, index) => ({ page, index })).slice(1).filter(({ page }) => page.items.some(line => changed.has(line.id))).slice(0, mostPages)
      const again = new Map<number, Page>()
      for (const { index } of below) {
        again.set(index, await fetchPage(asked, pages.pageParams[index] ?? null))
      }

      client.setQueryData<Pages>(asking, old => old && { ...old, pages: old.pages.map((page, index) => again.get(index) ?? update(page, first)) })
      setFresh(first)
      setLastGood(Date.now())
      setFailure(null)
    } catch (thrown) {
      setFailure(thrown)
    }
  }, [client])

  useEffect(() => onChange('exchange', ids => void renew(ids)), [renew])
  useEffect(() => {
    if (poll === false) {
      return undefined
    }

    const timer = setInterval(() => void renew([]), poll)
    return () => clearInterval(timer)
  }, [poll, renew])

  const known = useMemo(() => new Set(list.data?.pages.flatMap(page => page.items.map(line => line.id))), [list.data])
  const waiting = useMemo(() => list.data && fresh ? newerThan(fresh, list.data.pages[0]!, known) : [], [fresh, known, list.data])
  const show = useMemo(() => () => {
    client.setQueryData<Pages>(state.current.key, old => {
      if (!old || !fresh) {
        return old
      }

      const added = newerThan(fresh, old.pages[0]!, new Set(old.pages.flatMap(page => page.items.map(line => line.id))))
      // More came than one page holds: what lies between is not known, so the list starts anew.
      return added.length === fresh.items.length && fresh.next
        ? { pages: [fresh], pageParams: [null] }
        : { ...old, pages: old.pages.map((page, index) => index === 0 ? { ...page, items: [...added, ...page.items] } : page) }
    })
    setFresh(null)
  }, [client, fresh])

  // At the top nobody's reading is disturbed.
  useEffect(() => {
    if (isTop && waiting.length > 0) {
      show()
    }
  }, [isTop, show, waiting])

  const rows = useMemo(() => list.data?.pages.flatMap(page => page.items) ?? [], [list.data])
  return { list, rows, waiting: waiting.length, show, renew, freshness: { isError: failure != null || (list.isError && rows.length > 0), error: failure ?? list.error, dataUpdatedAt: lastGood, refetch: () => renew([]) } }
}

/** Lines of a page as a newer reading has them. */
function update(page: Page, newer: Page): Page {
  const lines = new Map(newer.items.map(line => [line.id, line]))
  return page.items.some(line => lines.has(line.id)) ? { ...page, items: page.items.map(line => lines.get(line.id) ?? line) } : page
}

/** What a new first page has that stands above the old one. */
function newerThan(fresh: Page, old: Page, known: ReadonlySet<string>): Line[] {
  const top = old.items[0]?.createdAt
  return fresh.items.filter(line => !known.has(line.id) && (top === undefined || line.createdAt >= top))
}
