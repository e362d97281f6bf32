import { Badge, Group, Text, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { fieldError, type Problem } from '../api/problem'
import { partsText } from '../text/parts'

/** What every field of a form says about itself. */
export interface FieldText {
  label: string
  /** One line of plain help. */
  help: string
  /** The word of the standard or of the wire: `AS2-From`, `Disposition-Notification-To`. */
  term?: string
}

/**
 * The properties of a Mantine input for one field of the API: its label, help, term and what the server said is wrong with it.
 * `<TextInput {...field(text.as2Id, problem, 'identities[0].as2Id')} value=… onChange=… />`
 */
export function field(text: FieldText, problem?: Problem | null, name?: string): { label: ReactNode; description: string; error: string | undefined } {
  return { label: <FieldLabel text={text} />, description: text.help, error: name === undefined ? undefined : fieldError(problem, name) }
}

export function FieldLabel({ text }: { text: FieldText }) {
  return text.term
    ? (
        <Group gap={6} component="span" display="inline-flex">
          {text.label}
          <Tooltip label={partsText.rfcTerm}>
            <Badge size="xs" variant="default" radius="sm" tt="none" fw={500} component="span" className="mono">{text.term}</Badge>
          </Tooltip>
        </Group>
      )
    : text.label
}

/** A value that is only shown, under its label. */
export function Shown({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed">{label}</Text>
      <div>{children ?? partsText.none}</div>
    </div>
  )
}
