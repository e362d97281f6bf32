import { Alert, Anchor, Button, Group, Loader, Select, Stack, Table, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconLink, IconPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, ok, type Schemas } from '../../api/client'
import { namesUnder } from '../../api/problem'
import { useMay, useSession } from '../../app/session'
import { useSubmit } from '../../app/useSubmit'
import { ConfirmButton } from '../../parts/ConfirmButton'
import { EmptyState } from '../../parts/EmptyState'
import { ErrorBox } from '../../parts/ErrorBox'
import { field } from '../../parts/Field'
import { FreshnessBar } from '../../parts/FreshnessBar'
import { Instant } from '../../parts/Instant'
import { SideDrawer, useQueryValue } from '../../parts/SideDrawer'
import { StatusWord } from '../../parts/StatusWord'
import { formatFull, formatShort } from '../../text/format'
import { partsText } from '../../text/parts'
import { settingsText } from '../../text/settings'
import { Once } from './Once'
import { useGivenRoles } from './roles'
import classes from './Settings.module.css'

const text = settingsText.users
const usersKey = ['users'] as const

type User = Schemas['UserView']
type Role = Schemas['Role']

/** Who signs in, and what they may. */
export default function Users() {
  const may = useMay()
  const session = useSession()
  const query = useQuery({ queryKey: usersKey, queryFn: () => ok(api.GET('/api/v1/users')) })
  const [open, setOpen] = useQueryValue('user')
  const [, setNew] = useQueryValue('new')
  const users = query.data?.items ?? []
  return (
    <>
      <FreshnessBar query={query} />
      {query.isLoading ? <Loader aria-label={partsText.loading} /> : null}
      {query.isError && !query.data ? <ErrorBox error={query.error} onRetry={() => void query.refetch()} /> : null}
      <div className={classes.bar}>{may('putUser') ? <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => setNew('user')}>{text.add}</Button> : null}</div>
      {users.length > 0
        ? (
            <div className={classes.scroll} role="region" aria-label={text.list} tabIndex={0}>
              <Table fz="sm" verticalSpacing={7}>
                <Table.Thead><Table.Tr>{(['name', 'role', 'state', 'lastSignIn', 'made'] as const).map(one => <Table.Th key={one}>{text.columns[one]}</Table.Th>)}</Table.Tr></Table.Thead>
                <Table.Tbody>
                  {users.map(user => (
                    <Table.Tr key={user.name}>
                      <Table.Td><Anchor component="button" type="button" className={classes.name} inherit onClick={() => setOpen(user.name)}>{user.name}</Anchor>{user.name === session.name ? <Text span size="sm" c="dimmed"> ({text.you})</Text> : null}</Table.Td>
                      <Table.Td>{settingsText.roles[user.role]}</Table.Td>
                      <Table.Td><State user={user} /></Table.Td>
                      <Table.Td>{user.lastSignInAt ? <Instant at={user.lastSignInAt} /> : text.never}</Table.Td>
                      <Table.Td><Instant at={user.createdAt} isAbsolute /> {text.by(user.createdBy)}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
          )
        : null}
      <SideDrawer param="user" title={open ?? ''} size="min(520px, 92vw)">
        {name => {
          const user = users.find(one => one.name === name)
          return user ? <UserForm key={user.name} user={user} onClose={() => setOpen(null)} /> : query.isLoading ? <Loader aria-label={partsText.loading} /> : <EmptyState title={partsText.nothing} />
        }}
      </SideDrawer>
      <SideDrawer param="new" title={text.new} size="min(520px, 92vw)">{() => <NewUser onClose={() => setNew(null)} />}</SideDrawer>
    </>
  )
}

function State({ user }: { user: User }) {
  return user.isDisabled ? <StatusWord tone="quiet">{text.states.disabled}</StatusWord>
    : user.lockedUntil ? <StatusWord tone="warn" about={text.lockedUntil(formatShort(user.lockedUntil))}>{text.states.locked}</StatusWord>
      : user.hasPassword || user.issuer ? <StatusWord tone="good">{text.states.active}</StatusWord> : <StatusWord tone="busy">{text.states.invited}</StatusWord>
}

const makeLink = (name: string) => ok(api.POST('/api/v1/users/{name}/password-link', { params: { path: { name } } }))

function TheLink({ name, link, title, onDone }: { name: string; link: Schemas['PasswordLink']; title: string; onDone: () => void }) {
  return (
    <Once title={title} text={text.linkText} label={text.linkLabel} value={`${location.origin}${link.path}`} copy={text.copyLink} onDone={onDone}>
      <Text size="sm" c="dimmed">{text.linkUntil} {formatFull(link.until)} · {name}</Text>
    </Once>
  )
}

function RoleField({ role, onChange, isFixed = false }: { role: Role; onChange: (role: Role) => void; isFixed?: boolean }) {
  const given = useGivenRoles()
  const roles = given.includes(role) ? given : [...given, role]
  return (
    <Select
      {...field(text.role)} description={settingsText.rolesAbout[role]} value={role} onChange={value => onChange(roles.find(one => one === value) ?? role)} allowDeselect={false} disabled={isFixed || !given.includes(role)}
      data={roles.map(value => ({ value, label: settingsText.roles[value] }))}
    />
  )
}

/** Makes a person, then the link that sets its password. */
function NewUser({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('viewer')
  const [isMade, setIsMade] = useState(false)
  const [link, setLink] = useState<Schemas['PasswordLink'] | null>(null)
  const { isBusy, problem, onSubmit } = useSubmit(async () => {
    // Where the link failed the first time, the person is there already.
    if (!isMade) {
      await api.PUT('/api/v1/users/{name}', { params: { path: { name } }, body: { role } })
      setIsMade(true)
      await client.invalidateQueries({ queryKey: usersKey })
    }

    setLink(await makeLink(name))
  })
  if (link) {
    return <TheLink name={name} link={link} title={text.madeTitle(name)} onDone={onClose} />
  }

  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md">
        <TextInput {...field(text.name, problem, 'name')} value={name} onChange={event => setName(event.currentTarget.value)} required readOnly={isMade} data-autofocus spellCheck={false} autoComplete="off" />
        <RoleField role={role} onChange={setRole} isFixed={isMade} />
        {problem ? <ErrorBox error={problem} shownFields={namesUnder(problem, ['name'])} /> : null}
        <Group justify="flex-end"><Button variant="default" onClick={onClose}>{partsText.cancel}</Button><Button type="submit" loading={isBusy}>{text.add}</Button></Group>
      </Stack>
    </form>
  )
}

function UserForm({ user, onClose }: { user: User; onClose: () => void }) {
  const client = useQueryClient()
  const may = useMay()
  const [role, setRole] = useState(user.role)
  const [link, setLink] = useState<Schemas['PasswordLink'] | null>(null)
  const path = { params: { path: { name: user.name } } }
  const renew = () => client.invalidateQueries({ queryKey: usersKey })
  const { isBusy, problem, onSubmit } = useSubmit(async () => {
    await api.PATCH('/api/v1/users/{name}', { ...path, body: { role } })
    notifications.show({ message: settingsText.saved(user.name), color: 'green' })
    await renew()
    onClose()
  })
  const linking = useSubmit(async () => setLink(await makeLink(user.name)))
  async function letIn(isIn: boolean): Promise<void> {
    await api.PATCH('/api/v1/users/{name}', { ...path, body: { isDisabled: !isIn } })
    notifications.show({ message: isIn ? text.enabled(user.name) : text.disabled(user.name), color: 'green' })
    await renew()
  }

  if (link) {
    return <TheLink name={user.name} link={link} title={text.linkTitle(user.name)} onDone={() => setLink(null)} />
  }

  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md">
        <div><State user={user} /></div>
        {user.issuer ? <Alert color="blue" variant="light">{text.signsInAt(user.issuer)}</Alert> : null}
        <RoleField role={role} onChange={setRole} isFixed={Boolean(user.issuer) || !may('patchUser')} />
        <ErrorBox error={problem ?? linking.problem} />
        <Group gap="xs">
          {user.issuer || !may('makePasswordLink') ? null : <Button variant="default" leftSection={<IconLink size={15} />} loading={linking.isBusy} onClick={linking.onSubmit}>{text.link}</Button>}
          {may('patchUser')
            ? user.isDisabled
              ? <Button variant="default" onClick={() => void letIn(true)}>{text.enable}</Button>
              : <ConfirmButton title={text.disableTitle(user.name)} text={text.disableText} confirm={text.disable} isDangerous onConfirm={() => letIn(false)}>{text.disable}</ConfirmButton>
            : null}
          {may('deleteUser')
            ? (
                <ConfirmButton
                  title={settingsText.removeTitle(user.name)} text={text.removeText} confirm={settingsText.remove} isDangerous
                  onConfirm={async () => {
                    await api.DELETE('/api/v1/users/{name}', path)
                    notifications.show({ message: settingsText.removed(user.name), color: 'green' })
                    await renew()
                    onClose()
                  }}
                >
                  {settingsText.remove}
                </ConfirmButton>
              )
            : null}
        </Group>
        <Group justify="flex-end"><Button variant="default" onClick={onClose}>{partsText.cancel}</Button>{role === user.role ? null : <Button type="submit" loading={isBusy}>{partsText.save}</Button>}</Group>
      </Stack>
    </form>
  )
}
