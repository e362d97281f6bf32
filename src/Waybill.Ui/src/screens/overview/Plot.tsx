import { ActionIcon, Text, Title, Tooltip } from '@mantine/core'
import { IconChartBar, IconTable } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { overviewText } from '../../text/overview'
import classes from './Overview.module.css'

const text = overviewText.plots

/** A picture with its sentence, and the same as a table: the picture is for the eye and the mouse, the table for everybody. */
export function Plot({ title, about, none, picture, table, isWide = false }: {
  title: string
  /** What the picture says, in a sentence. */
  about: ReactNode
  /** Stands in place of the picture when there is nothing to draw. */
  none?: string | null
  picture: ReactNode
  table: ReactNode
  isWide?: boolean
}) {
  const [isTable, setTable] = useState(false)
  const label = isTable ? text.chartOf(title) : text.tableOf(title)
  return (
    <section className={classes.plot} data-wide={isWide || undefined} aria-label={title}>
      <div className={classes.plotHead}>
        <div>
          <Title order={3} size="h6">{title}</Title>
          <Text size="sm" c="dimmed" component="div">{about}</Text>
        </div>
        {none ? null : <Tooltip label={isTable ? text.chart : text.table}><ActionIcon variant="subtle" color="gray" aria-label={label} onClick={() => setTable(!isTable)}>{isTable ? <IconChartBar size={17} /> : <IconTable size={17} />}</ActionIcon></Tooltip>}
      </div>
      {none ? <Text size="sm" c="dimmed" py="lg" ta="center">{none}</Text> : isTable ? <div className={classes.table} tabIndex={0} role="region" aria-label={text.tableOf(title)}>{table}</div> : <div aria-hidden="true">{picture}</div>}
    </section>
  )
}

/** What stands under and beside a picture that is drawn in hundredths: its greatest value and some moments. */
export function Axes({ top, moments, children }: { top: string; moments: readonly string[]; children: ReactNode }) {
  return (
    <div className={classes.axes}>
      <div className={classes.axisY}><span>{top}</span><span>0</span></div>
      <div className={classes.canvas}>{children}</div>
      <div className={classes.axisX}>{moments.map((moment, index) => <span key={`${index} ${moment}`}>{moment}</span>)}</div>
    </div>
  )
}
