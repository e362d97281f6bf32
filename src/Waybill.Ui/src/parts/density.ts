import { useSyncExternalStore } from 'react'

/** How high the rows of long lists are: a choice of the person, kept in the browser. */
export type Density = 'comfortable' | 'compact'

const key = 'waybill-density'
const heights: Record<Density, number> = { comfortable: 38, compact: 29 }
const listeners = new Set<() => void>()
let chosen: Density | null = null

function read(): Density {
  if (chosen === null) {
    let kept: string | null = null
    try {
      kept = localStorage.getItem(key)
    } catch {
      // Storage is off: the choice holds for this page.
    }

    chosen = kept === 'compact' ? 'compact' : 'comfortable'
  }

  return chosen
}

export function setDensity(density: Density): void {
  chosen = density
  try {
    localStorage.setItem(key, density)
  } catch {
    // Storage is off.
  }

  listeners.forEach(listener => listener())
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useDensity = (): Density => useSyncExternalStore(subscribe, read)

/** The height of a row in pixels. */
export const useRowHeight = (): number => heights[useDensity()]
