import { Center, Container, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { RouterProvider } from 'react-router/dom'
import { Problem } from '../api/problem'
import { getSetupState } from '../api/session'
import { ErrorBox } from '../parts/ErrorBox'
import { shellText } from '../text/shell'
import { LostBar } from './LostBar'
import { PasswordLink } from './PasswordLink'
import { makeRouter } from './router'
import { SessionProvider, useSessionQuery } from './session'
import { SetUp } from './SetUp'
import { SignIn } from './SignIn'

/** Who may see what: the set-up while there is no owner, the sign-in for strangers, the screens for the rest. */
export function Gate() {
  const setup = useQuery({ queryKey: ['setup'], queryFn: getSetupState, staleTime: Infinity })
  const session = useSessionQuery(setup.data?.needsOwner === false)
  return (
    <>
      <LostBar />
      <Inside setup={setup} session={session} />
    </>
  )
}

function Inside({ setup, session }: { setup: ReturnType<typeof useQuery<Awaited<ReturnType<typeof getSetupState>>>>, session: ReturnType<typeof useSessionQuery> }) {
  const router = useMemo(makeRouter, [])
  if (location.pathname === '/password') {
    return <PasswordLink />
  }

  if (setup.data?.needsOwner) {
    return <SetUp />
  }

  if (session.data) {
    return <SessionProvider value={session.data}><RouterProvider router={router} /></SessionProvider>
  }

  if (session.error instanceof Problem && session.error.status === 401) {
    return <SignIn setup={setup.data} />
  }

  const failed = setup.isError ? setup : session.isError ? session : null
  return failed
    ? <Container size="xs" pt={80}><ErrorBox error={failed.error} onRetry={() => void failed.refetch()} /></Container>
    : <Center h="100vh"><Loader role="status" aria-label={shellText.loadingScreen} /></Center>
}
