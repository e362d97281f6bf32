/** Whether the gateway can be reached, for the bar at the top of the page: a value with listeners, asked by every call. */

type Listener = () => void

const listeners = new Set<Listener>()
let lostSince: number | null = null
let probe: ReturnType<typeof setTimeout> | null = null

const probeEvery = 2000

export function subscribe(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** When the first of the calls failed that none has followed with success; null: all is well. Milliseconds. */
export function lostSinceWhen(): number | null {
  return lostSince
}

/** A call got an answer, whatever it said. */
export function reached(): void {
  if (lostSince !== null) {
    lostSince = null
    tell()
  }
}

/** A call got none. From now on the gateway is asked whether it is back. */
export function lost(): void {
  if (lostSince === null) {
    lostSince = Date.now()
    tell()
  }

  probe ??= setTimeout(ask, probeEvery)
}

async function ask(): Promise<void> {
  probe = null
  try {
    const answer = await fetch('/health/live', { cache: 'no-store' })
    if (answer.ok) {
      reached()
      return
    }
  } catch {
    // Still away.
  }

  lost()
}

function tell(): void {
  for (const listener of listeners) {
    listener()
  }
}
