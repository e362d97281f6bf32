import { ActionIcon, Button, Tooltip, type ButtonProps } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useState, type ReactNode } from 'react'
import { partsText } from '../text/parts'

const shownFor = 1500

/** Copies also where the page has no clipboard: over plain http on another machine. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const area = document.createElement('textarea')
    area.value = text
    area.style.position = 'fixed'
    area.style.opacity = '0'
    document.body.append(area)
    area.select()
    const done = document.execCommand('copy')
    area.remove()
    return done
  }
}

export function useCopied(): [boolean, (text: string) => void] {
  const [at, setAt] = useState(0)
  useEffect(() => {
    if (at === 0) {
      return undefined
    }

    const timer = setTimeout(() => setAt(0), shownFor)
    return () => clearTimeout(timer)
  }, [at])
  return [at !== 0, text => void copyText(text).then(done => done && setAt(Date.now()))]
}

/** A small button beside a value. `what` says to screen readers and on hover what is copied. */
export function CopyIcon({ text, what }: { text: string; what: string }) {
  const [isCopied, copy] = useCopied()
  const label = isCopied ? partsText.copied : `${partsText.copy} ${what}`
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label={label} onClick={() => copy(text)}>
        {isCopied ? <IconCheck size={14} /> : <IconCopy size={14} />}
      </ActionIcon>
    </Tooltip>
  )
}

/** A button with words. The text may be made when it is pressed. */
export function CopyButton({ text, children, ...rest }: { text: string | (() => string); children: ReactNode } & Omit<ButtonProps, 'children'>) {
  const [isCopied, copy] = useCopied()
  return (
    <Button variant="default" leftSection={isCopied ? <IconCheck size={15} /> : <IconCopy size={15} />} {...rest} onClick={() => copy(typeof text === 'string' ? text : text())}>
      {isCopied ? partsText.copied : children}
    </Button>
  )
}
