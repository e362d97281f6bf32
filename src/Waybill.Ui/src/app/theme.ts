import { createTheme, type CSSVariablesResolver } from '@mantine/core'

/** The look of every screen. The accent is indigo; sizes are a step below Mantine's own, since the screens are dense. */
export const theme = createTheme({
  primaryColor: 'indigo',
  // Shades whose white text passes WCAG AA (4.5:1).
  primaryShade: { light: 8, dark: 8 },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'SF Mono', Menlo, Consolas, monospace",
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: '650' },
  defaultRadius: 'md',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // The placeholder that takes the focus first is no item of a menu, which axe is right about.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300, events: { hover: true, focus: true, touch: true } } },
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.45 } } },
    Drawer: { defaultProps: { overlayProps: { backgroundOpacity: 0.35 } } },
    // The coloured titles of Mantine's light alerts fall below 4.5:1; the sign and the ground carry the colour.
    Alert: { styles: { title: { color: 'var(--mantine-color-text)' } } },
    Anchor: { defaultProps: { underline: 'hover' } },
  },
})

/** Mantine's own greys and reds fall below 4.5:1 in places; these do not, on every surface of ours. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5c636a',
    '--mantine-color-placeholder': '#6b7280',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-anchor': '#364fc7',
    '--waybill-line': '#e3e6ea',
    '--waybill-side': '#ffffff',
    '--waybill-ground': '#ffffff',
    '--waybill-soft': '#f4f6f9',
    '--waybill-chosen': '#e3e8fd',
    '--waybill-chosen-text': '#2b3fa8',
  },
  dark: {
    '--mantine-color-body': '#17191d',
    '--mantine-color-dimmed': '#a5acb5',
    '--mantine-color-placeholder': '#9098a3',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-anchor': '#a5b8ff',
    '--waybill-line': '#30353c',
    '--waybill-side': '#1b1e23',
    '--waybill-ground': '#17191d',
    '--waybill-soft': '#22262c',
    '--waybill-chosen': '#28315a',
    '--waybill-chosen-text': '#ccd6ff',
  },
})

/** Where the choice of dark or light is kept; public/theme.js reads it before the first paint. */
export const schemeKey = 'waybill-color-scheme'

/** What the server allows the style sheets that components write while they run by. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[name="waybill-nonce"]')?.content ?? ''
