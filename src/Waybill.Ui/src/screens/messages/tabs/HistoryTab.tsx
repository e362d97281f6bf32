import { Anchor, Table, Text } from '@mantine/core'
import { Link } from 'react-router'
import { CopyIcon } from '../../../parts/CopyButton'
import { Facts } from '../../../parts/Facts'
import { Instant } from '../../../parts/Instant'
import { formatBytes, formatDuration } from '../../../text/format'
import { messagesText } from '../../../text/messages'
import { partsText } from '../../../text/parts'
import classes from '../Messages.module.css'
import type { Message } from '../useMessage'

const text = messagesText.history

/** Every attempt, who got the documents, and what the message is by name. */
export function HistoryTab({ message }: { message: Message }) {
  const { exchange, attempts, handoffs, resendOf } = message
  const facts = messagesText.facts
  return (
    <div className={classes.section}>
      <h3>{text.attempts}</h3>
      {attempts.length === 0
        ? <Text size="sm" c="dimmed">{text.none}</Text>
        : (
            <Table verticalSpacing={4} fz="sm">
              <Table.Thead>
                <Table.Tr><Table.Th>{text.kind}</Table.Th><Table.Th>{text.number}</Table.Th><Table.Th>{text.began}</Table.Th><Table.Th>{text.took}</Table.Th><Table.Th>{text.answer}</Table.Th><Table.Th>{text.result}</Table.Th></Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {attempts.map(attempt => (
                  <Table.Tr key={`${attempt.kind} ${attempt.number}`}>
                    <Table.Td>{text.kinds[attempt.kind as keyof typeof text.kinds] ?? attempt.kind}</Table.Td>
                    <Table.Td>{attempt.number}</Table.Td>
                    <Table.Td><Instant at={attempt.startedAt} isAbsolute /></Table.Td>
                    <Table.Td>{attempt.endedAt ? formatDuration(Date.parse(attempt.endedAt) - Date.parse(attempt.startedAt)) : text.running}</Table.Td>
                    <Table.Td>{attempt.httpStatus ?? partsText.none}</Table.Td>
                    <Table.Td>{attempt.sentence}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
      {handoffs.length > 0 ? <><h3>{text.handoffs}</h3><Facts rows={handoffs.map(handoff => [handoff.consumer, handoff.state])} /></> : null}
      <h3>{facts.id}</h3>
      <Facts rows={[
        [facts.id, <><span className="mono">{exchange.id}</span> <CopyIcon text={exchange.id} what={facts.id} /></>],
        [facts.messageId, exchange.messageId ? <><span className="mono">{exchange.messageId}</span> <CopyIcon text={exchange.messageId} what={facts.messageId} /></> : null],
        [facts.from, exchange.from],
        [facts.to, exchange.to],
        [facts.connection, exchange.connection],
        [facts.subject, exchange.subject],
        [facts.file, exchange.fileName],
        [facts.size, formatBytes(exchange.bytes)],
        [facts.created, <Instant at={exchange.createdAt} isAbsolute />],
        [facts.updated, <Instant at={exchange.updatedAt} isAbsolute />],
        [facts.resendOf, resendOf ? <Anchor component={Link} to={`/messages/${resendOf}`} inherit>{resendOf}</Anchor> : null],
      ]}
      />
    </div>
  )
}
