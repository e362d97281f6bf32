import { Anchor, Button, Loader, Text } from '@mantine/core'
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useSession } from '../../app/session'
import { ErrorBox } from '../../parts/ErrorBox'
import { Facts } from '../../parts/Facts'
import { Instant } from '../../parts/Instant'
import { formatDuration } from '../../text/format'
import { partsText } from '../../text/parts'
import { settingsText } from '../../text/settings'
import classes from './Settings.module.css'

const text = settingsText.health
const every = 10_000

/** Asks health itself: its answer is text, and 503 is an answer too. */
async function readHealth(): Promise<{ isReady: boolean, said: string, tookMs: number }> {
  const began = performance.now()
  const answer = await fetch('/health/ready', { cache: 'no-store' })
  return { isReady: answer.ok, said: (await answer.text()).trim(), tookMs: performance.now() - began }
}

/** How the gateway is, and who is signed in at it. */
export default function About() {
  const session = useSession()
  const query = useQuery({ queryKey: ['health'], queryFn: readHealth, refetchInterval: every })
  if (!query.data) {
    return query.isError ? <ErrorBox error={query.error} onRetry={() => void query.refetch()} /> : <Loader aria-label={partsText.loading} />
  }

  const { isReady, said, tookMs } = query.data
  return (
    <>
      <div className={classes.ready} data-good={isReady} role="status">
        {isReady ? <IconCircleCheck size={26} aria-hidden="true" /> : <IconCircleX size={26} aria-hidden="true" />}
        <div style={{ flex: 1 }}><Text fw={620}>{isReady ? text.ready : text.notReady}</Text><Text size="sm" c="dimmed">{text.said}: {said}</Text></div>
        <Button size="xs" variant="default" onClick={() => void query.refetch()} loading={query.isFetching}>{text.again}</Button>
      </div>
      <Facts
        rows={[
          [text.address, <span key="address" className="mono">{location.origin}</span>],
          [text.took, formatDuration(tookMs)],
          [text.checked, <Instant key="checked" at={query.dataUpdatedAt} />],
          [text.signedIn, `${session.name}, ${settingsText.roles[session.role]}`],
          [text.api, <Anchor key="api" href="/docs" target="_blank" rel="noopener" underline="always" inherit>/docs</Anchor>],
        ]}
      />
    </>
  )
}
