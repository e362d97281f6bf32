import { Alert, Button, Checkbox, FileButton, Group, List, Modal, Select, Stack, Table, Text, Textarea } from '@mantine/core'
import { IconAlertTriangle, IconFileImport, IconUpload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState, type DragEvent } from 'react'
import { useSearchParams } from 'react-router'
import { call } from '../../../api/client'
import { ErrorBox } from '../../../parts/ErrorBox'
import { connectionFields } from '../../../text/connectionFields'
import { connectionFormText } from '../../../text/connections'
import { partsText } from '../../../text/parts'
import classes from '../Connections.module.css'
import { CertificateLine } from '../form/CertificateSlot'
import { useConnectionSchema } from '../form/schema'
import { keepDraft } from '../form/useDraft'
import { useStations } from '../useConnections'
import { draftOf, type Sheet } from './fill'

const text = connectionFormText.sheet

const fieldWords: Readonly<Record<string, string>> = { 'partner/description': connectionFormText.who.partnerName.label, 'partner/identities/0/as2Id': connectionFormText.who.theirId.label, 'station/as2Id': connectionFormText.who.stationId.label }
const wordOf = (field: string): string => fieldWords[field] ?? connectionFields[field.split('/')[1] ?? '']?.[0] ?? field

/** Reads what a partner sent about itself (`?sheet=1`), shows every guess, and fills the form with those that are taken. */
export function SheetDialog() {
  const [params, setParams] = useSearchParams()
  const close = () => setParams(old => moved(old, null))
  return (
    <Modal opened={params.has('sheet')} onClose={close} size={820} title={<Text fw={650} component="span">{text.title}</Text>} closeButtonProps={{ 'aria-label': partsText.close }}>
      <Inside onFilled={() => setParams(old => moved(old, 'new'))} />
    </Modal>
  )
}

function moved(old: URLSearchParams, to: string | null): URLSearchParams {
  const next = new URLSearchParams(old)
  next.delete('sheet')
  if (to !== null) {
    next.set(to, '1')
  }

  return next
}

function Inside({ onFilled }: { onFilled: () => void }) {
  const [typed, setTyped] = useState('')
  const [files, setFiles] = useState<File[]>([])
  const [isOver, setOver] = useState(false)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [certificate, setCertificate] = useState<number | null>(0)
  const schema = useConnectionSchema()
  const stations = useStations().data ?? []
  const read = useMutation({
    mutationFn: async (partner: string | null) => {
      const body = new FormData()
      if (typed.trim() !== '') {
        body.append('text', typed)
      }

      if (partner !== null) {
        body.append('partner', partner)
      }

      files.forEach(file => body.append('files', file))
      return await (await call('/api/v1/partner-sheets/read', { method: 'POST', body })).json() as Sheet
    },
    onSuccess: () => {
      setLeft(new Set())
      setCertificate(0)
    },
  })
  const sheet = read.data
  const guesses = (sheet?.guesses ?? []).filter(guess => guess.field.startsWith('partner/') || guess.field.startsWith('connection/'))

  function drop(event: DragEvent): void {
    event.preventDefault()
    setOver(false)
    setFiles([...files, ...event.dataTransfer.files])
  }

  function fill(): void {
    const known = schema.data!
    const ours = sheet!.guesses.find(guess => guess.field === 'station/as2Id')?.value
    const station = stations.find(one => one.as2Id === ours)?.name ?? (stations.length === 1 ? stations[0]!.name : null)
    const taken = new Set(guesses.map(guess => guess.field).filter(field => !left.has(field)))
    keepDraft(null, draftOf(sheet!, taken, certificate, known, station), new Set(Object.keys(known).filter(name => known[name]!.writeOnly)))
    onFilled()
  }

  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">{text.about}</Text>
      <div
        className={classes.drop} data-over={isOver} onDrop={drop} onDragLeave={() => setOver(false)}
        onDragOver={event => {
          event.preventDefault()
          setOver(true)
        }}
      >
        <Textarea label={text.text} data-autofocus autosize minRows={4} maxRows={12} spellCheck={false} value={typed} onChange={event => setTyped(event.currentTarget.value)} />
        <Group gap="xs">
          <Text size="sm">{connectionFormText.security.drop}</Text>
          <FileButton multiple onChange={chosen => setFiles([...files, ...chosen])}>{props => <Button {...props} size="compact-sm" variant="default" leftSection={<IconUpload size={13} />}>{connectionFormText.security.choose}</Button>}</FileButton>
          {files.map((file, index) => (
            <Button key={`${file.name} ${index}`} size="compact-sm" variant="light" aria-label={`${connectionFormText.security.takeAway}: ${file.name}`} onClick={() => setFiles(files.filter(one => one !== file))}>{`${file.name} ×`}</Button>
          ))}
        </Group>
      </div>
      <Group><Button leftSection={<IconFileImport size={15} />} loading={read.isPending} disabled={typed.trim() === '' && files.length === 0} onClick={() => read.mutate(null)}>{text.read}</Button></Group>
      <ErrorBox error={read.error} />
      {sheet
        ? (
            <section aria-label={text.guesses} className={classes.group}>
              {sheet.companies.length > 1 ? <Select label={text.companies} data={[...new Set(sheet.companies)]} value={null} onChange={value => value === null ? undefined : read.mutate(value)} /> : null}
              {sheet.warnings.length > 0
                ? <Alert className={classes.warn!} color="yellow" variant="light" icon={<IconAlertTriangle />}><List size="sm">{sheet.warnings.map(one => <List.Item key={one}>{one}</List.Item>)}</List></Alert>
                : null}
              {guesses.length === 0 && sheet.certificates.length === 0 ? <Text size="sm">{text.nothing}</Text> : null}
              {guesses.length > 0
                ? (
                    <Table verticalSpacing={5} fz="sm">
                      <Table.Thead><Table.Tr><Table.Th w={50}>{text.take}</Table.Th><Table.Th>{text.field}</Table.Th><Table.Th>{text.value}</Table.Th><Table.Th>{text.from}</Table.Th></Table.Tr></Table.Thead>
                      <Table.Tbody>
                        {guesses.map(guess => (
                          <Table.Tr key={guess.field}>
                            <Table.Td>
                              <Checkbox
                                aria-label={`${text.take}: ${wordOf(guess.field)}`} checked={!left.has(guess.field)}
                                onChange={event => setLeft(event.currentTarget.checked ? new Set([...left].filter(one => one !== guess.field)) : new Set([...left, guess.field]))}
                              />
                            </Table.Td>
                            <Table.Td>{wordOf(guess.field)}</Table.Td>
                            <Table.Td><span className="mono">{typeof guess.value === 'string' ? guess.value : JSON.stringify(guess.value)}</span>{guess.others.length > 0 ? <Text size="xs" c="dimmed">{text.others(guess.others.join(', '))}</Text> : null}</Table.Td>
                            <Table.Td>{guess.from}</Table.Td>
                          </Table.Tr>
                        ))}
                      </Table.Tbody>
                    </Table>
                  )
                : null}
              {sheet.certificates.map((one, index) => (
                <CertificateLine key={one.certificate.sha256} pem={one.pem} note={[one.from, ...one.findings.filter(finding => finding.severity !== 'info').map(finding => finding.sentence)].join(' ')}>
                  <Checkbox aria-label={`${text.take}: ${one.certificate.subject}`} checked={certificate === index} onChange={event => setCertificate(event.currentTarget.checked ? index : null)} />
                </CertificateLine>
              ))}
              {guesses.length > 0 || sheet.certificates.length > 0 ? <Group justify="flex-end"><Button disabled={!schema.data} onClick={fill}>{text.fill}</Button></Group> : null}
            </section>
          )
        : null}
    </Stack>
  )
}
