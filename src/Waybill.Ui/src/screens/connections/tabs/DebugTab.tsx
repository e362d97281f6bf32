import { Anchor, Badge, Button, Group, Select, Text } from '@mantine/core'
import { IconDownload, IconPlayerRecord, IconPlayerStop, IconTrash } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router'
import { api, call, ok } from '../../../api/client'
import { useMay } from '../../../app/session'
import { ConfirmButton } from '../../../parts/ConfirmButton'
import { saveBlob } from '../../../parts/download'
import { ErrorBox } from '../../../parts/ErrorBox'
import { FreshnessBar } from '../../../parts/FreshnessBar'
import { Instant } from '../../../parts/Instant'
import { StatusWord } from '../../../parts/StatusWord'
import { connectionsText } from '../../../text/connections'
import { formatFull, formatShort } from '../../../text/format'
import classes from '../Connections.module.css'
import { connectionsKey } from '../useConnections'
import { useState } from 'react'

const text = connectionsText.debug

const pageSize = 50
const refresh = 3_000

/** Writes down what goes over a connection for some minutes, and shows it. */
export default function DebugTab({ name }: { name: string }) {
  const may = useMay()
  const client = useQueryClient()
  const key = [...connectionsKey, 'debug', name]
  const [minutes, setMinutes] = useState('15')
  const log = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => ok(api.GET('/api/v1/connections/{name}/debug', { params: { path: { name }, query: { limit: pageSize, ...(pageParam === '' ? {} : { cursor: pageParam }) } } })),
    initialPageParam: '',
    getNextPageParam: page => page.next ?? undefined,
    refetchInterval: query => query.state.data?.pages[0]?.until ? refresh : false,
  })
  const turn = useMutation({
    mutationFn: (wanted: number) => ok(api.POST('/api/v1/connections/{name}/debug', { params: { path: { name } }, body: { minutes: wanted } })),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
  const until = log.data?.pages[0]?.until ?? null
  const lines = log.data?.pages.flatMap(page => page.items) ?? []

  function download(): void {
    const whole = lines.map(line => `${line.at} ${line.call} ${line.kind}${line.exchange ? ` ${line.exchange}` : ''}\n${line.text}`).join('\n\n')
    saveBlob(new Blob([whole], { type: 'text/plain' }), `${name}-debug.txt`)
  }

  return (
    <>
      <Text size="sm" c="dimmed" maw={720}>{text.about}</Text>
      <FreshnessBar query={log} />
      <Group align="flex-end">
        {until ? <StatusWord tone="busy" about={formatFull(until)}>{`${text.until} ${formatShort(until)}`}</StatusWord> : <Text size="sm">{text.off}</Text>}
        {may('switchDebug')
          ? until
            ? <Button variant="default" leftSection={<IconPlayerStop size={14} />} loading={turn.isPending} onClick={() => turn.mutate(0)}>{text.stop}</Button>
            : (
                <>
                  <Select w={90} aria-label={text.minutes} value={minutes} onChange={value => setMinutes(value ?? '15')} data={['5', '15', '30', '60'].map(value => ({ value, label: `${value} min` }))} allowDeselect={false} />
                  <Button leftSection={<IconPlayerRecord size={14} />} loading={turn.isPending} onClick={() => turn.mutate(Number(minutes))}>{text.start}</Button>
                </>
              )
          : null}
        {lines.length > 0 ? <Button variant="subtle" leftSection={<IconDownload size={14} />} onClick={download}>{text.download}</Button> : null}
        {lines.length > 0 && may('clearDebug')
          ? (
              <ConfirmButton
                variant="subtle" leftSection={<IconTrash size={14} />} title={text.clearTitle} text={text.clearText} confirm={text.clear} isDangerous
                onConfirm={async () => {
                  await call(`/api/v1/connections/${encodeURIComponent(name)}/debug`, { method: 'DELETE' })
                  await client.invalidateQueries({ queryKey: key })
                }}
              >
                {text.clear}
              </ConfirmButton>
            )
          : null}
      </Group>
      <ErrorBox error={turn.error ?? (log.data ? null : log.error)} />
      {log.isSuccess && lines.length === 0 ? <Text size="sm" c="dimmed">{text.none}</Text> : null}
      <section aria-label={text.lines}>
        {lines.map(line => (
          <div key={line.number} className={classes.change}>
            <Group gap="xs">
              <Badge variant="default" size="sm" tt="none">{text.kinds[line.kind]}</Badge>
              <Text size="sm" c="dimmed" component="span"><Instant at={line.at} isAbsolute /></Text>
              <span className="mono">{line.call}</span>
              {line.exchange ? <Anchor component={Link} size="sm" to={`/messages/${line.exchange}`}>{text.message}</Anchor> : null}
            </Group>
            <pre className={classes.log} tabIndex={0}>{line.text}</pre>
          </div>
        ))}
      </section>
      {log.hasNextPage ? <div><Button variant="default" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>{text.more}</Button></div> : null}
    </>
  )
}
