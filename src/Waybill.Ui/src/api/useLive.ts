import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { liveNow, onChange, subscribeLive, type Topic } from './live'

/** How often what is on the screen is fetched again where the gateway cannot tell of changes. Milliseconds. */
export const pollEvery = 10_000

/** Whether changes arrive by themselves. */
export function useIsLive(): boolean {
  return useSyncExternalStore(subscribeLive, liveNow)
}

/** The interval for a query's `refetchInterval`: none while the gateway tells of changes. */
export function usePoll(every: number = pollEvery): number | false {
  return useIsLive() ? false : every
}

/** Fetches again what is on the screen when something of a topic changes. */
export function useRefetchOn(topic: Topic, key: QueryKey): void {
  const client = useQueryClient()
  const text = JSON.stringify(key)
  useEffect(() => onChange(topic, () => void client.invalidateQueries({ queryKey: JSON.parse(text) as QueryKey })), [client, topic, text])
}
