import { Button, Center, Loader, Stack, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { Link } from 'react-router'
import type { Schemas } from '../../api/client'
import { useAlerts } from '../../app/AlertBell'
import { hasScreen } from '../../app/screens'
import { EmptyState } from '../../parts/EmptyState'
import { ErrorBox } from '../../parts/ErrorBox'
import { FreshnessBar } from '../../parts/FreshnessBar'
import { Instant } from '../../parts/Instant'
import { StatusWord, type Tone } from '../../parts/StatusWord'
import { alertKinds, alertsText, kindName } from '../../text/alerts'
import { partsText } from '../../text/parts'
import classes from './Alerts.module.css'

const text = alertsText.open
const most = 200

type Alert = Schemas['AlertView']

export const tones: Record<Schemas['AlertSeverity'], Tone> = { critical: 'bad', warning: 'warn', info: 'info' }

/** Where the subject of an alert is looked at. Null: nowhere. */
export function subjectLink({ kind, subject }: Pick<Alert, 'kind' | 'subject'>): { to: string, label: string } | null {
  if (/^[0-9a-f]{32}$/.test(subject)) {
    return { to: `/messages/${subject}`, label: text.toMessage }
  }

  return kind === 'channel-failing' ? { to: '/alerts?tab=channels', label: text.toChannels }
    : kind === 'certificate-expires' ? hasScreen('certificates') ? { to: `/certificates?c=${encodeURIComponent(subject)}`, label: text.toCertificates } : null
      : ['connection-paused', 'connection-held', 'order-blocked'].includes(kind) && hasScreen('connections') ? { to: `/connections?c=${encodeURIComponent(subject)}`, label: text.toConnection }
        : /-fault$|^store-full$|^configuration-invalid$/.test(kind) && hasScreen('settings') ? { to: '/settings/about', label: text.toHealth } : null
}

/** What is wrong now, worst first, each with what to do. */
export function OpenAlerts() {
  const query = useAlerts()
  const items = query.data?.items ?? []
  if (query.isLoading) {
    return <Center py="xl"><Loader aria-label={partsText.loading} /></Center>
  }

  if (query.isError && !query.data) {
    return <ErrorBox error={query.error} onRetry={() => void query.refetch()} />
  }

  return (
    <Stack gap="sm">
      <FreshnessBar query={query} />
      {items.length === 0 ? <EmptyState icon={<IconCircleCheck size={36} />} title={text.title} text={text.text} /> : null}
      {items.length > 0 ? <ul className={classes.rows} aria-label={text.list}>{items.map(alert => <Line key={`${alert.kind} ${alert.subject}`} alert={alert} />)}</ul> : null}
      {items.length >= most ? <Text size="sm" c="dimmed">{text.cut}</Text> : null}
    </Stack>
  )
}

function Line({ alert }: { alert: Alert }) {
  const link = subjectLink(alert)
  const isMessage = /^[0-9a-f]{32}$/.test(alert.subject)
  return (
    <li className={classes.row}>
      <StatusWord tone={tones[alert.severity]}>{alertsText.severity[alert.severity]}</StatusWord>
      <div>
        <Text fw={600} component="div">{alert.text}</Text>
        <Text size="sm" component="div">{alertKinds[alert.kind]?.todo}</Text>
        <Text size="sm" c="dimmed" component="div">
          {kindName(alert.kind)} · {isMessage ? <span className="mono">{alert.subject}</span> : alert.subject} · {text.since} <Instant at={alert.raisedAt} />{alert.count > 1 ? ` · ${text.times(alert.count)}` : ''}
        </Text>
      </div>
      {link ? <Button size="xs" variant="default" component={Link} to={link.to} aria-label={`${link.label}: ${alert.subject}`}>{link.label}</Button> : <span />}
    </li>
  )
}
