import { IconBell, IconLayoutDashboard, IconMessages, IconPlugConnected, IconSettings, type Icon } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { shellText } from '../text/shell'

/** A screen: where it is, what it is called in the navigation, and how it is loaded. A module of a screen exports `Component`. */
export interface Screen {
  /** Without a leading slash; `:name` is a part that the screen reads. */
  path: string
  load: () => Promise<{ Component: ComponentType }>
  /** In the navigation; a page below another has none. */
  nav?: { text: string, Icon: Icon, key: string }
}

/** All screens, in the order of the navigation. Adding one is a line here. */
export const screens: readonly Screen[] = [
  { path: '', nav: { text: shellText.screens.overview, Icon: IconLayoutDashboard, key: 'o' }, load: () => import('../screens/overview/OverviewScreen') },
  { path: 'messages', nav: { text: shellText.screens.messages, Icon: IconMessages, key: 'm' }, load: () => import('../screens/messages/MessagesScreen') },
  { path: 'messages/:id', load: () => import('../screens/messages/MessagePage') },
  { path: 'connections', nav: { text: shellText.screens.connections, Icon: IconPlugConnected, key: 'c' }, load: () => import('../screens/connections/ConnectionsScreen') },
  { path: 'connections/:name', load: () => import('../screens/connections/ConnectionPage') },
  { path: 'alerts', nav: { text: shellText.screens.alerts, Icon: IconBell, key: 'a' }, load: () => import('../screens/alerts/AlertsScreen') },
  { path: 'settings', nav: { text: shellText.screens.settings, Icon: IconSettings, key: 's' }, load: () => import('../screens/settings/SettingsScreen') },
  { path: 'settings/:section', load: () => import('../screens/settings/SettingsScreen') },
]

export const inNavigation = screens.filter((screen): screen is Screen & Required<Pick<Screen, 'nav'>> => screen.nav !== undefined)

/** Whether a screen is built: links to others are left out. */
export const hasScreen = (path: string): boolean => screens.some(screen => screen.path === path)
