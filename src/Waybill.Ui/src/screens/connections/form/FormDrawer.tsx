import { Alert, Button, Center, Group, List, Loader, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconHistory, IconLock, IconUserEdit } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState, type FormEvent, type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { asProblem, type Problem } from '../../../api/problem'
import { useMay } from '../../../app/session'
import { ErrorBox } from '../../../parts/ErrorBox'
import { JsonDiff } from '../../../parts/JsonDiff'
import { SideDrawer, useQueryValue } from '../../../parts/SideDrawer'
import { connectionFormText as text } from '../../../text/connections'
import { connectionFields } from '../../../text/connectionFields'
import { partsText } from '../../../text/parts'
import classes from '../Connections.module.css'
import {
  forgetConnections, readConnection, useCertificates, useConnection, useConnectionLines, useOrganisation, usePartners, usePresets, useStations, type ConnectionDetail,
} from '../useConnections'
import { Advanced } from './Advanced'
import { placed } from './groups'
import { planOf, type Taken } from './plan'
import { PresetPicker } from './PresetPicker'
import { ReceiptSection } from './ReceiptSection'
import { changeConnection, createConnection } from './save'
import { useConnectionSchema } from './schema'
import { SecuritySection } from './SecuritySection'
import { secretsOf, settingsOf } from './settings'
import type { FormState } from './SettingField'
import { emptyDraft, forgetDraft, useDraft, type Draft } from './useDraft'
import { asWritten, change, type Changes } from './values'
import { WhoSection } from './WhoSection'

const size = 'min(860px, 94vw)'

/** The drawers that make a connection (`?new=1`) and change one (`?edit=NAME`). */
export function FormDrawer() {
  const [edited] = useQueryValue('edit')
  return (
    <>
      <SideDrawer param="new" size={size} title={<Text fw={660} size="lg" component="span">{text.createTitle}</Text>}>{() => <FormLoader name={null} />}</SideDrawer>
      <SideDrawer param="edit" size={size} title={<Text fw={660} size="lg" component="span">{text.editTitle(edited ?? '')}</Text>}>{name => <FormLoader key={name} name={name} />}</SideDrawer>
    </>
  )
}

/** Waits for what the form is made of. */
function FormLoader({ name }: { name: string | null }) {
  const schema = useConnectionSchema()
  const [partners, stations] = [usePartners(), useStations()]
  const connection = useConnection(name ?? '', name !== null)
  const failed = [schema, partners, stations, connection].find(query => query.isError && !query.data)
  if (failed) {
    return <ErrorBox error={failed.error} onRetry={() => void failed.refetch()} />
  }

  return schema.data && partners.data && stations.data && (name === null || connection.data)
    ? <Form name={name} connection={connection.data} schema={schema.data} />
    : <Center py="xl"><Loader aria-label={partsText.loading} /></Center>
}

function Form({ name, connection, schema }: { name: string | null; connection: ConnectionDetail | undefined; schema: NonNullable<ReturnType<typeof useConnectionSchema>['data']> }) {
  const isNew = name === null
  const may = useMay()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [, close] = useQueryValue(isNew ? 'new' : 'edit')
  const [partners, stations, certificates, lines] = [usePartners().data ?? [], useStations().data ?? [], useCertificates().data ?? [], useConnectionLines().data ?? []]
  const organisation = useOrganisation().data
  const presets = usePresets().data ?? []
  const secrets = useMemo(() => new Set(Object.keys(schema).filter(one => schema[one]!.writeOnly)), [schema])
  const start = (): Draft => connection
    ? { ...emptyDraft, base: settingsOf(connection), etag: connection.etag }
    : { ...emptyDraft, partner: partners.length === 0 ? { name: '', id: '' } : null, station: stations.length === 0 && may('makeCertificate') ? { id: '' } : null, changes: stations.length === 1 ? { station: stations[0]!.name } : {} }
  const { draft, isRestored, update, discard } = useDraft(name, start(), secrets)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [conflict, setConflict] = useState<ConnectionDetail | null>(null)
  const taken: Taken = { connections: lines.map(one => one.name), partners: partners.map(one => one.name), stations: stations.map(one => one.name), certificates: certificates.map(one => one.name) }
  const form: FormState = {
    base: draft.base, changes: draft.changes, problem, kept: secretsOf(connection),
    set: (field, value) => update(old => ({ ...old, changes: value === undefined ? without(old.changes, field) : change(old.changes, old.base, field, value, schema[field]) })),
  }
  const isFixed = connection?.managedBy === 'appsettings'
  const count = Object.keys(draft.changes).length + (draft.certificate === null ? 0 : 1)

  function onMade(kind: 'stations' | 'partners' | 'certificates', made: string): void {
    update(old => kind === 'certificates' ? { ...old, certificate: null } : kind === 'partners' ? { ...old, partner: null, changes: { ...old.changes, partner: made } } : { ...old, station: null, changes: { ...old.changes, station: made } })
  }

  async function save(): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      if (isNew) {
        const made = await createConnection(draft, taken, onMade)
        forgetDraft(null)
        notifications.show({ color: 'green', message: text.created(made) })
        await navigate(`/connections/${encodeURIComponent(made)}`)
      } else {
        await changeConnection(name, draft, taken, onMade)
        forgetDraft(name)
        notifications.show({ color: 'green', message: text.saved(name) })
        close(null, { replace: true })
      }
    } catch (failure) {
      const found = asProblem(failure)
      if (found.status === 412 && !isNew) {
        setConflict(await readConnection(name))
      } else {
        setProblem(found)
      }
    } finally {
      setBusy(false)
      await forgetConnections(client)
    }
  }

  function resolve(keepsMine: boolean): void {
    const latest = settingsOf(conflict!)
    const next: Draft = { ...emptyDraft, base: latest, etag: conflict!.etag, ...(keepsMine ? { certificate: draft.certificate, changes: onTop(draft.changes, latest) } : {}) }
    if (keepsMine) {
      update(() => next)
    } else {
      discard(next)
    }

    setConflict(null)
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    void save()
  }

  // The form comes after the drawer: the focus goes to its first field by hand.
  const self = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (isNew) {
      self.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus({ preventScroll: true })
    }
  }, [isNew])

  // What was refused has to be seen, also from the foot of a long form.
  useEffect(() => {
    if (problem) {
      const first = self.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
      first?.focus()
      ;(first ?? self.current)?.scrollIntoView({ block: first ? 'center' : 'start' })
    }
  }, [problem])

  return (
    <form ref={self} className={classes.form} onSubmit={submit} noValidate>
      {isRestored ? <Note icon={<IconHistory />}>{text.restored} <Button size="compact-sm" variant="default" ml="xs" onClick={() => discard(start())}>{text.discard}</Button></Note> : null}
      {isFixed ? <Note icon={<IconLock />}>{text.readOnly}</Note> : connection?.managedBy === 'file' ? <Note icon={<IconLock />}>{text.fromFile}</Note> : null}
      {conflict
        ? (
            <Alert className={classes.warn!} color="yellow" variant="light" icon={<IconUserEdit />} title={text.conflict.title} role="alert">
              <Text size="sm" mb="xs">{text.conflict.text}</Text>
              <JsonDiff before={draft.base} after={settingsOf(conflict)} />
              <Group gap="xs" mt="sm">
                <Button size="xs" onClick={() => resolve(true)}>{text.conflict.mine}</Button>
                <Button size="xs" variant="default" onClick={() => resolve(false)}>{text.conflict.theirs}</Button>
              </Group>
            </Alert>
          )
        : null}
      <ErrorBox error={problem} shownFields={problem ? Object.keys(problem.errors).filter(one => shownAtFields.has(one.split('/')[0]!)) : []} />
      <Warnings of={problem?.warnings ?? {}} />
      {isNew
        ? (
            <PresetPicker
              presets={presets} chosen={draft.preset} onChoose={preset => update(old => ({
                ...old, preset: preset?.id ?? null,
                changes: (preset?.settings ?? []).reduce<Changes>((changes, one) => change(changes, old.base, one.name, asWritten(one.value, schema[one.name]), schema[one.name]), old.changes),
              }))}
            />
          )
        : null}
      <WhoSection draft={draft} form={form} partners={partners} stations={stations} mayMakeStation={may('makeCertificate')} isNew={isNew} suggested={planOf({ ...draft, name: null }, taken).name} update={update} />
      <SecuritySection draft={draft} form={form} certificates={certificates} mayAdd={may('putCertificate')} mayMake={may('makeCertificate')} update={update} />
      <ReceiptSection form={form} receiptUrl={organisation?.publicAddress ? `${organisation.publicAddress.replace(/\/$/, '')}/as2` : ''} />
      <Advanced schema={schema} form={form} />
      <Group justify="space-between" className={classes.foot}>
        <Text size="sm" c="dimmed">{isNew ? '' : count === 0 ? text.unchanged : text.changedCount(count)}</Text>
        <Group gap="xs">
          <Button variant="default" onClick={() => close(null)}>{partsText.cancel}</Button>
          <Button type="submit" loading={isBusy} disabled={isFixed || conflict !== null || (!isNew && count === 0)}>{isNew ? text.create : text.save}</Button>
        </Group>
      </Group>
    </form>
  )
}

/** Sentences about these stand at their fields. */
const shownAtFields: ReadonlySet<string> = new Set([...placed.filter(one => one !== 'asyncReceiptUrl' && one !== 'receiptDeadline'), 'name', 'certificate', 'theirId', 'partnerName', 'stationId'])

const without = (changes: Changes, name: string): Changes => Object.fromEntries(Object.entries(changes).filter(([one]) => one !== name))

/** Changes over what somebody else saved: those that say the same now are none. */
const onTop = (changes: Changes, latest: Changes): Changes => Object.fromEntries(Object.entries(changes).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(latest[name] ?? null)))

function Note({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return <Alert className={classes.note!} variant="light" color="gray" icon={icon} py={8} role="status">{children}</Alert>
}

/** What would work and should be changed, apart from what is wrong. */
export function Warnings({ of, title = text.warnings }: { of: Readonly<Record<string, readonly string[]>>; title?: string }) {
  const lines = Object.entries(of).flatMap(([name, sentences]) => sentences.map(sentence => `${connectionFields[name.split('/')[0]!]?.[0] ?? name}: ${sentence}`))
  return lines.length === 0
    ? null
    : <Alert className={classes.warn!} color="yellow" variant="light" icon={<IconAlertTriangle />} title={title}><List size="sm">{lines.map(line => <List.Item key={line}>{line}</List.Item>)}</List></Alert>
}
