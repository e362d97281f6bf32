import { Badge, Tooltip } from '@mantine/core'
import { IconArrowDownLeft, IconArrowUpRight } from '@tabler/icons-react'
import { Instant } from '../../parts/Instant'
import { StatusWord } from '../../parts/StatusWord'
import type { Column } from '../../parts/VirtualTable'
import { formatBytes, formatNumber } from '../../text/format'
import { messagesText as text } from '../../text/messages'
import { partsText } from '../../text/parts'
import { repeatWord, statusOf } from '../../text/status'
import classes from './Messages.module.css'
import type { Line } from './useExchanges'

export function Status({ line }: { line: Line }) {
  const status = statusOf(line)
  return (
    <span className={classes.status}>
      <StatusWord tone={status.tone} sign={status.sign} about={line.detail ?? status.about}>{status.word}</StatusWord>
      {line.repeats > 0 ? <StatusWord tone="warn" sign="duplicate" about={repeatWord.about(line.repeats)}>{repeatWord.word}</StatusWord> : null}
    </span>
  )
}

export function DirectionSign({ line }: { line: Line }) {
  const isIn = line.direction === 'in'
  return (
    <Tooltip label={isIn ? text.filters.directions.in : text.filters.directions.out}>
      <span className={classes.direction} role="img" aria-label={isIn ? text.in : text.out}>{isIn ? <IconArrowDownLeft size={16} /> : <IconArrowUpRight size={16} />}</span>
    </Tooltip>
  )
}

/** The other side of the message, by its AS2 name. */
export const partnerOf = (line: Line): string => line.direction === 'in' ? line.from : line.to

/** What the message is about, as people call it: `850 4500123`. */
export const documentOf = (line: Line): string | null => line.documentType ? [line.documentType, line.documentNumber].filter(Boolean).join(' ') : null

export const columns: readonly Column<Line>[] = [
  { key: 'status', title: text.columns.status, width: 'minmax(128px, 0.7fr)', render: line => <Status line={line} /> },
  { key: 'direction', title: '', width: '20px', render: line => <DirectionSign line={line} /> },
  {
    key: 'partner', title: text.columns.partner, width: 'minmax(110px, 1.2fr)', render: line => (
      <>
        {partnerOf(line)}
        {line.connection == null ? <Badge size="xs" variant="default" tt="none" ml={6}>{text.noConnection}</Badge> : null}
        {line.isTest ? <Badge size="xs" variant="default" tt="none" ml={6}>{text.test}</Badge> : null}
      </>
    ),
  },
  { key: 'document', title: text.columns.document, width: 'minmax(100px, 1fr)', render: line => documentOf(line) ?? <span className={classes.dim}>{partsText.none}</span> },
  { key: 'file', title: text.columns.file, width: 'minmax(110px, 1.2fr)', from: 1000, render: line => line.fileName ?? <span className={classes.dim}>{partsText.none}</span> },
  { key: 'messageId', title: text.columns.messageId, width: 'minmax(160px, 1.6fr)', render: line => <span className={classes.id} title={line.messageId ?? line.id}>{line.messageId ?? line.id}</span> },
  { key: 'time', title: text.columns.time, width: '108px', render: line => <Instant at={line.createdAt} isAbsolute /> },
  { key: 'size', title: text.columns.size, width: '82px', isRight: true, from: 860, render: line => formatBytes(line.bytes) },
  {
    key: 'attempts', title: text.columns.attempts, width: 'minmax(78px, 1fr)', from: 860, render: line => line.direction === 'in' ? <span className={classes.dim}>{partsText.none}</span>
      : <>{formatNumber(line.attempts)}{line.dueAt && line.state === 'retry_wait' ? <span className={classes.dim}>{' · '}{text.next} <Instant at={line.dueAt} /></span> : null}</>,
  },
  { key: 'ack', title: text.columns.ack, width: '40px', from: 1100, render: () => <span className={classes.dim}>{partsText.none}</span> },
]
