import { Button, FileButton, Group, Text, Textarea } from '@mantine/core'
import { IconCertificate, IconUpload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState, type DragEvent, type ReactNode } from 'react'
import { StatusWord } from '../../../parts/StatusWord'
import { Thumbprint } from '../../../parts/Thumbprint'
import { connectionFormText } from '../../../text/connections'
import { formatDate } from '../../../text/format'
import classes from '../Connections.module.css'
import { readCertificate } from '../x509'

const text = connectionFormText.security

/** One certificate in a line: whose, its thumbprint, its end. */
export function CertificateLine({ pem, note, children }: { pem: string; note?: ReactNode; children?: ReactNode }) {
  const { data } = useQuery({ queryKey: ['certificate-facts', pem], queryFn: () => readCertificate(pem), staleTime: Infinity })
  return (
    <div className={classes.certificate}>
      <IconCertificate size={20} aria-hidden="true" />
      <div>
        <Text size="sm" fw={570} className="cut">{data?.subject ?? '…'}</Text>
        {data
          ? (
              <Group gap={6}>
                {data.sha256 === '' ? null : <Thumbprint sha256={data.sha256} />}
                <Text size="xs" c="dimmed">{text.validUntil} {formatDate(data.notAfter)}</Text>
                {data.notAfter.getTime() < Date.now() ? <StatusWord tone="bad">{text.expired}</StatusWord> : null}
                {note ? <Text size="xs" c="dimmed">{note}</Text> : null}
              </Group>
            )
          : null}
      </div>
      {children}
    </div>
  )
}

/** Takes a certificate by drop, by file and by paste. */
export function CertificateDrop({ onTake, error }: { onTake: (pem: string) => void; error?: string | undefined }) {
  const [isOver, setOver] = useState(false)
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)

  async function take(source: string | Uint8Array<ArrayBuffer>): Promise<void> {
    const facts = await readCertificate(source)
    setWrong(facts === null)
    if (facts) {
      setTyped('')
      onTake(facts.pem)
    }
  }

  const takeFile = async (file: File | null | undefined): Promise<void> => file ? take(new Uint8Array(await file.arrayBuffer())) : undefined

  function drop(event: DragEvent): void {
    event.preventDefault()
    setOver(false)
    void takeFile(event.dataTransfer.files[0])
  }

  return (
    <div
      className={classes.drop} data-over={isOver} onDrop={drop} onDragLeave={() => setOver(false)}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
    >
      <Group gap="xs">
        <Text size="sm">{text.drop}</Text>
        <FileButton onChange={file => void takeFile(file)} accept=".cer,.crt,.pem,.der,.txt">
          {props => <Button {...props} size="compact-sm" variant="default" leftSection={<IconUpload size={13} />}>{text.choose}</Button>}
        </FileButton>
      </Group>
      <Textarea
        size="xs" aria-label={text.paste} placeholder={text.paste} autosize minRows={2} maxRows={5} spellCheck={false} value={typed} error={isWrong ? text.notCertificate : error}
        onChange={event => {
          const value = event.currentTarget.value
          setTyped(value)
          setWrong(false)
          if (value.trim() !== '') {
            void readCertificate(value).then(facts => facts && take(facts.pem))
          }
        }}
        onBlur={() => typed.trim() === '' ? setWrong(false) : void take(typed)}
      />
    </div>
  )
}
