import { Badge, Table, Text } from '@mantine/core'
import { partsText } from '../text/parts'
import { diffOf, type Difference } from './diff'

/** What is different between two values of the API, a line a place. */
export function JsonDiff({ before, after }: { before: unknown; after: unknown }) {
  const lines = diffOf(before, after)
  if (lines.length === 0) {
    return <Text c="dimmed" size="sm">{partsText.noChange}</Text>
  }

  return (
    <Table verticalSpacing={4} fz="sm" layout="fixed">
      <Table.Thead>
        <Table.Tr><Table.Th w="34%" /><Table.Th>{partsText.before}</Table.Th><Table.Th>{partsText.after}</Table.Th></Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map(line => (
          <Table.Tr key={line.path}>
            <Table.Td><span className="mono">{line.path}</span> <Kind of={line} /></Table.Td>
            <Table.Td><span className="mono">{shown(line.before)}</span></Table.Td>
            <Table.Td><span className="mono">{shown(line.after)}</span></Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function Kind({ of }: { of: Difference }) {
  const word = of.before === undefined ? partsText.added : of.after === undefined ? partsText.removed : partsText.changed
  return <Badge size="xs" variant="default" tt="none">{word}</Badge>
}

const shown = (value: unknown): string => value === undefined ? partsText.none : typeof value === 'string' ? value : JSON.stringify(value)
