import { Button, Group, Input, NumberInput, PasswordInput, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { Problem } from '../../../api/problem'
import { FieldLabel } from '../../../parts/Field'
import { connectionFields } from '../../../text/connectionFields'
import { connectionFormText } from '../../../text/connections'
import type { FieldSchema } from './schema'
import { sentenceOf } from './settings'
import { linesOf, valueOf, type Changes } from './values'

const text = connectionFormText.advanced

/** What every field of the form is drawn with. */
export interface FormState {
  base: Changes
  changes: Changes
  /** Names of secrets that are kept. */
  kept: ReadonlySet<string>
  problem: Problem | null
  /** `undefined` undoes the change of a secret. */
  set: (name: string, value: unknown) => void
}

interface Shared { label: ReactNode, description: string, error: string | undefined }

const manyLines: ReadonlySet<string> = new Set(['refreshBody', 'clientCertificate', 'clientKey'])

/** One setting, drawn by its schema: whatever the API takes can be said here. */
export function SettingField({ name, schema, form }: { name: string; schema: FieldSchema; form: FormState }) {
  const [label, term] = connectionFields[name] ?? [name]
  const shared: Shared = { label: <FieldLabel text={{ label, help: '', ...(term === undefined ? {} : { term }) }} />, description: schema.description ?? '', error: sentenceOf(form.problem, name) }
  const value = valueOf(name, form.changes, form.base, schema)
  const placeholder = schema.default === undefined || schema.default === '' ? undefined : text.defaultIs(String(schema.default))
  if (schema.writeOnly) {
    return <SecretField name={name} form={form} shared={shared} />
  }

  if (schema.enum) {
    return <Select {...shared} data={[...schema.enum]} value={typeof value === 'string' ? value : null} onChange={chosen => form.set(name, chosen)} allowDeselect={false} />
  }

  switch (schema.type) {
    case 'boolean':
      return <Switch {...shared} checked={value === true} onChange={event => form.set(name, event.currentTarget.checked)} />
    case 'integer':
      return (
        <NumberInput
          {...shared} value={typeof value === 'number' ? value : ''} placeholder={placeholder} allowDecimal={false} hideControls
          onChange={typed => form.set(name, typed === '' ? null : Number(typed))}
        />
      )
    case 'array':
      return <ListField name={name} schema={schema} form={form} shared={shared} value={Array.isArray(value) ? value : []} />
    default:
      return manyLines.has(name)
        ? <Textarea {...shared} autosize minRows={2} maxRows={8} spellCheck={false} value={typeof value === 'string' ? value : ''} onChange={event => form.set(name, event.currentTarget.value)} />
        : <TextInput {...shared} spellCheck={false} placeholder={placeholder} value={typeof value === 'string' ? value : ''} onChange={event => form.set(name, event.currentTarget.value)} />
  }
}

/** One entry a line. What is typed stays as it is typed; what it means goes into the form. */
function ListField({ name, schema, form, shared, value }: { name: string; schema: FieldSchema; form: FormState; shared: Shared; value: readonly unknown[] }) {
  const isNumbers = schema.items?.type === 'integer'
  const meant = value.map(String)
  const [typed, setTyped] = useState(meant.join('\n'))
  const shown = same(linesOf(typed), meant) ? typed : meant.join('\n')
  return (
    <Textarea
      {...shared} description={`${shared.description} ${text.linesHelp}`} autosize minRows={1} maxRows={8} spellCheck={false} value={shown}
      onChange={event => {
        setTyped(event.currentTarget.value)
        const lines = linesOf(event.currentTarget.value)
        form.set(name, isNumbers ? lines.map(line => /^\d+$/.test(line) ? Number(line) : line) : lines)
      }}
    />
  )
}

const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((one, index) => one.trim() === b[index]!.trim())

/** A secret is never shown: it is set, and can be replaced or taken away. */
function SecretField({ name, form, shared }: { name: string; form: FormState; shared: Shared }) {
  const [isReplacing, setReplacing] = useState(false)
  const label = connectionFields[name]?.[0] ?? name
  const isKept = form.kept.has(name)
  const changed = form.changes[name]
  const isRemoved = isKept && changed === null
  const typed = typeof changed === 'string' ? changed : ''
  if (isKept && !isReplacing && typed === '') {
    return (
      <Input.Wrapper {...shared} labelElement="div">
        <Group gap="xs" mt={4}>
          <span>{isRemoved ? text.isRemoved : text.isSet}</span>
          {isRemoved
            ? <Button size="compact-sm" variant="default" aria-label={`${text.keep}: ${label}`} onClick={() => form.set(name, undefined)}>{text.keep}</Button>
            : (
                <>
                  <Button size="compact-sm" variant="default" aria-label={`${text.replace}: ${label}`} onClick={() => setReplacing(true)}>{text.replace}</Button>
                  <Button size="compact-sm" variant="default" aria-label={`${text.remove}: ${label}`} onClick={() => form.set(name, null)}>{text.remove}</Button>
                </>
              )}
        </Group>
      </Input.Wrapper>
    )
  }

  const set = (value: string) => form.set(name, value === '' ? undefined : value)
  return (
    <Group align="flex-end" gap="xs">
      {manyLines.has(name)
        ? <Textarea {...shared} flex={1} autosize minRows={2} maxRows={8} spellCheck={false} autoComplete="off" value={typed} onChange={event => set(event.currentTarget.value)} />
        : <PasswordInput {...shared} flex={1} autoComplete="new-password" value={typed} onChange={event => set(event.currentTarget.value)} />}
      {isKept
        ? (
            <Button
              variant="default" aria-label={`${text.keep}: ${label}`} onClick={() => {
                setReplacing(false)
                form.set(name, undefined)
              }}
            >
              {text.keep}
            </Button>
          )
        : null}
    </Group>
  )
}
