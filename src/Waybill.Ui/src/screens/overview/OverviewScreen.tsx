import { Button, Center, Group, Loader, SegmentedControl, Title } from '@mantine/core'
import { IconPlugConnected } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { Link } from 'react-router'
import { hasScreen } from '../../app/screens'
import { EmptyState } from '../../parts/EmptyState'
import { ErrorBox } from '../../parts/ErrorBox'
import { FreshnessBar } from '../../parts/FreshnessBar'
import { ScreenHead } from '../../parts/ScreenHead'
import { useQueryValue } from '../../parts/SideDrawer'
import { overviewText as text } from '../../text/overview'
import { partsText } from '../../text/parts'
import { Attention } from './Attention'
import classes from './Overview.module.css'
import { useTraffic } from './useOverview'

const Plots = lazy(() => import('./Plots'))

const week = 168
const day = 24

/** What needs somebody, then how the traffic went. */
export function Component() {
  const [range, setRange] = useQueryValue('range')
  const hours = range === 'week' ? week : day
  const traffic = useTraffic(hours)
  const wholeWeek = useTraffic(week)
  const isEmpty = wholeWeek.data?.isComplete === true && wholeWeek.data.connections.length === 0
  return (
    <>
      <ScreenHead title={text.title} about={text.about} />
      <div className={classes.screen}>
        <Attention isQuiet={isEmpty} />
        <section aria-labelledby="traffic">
          <Group justify="space-between" mb="sm">
            <Title order={2} size="h5" id="traffic">{text.plots.title}</Title>
            <SegmentedControl
              size="xs" aria-label={text.range.label} value={range === 'week' ? 'week' : 'day'} onChange={value => setRange(value === 'week' ? 'week' : null, { replace: true })}
              data={[{ value: 'day', label: text.range.day }, { value: 'week', label: text.range.week }]}
            />
          </Group>
          <FreshnessBar query={traffic} />
          {traffic.isError && !traffic.data ? <ErrorBox error={traffic.error} onRetry={() => void traffic.refetch()} /> : null}
          {traffic.isLoading || wholeWeek.isLoading ? <Center py="xl"><Loader aria-label={partsText.loading} /></Center> : null}
          {isEmpty
            ? (
                <EmptyState title={text.empty.title} text={text.empty.text}>
                  {hasScreen('connections') ? <Button component={Link} to="/connections?new=1" leftSection={<IconPlugConnected size={16} />}>{text.empty.connection}</Button> : null}
                </EmptyState>
              )
            : traffic.data && wholeWeek.data
              ? <Suspense fallback={<Center py="xl"><Loader aria-label={partsText.loading} /></Center>}><Plots traffic={traffic.data} week={wholeWeek.data} span={range === 'week' ? 'week' : 'day'} /></Suspense>
              : null}
        </section>
      </div>
    </>
  )
}
