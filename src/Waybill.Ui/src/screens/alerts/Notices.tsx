import { Anchor, Center, Loader, Stack, Table, Text } from '@mantine/core'
import { IconBellOff } from '@tabler/icons-react'
import { Link } from 'react-router'
import { EmptyState } from '../../parts/EmptyState'
import { ErrorBox } from '../../parts/ErrorBox'
import { FreshnessBar } from '../../parts/FreshnessBar'
import { Instant } from '../../parts/Instant'
import { StatusWord } from '../../parts/StatusWord'
import { alertsText, kindName } from '../../text/alerts'
import { formatNumber } from '../../text/format'
import { partsText } from '../../text/parts'
import classes from './Alerts.module.css'
import { subjectLink } from './OpenAlerts'
import { mostNotices, useNotices } from './useNotices'

const text = alertsText.notices

/** What was told outside, newest first: the history of alerts as far as somebody was told of them. */
export function Notices() {
  const query = useNotices()
  const items = query.data?.items ?? []
  if (query.isLoading) {
    return <Center py="xl"><Loader aria-label={partsText.loading} /></Center>
  }

  if (query.isError && !query.data) {
    return <ErrorBox error={query.error} onRetry={() => void query.refetch()} />
  }

  if (items.length === 0) {
    return <EmptyState icon={<IconBellOff size={36} />} title={text.title} text={text.text} />
  }

  return (
    <Stack gap="sm">
      <FreshnessBar query={query} />
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={text.list}>
        <Table fz="sm" verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>{(['state', 'channel', 'alert', 'subject', 'attempts', 'when', 'reason'] as const).map(one => <Table.Th key={one} ta={one === 'attempts' ? 'right' : undefined}>{text.columns[one]}</Table.Th>)}</Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map(notice => {
              const link = subjectLink(notice)
              return (
                <Table.Tr key={notice.number}>
                  <Table.Td>{notice.sentAt ? <StatusWord tone="good">{text.sent}</StatusWord> : notice.dueAt ? <StatusWord tone="busy">{text.due}</StatusWord> : <StatusWord tone="quiet">{text.dropped}</StatusWord>}</Table.Td>
                  <Table.Td>{notice.channel}</Table.Td>
                  <Table.Td>{kindName(notice.kind)}{notice.isResolved ? `: ${text.resolved}` : ''}</Table.Td>
                  <Table.Td maw={180} className="cut">{link ? <Anchor component={Link} to={link.to} inherit className="mono">{notice.subject}</Anchor> : notice.subject}</Table.Td>
                  <Table.Td ta="right">{formatNumber(notice.attempts)}</Table.Td>
                  <Table.Td>{notice.sentAt ? <Instant at={notice.sentAt} isAbsolute /> : notice.dueAt ? <>{text.nextAt} <Instant at={notice.dueAt} /></> : partsText.none}</Table.Td>
                  <Table.Td>{notice.reason ?? partsText.none}</Table.Td>
                </Table.Tr>
              )
            })}
          </Table.Tbody>
        </Table>
      </div>
      {items.length >= mostNotices ? <Text size="sm" c="dimmed">{text.cut}</Text> : null}
    </Stack>
  )
}
