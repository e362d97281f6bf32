import { useQuery } from '@tanstack/react-query'
import { api, ok } from '../../api/client'
import { useRefetchOn } from '../../api/useLive'

export const mostNotices = 200
const noticesKey = ['alerts', 'notices'] as const
const every = 15_000

/** What was told of alerts, newest first. */
export const useNotices = () => {
  useRefetchOn('alert', noticesKey)
  return useQuery({ queryKey: noticesKey, queryFn: () => ok(api.GET('/api/v1/alerts/notices', { params: { query: { limit: mostNotices } } })), refetchInterval: every })
}
