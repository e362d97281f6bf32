import { Accordion, Alert, Badge, Group, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { connectionFields, connectionGroups } from '../../../text/connectionFields'
import { connectionFormText } from '../../../text/connections'
import classes from '../Connections.module.css'
import { headings, unplaced } from './groups'
import type { ConnectionSchema } from './schema'
import { sentenceOf } from './settings'
import { SettingField, type FormState } from './SettingField'

const text = connectionFormText.advanced

/** Every setting that the first three sections do not show, under the headings of other products, and a line to find one by. */
export function Advanced({ schema, form }: { schema: ConnectionSchema; form: FormState }) {
  const [open, setOpen] = useState<string[]>([])
  const [find, setFind] = useState('')
  const others = unplaced(schema)
  const all = [...headings, ...(others.length > 0 ? [{ id: 'other' as const, groups: [{ id: 'other' as const, fields: others }] }] : [])]
  const wanted = find.trim().toLowerCase()
  const isFound = (name: string): boolean => wanted === '' || [name, ...(connectionFields[name] ?? []), schema[name]?.description].some(one => (one ?? '').toLowerCase().includes(wanted))
  const shown = all
    .map(heading => ({ ...heading, groups: heading.groups.map(group => ({ ...group, fields: group.fields.filter(name => schema[name] && isFound(name)) })).filter(group => group.fields.length > 0) }))
    .filter(heading => heading.groups.length > 0)

  // What was refused has to be seen.
  useEffect(() => {
    const refused = all.filter(heading => heading.groups.some(group => group.fields.some(name => sentenceOf(form.problem, name)))).map(heading => heading.id)
    if (refused.length > 0) {
      setOpen(old => [...new Set([...old, ...refused])])
    }
  }, [form.problem])

  return (
    <fieldset className={classes.section}>
      <legend>{text.title}</legend>
      <TextInput size="xs" aria-label={text.find} placeholder={text.find} leftSection={<IconSearch size={14} />} value={find} onChange={event => setFind(event.currentTarget.value)} spellCheck={false} />
      {shown.length === 0 ? <Text size="sm" c="dimmed">{text.nothing}</Text> : null}
      <Accordion multiple order={3} value={wanted === '' ? open : shown.map(heading => heading.id)} onChange={setOpen} keepMounted={false} transitionDuration={0}>
        {shown.map(heading => {
          const count = heading.groups.flatMap(group => group.fields).filter(name => name in form.changes ? form.changes[name] !== null : name in form.base || form.kept.has(name)).length
          return (
            <Accordion.Item key={heading.id} value={heading.id}>
              <Accordion.Control>
                <Group gap="xs"><Text fw={620} size="sm" component="span">{connectionGroups[heading.id]}</Text>{count > 0 ? <Badge size="sm" variant="default" tt="none" component="span">{text.setCount(count)}</Badge> : null}</Group>
              </Accordion.Control>
              <Accordion.Panel>
                {heading.groups.map(group => (
                  <div key={group.id} className={classes.group}>
                    <h4>{connectionGroups[group.id]}</h4>
                    {group.id === 'theirsOld' ? <Alert className={classes.warn!} color="yellow" variant="light" icon={<IconAlertTriangle />} py={6}>{text.oldWarning}</Alert> : null}
                    {group.fields.map(name => <SettingField key={name} name={name} schema={schema[name]!} form={form} />)}
                  </div>
                ))}
              </Accordion.Panel>
            </Accordion.Item>
          )
        })}
      </Accordion>
    </fieldset>
  )
}
