import { Loader, Modal, useMantineColorScheme } from '@mantine/core'
import { IconDeviceDesktop, IconKeyboard, IconLogout, IconMoon, IconPassword, IconSearch, IconSun, type Icon } from '@tabler/icons-react'
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useNavigate } from 'react-router'
import { paletteText, shellText } from '../text/shell'
import { useLookup, type Entry } from './lookup'
import classes from './Palette.module.css'
import { inNavigation } from './screens'
import { useSession } from './session'
import { useLeave } from './UserMenu'

/** Ctrl K: one line to go anywhere, do anything, find a message, a partner, a certificate. */
export function Palette({ isOpen, onClose, onHelp, onPassword }: { isOpen: boolean; onClose: () => void; onHelp: () => void; onPassword: () => void }) {
  return (
    <Modal.Root opened={isOpen} onClose={onClose} padding={0} size={620} yOffset="12vh" centered={false} transitionProps={{ duration: 80 }}>
      <Modal.Overlay />
      <Modal.Content aria-label={paletteText.label}>
        <Modal.Body><Inside onClose={onClose} onHelp={onHelp} onPassword={onPassword} /></Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function Inside({ onClose, onHelp, onPassword }: { onClose: () => void; onHelp: () => void; onPassword: () => void }) {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const fixed = useFixed(onHelp, onPassword)
  const { entries: found, isBusy } = useLookup(text)
  const entries = useMemo(() => {
    const wanted = text.trim().toLowerCase()
    return [...fixed.filter(entry => wanted === '' || entry.text.toLowerCase().includes(wanted)), ...found]
  }, [fixed, found, text])
  const at = Math.min(chosen, entries.length - 1)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [at])

  function take(entry: Entry | undefined): void {
    if (entry) {
      onClose()
      entry.run()
    }
  }

  function press(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && entries.length > 0) {
      event.preventDefault()
      setChosen((at + step + entries.length) % entries.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      take(entries[at])
    }
  }

  const groups = [...new Set(entries.map(entry => entry.group))]
  return (
    <>
      <div className={classes.input}>
        <IconSearch size={18} aria-hidden="true" />
        <input
          data-autofocus role="combobox" aria-expanded="true" aria-controls={id} aria-autocomplete="list" aria-activedescendant={entries.length > 0 ? `${id}-${at}` : undefined}
          aria-label={paletteText.label} placeholder={paletteText.placeholder} value={text} spellCheck={false} autoComplete="off"
          onChange={event => {
            setText(event.currentTarget.value)
            setChosen(0)
          }}
          onKeyDown={press}
        />
        {isBusy ? <Loader role="status" size={16} aria-label={paletteText.searching} /> : null}
      </div>
      <div className={classes.list} ref={list} id={id} role="listbox" aria-label={paletteText.results(entries.length)}>
        {groups.map(group => (
          <div key={group} role="group" aria-label={group}>
            <div className={classes.group} role="presentation">{group}</div>
            {entries.map((entry, index) => entry.group !== group
              ? null
              : (
                  <div
                    key={entry.id} id={`${id}-${index}`} className={classes.entry} role="option" aria-selected={index === at}
                    onMouseMove={() => setChosen(index)} onClick={() => take(entry)}
                  >
                    <entry.Icon size={17} stroke={1.8} aria-hidden="true" />
                    <span className="cut">{entry.text}</span>
                    {entry.about ? <span className={`${classes.about} cut`}>{entry.about}</span> : null}
                  </div>
                ))}
          </div>
        ))}
      </div>
      {entries.length === 0 && !isBusy ? <div className={classes.nothing} role="status">{paletteText.nothing}</div> : null}
    </>
  )
}

/** What is there without asking the gateway. */
function useFixed(onHelp: () => void, onPassword: () => void): Entry[] {
  const navigate = useNavigate()
  const leave = useLeave()
  const session = useSession()
  const { setColorScheme } = useMantineColorScheme()
  const doing = (text: string, Icon: Icon, run: () => void): Entry => ({ id: `do ${text}`, group: paletteText.actions, text, Icon, run })
  const look = (words: string): string => `${shellText.appearance}: ${words}`
  return [
    ...inNavigation.map((screen): Entry => ({
      id: `go ${screen.path}`, group: paletteText.go, text: screen.nav.text, about: `G ${screen.nav.key.toUpperCase()}`, Icon: screen.nav.Icon, run: () => void navigate(`/${screen.path}`),
    })),
    doing(look(shellText.light), IconSun, () => setColorScheme('light')),
    doing(look(shellText.dark), IconMoon, () => setColorScheme('dark')),
    doing(look(shellText.system), IconDeviceDesktop, () => setColorScheme('auto')),
    doing(shellText.help, IconKeyboard, onHelp),
    ...session.hasPassword ? [doing(shellText.changePassword, IconPassword, onPassword)] : [],
    doing(shellText.signOut, IconLogout, () => void leave()),
  ]
}
