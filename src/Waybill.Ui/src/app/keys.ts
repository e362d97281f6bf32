import { useEffect, useRef } from 'react'
import { useNavigate } from 'react-router'
import { inNavigation } from './screens'

const sequenceTime = 1500

/** Whether keys are text here. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select, [role="combobox"]'))
}

/** The keys that work everywhere: Ctrl K, ?, / and G with the letter of a screen. */
export function useKeys({ onPalette, onHelp }: { onPalette: () => void; onHelp: () => void }): void {
  const navigate = useNavigate()
  const goSince = useRef(0)
  const latest = useRef({ onPalette, onHelp })
  latest.current = { onPalette, onHelp }
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        latest.current.onPalette()
        return
      }

      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target) || document.querySelector('[role="dialog"]')) {
        return
      }

      if (performance.now() - goSince.current < sequenceTime) {
        goSince.current = 0
        const screen = inNavigation.find(one => one.nav.key === event.key.toLowerCase())
        if (screen) {
          event.preventDefault()
          void navigate(`/${screen.path}`)
        }
      } else if (event.key === 'g') {
        goSince.current = performance.now()
      } else if (event.key === '?') {
        event.preventDefault()
        latest.current.onHelp()
      } else if (event.key === '/') {
        const filter = document.querySelector<HTMLElement>('main [data-filter]')
        if (filter) {
          event.preventDefault()
          filter.focus()
        }
      }
    }

    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [navigate])
}
