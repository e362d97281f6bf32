import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Problem } from '../api/problem'
import { Gate } from './Gate'
import { nonce, schemeKey, theme, variables } from './theme'

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // The bar at the top knows whether the gateway is there; the browser's guess about networks means nothing on localhost.
      networkMode: 'always',
      staleTime: 5_000,
      retry: (failures, error) => failures < 2 && error instanceof Problem && (error.isUnreachable || error.status >= 500),
      retryDelay: attempt => 500 * 2 ** attempt,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

const schemes = localStorageColorSchemeManager({ key: schemeKey })

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto" colorSchemeManager={schemes} getStyleNonce={() => nonce}>
      <QueryClientProvider client={client}>
        <Notifications position="bottom-right" />
        <Gate />
      </QueryClientProvider>
    </MantineProvider>
  )
}
