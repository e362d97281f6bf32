import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { makeOwner } from '../api/session'
import { ErrorBox } from '../parts/ErrorBox'
import { field } from '../parts/Field'
import { setUpText } from '../text/shell'
import { Card } from './Card'
import { useForget } from './session'
import { useSubmit } from './useSubmit'

const fields = ['secret', 'name', 'password']

/** The first owner, by the link that the console printed: `/setup?token=…`. */
export function SetUp() {
  const given = new URLSearchParams(location.search).get('token') ?? ''
  const [secret, setSecret] = useState(given)
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const forget = useForget()
  const { isBusy, problem, onSubmit } = useSubmit(async () => {
    await makeOwner(secret.trim(), name, password)
    // The secret is used up; it need not stay in the address.
    history.replaceState(null, '', '/')
    await forget()
  })
  useEffect(() => {
    document.title = `${setUpText.title} · Waybill`
  }, [])
  return (
    <Card title={setUpText.title} text={setUpText.text}>
      <form onSubmit={onSubmit}>
        <Stack gap="sm">
          {given === '' || problem?.status === 401
            ? <TextInput {...field(setUpText.secret, problem, 'secret')} value={secret} onChange={event => setSecret(event.currentTarget.value)} autoComplete="off" spellCheck={false} autoFocus />
            : null}
          <TextInput
            {...field(setUpText.name, problem, 'name')} value={name} onChange={event => setName(event.currentTarget.value)} autoComplete="username" autoCapitalize="none" spellCheck={false}
            autoFocus={given !== ''}
          />
          <PasswordInput {...field(setUpText.password, problem, 'password')} value={password} onChange={event => setPassword(event.currentTarget.value)} autoComplete="new-password" />
          {problem && problem.status !== 422 ? <ErrorBox error={problem} shownFields={fields} /> : null}
          <Button type="submit" loading={isBusy} fullWidth>{setUpText.submit}</Button>
          <Text size="xs" c="dimmed">{setUpText.lostLink}</Text>
        </Stack>
      </form>
    </Card>
  )
}
