import { ActionIcon, Badge, Kbd, Tooltip } from '@mantine/core'
import { IconHelp, IconSearch } from '@tabler/icons-react'
import { Link } from 'react-router'
import { shellText } from '../text/shell'
import { AlertBell } from './AlertBell'
import { Mark } from './Mark'
import { useSession } from './session'
import classes from './Shell.module.css'
import { UserMenu } from './UserMenu'

export function TopBar({ onPalette, onHelp, onPassword }: { onPalette: () => void; onHelp: () => void; onPassword: () => void }) {
  const { organisation, environment } = useSession()
  return (
    <header className={classes.top}>
      <Link to="/" className={classes.brand}>
        <Mark />
        <span>{shellText.product}</span>
        {organisation ? <span className={`${classes.organisation} cut`}>{organisation}</span> : null}
        {environment ? <Badge variant="default" radius="sm" size="sm">{environment}</Badge> : null}
      </Link>
      <button type="button" className={classes.search} onClick={onPalette} aria-keyshortcuts="Control+K" title={shellText.searchLong}>
        <IconSearch size={15} aria-hidden="true" />
        <span>{shellText.search}</span>
        <Kbd size="xs">Ctrl K</Kbd>
      </button>
      <div className={classes.tools}>
        <AlertBell />
        <Tooltip label={`${shellText.help} (?)`}>
          <ActionIcon variant="subtle" color="gray" c="var(--mantine-color-text)" size="lg" aria-label={shellText.help} onClick={onHelp}><IconHelp size={19} stroke={1.8} /></ActionIcon>
        </Tooltip>
        <UserMenu onHelp={onHelp} onPassword={onPassword} />
      </div>
    </header>
  )
}
