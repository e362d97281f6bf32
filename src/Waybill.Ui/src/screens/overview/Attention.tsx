import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconCertificate, IconCircleCheck, IconMailQuestion, IconPlayerPause, IconRefresh, IconUrgent } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import { api, type Schemas } from '../../api/client'
import { useAlerts } from '../../app/AlertBell'
import { hasScreen } from '../../app/screens'
import { useMay } from '../../app/session'
import { ConfirmButton } from '../../parts/ConfirmButton'
import { ErrorBox } from '../../parts/ErrorBox'
import { FreshnessBar } from '../../parts/FreshnessBar'
import { Instant } from '../../parts/Instant'
import { groupTitle } from '../../text/causes'
import { formatNumber } from '../../text/format'
import { overviewText } from '../../text/overview'
import { groupLink } from './links'
import classes from './Overview.module.css'
import { RetryDialog } from './RetryDialog'
import { connectionsKey, useConnectionStates, useProblems } from './useOverview'

const text = overviewText.attention
const shownAtOnce = 8

type Group = Schemas['ProblemView']
type Alert = Schemas['AlertView']

const isOfMessage = (alert: Alert): boolean => /^[0-9a-f]{32}$/.test(alert.subject)
const isOfConnection = (alert: Alert): boolean => alert.kind === 'connection-paused' || alert.kind === 'connection-held'

/** One list of everything that waits for somebody: groups of failed messages, connections, certificates, other alerts. */
export function Attention({ isQuiet }: { isQuiet: boolean }) {
  const problems = useProblems()
  const alerts = useAlerts()
  const connections = useConnectionStates()
  const [isAll, setAll] = useState(false)
  const [retried, setRetried] = useState<Group | null>(null)
  const partners = new Map(connections.data?.items.map(one => [one.name, one.partner]))
  const open = alerts.data?.items ?? []
  const ofMessages = open.filter(isOfMessage)
  // A message that goes on by itself is bad news only while it is one of many; what stopped stands first.
  const groups = [...problems.data?.items ?? []].sort((a, b) => Number(b.stopped > 0) - Number(a.stopped > 0))
  const rows: ReactNode[] = [
    ...groups.filter(group => group.stopped > 0).map(group => <GroupRow key={`${group.cause} ${group.direction} ${group.connection}`} group={group} partner={partnerOf(group, partners)} onRetry={() => setRetried(group)} />),
    ...(connections.data?.items ?? []).filter(one => one.isHeld || one.pause).map(one => <ConnectionRow key={`connection ${one.name}`} connection={one} />),
    ...open.filter(alert => !isOfMessage(alert) && !isOfConnection(alert)).map(alert => <AlertRow key={`${alert.kind} ${alert.subject}`} alert={alert} />),
    ...groups.filter(group => group.stopped === 0).map(group => <GroupRow key={`${group.cause} ${group.direction} ${group.connection}`} group={group} partner={partnerOf(group, partners)} onRetry={() => setRetried(group)} />),
    ...ofMessages.length > 0 && groups.length === 0 ? [<MessageAlertsRow key="messages" count={ofMessages.length} />] : [],
  ]
  const shown = isAll ? rows : rows.slice(0, shownAtOnce)
  const isKnown = problems.isSuccess && alerts.isSuccess && connections.isSuccess
  return (
    <section aria-labelledby="attention">
      <Title order={2} size="h5" id="attention" mb="sm">{text.title}</Title>
      <Stack gap="xs">
        {[problems, alerts, connections].filter(query => query.isError).slice(0, 1).map(query => query.data ? <FreshnessBar key="stale" query={query} /> : <ErrorBox key="error" error={query.error} onRetry={() => void query.refetch()} />)}
        {rows.length > 0 ? <ul className={classes.rows} aria-label={text.list}>{shown}</ul> : null}
        {rows.length > shown.length ? <div><Button size="xs" variant="default" onClick={() => setAll(true)}>{text.more(formatNumber(rows.length - shown.length))}</Button></div> : null}
        {isKnown && rows.length === 0 && !isQuiet
          ? (
              <div className={classes.well}>
                <IconCircleCheck size={26} aria-hidden="true" />
                <div><Text fw={620}>{text.none}</Text><Text size="sm" c="dimmed">{text.noneAbout}</Text></div>
              </div>
            )
          : null}
        {hasScreen('alerts') && open.length > 0 ? <Anchor component={Link} to="/alerts" size="sm">{`${text.alerts} (${formatNumber(open.length)})`}</Anchor> : null}
      </Stack>
      <RetryDialog group={retried} onClose={() => setRetried(null)} />
    </section>
  )
}

const partnerOf = (group: Group, partners: ReadonlyMap<string, string>): string => group.connection ? partners.get(group.connection) ?? group.connection : text.unmatchedPartner

function Row({ tone, icon, title, about, children }: { tone: 'bad' | 'warn'; icon: ReactNode; title: ReactNode; about: ReactNode; children: ReactNode }) {
  return (
    <li className={classes.row} data-tone={tone}>
      <span className={classes.rowSign} aria-hidden="true">{icon}</span>
      <div className={classes.rowText}>
        <Text fw={600} size="md" component="div">{title}</Text>
        <Text size="sm" c="dimmed" component="div">{about}</Text>
      </div>
      <Group gap="xs" wrap="nowrap">{children}</Group>
    </li>
  )
}

function GroupRow({ group, partner, onRetry }: { group: Group; partner: string; onRetry: () => void }) {
  const may = useMay()
  const title = groupTitle(group.cause, partner)
  const isUnmatched = group.cause === 'unknown_relationship'
  const parts = [
    group.stopped > 0 ? text.stopped(formatNumber(group.stopped)) : null,
    group.waiting > 0 ? text.waiting(formatNumber(group.waiting)) : null,
    group.connection ?? null,
    group.blame ? text.side[group.blame] : null,
  ].filter(part => part !== null)
  return (
    <Row
      tone={group.stopped > 0 ? 'bad' : 'warn'} icon={isUnmatched ? <IconMailQuestion size={20} /> : <IconAlertTriangle size={20} />} title={title}
      about={<>{parts.join(' · ')} · {text.since} <Instant at={group.first} />{group.first === group.last ? null : <>, {text.last} <Instant at={group.last} /></>}</>}
    >
      <Button size="xs" variant="default" component={Link} to={groupLink(group)} aria-label={text.showOf(title)}>{isUnmatched ? text.unmatched : text.show}</Button>
      {group.stopped > 0 && may('retryProblem')
        ? <Button size="xs" variant="light" leftSection={<IconRefresh size={15} />} onClick={onRetry} aria-label={text.retryOf(title)}>{text.retry}</Button>
        : null}
    </Row>
  )
}

function ConnectionRow({ connection }: { connection: Schemas['ConnectionView'] }) {
  const may = useMay()
  const client = useQueryClient()
  const { name, isHeld, pause } = connection
  async function release(): Promise<void> {
    await api.POST('/api/v1/connections/{name}/release', { params: { path: { name } } })
    notifications.show({ message: text.released(name), color: 'green' })
    await client.invalidateQueries({ queryKey: connectionsKey })
  }

  return (
    <Row
      tone={isHeld ? 'bad' : 'warn'} icon={<IconPlayerPause size={20} />} title={isHeld ? text.held(name) : text.paused(name)}
      about={isHeld || !pause ? text.heldAbout : <>{pause.reason} · {new Date(pause.until).getTime() > Date.now() ? <>{text.pausedUntil} <Instant at={pause.until} /></> : text.pausedOver}</>}
    >
      {hasScreen('connections') ? <Button size="xs" variant="default" component={Link} to={`/connections?c=${encodeURIComponent(name)}`} aria-label={`${text.connection}: ${name}`}>{text.connection}</Button> : null}
      {isHeld && may('releaseConnection')
        ? <ConfirmButton size="xs" title={text.releaseOf(name)} text={text.heldAbout} confirm={text.release} onConfirm={release} aria-label={text.releaseOf(name)}>{text.release}</ConfirmButton>
        : null}
    </Row>
  )
}

function AlertRow({ alert }: { alert: Alert }) {
  const isCertificate = alert.kind.includes('certificate')
  return (
    <Row
      tone={alert.severity === 'critical' ? 'bad' : 'warn'} icon={isCertificate ? <IconCertificate size={20} /> : <IconUrgent size={20} />} title={alert.text}
      about={<>{alert.subject} · {text.since} <Instant at={alert.raisedAt} /></>}
    >
      {isCertificate && hasScreen('certificates')
        ? <Button size="xs" variant="default" component={Link} to={`/certificates?c=${encodeURIComponent(alert.subject)}`} aria-label={`${text.certificate}: ${alert.subject}`}>{text.certificate}</Button>
        : null}
    </Row>
  )
}

function MessageAlertsRow({ count }: { count: number }) {
  return (
    <Row tone="warn" icon={<IconUrgent size={20} />} title={text.alertsOfMessages(formatNumber(count))} about={text.alertsOfMessagesAbout}>
      {hasScreen('alerts') ? <Button size="xs" variant="default" component={Link} to="/alerts">{text.alerts}</Button> : null}
    </Row>
  )
}
