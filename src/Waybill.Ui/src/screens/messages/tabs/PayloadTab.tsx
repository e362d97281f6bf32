import { Button, Group, Loader, SegmentedControl, Select, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../api/client'
import { asProblem } from '../../../api/problem'
import { useMay } from '../../../app/session'
import { save } from '../../../parts/download'
import { ErrorBox } from '../../../parts/ErrorBox'
import { Facts } from '../../../parts/Facts'
import { formatBytes } from '../../../text/format'
import { messagesText } from '../../../text/messages'
import classes from '../Messages.module.css'
import { hexOf, isText, readStart, segmentsOf, textOf } from '../payload'
import type { Message } from '../useMessage'

const text = messagesText.payload

/** The documents as the business sees them: EDI by segment, text by its type, anything in hex. */
export default function PayloadTab({ message }: { message: Message }) {
  const may = useMay()
  const [number, setNumber] = useState(1)
  const document = message.documents.find(one => one.number === number)
  if (!document) {
    return <Text c="dimmed">{text.none}</Text>
  }

  const envelopes = message.envelopes.filter(one => one.document === number)
  return (
    <div className={classes.section}>
      <Group justify="space-between">
        {message.documents.length > 1
          ? <Select size="xs" aria-label={text.document} value={String(number)} onChange={value => setNumber(Number(value))} data={message.documents.map(one => ({ value: String(one.number), label: `${one.number}: ${one.fileName ?? one.contentType}` }))} />
          : <Text fw={600}>{document.fileName ?? document.contentType}</Text>}
        {may('getDocument')
          ? (
              <Button
                size="xs" variant="default" leftSection={<IconDownload size={15} />}
                onClick={() => void call(document.href).then(answer => save(answer, document.fileName ?? `${message.exchange.id}-${number}`)).catch((failure: unknown) => notifications.show({ message: asProblem(failure).message, color: 'red' }))}
              >
                {text.download}
              </Button>
            )
          : null}
      </Group>
      <Facts rows={[
        [text.contentType, document.contentType],
        [messagesText.facts.size, formatBytes(document.bytes)],
        [text.digest, document.sha256 ? <span className="mono">{document.sha256}</span> : null],
        ...envelopes.slice(0, 5).map((one): [string, string] => [text.envelope, [one.standard, one.type, one.version, one.number, one.sender && one.receiver ? `${one.sender} → ${one.receiver}` : null].filter(Boolean).join(' · ')]),
      ]}
      />
      {may('getDocument') ? <Content href={document.href} length={document.bytes} /> : <Text c="dimmed" size="sm">{text.noRight}</Text>}
    </div>
  )
}

function Content({ href, length }: { href: string; length: number }) {
  const query = useQuery({ queryKey: ['document', href], queryFn: async ({ signal }) => readStart(await call(href, { signal })), staleTime: Infinity, gcTime: 0 })
  const [chosen, setChosen] = useState<string | null>(null)
  if (query.isLoading) {
    return <Group gap="xs"><Loader role="status" size="sm" aria-label={text.loading} /></Group>
  }

  if (!query.data) {
    return <ErrorBox error={query.error} onRetry={() => void query.refetch()} />
  }

  const bytes = query.data
  const edi = segmentsOf(bytes)
  const forms = [...(edi ? [{ value: 'segments', label: text.forms.segments }] : []), ...(isText(bytes) ? [{ value: 'text', label: text.forms.text }] : []), { value: 'hex', label: text.forms.hex }]
  const form = forms.find(one => one.value === chosen)?.value ?? forms[0]!.value
  return (
    <>
      <div><SegmentedControl size="xs" value={form} onChange={setChosen} data={forms} aria-label={text.forms.label} /></div>
      {form === 'segments' && edi
        ? (
            <div className={classes.segments} tabIndex={0} role="region" aria-label={text.forms.segments}>
              <ol>
                {edi.segments.map((segment, index) => (
                  <li key={index}>
                    <span className={classes.number}>{index + 1}</span>
                    <b>{segment[0]}</b>
                    <span className={classes.elements}>{segment.slice(1).map((element, at) => <span key={at}><span className={classes.separator}>{edi.separator}</span>{element}</span>)}</span>
                  </li>
                ))}
              </ol>
            </div>
          )
        : <pre className={`${classes.text} ${form === 'hex' ? classes.hex : ''}`} tabIndex={0} aria-label={form === 'hex' ? text.forms.hex : text.forms.text}>{form === 'hex' ? hexOf(bytes) : textOf(bytes)}</pre>}
      {bytes.length < length ? <Text size="sm" c="dimmed">{text.cut(formatBytes(bytes.length), formatBytes(length))}</Text> : null}
    </>
  )
}
