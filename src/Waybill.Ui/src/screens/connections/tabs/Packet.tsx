import { Button, Group, Text } from '@mantine/core'
import { IconDownload, IconLink } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, callJson } from '../../../api/client'
import { useMay } from '../../../app/session'
import { ConfirmButton } from '../../../parts/ConfirmButton'
import { CopyButton, CopyIcon } from '../../../parts/CopyButton'
import { save, saveBlob } from '../../../parts/download'
import { ErrorBox } from '../../../parts/ErrorBox'
import { Facts } from '../../../parts/Facts'
import { Instant } from '../../../parts/Instant'
import { connectionsText } from '../../../text/connections'
import { formatDate, formatThumbprint } from '../../../text/format'
import classes from '../Connections.module.css'
import { CertificateLine } from '../form/CertificateSlot'
import type { ConnectionLine } from '../state'
import { useCertificates, useOrganisation, useStations, type ConnectionDetail } from '../useConnections'
import { readCertificate } from '../x509'

const text = connectionsText.packet

/** What the partner has to enter on its side, to copy, to download, and to share as a link. */
export function Packet({ name, connection, line }: { name: string; connection: ConnectionDetail | undefined; line: ConnectionLine | undefined }) {
  const may = useMay()
  const organisation = useOrganisation().data
  const station = (useStations().data ?? []).find(one => one.name === connection?.station)
  const ours = (useCertificates().data ?? []).filter(one => one.owner === `station/${station?.name ?? ''}` && (one.state ?? 'current') !== 'retired' && one.certificate)
  const pem = ours[0]?.certificate ?? null
  const { data: facts } = useQuery({ queryKey: ['certificate-facts', pem], queryFn: () => readCertificate(pem ?? ''), enabled: pem !== null, staleTime: Infinity })
  const id = station?.as2Id ?? line?.station ?? ''
  const url = organisation?.publicAddress ? `${organisation.publicAddress.replace(/\/$/, '')}/as2` : ''
  const algorithms = connection ? [text.signs(connection.sign ?? 'sha-256'), text.encrypts(connection.encrypt ?? 'aes256-cbc')].join(', ') : ''
  const receipt = connection?.receipt ?? 'signed'
  const receipts = receipt === 'none' ? connectionsText.overview.receipts.none : connection?.asyncReceiptUrl ? connectionsText.overview.receipts.later(receipt) : connectionsText.overview.receipts.same(receipt)
  const sheet = (): string => text.text({
    company: organisation?.name ?? id, id, url: url || '–', partnerId: line?.partner ?? '', algorithms, receipt: receipts,
    certificate: facts ? `${facts.subject}, ${text.validUntil} ${formatDate(facts.notAfter)}\nSHA-256 ${formatThumbprint(facts.sha256)}\n\n${facts.pem}` : text.noCertificate,
  })

  return (
    <section className={classes.box}>
      <h2>{text.title}</h2>
      <Text size="sm" c="dimmed">{text.about}</Text>
      <Facts rows={[
        [text.id, <Copied key="id" value={id} what={text.id} />],
        [text.url, url === '' ? <Text key="url" size="sm" c="dimmed">{text.noUrl}</Text> : <Copied key="url" value={url} what={text.url} />],
        [text.algorithms, algorithms],
        [text.receipt, connection ? receipts : null],
      ]}
      />
      {ours.length === 0 ? connection ? <Text size="sm" c="dimmed">{text.noCertificate}</Text> : null : ours.map(one => <CertificateLine key={one.name} pem={one.certificate!} note={one.name} />)}
      <Group gap="xs">
        <CopyButton size="xs" text={sheet}>{text.copy}</CopyButton>
        <Button size="xs" variant="default" leftSection={<IconDownload size={14} />} onClick={() => saveBlob(new Blob([sheet()], { type: 'text/plain' }), `${id}-as2.txt`)}>{text.download}</Button>
        {may('getPacket')
          ? <Button size="xs" variant="default" leftSection={<IconDownload size={14} />} onClick={() => void call(`/api/v1/connections/${encodeURIComponent(name)}/packet?format=zip`).then(answer => save(answer, `${name}.zip`))}>{text.downloadAll}</Button>
          : pem ? <Button size="xs" variant="default" leftSection={<IconDownload size={14} />} onClick={() => saveBlob(new Blob([pem], { type: 'application/x-pem-file' }), `${ours[0]!.name}.pem`)}>{text.downloadCertificate}</Button> : null}
      </Group>
      {may('listShares') ? <Shares name={name} /> : null}
    </section>
  )
}

function Copied({ value, what }: { value: string; what: string }) {
  return <Group gap={4} wrap="nowrap"><span className="mono">{value}</span><CopyIcon text={value} what={what} /></Group>
}

interface Share { id: string, createdBy: string, expiresAt: string, revokedAt?: string | null, openedAt?: string | null }

/** Links that show the same to whoever has them. */
function Shares({ name }: { name: string }) {
  const may = useMay()
  const client = useQueryClient()
  const key = ['shares', name]
  const path = `/api/v1/connections/${encodeURIComponent(name)}/shares`
  const shares = useQuery({ queryKey: key, queryFn: () => callJson<{ items: Share[] }>('GET', path) })
  const make = useMutation({ mutationFn: () => callJson<{ link: string }>('POST', path, {}), onSettled: () => client.invalidateQueries({ queryKey: key }) })
  return (
    <>
      <h2>{text.share}</h2>
      <Text size="sm" c="dimmed">{text.shareAbout}</Text>
      {make.data ? <div><Copied value={make.data.link} what={text.share} /><Text size="xs" c="dimmed">{text.shareOnce}</Text></div> : null}
      {may('createShare') ? <div><Button size="xs" variant="default" leftSection={<IconLink size={14} />} loading={make.isPending} onClick={() => make.mutate()}>{text.shareMake}</Button></div> : null}
      <ErrorBox error={make.error ?? (shares.data ? null : shares.error)} />
      {(shares.data?.items ?? []).filter(one => Date.parse(one.expiresAt) > Date.now()).map(one => (
        <Group key={one.id} gap="xs">
          <Text size="sm">{one.createdBy}, {text.sharedUntil} {formatDate(one.expiresAt)}, {one.openedAt ? <>{text.opened} <Instant at={one.openedAt} /></> : text.notOpened}</Text>
          {one.revokedAt ? <Text size="sm" c="dimmed">{text.revoked}</Text> : may('revokeShare')
            ? (
                <ConfirmButton
                  size="compact-xs" title={text.revoke} text={text.shareAbout} confirm={text.revoke} isDangerous
                  onConfirm={async () => {
                    await callJson('DELETE', `/api/v1/shares/${encodeURIComponent(one.id)}`)
                    await client.invalidateQueries({ queryKey: key })
                  }}
                >
                  {text.revoke}
                </ConfirmButton>
              )
            : null}
        </Group>
      ))}
    </>
  )
}
