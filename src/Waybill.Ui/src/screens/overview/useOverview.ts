import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api, ok } from '../../api/client'
import { usePoll, useRefetchOn } from '../../api/useLive'

const problemsKey = ['exchanges', 'problems'] as const
const trafficKey = ['exchanges', 'traffic'] as const
export const connectionsKey = ['connections', 'states'] as const

/** Changes of exchanges come up to four times a second; what is added up here is read once in so many milliseconds. */
const every = 15_000
const mostConnections = 200
const countingAgain = 2_000

/** Groups of what is wrong, the newest first. */
export const useProblems = () => useQuery({ queryKey: problemsKey, queryFn: () => ok(api.GET('/api/v1/exchanges/problems')), refetchInterval: every })

export const useTraffic = (hours: number) => useQuery({
  queryKey: [...trafficKey, hours],
  queryFn: () => ok(api.GET('/api/v1/traffic', { params: { query: { hours } } })),
  refetchInterval: query => query.state.data?.isComplete === false ? countingAgain : every * 2,
  placeholderData: keepPreviousData,
})

/** How connections stand: held, waiting. */
export const useConnectionStates = () => {
  useRefetchOn('connection', connectionsKey)
  return useQuery({ queryKey: connectionsKey, queryFn: () => ok(api.GET('/api/v1/connections', { params: { query: { limit: mostConnections } } })), refetchInterval: usePoll(every) })
}
