import { useEffect, useState } from 'react'
import { Outlet, useLocation, useNavigation } from 'react-router'
import { startLive, stopLive } from '../api/live'
import { shellText } from '../text/shell'
import { HelpDialog } from './HelpDialog'
import { useKeys } from './keys'
import { Navigation } from './Navigation'
import { Palette } from './Palette'
import { PasswordDialog } from './PasswordDialog'
import classes from './Shell.module.css'
import { SignInDialog } from './SignInDialog'
import { TopBar } from './TopBar'

/** The frame around all screens. */
export function Shell() {
  const [open, setOpen] = useState<'palette' | 'help' | 'password' | null>(null)
  const { pathname } = useLocation()
  const isLoading = useNavigation().state === 'loading'
  useKeys({ onPalette: () => setOpen('palette'), onHelp: () => setOpen('help') })
  useEffect(() => {
    void startLive()
    return () => void stopLive()
  }, [])
  // A screen starts at its top, also for the keyboard; drawers and filters are in the query and stay out of this.
  useEffect(() => {
    document.getElementById('content')?.scrollTo(0, 0)
  }, [pathname])

  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">{shellText.skip}</a>
      <TopBar onPalette={() => setOpen('palette')} onHelp={() => setOpen('help')} onPassword={() => setOpen('password')} />
      <Navigation />
      <main id="content" className={classes.content} tabIndex={-1} aria-busy={isLoading}><Outlet /></main>
      <Palette isOpen={open === 'palette'} onClose={() => setOpen(null)} onHelp={() => setOpen('help')} onPassword={() => setOpen('password')} />
      <HelpDialog isOpen={open === 'help'} onClose={() => setOpen(null)} />
      <PasswordDialog isOpen={open === 'password'} onClose={() => setOpen(null)} />
      <SignInDialog />
    </div>
  )
}
