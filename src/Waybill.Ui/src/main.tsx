import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './app/base.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { nonce } from './app/theme'

// Locks of scrolling write a style sheet of their own; the package that does it looks here for the nonce.
Object.assign(globalThis, { __webpack_nonce__: nonce })

createRoot(document.getElementById('root')!).render(<App />)
