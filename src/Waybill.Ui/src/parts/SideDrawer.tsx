import { Drawer } from '@mantine/core'
import { useEffect, useRef, type ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { partsText } from '../text/parts'

/** A value in the query of the address, and a way to set it. Setting adds a step to the browser's history unless `replace` is asked. */
export function useQueryValue(name: string): [string | null, (value: string | null, options?: { replace?: boolean }) => void] {
  const [query, setQuery] = useSearchParams()
  return [
    query.get(name),
    (value, options) => setQuery(
      old => {
        const next = new URLSearchParams(old)
        if (value === null || value === '') {
          next.delete(name)
        } else {
          next.set(name, value)
        }

        return next
      },
      { replace: options?.replace ?? false },
    ),
  ]
}

/**
 * A drawer at the right that is open while the address names something: `?m=…`. Back closes it, and the link can be mailed.
 * The focus goes back to where it was, by hand: a drawer that is opened by code does not give it back.
 */
export function SideDrawer({ param, title, children, size = 'min(760px, 92vw)' }: { param: string; title: ReactNode; children: (value: string) => ReactNode; size?: string | number }) {
  const [value, setValue] = useQueryValue(param)
  const from = useRef<Element | null>(null)
  const last = useRef<string | null>(value)
  const isOpen = value !== null
  useEffect(() => {
    if (isOpen) {
      from.current = document.activeElement
    }
  }, [isOpen])
  if (value !== null) {
    last.current = value
  }

  return (
    <Drawer
      opened={isOpen} onClose={() => setValue(null)} position="right" size={size} title={title} padding="lg" returnFocus={false}
      closeButtonProps={{ 'aria-label': partsText.close }}
      onExitTransitionEnd={() => from.current instanceof HTMLElement && document.contains(from.current) && from.current.focus({ preventScroll: true })}
    >
      {last.current === null ? null : children(last.current)}
    </Drawer>
  )
}
