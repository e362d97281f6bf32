import type { HubConnection } from '@microsoft/signalr'

/** What the gateway tells without being asked: that something of a kind changed, and what. */
export type Topic = 'exchange' | 'connection' | 'certificate' | 'alert' | 'configuration'

type Listener = (ids: readonly string[]) => void

const listeners = new Map<Topic, Set<Listener>>()
const stateListeners = new Set<() => void>()
let hub: HubConnection | null = null
let isLive = false
let wanted = false

const retryAfter = 5000

/** Calls the listener for every change, and with no ids when changes may have been missed. */
export function onChange(topic: Topic, listener: Listener): () => void {
  const set = listeners.get(topic) ?? new Set<Listener>()
  listeners.set(topic, set)
  set.add(listener)
  return () => set.delete(listener)
}

/** Whether changes arrive by themselves. */
export function liveNow(): boolean {
  return isLive
}

export function subscribeLive(listener: () => void): () => void {
  stateListeners.add(listener)
  return () => stateListeners.delete(listener)
}

/** Opens the one WebSocket of this tab and keeps it open until {@link stopLive}. */
export async function startLive(): Promise<void> {
  wanted = true
  if (hub) {
    return
  }

  // Loaded after the first paint: no page waits for it.
  const { HubConnectionBuilder, HttpTransportType, LogLevel } = await import('@microsoft/signalr')
  if (hub || !wanted) {
    return
  }

  hub = new HubConnectionBuilder()
    .withUrl('/live', { transport: HttpTransportType.WebSockets, skipNegotiation: true })
    .configureLogging(LogLevel.None)
    .build()
  hub.on('changed', (topic: Topic, ids: string[]) => tell(topic, ids))
  hub.onclose(() => {
    setLive(false)
    setTimeout(() => void connect(), retryAfter)
  })
  await connect()
}

export async function stopLive(): Promise<void> {
  wanted = false
  const old = hub
  hub = null
  setLive(false)
  await old?.stop()
}

async function connect(): Promise<void> {
  if (!wanted || !hub) {
    return
  }

  try {
    await hub.start()
    setLive(true)
    // Whatever changed while nobody listened.
    for (const topic of listeners.keys()) {
      tell(topic, [])
    }
  } catch {
    setTimeout(() => void connect(), retryAfter)
  }
}

function tell(topic: Topic, ids: readonly string[]): void {
  for (const listener of listeners.get(topic) ?? []) {
    listener(ids)
  }
}

function setLive(now: boolean): void {
  if (isLive !== now) {
    isLive = now
    for (const listener of stateListeners) {
      listener()
    }
  }
}
