import { Table, Text } from '@mantine/core'
import type { Schemas } from '../../../api/client'
import { Instant } from '../../../parts/Instant'
import { messagesText } from '../../../text/messages'
import classes from '../Messages.module.css'
import type { Message } from '../useMessage'

const text = messagesText.headers

/** The header lines of the message and of every answer to it, as they were. */
export function HeadersTab({ message }: { message: Message }) {
  const answered = message.attempts.filter(attempt => attempt.responseHeaders.length > 0)
  return (
    <div className={classes.section}>
      <h3>{message.exchange.direction === 'out' ? text.sentOut : text.sent}</h3>
      <HeaderTable lines={message.headers} />
      <h3>{text.answers}</h3>
      {answered.length === 0 && !message.answer ? <Text size="sm" c="dimmed">{text.noneCame}</Text> : null}
      {answered.map(attempt => (
        <div key={`${attempt.kind} ${attempt.number}`} className={classes.section}>
          <Text size="sm" fw={570}>{messagesText.timeline.attempt(attempt.number)} · {attempt.httpStatus == null ? '' : messagesText.timeline.status(attempt.httpStatus)} · <Instant at={attempt.startedAt} isAbsolute /></Text>
          <HeaderTable lines={attempt.responseHeaders} />
        </div>
      ))}
      {message.answer
        ? (
            <div className={classes.section}>
              <Text size="sm" fw={570}>{messagesText.timeline.status(message.answer.status)}</Text>
              <HeaderTable lines={message.answer.headers} />
            </div>
          )
        : null}
    </div>
  )
}

export function HeaderTable({ lines }: { lines: readonly Schemas['HeaderLine'][] }) {
  return lines.length === 0
    ? <Text size="sm" c="dimmed">{text.none}</Text>
    : (
        <Table verticalSpacing={3} layout="fixed">
          <Table.Thead><Table.Tr><Table.Th w="34%">{text.name}</Table.Th><Table.Th>{text.value}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {lines.map((line, index) => <Table.Tr key={`${line.name} ${index}`}><Table.Td><span className="mono">{line.name}</span></Table.Td><Table.Td><span className="mono">{line.value}</span></Table.Td></Table.Tr>)}
          </Table.Tbody>
        </Table>
      )
}
