import { lazy, Suspense, type ComponentType, type LazyExoticComponent } from 'react'
import { Loader, Text, Title } from '@mantine/core'
import { NavLink, useParams } from 'react-router'
import { useMay } from '../../app/session'
import { ScreenHead } from '../../parts/ScreenHead'
import { partsText } from '../../text/parts'
import { settingsText as text } from '../../text/settings'
import classes from './Settings.module.css'

type Section = keyof typeof text.sections

/** Each section, the operation of the API without which it is left out, and its part. */
const sections: readonly { key: Section, needs: string | null, Part: LazyExoticComponent<ComponentType> }[] = [
  { key: 'stations', needs: 'listStations', Part: lazy(() => import('./Stations')) },
  { key: 'organisation', needs: 'getOrganisation', Part: lazy(() => import('./Organisation')) },
  { key: 'users', needs: 'listUsers', Part: lazy(() => import('./Users')) },
  { key: 'tokens', needs: 'listTokens', Part: lazy(() => import('./Tokens')) },
  { key: 'audit', needs: 'listAudit', Part: lazy(() => import('./Audit')) },
  { key: 'appearance', needs: null, Part: lazy(() => import('./Appearance')) },
  { key: 'about', needs: null, Part: lazy(() => import('./About')) },
]

const abouts: Record<Section, string> = {
  stations: text.stations.about, organisation: text.organisation.about, users: text.users.about, tokens: text.tokens.about, audit: text.audit.about, appearance: text.appearance.about, about: text.health.about,
}

/** Settings, a section an address. What somebody may not see is left out. */
export function Component() {
  const { section } = useParams()
  const may = useMay()
  const allowed = sections.filter(one => one.needs === null || may(one.needs))
  const { key, Part } = allowed.find(one => one.key === section) ?? allowed[0]!
  return (
    <>
      <ScreenHead title={text.title} about={text.about} />
      <div className={classes.screen}>
        <nav aria-label={text.navigation}>
          <ul className={classes.sections}>
            {allowed.map(one => <li key={one.key}><NavLink to={`/settings/${one.key}`} className={classes.section!} aria-current={one.key === key ? 'page' : undefined}>{text.sections[one.key]}</NavLink></li>)}
          </ul>
        </nav>
        <section aria-labelledby="section" className={classes.part}>
          <Title order={2} size="h4" id="section">{text.sections[key]}</Title>
          <Text size="sm" c="dimmed" mb="md">{abouts[key]}</Text>
          <Suspense fallback={<Loader aria-label={partsText.loading} />}><Part /></Suspense>
        </section>
      </div>
    </>
  )
}
