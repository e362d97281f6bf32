import { Alert, Anchor, Button, Group, Loader, Stack, Table, TagsInput, Text, TextInput, Textarea, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconBuilding, IconPlus } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { change, create, remove, resourceKey, useResources } from '../../api/keep'
import { errorUnder, namesUnder } from '../../api/problem'
import type { Certificate, Station } from '../../api/resources'
import { hasScreen } from '../../app/screens'
import { useMay } from '../../app/session'
import { useSubmit } from '../../app/useSubmit'
import { ConfirmButton } from '../../parts/ConfirmButton'
import { EmptyState } from '../../parts/EmptyState'
import { ErrorBox } from '../../parts/ErrorBox'
import { field } from '../../parts/Field'
import { FreshnessBar } from '../../parts/FreshnessBar'
import { SideDrawer, useQueryValue } from '../../parts/SideDrawer'
import { StatusWord, type Tone } from '../../parts/StatusWord'
import { formatDate, formatNumber } from '../../text/format'
import { partsText } from '../../text/parts'
import { settingsText } from '../../text/settings'
import classes from './Settings.module.css'

const text = settingsText.stations
const fields = ['name', 'as2Id', 'description', 'aliases'] as const
const tones: Record<'planned' | 'current' | 'retired', Tone> = { planned: 'busy', current: 'good', retired: 'quiet' }

const certificatesOf = (station: string, all: readonly Certificate[]): Certificate[] => all.filter(one => one.owner === `station/${station}`)

/** Our own sides of AS2. */
export default function Stations() {
  const may = useMay()
  const query = useResources<Station>('stations')
  const certificates = useResources<Certificate>('certificates', may('listCertificates')).data ?? []
  const [open, setOpen] = useQueryValue('station')
  const [, setNew] = useQueryValue('new')
  const stations = query.data ?? []
  const add = may('putStation') ? <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => setNew('station')}>{text.add}</Button> : null
  return (
    <>
      <FreshnessBar query={query} />
      {query.isLoading ? <Loader aria-label={partsText.loading} /> : null}
      {query.isError && !query.data ? <ErrorBox error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isSuccess && stations.length === 0 ? <EmptyState icon={<IconBuilding size={36} />} title={text.empty.title} text={text.empty.text}>{add}</EmptyState> : null}
      {stations.length > 0
        ? (
            <>
              <div className={classes.bar}>{add}</div>
              <Table fz="sm" verticalSpacing={7}>
                <Table.Thead><Table.Tr>{(['name', 'as2Id', 'description', 'certificates', 'aliases'] as const).map(one => <Table.Th key={one}>{text.columns[one]}</Table.Th>)}</Table.Tr></Table.Thead>
                <Table.Tbody>
                  {stations.map(station => (
                    <Table.Tr key={station.name}>
                      <Table.Td><Anchor component="button" type="button" className={classes.name} inherit onClick={() => setOpen(station.name)}>{station.name}</Anchor></Table.Td>
                      <Table.Td className="mono">{station.as2Id}</Table.Td>
                      <Table.Td>{station.description ?? partsText.none}</Table.Td>
                      <Table.Td>{formatNumber(certificatesOf(station.name, certificates).length)}</Table.Td>
                      <Table.Td>{station.aliases?.map(alias => alias.as2Id).join(', ') || partsText.none}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </>
          )
        : null}
      <SideDrawer param="station" title={open ?? ''} size="min(560px, 92vw)">
        {name => {
          const station = stations.find(one => one.name === name)
          return station
            ? <StationForm key={station.name} station={station} certificates={certificatesOf(station.name, certificates)} onClose={() => setOpen(null)} />
            : query.isLoading ? <Loader aria-label={partsText.loading} /> : <EmptyState title={partsText.nothing} />
        }}
      </SideDrawer>
      <SideDrawer param="new" title={text.new} size="min(560px, 92vw)">{() => <StationForm station={null} certificates={[]} onClose={() => setNew(null)} />}</SideDrawer>
    </>
  )
}

function StationForm({ station, certificates, onClose }: { station: Station | null; certificates: readonly Certificate[]; onClose: () => void }) {
  const client = useQueryClient()
  const may = useMay()
  const [name, setName] = useState(station?.name ?? '')
  const [as2Id, setAs2Id] = useState(station?.as2Id ?? '')
  const [description, setDescription] = useState(station?.description ?? '')
  const known = station?.aliases ?? []
  const [aliases, setAliases] = useState(known.map(alias => alias.as2Id ?? ''))
  const isFixed = Boolean(station?.managedBy) || !may(station ? 'patchStation' : 'putStation')
  const done = async (sentence: string): Promise<void> => {
    notifications.show({ message: sentence, color: 'green' })
    await client.invalidateQueries({ queryKey: resourceKey('stations') })
    onClose()
  }
  const { isBusy, problem, onSubmit } = useSubmit(async () => {
    // Aliases go along only when somebody changed them: the gateway adds one by itself when the name changes. A date of an alias stays.
    const isSame = aliases.join('\n') === known.map(alias => alias.as2Id).join('\n')
    const settings = { as2Id, description: description || (station ? null : undefined), ...(isSame ? {} : { aliases: aliases.map(alias => known.find(one => one.as2Id === alias) ?? { as2Id: alias }) }) }
    await (station ? change('stations', station, settings) : create('stations', name, settings))
    await done(settingsText.saved(name))
  })
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md">
        {station?.managedBy ? <Alert color="blue" variant="light">{settingsText.fromFile}</Alert> : null}
        {station ? null : <TextInput {...field(text.name, problem, 'name')} value={name} onChange={event => setName(event.currentTarget.value)} required data-autofocus spellCheck={false} />}
        <TextInput {...field(text.as2Id, problem, 'as2Id')} value={as2Id} onChange={event => setAs2Id(event.currentTarget.value)} required readOnly={isFixed} spellCheck={false} />
        <Textarea {...field(text.description, problem, 'description')} value={description} onChange={event => setDescription(event.currentTarget.value)} readOnly={isFixed} autosize minRows={1} />
        <TagsInput {...field(text.aliases, problem)} error={errorUnder(problem, 'aliases')} value={aliases} onChange={setAliases} readOnly={isFixed} />
        {known.filter(alias => alias.until).map(alias => <Text key={alias.as2Id} size="sm" c="dimmed">{text.until(alias.as2Id ?? '', formatDate(alias.until!))}</Text>)}
        {station ? <Certificates certificates={certificates} /> : null}
        {problem ? <ErrorBox error={problem} shownFields={namesUnder(problem, fields)} /> : null}
        <Group justify="space-between">
          {station && !station.managedBy && may('deleteStation')
            ? (
                <ConfirmButton
                  title={settingsText.removeTitle(station.name)} text={text.removeText} confirm={settingsText.remove} isDangerous
                  onConfirm={async () => {
                    await remove('stations', station)
                    await done(settingsText.removed(station.name))
                  }}
                >
                  {settingsText.remove}
                </ConfirmButton>
              )
            : <span />}
          <Group gap="xs"><Button variant="default" onClick={onClose}>{partsText.cancel}</Button>{isFixed ? null : <Button type="submit" loading={isBusy}>{partsText.save}</Button>}</Group>
        </Group>
      </Stack>
    </form>
  )
}

function Certificates({ certificates }: { certificates: readonly Certificate[] }) {
  return (
    <div>
      <Title order={3} size="h6" mb={4}>{text.certificates}</Title>
      {certificates.length === 0 ? <Text size="sm" c="dimmed">{text.noCertificate}</Text> : null}
      {certificates.map(one => (
        <Group key={one.name} gap="sm" py={4}>
          <StatusWord tone={tones[one.state ?? 'current']}>{text.states[one.state ?? 'current']}</StatusWord>
          {hasScreen('certificates') ? <Anchor component={Link} to={`/certificates?c=${encodeURIComponent(one.name)}`} size="sm">{one.name}</Anchor> : <Text size="sm">{one.name}</Text>}
          <Text size="sm" c="dimmed">{text.use[one.use ?? 'any']}</Text>
        </Group>
      ))}
    </div>
  )
}
