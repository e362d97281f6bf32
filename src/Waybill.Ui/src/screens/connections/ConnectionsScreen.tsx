import { Button, Center, Loader } from '@mantine/core'
import { IconFileImport, IconPlug, IconPlugX, IconPlus } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { useMay } from '../../app/session'
import { EmptyState } from '../../parts/EmptyState'
import { ErrorBox } from '../../parts/ErrorBox'
import { FreshnessBar } from '../../parts/FreshnessBar'
import { useNow } from '../../parts/Instant'
import { ScreenHead } from '../../parts/ScreenHead'
import { VirtualTable } from '../../parts/VirtualTable'
import { connectionsText as text } from '../../text/connections'
import { partsText } from '../../text/parts'
import { columns, type Row } from './columns'
import { Filters } from './Filters'
import { FormDrawer } from './form/FormDrawer'
import { SheetDialog } from './sheet/SheetDialog'
import { lastErrorOf, stateOf } from './state'
import { useConnectionLines, useProblems } from './useConnections'

/** The list of connections. */
export function Component() {
  const [params, setParams] = useSearchParams()
  const navigate = useNavigate()
  const may = useMay()
  const lines = useConnectionLines()
  const problems = useProblems()
  const now = useNow()
  const [q, state] = [(params.get('q') ?? '').toLowerCase(), params.get('state')]
  const rows = useMemo(() => (lines.data ?? [])
    .filter(line => (q === '' || [line.name, line.station, line.partner, ...line.urls].some(one => one.toLowerCase().includes(q))) && (state === null || stateOf(line, now).name === state))
    .map((line): Row => ({ line, error: lastErrorOf(line, problems.data ?? [], text.cause, (stopped, waiting) => stopped > 0 ? text.stopped(stopped) : text.waits(waiting)) })), [lines.data, problems.data, q, state, now])
  const mayCreate = may('putConnection')
  const buttons = mayCreate
    ? (
        <>
          {may('readPartnerSheet') ? <Button variant="default" leftSection={<IconFileImport size={15} />} onClick={() => setParams(old => withValue(old, 'sheet'))}>{text.fromSheet}</Button> : null}
          <Button leftSection={<IconPlus size={15} />} onClick={() => setParams(old => withValue(old, 'new'))}>{text.create}</Button>
        </>
      )
    : null

  return (
    <>
      <ScreenHead title={text.title} about={text.about}>{buttons}</ScreenHead>
      {lines.data && lines.data.length > 0 ? <Filters /> : null}
      <FreshnessBar query={lines} />
      {lines.isError && !lines.data ? <ErrorBox error={lines.error} onRetry={() => void lines.refetch()} /> : null}
      {lines.isLoading ? <Center py="xl"><Loader aria-label={partsText.loading} /></Center> : null}
      {lines.data && rows.length === 0
        ? lines.data.length === 0
          ? <EmptyState icon={<IconPlug size={36} />} title={text.empty.title} text={text.empty.text}>{mayCreate ? <Button leftSection={<IconPlus size={15} />} onClick={() => setParams(old => withValue(old, 'new'))}>{text.create}</Button> : null}</EmptyState>
          : (
              <EmptyState icon={<IconPlugX size={36} />} title={text.none.title} text={text.none.text}>
                <Button variant="default" onClick={() => setParams({})}>{text.filters.clear}</Button>
              </EmptyState>
            )
        : null}
      {rows.length > 0
        ? <VirtualTable label={text.list} columns={columns} rows={rows} rowKey={row => row.line.name} onOpen={row => void navigate(`/connections/${encodeURIComponent(row.line.name)}`)} />
        : null}
      <FormDrawer />
      <SheetDialog />
    </>
  )
}

function withValue(old: URLSearchParams, name: string): URLSearchParams {
  const next = new URLSearchParams(old)
  next.set(name, '1')
  return next
}
