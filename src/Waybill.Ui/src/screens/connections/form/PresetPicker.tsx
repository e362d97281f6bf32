import { Alert, List, Select, Table, Text } from '@mantine/core'
import { IconBulb } from '@tabler/icons-react'
import type { Schemas } from '../../../api/client'
import { field } from '../../../parts/Field'
import { connectionFields } from '../../../text/connectionFields'
import { connectionFormText } from '../../../text/connections'
import classes from '../Connections.module.css'

const text = connectionFormText.preset

/** What is known of a product or company, and why each setting is as it is. */
export function PresetPicker({ presets, chosen, onChoose }: { presets: readonly Schemas['PresetView'][]; chosen: string | null; onChoose: (preset: Schemas['PresetView'] | null) => void }) {
  const preset = presets.find(one => one.id === chosen)
  return (
    <>
      <Select
        {...field(text)} placeholder={text.none} searchable clearable clearButtonProps={{ 'aria-label': text.none }} data={presets.map(one => ({ value: one.id, label: one.title }))} value={chosen}
        onChange={value => onChoose(presets.find(one => one.id === value) ?? null)}
      />
      {preset
        ? (
            <Alert className={classes.note!} variant="light" icon={<IconBulb />} title={preset.title}>
              <Text size="sm">{preset.about}</Text>
              <Table verticalSpacing={3} fz="sm" mt={6}>
                <Table.Thead><Table.Tr><Table.Th>{text.fills}</Table.Th><Table.Th>{text.why}</Table.Th></Table.Tr></Table.Thead>
                <Table.Tbody>
                  {preset.settings.map(one => (
                    <Table.Tr key={one.name}><Table.Td>{connectionFields[one.name]?.[0] ?? one.name}: <span className="mono">{shown(one.value)}</span></Table.Td><Table.Td>{one.why}</Table.Td></Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
              {preset.notes.length > 0 ? <List size="sm" mt={6}>{preset.notes.map(note => <List.Item key={note}>{note}</List.Item>)}</List> : null}
            </Alert>
          )
        : null}
    </>
  )
}

const shown = (value: unknown): string => typeof value === 'string' ? value || '–' : JSON.stringify(value)
