import { Anchor, Kbd, Modal, Stack, Table, Text, Title } from '@mantine/core'
import { partsText } from '../text/parts'
import { helpText } from '../text/shell'
import { inNavigation } from './screens'

export function HelpDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} size="lg" title={<Text fw={650}>{helpText.title}</Text>} closeButtonProps={{ 'aria-label': partsText.close }}>
      <Stack gap="sm">
        <Text size="sm">{helpText.about}</Text>
        <Keys rows={helpText.keys} />
        <Title order={3} size="h6">{helpText.screens}</Title>
        <Keys rows={inNavigation.map(({ nav }) => [`G ${nav.key.toUpperCase()}`, nav.text])} />
        <Text size="sm">{helpText.more} <Anchor href="/docs" target="_blank" rel="noopener" underline="always">/docs</Anchor>.</Text>
      </Stack>
    </Modal>
  )
}

function Keys({ rows }: { rows: readonly (readonly [keys: string, what: string])[] }) {
  return (
    <Table verticalSpacing={4} withRowBorders={false}>
      <Table.Tbody>
        {rows.map(([keys, what]) => <Table.Tr key={keys}><Table.Td w={150}><Kbd>{keys}</Kbd></Table.Td><Table.Td>{what}</Table.Td></Table.Tr>)}
      </Table.Tbody>
    </Table>
  )
}
