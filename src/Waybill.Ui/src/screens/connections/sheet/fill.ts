import type { Schemas } from '../../../api/client'
import type { ConnectionSchema } from '../form/schema'
import { emptyDraft, type Draft } from '../form/useDraft'
import { asWritten, change, type Changes } from '../form/values'

export type Sheet = Schemas['SheetView']

/** Fills the form with the guesses that a person took. What names our side chooses nothing: our station is chosen on the form. */
export function draftOf(sheet: Pick<Sheet, 'guesses' | 'certificates'>, taken: ReadonlySet<string>, certificate: number | null, schema: ConnectionSchema, station: string | null): Draft {
  const of = (field: string): unknown => sheet.guesses.find(guess => guess.field === field && taken.has(field))?.value
  const text = (value: unknown): string => typeof value === 'string' ? value : ''
  let changes: Changes = station === null ? {} : { station }
  for (const guess of sheet.guesses) {
    const [kind, name] = guess.field.split('/')
    if (kind === 'connection' && name && schema[name] && taken.has(guess.field) && name !== 'station' && name !== 'partner') {
      changes = change(changes, {}, name, asWritten(guess.value, schema[name]), schema[name])
    }
  }

  return {
    ...emptyDraft, changes,
    partner: { name: text(of('partner/description')), id: text(of('partner/identities/0/as2Id')) },
    certificate: certificate === null ? null : sheet.certificates[certificate]?.pem ?? null,
  }
}
