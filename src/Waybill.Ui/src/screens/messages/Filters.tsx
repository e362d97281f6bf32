import { Button, Menu, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { formatShort } from '../../text/format'
import { messagesText } from '../../text/messages'
import { statusWords } from '../../text/status'
import { places, spans, views } from './filters'
import classes from './Messages.module.css'

const text = messagesText.filters
const typingPause = 250

const placeWords = { auto: text.inAuto, id: text.inId, file: text.inFile, number: text.inNumber, control: text.inControl } as const

/** Everything the list can be narrowed by. What is chosen stands in the address. */
export function Filters() {
  const [params, setParams] = useSearchParams()
  const set = (name: string, value: string | null, replace = false) => setParams(
    old => {
      const next = new URLSearchParams(old)
      next.delete('m')
      if (value == null || value === '') {
        next.delete(name)
      } else {
        next.set(name, value)
      }

      return next
    },
    { replace },
  )
  const clear = (...names: string[]) => setParams(old => new URLSearchParams([...old].filter(([name]) => name !== 'm' && !names.includes(name))))
  const view = views.find(one => one === params.get('view')) ?? 'all'
  const isNarrowed = [...params.keys()].some(key => !['m', 'tab', 'view'].includes(key))

  return (
    <div className={classes.filters} role="search">
      <nav className={classes.views} aria-label={messagesText.views.label}>
        {views.map(one => (
          <Link key={one} className={classes.view} to={one === 'all' ? '?' : `?view=${one}`} aria-current={one === view ? 'true' : undefined}>{messagesText.views[one]}</Link>
        ))}
      </nav>
      <SearchText value={params.get('q') ?? ''} onChange={value => set('q', value, true)} place={params.get('in')} onPlace={value => set('in', value === 'auto' ? null : value)} />
      <Choice label={text.direction} value={params.get('direction')} onChange={value => set('direction', value)} data={[{ value: 'in', label: text.directions.in }, { value: 'out', label: text.directions.out }]} width={96} />
      <Choice label={text.status} value={params.get('status')} onChange={value => set('status', value)} data={[...statusWords]} width={108} />
      <Choice label={text.time} value={params.get('span')} onChange={value => set('span', value)} data={Object.keys(spans).map(value => ({ value, label: text.times[value as keyof typeof spans] }))} width={120} />
      <Typed label={text.type} value={params.get('type') ?? ''} onChange={value => set('type', value, true)} />
      <Named name={params.get('connection')} label={text.connection} onClear={() => set('connection', null)} />
      <Named name={params.get('cause')} label={text.cause} onClear={() => set('cause', null)} />
      <Named name={betweenOf(params)} label={text.time} onClear={() => clear('from', 'until')} />
      <Named name={params.get('state')?.replaceAll(',', ', ').replaceAll('_', ' ') ?? null} label={text.state} onClear={() => set('state', null)} />
      {isNarrowed ? <Button size="xs" variant="subtle" leftSection={<IconX size={13} />} onClick={() => setParams(view === 'all' ? {} : { view })}>{text.clear}</Button> : null}
    </div>
  )
}

function SearchText({ value, onChange, place, onPlace }: { value: string; onChange: (value: string) => void; place: string | null; onPlace: (value: string) => void }) {
  const [typed, setTyped] = useTyped(value, onChange)
  const chosen = places.find(one => one === place) ?? 'auto'
  return (
    <TextInput
      size="xs" w={270} aria-label={text.textLabel} placeholder={text.text} data-filter leftSection={<IconSearch size={14} />} value={typed} onChange={event => setTyped(event.currentTarget.value)}
      rightSectionWidth={96} spellCheck={false}
      rightSection={(
        <Menu position="bottom-end">
          <Menu.Target><Button size="compact-xs" variant="subtle" color="gray" c="dimmed" aria-label={`${text.in}: ${placeWords[chosen]}`}>{placeWords[chosen]}</Button></Menu.Target>
          <Menu.Dropdown>
            {places.map(one => <Menu.Item key={one} rightSection={one === chosen ? '✓' : null} onClick={() => onPlace(one)}>{placeWords[one]}</Menu.Item>)}
          </Menu.Dropdown>
        </Menu>
      )}
    />
  )
}

function Typed({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useTyped(value, onChange)
  return <TextInput size="xs" w={110} aria-label={label} placeholder={label} value={typed} onChange={event => setTyped(event.currentTarget.value)} spellCheck={false} />
}

/** What is typed reaches the address a moment later; what the address says meanwhile, for example by Back, reaches the field. */
function useTyped(value: string, onChange: (value: string) => void): [string, (value: string) => void] {
  const [typed, setTyped] = useState(value)
  const later = useDebouncedCallback(onChange, typingPause)
  useEffect(() => setTyped(value), [value])
  return [typed, next => {
    setTyped(next)
    later(next)
  }]
}

function Choice({ label, value, onChange, data, width }: { label: string; value: string | null; onChange: (value: string | null) => void; data: (string | { value: string, label: string })[]; width: number }) {
  return <Select size="xs" w={width} aria-label={label} placeholder={label} value={value} onChange={onChange} data={data} clearable clearButtonProps={{ 'aria-label': `${text.clear}: ${label}` }} comboboxProps={{ width: 'max-content', position: 'bottom-start' }} />
}

/** A stretch of time that a link of another screen brought. */
function betweenOf(params: URLSearchParams): string | null {
  const [from, until] = [params.get('from'), params.get('until')]
  return from && until ? `${formatShort(from)} – ${formatShort(until)}` : from ? text.since(formatShort(from)) : until ? text.before(formatShort(until)) : null
}

/** A filter that a link of another screen brought. */
function Named({ name, label, onClear }: { name: string | null; label: string; onClear: () => void }) {
  return name == null ? null : <Button size="xs" variant="light" rightSection={<IconX size={13} />} onClick={onClear} aria-label={`${text.clear}: ${label} ${name}`}>{`${label}: ${name}`}</Button>
}
