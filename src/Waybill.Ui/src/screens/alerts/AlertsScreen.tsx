import { Badge, Tabs } from '@mantine/core'
import { useAlerts } from '../../app/AlertBell'
import { useMay } from '../../app/session'
import { ScreenHead } from '../../parts/ScreenHead'
import { useQueryValue } from '../../parts/SideDrawer'
import { alertsText as text } from '../../text/alerts'
import { formatNumber } from '../../text/format'
import classes from './Alerts.module.css'
import { Channels } from './Channels'
import { Notices } from './Notices'
import { OpenAlerts } from './OpenAlerts'
import { Rules } from './Rules'

const tabs = ['open', 'rules', 'channels', 'notices'] as const

/** What is wrong now, and who is told of it. */
export function Component() {
  const [chosen, setChosen] = useQueryValue('tab')
  const may = useMay()
  const count = useAlerts().data?.items.length ?? 0
  const tab = tabs.find(one => one === chosen) ?? 'open'
  return (
    <>
      <ScreenHead title={text.title} about={text.about} />
      <Tabs value={tab} onChange={value => setChosen(value === 'open' ? null : value)} keepMounted={false} className={classes.tabs}>
        <Tabs.List>
          {tabs.filter(one => one !== 'channels' || may('listChannels')).map(one => (
            <Tabs.Tab key={one} value={one} rightSection={one === 'open' && count > 0 ? <Badge size="sm" variant="default" circle={count < 10}>{formatNumber(count)}</Badge> : null}>{text.tabs[one]}</Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="open" className={classes.panel}><OpenAlerts /></Tabs.Panel>
        <Tabs.Panel value="rules" className={classes.panel}><Rules /></Tabs.Panel>
        <Tabs.Panel value="channels" className={classes.panel}><Channels /></Tabs.Panel>
        <Tabs.Panel value="notices" className={classes.panel}><Notices /></Tabs.Panel>
      </Tabs>
    </>
  )
}
