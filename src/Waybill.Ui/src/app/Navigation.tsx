import { Tooltip } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { NavLink } from 'react-router'
import { shellText } from '../text/shell'
import { inNavigation } from './screens'
import classes from './Shell.module.css'

/** The screens at the left; on narrow pages their icons alone. */
export function Navigation() {
  const isNarrow = useMediaQuery('(max-width: 1100px)')
  return (
    <nav className={classes.side} aria-label={shellText.navigation}>
      <ul>
        {inNavigation.map(({ path, nav: { text, Icon } }) => (
          <li key={path}>
            <Tooltip label={text} position="right" disabled={!isNarrow}>
              <NavLink to={`/${path}`} end={path === ''} className={classes.link!}>
                <Icon size={18} stroke={1.8} aria-hidden="true" />
                <span>{text}</span>
              </NavLink>
            </Tooltip>
          </li>
        ))}
      </ul>
    </nav>
  )
}
