import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api, ok, type Schemas } from '../../api/client'
import { onChange } from '../../api/live'
import { usePoll } from '../../api/useLive'

export type Message = Schemas['ExchangeView']

const moving: ReadonlySet<string> = new Set(['submitted', 'packaged', 'sending', 'retry_wait', 'awaiting_receipt', 'unopened'])
const quick = 2_000

export const messageKey = (id: string) => ['exchanges', 'one', id] as const

/** One message, fetched again when it changes; while it is on its way and nobody tells of changes, every two seconds. */
export function useMessage(id: string) {
  const client = useQueryClient()
  const poll = usePoll()
  useEffect(() => onChange('exchange', ids => {
    if (ids.length === 0 || ids.includes(id)) {
      void client.invalidateQueries({ queryKey: messageKey(id) })
    }
  }), [client, id])
  return useQuery({
    queryKey: messageKey(id),
    queryFn: () => ok(api.GET('/api/v1/exchanges/{id}', { params: { path: { id } } })),
    refetchInterval: query => poll === false ? false : moving.has(query.state.data?.exchange.state ?? '') ? quick : poll,
  })
}
