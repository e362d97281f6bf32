import { ActionIcon, Center, Group, Loader, Stack, Tabs, Text, Tooltip } from '@mantine/core'
import { IconArrowsDiagonal, IconMailOff } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { Link } from 'react-router'
import { Problem } from '../../api/problem'
import { EmptyState } from '../../parts/EmptyState'
import { ErrorBox } from '../../parts/ErrorBox'
import { FreshnessBar } from '../../parts/FreshnessBar'
import { Instant } from '../../parts/Instant'
import { useQueryValue } from '../../parts/SideDrawer'
import { formatBytes } from '../../text/format'
import { messagesText as text } from '../../text/messages'
import { partsText } from '../../text/parts'
import { Actions } from './Actions'
import { CauseBox } from './CauseBox'
import { DirectionSign, documentOf, partnerOf, Status } from './columns'
import classes from './Messages.module.css'
import { HeadersTab } from './tabs/HeadersTab'
import { HistoryTab } from './tabs/HistoryTab'
import { MdnTab } from './tabs/MdnTab'
import { SecurityTab } from './tabs/SecurityTab'
import { TimelineTab } from './tabs/TimelineTab'
import { useMessage, type Message } from './useMessage'

const PayloadTab = lazy(() => import('./tabs/PayloadTab'))

const tabs = ['timeline', 'payload', 'headers', 'mdn', 'security', 'history'] as const

/** Everything about one message: in the drawer of the list, and as a page. */
export function MessageDetail({ id }: { id: string }) {
  const query = useMessage(id)
  const [tab, setTab] = useQueryValue('tab')
  if (query.isLoading) {
    return <Center py="xl"><Loader role="status" aria-label={partsText.loading} /></Center>
  }

  if (!query.data) {
    return query.error instanceof Problem && query.error.status === 404
      ? <EmptyState icon={<IconMailOff size={36} />} title={text.notFound.title} text={text.notFound.text} />
      : <ErrorBox error={query.error} onRetry={() => void query.refetch()} />
  }

  const message = query.data
  return (
    <div className={classes.detail}>
      <FreshnessBar query={query} />
      <Head message={message} />
      <CauseBox message={message} />
      <Actions message={message} />
      <Tabs value={tabs.find(one => one === tab) ?? 'timeline'} onChange={value => setTab(value === 'timeline' ? null : value, { replace: true })} keepMounted={false}>
        <Tabs.List>{tabs.map(one => <Tabs.Tab key={one} value={one}>{text.tabs[one]}</Tabs.Tab>)}</Tabs.List>
        <div style={{ paddingTop: 12 }}>
          <Tabs.Panel value="timeline"><TimelineTab message={message} /></Tabs.Panel>
          <Tabs.Panel value="payload"><Suspense fallback={<Loader role="status" aria-label={partsText.loading} />}><PayloadTab message={message} /></Suspense></Tabs.Panel>
          <Tabs.Panel value="headers"><HeadersTab message={message} /></Tabs.Panel>
          <Tabs.Panel value="mdn"><MdnTab message={message} /></Tabs.Panel>
          <Tabs.Panel value="security"><SecurityTab message={message} /></Tabs.Panel>
          <Tabs.Panel value="history"><HistoryTab message={message} /></Tabs.Panel>
        </div>
      </Tabs>
    </div>
  )
}

function Head({ message: { exchange } }: { message: Message }) {
  return (
    <Stack gap={4}>
      <div className={classes.head}>
        <Status line={exchange} />
        <Group gap={4} wrap="nowrap"><DirectionSign line={exchange} /><Text fw={600} component="span">{partnerOf(exchange)}</Text></Group>
        <Text c="dimmed" size="sm" component="span">{formatBytes(exchange.bytes)} · <Instant at={exchange.createdAt} /></Text>
      </div>
      <Text className="mono" c="dimmed">{exchange.messageId ?? exchange.id}</Text>
    </Stack>
  )
}

/** What a message is called: its document, its file or its subject. */
export function titleOf(message: Message | undefined, id: string): string {
  return message ? documentOf(message.exchange) ?? message.exchange.fileName ?? message.exchange.subject ?? message.exchange.messageId ?? id : id
}

/** The head of the drawer, with the way to the page of its own. */
export function DrawerTitle({ id }: { id: string }) {
  const { data } = useMessage(id)
  return (
    <Group gap="xs" wrap="nowrap">
      <Text fw={660} size="lg" component="span" className="cut">{titleOf(data, id)}</Text>
      <Tooltip label={text.open}>
        <ActionIcon component={Link} to={`/messages/${id}`} variant="subtle" color="gray" aria-label={text.open}><IconArrowsDiagonal size={16} /></ActionIcon>
      </Tooltip>
    </Group>
  )
}
