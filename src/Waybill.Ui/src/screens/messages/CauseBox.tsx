import { Anchor, Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useSession } from '../../app/session'
import { hasScreen } from '../../app/screens'
import { CopyButton } from '../../parts/CopyButton'
import { Instant } from '../../parts/Instant'
import { actionText, causeLabels, causeOf, sideText, type FirstAction } from '../../text/causes'
import { messagesText } from '../../text/messages'
import { isFailed } from '../../text/status'
import { ReprocessButton, ResendButton } from './Actions'
import { partnerOf } from './columns'
import classes from './Messages.module.css'
import { reportOf } from './report'
import type { Message } from './useMessage'

/** What went wrong, whose side it is on, what shows it, and the first thing to do. Nothing where nothing is wrong. */
export function CauseBox({ message }: { message: Message }) {
  const { exchange, attempts, receipts } = message
  const cause = causeOf({ partner: partnerOf(exchange), message })
  if (!cause) {
    return null
  }

  const attempt = attempts.at(-1)
  const receipt = receipts.findLast(one => one.disposition)
  const evidence: [string, ReactNode][] = [
    [causeLabels.side, exchange.blame ? sideText[exchange.blame] : null],
    [causeLabels.sentence, exchange.detail && exchange.detail !== cause.title ? exchange.detail : null],
    [causeLabels.disposition, receipt?.disposition ? <span className="mono">{receipt.disposition}</span> : null],
    [causeLabels.attempt, attempt ? <>{attempt.httpStatus == null ? null : `HTTP ${attempt.httpStatus}, `}<Instant at={attempt.startedAt} /></> : null],
    [causeLabels.next, exchange.dueAt && exchange.state === 'retry_wait' ? <Instant at={exchange.dueAt} /> : null],
  ]
  return (
    <section className={classes.cause} data-tone={isFailed(exchange.state) ? 'bad' : 'warn'} aria-label={causeLabels.whatHappened}>
      <Group gap={8} wrap="nowrap" align="flex-start">
        <IconAlertTriangle size={20} aria-hidden="true" style={{ flex: 'none' }} />
        <h2>{cause.title}</h2>
      </Group>
      {cause.text ? <Text size="sm">{cause.text}</Text> : null}
      <dl className={classes.evidence}>
        {evidence.filter(([, value]) => value != null && value !== '').map(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name} value`}>{value}</dd>])}
      </dl>
      <Group gap="xs">
        <FirstButton action={cause.action} message={message} />
        {cause.action === 'copyReport' ? null : <CopyButton size="xs" text={() => reportOf(message)}>{messagesText.actions.report}</CopyButton>}
      </Group>
    </section>
  )
}

function FirstButton({ action, message }: { action: FirstAction; message: Message }) {
  const { exchange } = message
  const session = useSession()
  const label = actionText[action]
  const connection = exchange.connection == null ? null : encodeURIComponent(exchange.connection)
  // Only where the screen is there that carries it out; else the report is the first thing.
  const to = targetOf(action, message, connection)
  if (to) {
    return <Button size="xs" component={Link} to={to}>{label}</Button>
  }

  switch (action) {
    case 'resend':
      return <ResendButton message={message} size="xs" isFirst />
    case 'reprocess':
      return <ReprocessButton message={message} size="xs" isFirst />
    case 'askPartner':
      return <Button size="xs" component="a" href={mailOf(message, session.organisation ?? exchange.from)}>{label}</Button>
    case 'openHealth':
      return <Anchor href="/health/ready" target="_blank" rel="noopener" size="sm">{label}</Anchor>
    default:
      return action === 'copyReport' ? <CopyButton size="xs" variant="filled" text={() => reportOf(message)}>{label}</CopyButton> : null
  }
}

function targetOf(action: FirstAction, { exchange }: Message, connection: string | null): string | null {
  const atConnection = connection != null && hasScreen('connections') ? `/connections/${connection}` : null
  switch (action) {
    case 'compare':
      return `?${new URLSearchParams({ ...(location.pathname === '/messages' ? { m: exchange.id } : {}), tab: 'security' }).toString()}`
    case 'showOriginal':
      return `/messages?q=${encodeURIComponent(exchange.messageId ?? '')}&in=id`
    case 'sendOurCertificate':
    case 'sendCurrentCertificate':
      return atConnection
    case 'testAgain':
      return atConnection && `${atConnection}?tab=test`
    case 'openConnection':
      return atConnection && `${atConnection}?edit=${connection}`
    case 'uploadTheirCertificate':
    case 'reviewSignature':
      return atConnection && `${atConnection}?edit=${connection}`
    case 'linkToPartner':
      return hasScreen('connections') ? '/connections?new=1' : null
    default:
      return null
  }
}

/** A mail to write, in the person's own mail program. */
function mailOf(message: Message, us: string): string {
  const { exchange } = message
  return `mailto:?subject=${encodeURIComponent(`AS2 message ${exchange.messageId ?? exchange.id} from ${us}`)}&body=${encodeURIComponent(reportOf(message))}`
}
