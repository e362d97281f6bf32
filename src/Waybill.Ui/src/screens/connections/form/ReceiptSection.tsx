import { Input, Switch, TextInput } from '@mantine/core'
import { useId } from 'react'
import { CopyIcon } from '../../../parts/CopyButton'
import { field, FieldLabel } from '../../../parts/Field'
import { connectionFormText } from '../../../text/connections'
import classes from '../Connections.module.css'
import { sentenceOf } from './settings'
import type { FormState } from './SettingField'
import { valueOf } from './values'

const text = connectionFormText.receipt

const kinds = ['none', 'same', 'later'] as const

/** Whether and how a receipt comes: three words of people for two settings of the API. */
export function ReceiptSection({ form, receiptUrl }: { form: FormState; receiptUrl: string }) {
  const id = useId()
  const at = (name: string, usual: string): string => String(valueOf(name, form.changes, form.base, { default: usual }))
  const [receipt, url] = [at('receipt', 'signed'), at('asyncReceiptUrl', '')]
  const kind = receipt === 'none' ? 'none' : url === '' ? 'same' : 'later'

  function choose(next: typeof kinds[number]): void {
    form.set('receipt', next === 'none' ? 'none' : receipt === 'none' ? 'signed' : receipt)
    form.set('asyncReceiptUrl', next === 'later' ? url || receiptUrl || 'https://' : '')
  }

  return (
    <fieldset className={classes.section}>
      <legend>{text.title}</legend>
      <Input.Wrapper label={<FieldLabel text={{ label: text.how, help: '', term: text.term }} />} labelElement="div" description={text.help[kind]} error={sentenceOf(form.problem, 'receipt')}>
        <div role="radiogroup" aria-label={text.how} className={classes.kinds} style={{ marginTop: 6 }}>
          {kinds.map(one => (
            <label key={one}>
              <input type="radio" name={`${id}receipt`} value={one} checked={one === kind} onChange={() => choose(one)} />
              {text.kinds[one]}
            </label>
          ))}
        </div>
      </Input.Wrapper>
      {kind === 'none' ? null : <Switch {...field(text.signed)} checked={receipt === 'signed'} onChange={event => form.set('receipt', event.currentTarget.checked ? 'signed' : 'unsigned')} />}
      {kind === 'later'
        ? (
            <div className={classes.two}>
              <TextInput
                {...field(text.url)} error={sentenceOf(form.problem, 'asyncReceiptUrl')} spellCheck={false} value={url} rightSection={<CopyIcon text={url} what={text.url.label} />}
                onChange={event => form.set('asyncReceiptUrl', event.currentTarget.value || 'https://')}
              />
              <TextInput {...field(text.deadline)} error={sentenceOf(form.problem, 'receiptDeadline')} value={at('receiptDeadline', '1.00:00:00')} onChange={event => form.set('receiptDeadline', event.currentTarget.value)} />
            </div>
          )
        : null}
    </fieldset>
  )
}
