import { Alert, Button, Group, Input, Select, Text } from '@mantine/core'
import { IconAlertTriangle, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { Certificate } from '../../../api/resources'
import { field } from '../../../parts/Field'
import { connectionFormText } from '../../../text/connections'
import { CertificateDrop, CertificateLine } from './CertificateSlot'
import classes from '../Connections.module.css'
import { sentenceOf } from './settings'
import type { FormState } from './SettingField'
import type { Draft } from './useDraft'
import { valueOf } from './values'

const text = connectionFormText.security

/** Which switch lets a weak algorithm be written. */
const switches: Readonly<Record<string, string>> = { 'sha-1': 'allowSha1', '3des-cbc': 'allowTripleDes' }

/** How messages are protected, and the certificates of both sides. */
export function SecuritySection({ draft, form, certificates, mayAdd, mayMake, update }: {
  draft: Draft
  form: FormState
  certificates: readonly Certificate[]
  mayAdd: boolean
  mayMake: boolean
  update: (make: (old: Draft) => Draft) => void
}) {
  const [isAdding, setAdding] = useState(false)
  const at = (name: string, usual: string): string => String(valueOf(name, form.changes, form.base, { default: usual }))
  const owned = (owner: string) => certificates.filter(one => one.owner === owner && one.state !== 'retired' && one.certificate)
  const partner = draft.partner ? '' : at('partner', '')
  const station = draft.station ? '' : at('station', '')
  const [theirs, ours] = [partner === '' ? [] : owned(`partner/${partner}`), station === '' ? [] : owned(`station/${station}`)]
  const [sign, encrypt] = [at('sign', 'sha-256'), at('encrypt', '')]
  const weak = [sign, encrypt].filter(one => switches[one] && valueOf(switches[one], form.changes, form.base, { default: false }) !== true)
  const choices = (of: Readonly<Record<string, string>>, value: string) => [...(of[value] === undefined ? [{ value, label: value }] : []), ...Object.entries(of).map(([key, label]) => ({ value: key, label }))]
  const certificateError = sentenceOf(form.problem, 'certificate') ?? sentenceOf(form.problem, 'signature') ?? sentenceOf(form.problem, 'encrypt')

  return (
    <fieldset className={classes.section}>
      <legend>{text.title}</legend>
      <div className={classes.three}>
        <Select {...field(text.sign)} error={sentenceOf(form.problem, 'sign')} allowDeselect={false} data={choices(text.digests, sign)} value={sign} onChange={value => form.set('sign', value)} />
        <Select {...field(text.encrypt)} error={sentenceOf(form.problem, 'encrypt')} allowDeselect={false} data={choices(text.ciphers, encrypt)} value={encrypt} onChange={value => form.set('encrypt', value)} />
        <Select
          {...field(text.compress)} error={sentenceOf(form.problem, 'compress')} allowDeselect={false} data={choices(text.compressions, at('compress', 'none'))} value={at('compress', 'none')}
          onChange={value => form.set('compress', value)}
        />
      </div>
      {weak.length > 0
        ? (
            <Alert className={classes.warn!} color="yellow" variant="light" icon={<IconAlertTriangle />} py={8}>
              <Group justify="space-between" gap="xs">
                <span>{text.weak}</span>
                <Button size="compact-sm" variant="default" onClick={() => weak.forEach(one => form.set(switches[one]!, true))}>{text.allowWeak}</Button>
              </Group>
            </Alert>
          )
        : null}
      <Input.Wrapper label={text.theirCertificate} labelElement="div" description={text.certificateHelp} error={draft.certificate !== null || theirs.length > 0 && !isAdding ? certificateError : undefined}>
        <div className={classes.group}>
          {theirs.map(one => <CertificateLine key={one.name} pem={one.certificate!} note={one.name} />)}
          {draft.certificate === null
            ? mayAdd
              ? theirs.length === 0 || isAdding
                ? (
                    <CertificateDrop
                      error={certificateError} onTake={pem => {
                        setAdding(false)
                        update(old => ({ ...old, certificate: pem }))
                      }}
                    />
                  )
                : <div><Button size="compact-sm" variant="default" onClick={() => setAdding(true)}>{text.add}</Button></div>
              : theirs.length === 0 ? <Text size="sm" c="dimmed">{text.noneYet}</Text> : null
            : (
                <>
                  <CertificateLine pem={draft.certificate} note={text.willBeAdded}>
                    <Button size="compact-sm" variant="subtle" leftSection={<IconX size={13} />} onClick={() => update(old => ({ ...old, certificate: null }))}>{text.takeAway}</Button>
                  </CertificateLine>
                  <Text size="xs" c="dimmed">{text.advise}</Text>
                </>
              )}
        </div>
      </Input.Wrapper>
      <Input.Wrapper label={text.ourCertificate} labelElement="div" description={text.ourHelp}>
        <div className={classes.group}>
          {ours.map(one => <CertificateLine key={one.name} pem={one.certificate!} note={one.name} />)}
          {draft.station ? <Text size="sm">{text.makeOurs}</Text> : ours.length === 0 && station !== '' ? <Text size="sm" c="dimmed">{mayMake ? text.noneYet : text.noOurs}</Text> : null}
        </div>
      </Input.Wrapper>
    </fieldset>
  )
}
