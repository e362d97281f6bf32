import { callJson, type Schemas } from './client'

/** Who is signed in. `permissions` are names of operations of the API: `resendExchange`. */
export type Session = Schemas['SessionView']

export type SetupState = Schemas['SetupStateView']

export const getSession = (): Promise<Session> => callJson('GET', '/api/v1/session')

export const signIn = (name: string, password: string): Promise<void> => callJson('POST', '/api/v1/session', { name, password })

export const signOut = (): Promise<void> => callJson('DELETE', '/api/v1/session')

export const changePassword = (current: string, password: string): Promise<void> => callJson('PUT', '/api/v1/session/password', { current, password })

/** Whose link to set a password this is. */
export const lookAtLink = (secret: string): Promise<{ name: string }> => callJson('POST', '/api/v1/session/password-link', { secret })

/** Sets a password by a link, and signs in. */
export const takeLink = (secret: string, password: string): Promise<void> => callJson('PUT', '/api/v1/session/password-link', { secret, password })

export const getSetupState = (): Promise<SetupState> => callJson('GET', '/api/v1/setup/state')

export const makeOwner = (secret: string, name: string, password: string): Promise<void> => callJson('POST', '/api/v1/setup/account', { secret, name, password })
