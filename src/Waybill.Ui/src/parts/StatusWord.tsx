import { Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconArrowDownLeft, IconArrowUpRight, IconCheck, IconClock, IconCopy, IconMinus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './StatusWord.module.css'

/** Good, bad, and what lies between. A word and a sign always stand beside the colour. */
export type Tone = 'good' | 'bad' | 'warn' | 'busy' | 'info' | 'quiet'

const signs: Record<Tone, ReactNode> = {
  good: <IconCheck />,
  bad: <IconX />,
  warn: <IconAlertTriangle />,
  busy: <IconClock />,
  info: <IconArrowDownLeft />,
  quiet: <IconMinus />,
}

/** A state in one word. `about` says more on hover. */
export function StatusWord({ tone, children, about, sign }: { tone: Tone; children: ReactNode; about?: string | undefined; sign?: 'duplicate' | 'out' | undefined }) {
  const word = (
    <span className={classes.word} data-tone={tone}>
      <span className={classes.sign} aria-hidden="true">{sign === 'duplicate' ? <IconCopy /> : sign === 'out' ? <IconArrowUpRight /> : signs[tone]}</span>
      {children}
    </span>
  )
  return about ? <Tooltip label={about} multiline maw={360}>{word}</Tooltip> : word
}
