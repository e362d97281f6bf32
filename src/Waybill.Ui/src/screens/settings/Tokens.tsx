import { Button, Group, Loader, MultiSelect, Select, Stack, Table, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconApi, IconPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, ok, type Schemas } from '../../api/client'
import { errorUnder, namesUnder } from '../../api/problem'
import { useMay } from '../../app/session'
import { useSubmit } from '../../app/useSubmit'
import { ConfirmButton } from '../../parts/ConfirmButton'
import { EmptyState } from '../../parts/EmptyState'
import { ErrorBox } from '../../parts/ErrorBox'
import { field } from '../../parts/Field'
import { FreshnessBar } from '../../parts/FreshnessBar'
import { Instant, useNow } from '../../parts/Instant'
import { SideDrawer, useQueryValue } from '../../parts/SideDrawer'
import { StatusWord } from '../../parts/StatusWord'
import { formatDate, formatNumber } from '../../text/format'
import { partsText } from '../../text/parts'
import { settingsText } from '../../text/settings'
import { Once } from './Once'
import { useGivenRoles } from './roles'
import classes from './Settings.module.css'

const text = settingsText.tokens
const tokensKey = ['tokens'] as const
const day = 86_400_000
const lengths = { none: null, month: 30 * day, quarter: 90 * day, year: 365 * day } as const
type Length = keyof typeof lengths

type Token = Schemas['TokenView']

/** API tokens: made, shown once, revoked. */
export default function Tokens() {
  const may = useMay()
  const query = useQuery({ queryKey: tokensKey, queryFn: () => ok(api.GET('/api/v1/tokens')) })
  const [, setNew] = useQueryValue('new')
  const [isAll, setAll] = useState(false)
  const now = useNow()
  const tokens = query.data?.items ?? []
  const isOver = (token: Token): boolean => Boolean(token.revokedAt) || Boolean(token.expiresAt && new Date(token.expiresAt).getTime() <= now)
  const over = tokens.filter(isOver).length
  const shown = isAll ? tokens : tokens.filter(token => !isOver(token))
  const add = may('createToken') ? <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => setNew('token')}>{text.add}</Button> : null
  return (
    <>
      <FreshnessBar query={query} />
      {query.isLoading ? <Loader aria-label={partsText.loading} /> : null}
      {query.isError && !query.data ? <ErrorBox error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isSuccess && tokens.length === 0 ? <EmptyState icon={<IconApi size={36} />} title={text.empty.title} text={text.empty.text}>{add}</EmptyState> : null}
      {tokens.length > 0
        ? (
            <>
              <div className={classes.bar}>{over > 0 && !isAll ? <Button size="xs" variant="subtle" onClick={() => setAll(true)}>{text.showRevoked(formatNumber(over))}</Button> : null}{add}</div>
              <div className={classes.scroll} role="region" aria-label={text.list} tabIndex={0}>
                <Table fz="sm" verticalSpacing={7}>
                  <Table.Thead><Table.Tr>{(['name', 'value', 'role', 'scopes', 'lastUsed', 'ends', 'state'] as const).map(one => <Table.Th key={one}>{text.columns[one]}</Table.Th>)}<Table.Th aria-label={text.revoke} /></Table.Tr></Table.Thead>
                  <Table.Tbody>
                    {shown.map(token => (
                      <Table.Tr key={token.id}>
                        <Table.Td className={classes.name}>{token.name}</Table.Td>
                        <Table.Td className="mono">{token.prefix}…</Table.Td>
                        <Table.Td>{settingsText.roles[token.role]}</Table.Td>
                        <Table.Td>{token.scopes.join(', ') || text.whole}</Table.Td>
                        <Table.Td>{token.lastUsedAt ? <Instant at={token.lastUsedAt} /> : text.never}</Table.Td>
                        <Table.Td>{token.expiresAt ? formatDate(token.expiresAt) : text.never}</Table.Td>
                        <Table.Td>{token.revokedAt ? <StatusWord tone="quiet">{text.revoked}</StatusWord> : isOver(token) ? <StatusWord tone="quiet">{text.ended}</StatusWord> : <StatusWord tone="good">{text.active}</StatusWord>}</Table.Td>
                        <Table.Td ta="right">{isOver(token) || !may('revokeToken') ? null : <Revoke token={token} />}</Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </div>
            </>
          )
        : null}
      <SideDrawer param="new" title={text.new} size="min(520px, 92vw)">{() => <TokenForm onClose={() => setNew(null)} />}</SideDrawer>
    </>
  )
}

function Revoke({ token }: { token: Token }) {
  const client = useQueryClient()
  return (
    <ConfirmButton
      size="compact-sm" title={text.revokeTitle(token.name)} text={text.revokeText} confirm={text.revoke} isDangerous aria-label={text.revokeOf(token.name)}
      onConfirm={async () => {
        await api.DELETE('/api/v1/tokens/{id}', { params: { path: { id: token.id } } })
        notifications.show({ message: text.wasRevoked(token.name), color: 'green' })
        await client.invalidateQueries({ queryKey: tokensKey })
      }}
    >
      {text.revoke}
    </ConfirmButton>
  )
}

function TokenForm({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const roles = useGivenRoles()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Schemas['Role']>('operator')
  const [scopes, setScopes] = useState<string[]>([])
  const [ends, setEnds] = useState<Length>('none')
  const [made, setMade] = useState<Schemas['MadeToken'] | null>(null)
  const { isBusy, problem, onSubmit } = useSubmit(async () => {
    const length = lengths[ends]
    setMade(await ok(api.POST('/api/v1/tokens', { body: { name, role, scopes, expiresAt: length === null ? null : new Date(Date.now() + length).toISOString() } })))
    await client.invalidateQueries({ queryKey: tokensKey })
  })
  if (made) {
    return <Once title={text.madeTitle} text={text.madeText} label={text.valueLabel} value={made.value} copy={text.copy} onDone={onClose} />
  }

  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md">
        <TextInput {...field(text.name, problem, 'name')} value={name} onChange={event => setName(event.currentTarget.value)} required data-autofocus spellCheck={false} autoComplete="off" />
        <Select {...field(text.role, problem, 'role')} description={settingsText.rolesAbout[role]} value={role} onChange={value => setRole(roles.find(one => one === value) ?? role)} allowDeselect={false} data={roles.map(value => ({ value, label: settingsText.roles[value] }))} />
        <MultiSelect {...field(text.scopes, problem)} error={errorUnder(problem, 'scopes')} value={scopes} onChange={setScopes} data={Object.entries(text.scopeNames).map(([value, label]) => ({ value, label }))} />
        <Select {...field(text.ends, problem, 'expiresAt')} value={ends} onChange={value => setEnds(value !== null && value in lengths ? value as Length : 'none')} allowDeselect={false} data={Object.entries(text.lengths).map(([value, label]) => ({ value, label }))} />
        {problem ? <ErrorBox error={problem} shownFields={namesUnder(problem, ['name', 'role', 'scopes', 'expiresAt'])} /> : null}
        <Group justify="flex-end"><Button variant="default" onClick={onClose}>{partsText.cancel}</Button><Button type="submit" loading={isBusy}>{text.submit}</Button></Group>
      </Stack>
    </form>
  )
}
