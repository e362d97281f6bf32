import { Button, Select, TextInput } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useSearchParams } from 'react-router'
import { connectionsText } from '../../text/connections'
import classes from './Connections.module.css'
import { stateNames } from './state'

const text = connectionsText.filters

/** What the list is narrowed by; it stands in the address. */
export function Filters() {
  const [params, setParams] = useSearchParams()
  const set = (name: string, value: string | null) => setParams(
    old => {
      const next = new URLSearchParams(old)
      if (value === null || value === '') {
        next.delete(name)
      } else {
        next.set(name, value)
      }

      return next
    },
    { replace: true },
  )
  const isNarrowed = params.has('q') || params.has('state')
  return (
    <div className={classes.filters} role="search">
      <TextInput
        size="xs" w={280} aria-label={text.textLabel} placeholder={text.text} data-filter leftSection={<IconSearch size={14} />} value={params.get('q') ?? ''} spellCheck={false}
        onChange={event => set('q', event.currentTarget.value)}
      />
      <Select
        size="xs" w={150} aria-label={text.state} placeholder={text.state} value={params.get('state')} onChange={value => set('state', value)} clearable clearButtonProps={{ 'aria-label': `${text.clear}: ${text.state}` }}
        data={stateNames.map(value => ({ value, label: connectionsText.states[value].word }))}
      />
      {isNarrowed ? <Button size="xs" variant="subtle" leftSection={<IconX size={13} />} onClick={() => setParams({})}>{text.clear}</Button> : null}
    </div>
  )
}
