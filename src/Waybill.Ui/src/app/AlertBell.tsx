import { ActionIcon, Anchor, Popover, Stack, Text, Title } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { api, ok, type Schemas } from '../api/client'
import { usePoll, useRefetchOn } from '../api/useLive'
import { Instant } from '../parts/Instant'
import { StatusWord, type Tone } from '../parts/StatusWord'
import { shellText } from '../text/shell'
import { hasScreen } from './screens'
import classes from './Shell.module.css'

export const alertsKey = ['alerts', 'open'] as const
const shown = 6
const most = 200

const tones: Record<Schemas['AlertSeverity'], Tone> = { info: 'info', warning: 'warn', critical: 'bad' }

/** What is wrong now, worst first; counted on the bell. */
export const useAlerts = () => {
  useRefetchOn('alert', alertsKey)
  return useQuery({ queryKey: alertsKey, queryFn: () => ok(api.GET('/api/v1/alerts', { params: { query: { limit: most } } })), refetchInterval: usePoll(30_000) })
}

export function AlertBell() {
  const [isOpen, setOpen] = useState(false)
  const items = useAlerts().data?.items ?? []
  const label = shellText.alerts(items.length)
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={380} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" c="var(--mantine-color-text)" size="lg" aria-label={label} title={label} onClick={() => setOpen(!isOpen)}>
          <span className={classes.bell}>
            <IconBell size={19} stroke={1.8} />
            {items.length > 0 ? <span className={classes.count} aria-hidden="true">{items.length > 99 ? '99+' : items.length}</span> : null}
          </span>
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={shellText.alertsTitle} tabIndex={-1} data-autofocus>
        <Stack gap="sm">
          <Title order={2} size="h5">{shellText.alertsTitle}</Title>
          {items.length === 0 ? <Text size="sm" c="dimmed">{shellText.noAlerts}</Text> : null}
          {items.slice(0, shown).map(alert => (
            <div key={`${alert.kind} ${alert.subject}`}>
              <StatusWord tone={tones[alert.severity]}>{alert.severity}</StatusWord> <Text span size="xs" c="dimmed"><Instant at={alert.raisedAt} /></Text>
              <Text size="sm">{/^[0-9a-f]{32}$/.test(alert.subject) ? <Anchor component={Link} to={`/messages/${alert.subject}`} inherit onClick={() => setOpen(false)}>{alert.text}</Anchor> : alert.text}</Text>
            </div>
          ))}
          {hasScreen('alerts') ? <Anchor component={Link} to="/alerts" size="sm" onClick={() => setOpen(false)}>{shellText.allAlerts}</Anchor> : null}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
