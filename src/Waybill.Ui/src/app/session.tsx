import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { getSession, type Session } from '../api/session'

export const sessionKey = ['session'] as const

export const useSessionQuery = (isWanted: boolean) => useQuery({ queryKey: sessionKey, queryFn: getSession, enabled: isWanted, retry: false, staleTime: 60_000 })

const SessionContext = createContext<Session | null>(null)

export const SessionProvider = SessionContext.Provider

/** Who is signed in. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) {
    throw new Error('Nobody is signed in here.')
  }

  return session
}

/** Whether the person may use an operation of the API. The server decides in the end; this hides what would only be refused. */
export function useMay(): (operation: string) => boolean {
  const session = useSession()
  return operation => session.permissions.includes(operation)
}

/** Looks anew who is there: after the first owner was made, a password was set by a link. */
export function useForget(): () => Promise<void> {
  const client = useQueryClient()
  return () => client.resetQueries()
}
