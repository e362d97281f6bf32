import { Center, Loader } from '@mantine/core'
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router'
import { shellText } from '../text/shell'
import { Broken } from './Broken'
import { NotFound } from './NotFound'
import { hasScreen, inNavigation, screens } from './screens'
import { Shell } from './Shell'

const routes: RouteObject[] = screens.map(screen => ({ path: screen.path, lazy: screen.load, errorElement: <Broken /> }))

/** Every address of the screens. */
export const makeRouter = () => createBrowserRouter([
  {
    path: '/',
    element: <Shell />,
    hydrateFallbackElement: <Center h="100vh"><Loader role="status" aria-label={shellText.loadingScreen} /></Center>,
    errorElement: <Broken />,
    children: [
      ...(hasScreen('') ? [] : [{ index: true, element: <Navigate to={`/${inNavigation[0]!.path}`} replace /> }]),
      { path: 'setup', element: <Navigate to="/" replace /> },
      ...routes,
      { path: '*', element: <NotFound /> },
    ],
  },
])
