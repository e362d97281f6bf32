import { Select, TextInput } from '@mantine/core'
import type { Partner, Station } from '../../../api/resources'
import { field } from '../../../parts/Field'
import { connectionFormText } from '../../../text/connections'
import classes from '../Connections.module.css'
import { sentenceOf } from './settings'
import type { FormState } from './SettingField'
import type { Draft } from './useDraft'
import { valueOf } from './values'

const text = connectionFormText.who
const another = '+'

/** The four fields that are enough: partner, our station, their id, their address; and the name that follows them. */
export function WhoSection({ draft, form, partners, stations, mayMakeStation, isNew, suggested, update }: {
  draft: Draft
  form: FormState
  partners: readonly Partner[]
  stations: readonly Station[]
  mayMakeStation: boolean
  isNew: boolean
  /** The name it gets when nobody types one. */
  suggested: string
  update: (make: (old: Draft) => Draft) => void
}) {
  const at = (name: string): string => String(valueOf(name, form.changes, form.base, undefined) ?? '')
  const partner = partners.find(one => one.name === at('partner'))
  const identities = partner?.identities ?? []
  const title = (one: { name: string, description?: string | undefined }, id: string | undefined) => [one.description ?? one.name, id].filter(Boolean).join(' · ')

  return (
    <fieldset className={classes.section}>
      <legend>{text.title}</legend>
      <div className={classes.two}>
        <Select
          {...field(text.partner)} error={sentenceOf(form.problem, 'partner')} data-autofocus searchable openOnFocus={false} allowDeselect={false} withAsterisk
          data={[...partners.map(one => ({ value: one.name, label: title(one, one.identities?.[0]?.as2Id) })), ...(isNew ? [{ value: another, label: text.newPartner }] : [])]}
          value={draft.partner ? another : at('partner') || null}
          onChange={value => {
            if (value === another) {
              update(old => ({ ...old, partner: { name: '', id: '' }, changes: without(old.changes, 'partner', 'identity') }))
            } else {
              update(old => ({ ...old, partner: null, changes: without(old.changes, 'identity') }))
              form.set('partner', value)
            }
          }}
        />
        <Select
          {...field(text.station)} error={sentenceOf(form.problem, 'station')} allowDeselect={false} withAsterisk
          data={[...stations.map(one => ({ value: one.name, label: title(one, one.as2Id) })), ...(isNew && mayMakeStation ? [{ value: another, label: text.newStation }] : [])]}
          value={draft.station ? another : at('station') || null}
          onChange={value => {
            if (value === another) {
              update(old => ({ ...old, station: { id: '' }, changes: without(old.changes, 'station') }))
            } else {
              update(old => ({ ...old, station: null }))
              form.set('station', value)
            }
          }}
        />
        {draft.partner
          ? <TextInput {...field(text.partnerName)} error={sentenceOf(form.problem, 'partnerName')} value={draft.partner.name} onChange={event => setPartner(update, { name: event.currentTarget.value })} />
          : null}
        {draft.station
          ? <TextInput {...field(text.stationId)} error={sentenceOf(form.problem, 'stationId')} spellCheck={false} value={draft.station.id} onChange={event => setStation(update, event.currentTarget.value)} />
          : null}
        {draft.partner
          ? <TextInput {...field(text.theirId)} error={sentenceOf(form.problem, 'theirId')} spellCheck={false} withAsterisk value={draft.partner.id} onChange={event => setPartner(update, { id: event.currentTarget.value })} />
          : (
              <Select
                {...field(text.theirId)} error={sentenceOf(form.problem, 'identity')} allowDeselect={false} disabled={identities.length === 0}
                data={[...new Set(identities.map(one => one.as2Id).filter(one => one !== undefined))]} value={at('identity') || (identities[0]?.as2Id ?? null)}
                onChange={value => form.set('identity', value === identities[0]?.as2Id ? null : value)}
              />
            )}
        <TextInput
          {...field(text.url)} error={sentenceOf(form.problem, 'url')} type="url" spellCheck={false} placeholder="https://" value={at('url')} onChange={event => form.set('url', event.currentTarget.value)}
        />
      </div>
      {isNew
        ? (
            <TextInput
              {...field(text.name)} error={sentenceOf(form.problem, 'name')} spellCheck={false} value={draft.name ?? suggested}
              onChange={event => {
                const value = event.currentTarget.value
                update(old => ({ ...old, name: value === '' ? null : value }))
              }}
            />
          )
        : null}
    </fieldset>
  )
}

const setPartner = (update: (make: (old: Draft) => Draft) => void, part: Partial<{ name: string, id: string }>) => update(old => ({ ...old, partner: { name: '', id: '', ...old.partner, ...part } }))
const setStation = (update: (make: (old: Draft) => Draft) => void, id: string) => update(old => ({ ...old, station: { id } }))
const without = (changes: Draft['changes'], ...names: string[]): Draft['changes'] => Object.fromEntries(Object.entries(changes).filter(([name]) => !names.includes(name)))
