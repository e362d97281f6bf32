import { Anchor, Tooltip } from '@mantine/core'
import { Link } from 'react-router'
import { Instant } from '../../parts/Instant'
import { StatusWord } from '../../parts/StatusWord'
import type { Column } from '../../parts/VirtualTable'
import { connectionsText as text } from '../../text/connections'
import { partsText } from '../../text/parts'
import classes from './Connections.module.css'
import { HoldButton } from './HoldButton'
import { stateOf, type ConnectionLine, type LastError } from './state'
import { useConnection } from './useConnections'

/** A row: how a connection stands and what went wrong last. */
export interface Row {
  line: ConnectionLine
  error: LastError | null
}

export function State({ line }: { line: Pick<ConnectionLine, 'isOnline' | 'isHeld' | 'sends' | 'pause'> }) {
  const { tone, word, about } = stateOf(line, Date.now())
  return <StatusWord tone={tone} about={about}>{word}</StatusWord>
}

/** Who changes it. Read for the rows on the screen alone. */
function Managed({ name }: { name: string }) {
  const { data } = useConnection(name)
  const word = managedOf(data?.managedBy)
  return data ? <Tooltip label={text.managedAbout[word]} multiline maw={320}><span>{text.managed[word]}</span></Tooltip> : <>{partsText.none}</>
}

export const managedOf = (managedBy: string | null | undefined): keyof typeof text.managed => managedBy === 'appsettings' ? 'appsettings' : managedBy === 'file' ? 'file' : 'people'

export const columns: readonly Column<Row>[] = [
  { key: 'name', title: text.columns.name, width: 'minmax(110px, 1fr)', render: ({ line }) => <span className={classes.name}>{line.name}</span> },
  { key: 'pair', title: text.columns.pair, width: 'minmax(150px, 1.4fr)', render: ({ line }) => <>{line.station} <span className={classes.dim}>↔</span> {line.partner}</> },
  { key: 'state', title: text.columns.state, width: '112px', render: ({ line }) => <State line={line} /> },
  { key: 'call', title: text.columns.call, width: '118px', render: ({ line }) => line.lastCallAt ? <Instant at={line.lastCallAt} /> : <span className={classes.dim}>{text.never}</span> },
  {
    key: 'error', title: text.columns.error, width: 'minmax(130px, 2fr)',
    render: ({ error }) => error ? <Tooltip label={error.text} multiline maw={420}><Anchor component={Link} to={error.to} inherit c="inherit">{error.text}</Anchor></Tooltip> : <span className={classes.dim}>{partsText.none}</span>,
  },
  { key: 'managed', title: text.columns.managed, width: '84px', from: 900, render: ({ line }) => <Managed name={line.name} /> },
  { key: 'actions', title: text.columns.actions, width: '100px', isRight: true, render: ({ line }) => <HoldButton name={line.name} isHeld={line.isHeld} size="compact-xs" /> },
]
