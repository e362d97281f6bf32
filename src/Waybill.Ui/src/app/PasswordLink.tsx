import { Button, PasswordInput, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { lookAtLink, takeLink } from '../api/session'
import { ErrorBox } from '../parts/ErrorBox'
import { field } from '../parts/Field'
import { passwordText } from '../text/shell'
import { Card } from './Card'
import { useSubmit } from './useSubmit'

/** Sets a password by the link that an administrator gave: `/password?token=…`. */
export function PasswordLink() {
  const secret = new URLSearchParams(location.search).get('token') ?? ''
  const link = useQuery({ queryKey: ['password-link'], queryFn: () => lookAtLink(secret), retry: false, staleTime: Infinity })
  const [password, setPassword] = useState('')
  const { isBusy, problem, onSubmit } = useSubmit(async () => {
    await takeLink(secret, password)
    location.assign('/')
  })
  useEffect(() => {
    document.title = `${passwordText.next.label} · Waybill`
  }, [])
  return (
    <Card title={link.data ? passwordText.linkTitle(link.data.name) : passwordText.next.label} text={passwordText.linkText}>
      <ErrorBox error={link.error} />
      {link.data
        ? (
            <form onSubmit={onSubmit}>
              <Stack gap="sm">
                <input type="text" autoComplete="username" value={link.data.name} readOnly hidden />
                <PasswordInput {...field(passwordText.first, problem, 'password')} value={password} onChange={event => setPassword(event.currentTarget.value)} autoComplete="new-password" autoFocus />
                {problem && problem.status !== 422 ? <ErrorBox error={problem} /> : null}
                <Button type="submit" loading={isBusy} fullWidth>{passwordText.linkSubmit}</Button>
              </Stack>
            </form>
          )
        : null}
    </Card>
  )
}
