import { Button, Divider, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { signIn, type SetupState } from '../api/session'
import { ErrorBox } from '../parts/ErrorBox'
import { field } from '../parts/Field'
import { signInText } from '../text/shell'
import { Card } from './Card'
import { sessionKey } from './session'
import { useSubmit } from './useSubmit'

/** The door. After signing in the page that was asked for is shown. */
export function SignIn({ setup }: { setup: SetupState | undefined }) {
  const client = useQueryClient()
  useEffect(() => {
    document.title = `${signInText.title} · Waybill`
  }, [])
  return (
    <Card title={signInText.title} text={setup?.organisation}>
      <SignInForm onDone={() => client.refetchQueries({ queryKey: sessionKey })} />
      {setup?.singleSignOn
        ? (
            <>
              <Divider label={signInText.or} />
              <Button variant="default" component="a" href={`${setup.singleSignOn.href}?returnTo=${encodeURIComponent(location.pathname + location.search)}`}>{signInText.orWith(setup.singleSignOn.name)}</Button>
            </>
          )
        : null}
    </Card>
  )
}

/** Name and password. With a name given, only the password is asked. */
export function SignInForm({ name: known, onDone }: { name?: string; onDone: () => Promise<unknown> }) {
  const [name, setName] = useState(known ?? '')
  const [password, setPassword] = useState('')
  const { isBusy, problem, onSubmit } = useSubmit(async () => {
    await signIn(name, password)
    await onDone()
  })
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="sm">
        <TextInput
          {...field(signInText.name, problem, 'name')} description={undefined} value={name} onChange={event => setName(event.currentTarget.value)} autoComplete="username"
          readOnly={known !== undefined} autoFocus={known === undefined} autoCapitalize="none" spellCheck={false}
        />
        <PasswordInput
          {...field(signInText.password, problem, 'password')} description={undefined} value={password} onChange={event => setPassword(event.currentTarget.value)} autoComplete="current-password"
          autoFocus={known !== undefined} data-autofocus={known !== undefined || undefined}
        />
        {problem && problem.status !== 422 ? <ErrorBox error={problem} /> : null}
        <Button type="submit" loading={isBusy} fullWidth>{signInText.submit}</Button>
      </Stack>
    </form>
  )
}
