import { Radio, Stack, useMantineColorScheme } from '@mantine/core'
import { setDensity, useDensity, type Density } from '../../parts/density'
import { settingsText } from '../../text/settings'
import classes from './Settings.module.css'

const text = settingsText.appearance
const schemes = ['light', 'dark', 'auto'] as const
const densities: readonly Density[] = ['comfortable', 'compact']

/** How the screens look in this browser. */
export default function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const density = useDensity()
  return (
    <Stack gap="xl" className={classes.form}>
      <Radio.Group label={text.scheme} value={colorScheme} onChange={value => setColorScheme(schemes.find(one => one === value) ?? 'auto')}>
        <Stack gap="xs" mt="xs">{schemes.map(one => <Radio key={one} value={one} label={text.schemes[one]} />)}</Stack>
      </Radio.Group>
      <Radio.Group label={text.density} description={text.densityAbout} value={density} onChange={value => setDensity(value === 'compact' ? 'compact' : 'comfortable')}>
        <Stack gap="xs" mt="xs">{densities.map(one => <Radio key={one} value={one} label={text.densities[one]} />)}</Stack>
      </Radio.Group>
    </Stack>
  )
}
