import { Text } from '@mantine/core'
import type { Schemas } from '../../api/client'
import { overviewText } from '../../text/overview'
import { Delivery } from './Delivery'
import { Failures } from './Failures'
import classes from './Overview.module.css'
import { Silence } from './Silence'
import { Volume } from './Volume'

/** The four pictures of the traffic. Loaded after the list above them, which is more urgent. */
export default function Plots({ traffic, week, span }: { traffic: Schemas['TrafficView']; week: Schemas['TrafficView']; span: 'day' | 'week' }) {
  return (
    <>
      {traffic.isComplete && week.isComplete ? null : <Text size="sm" c="dimmed" role="status" mb="xs">{overviewText.plots.counting}</Text>}
      <div className={classes.plots}>
        <Volume traffic={traffic} />
        <Delivery traffic={traffic} span={span} />
        <Failures traffic={traffic} span={span} />
        <Silence week={week} />
      </div>
    </>
  )
}
