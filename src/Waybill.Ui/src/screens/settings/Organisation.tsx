import { Button, Loader, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, ok, type Schemas } from '../../api/client'
import { namesUnder } from '../../api/problem'
import { sessionKey, useMay } from '../../app/session'
import { useSubmit } from '../../app/useSubmit'
import { ErrorBox } from '../../parts/ErrorBox'
import { field } from '../../parts/Field'
import { partsText } from '../../text/parts'
import { settingsText } from '../../text/settings'
import classes from './Settings.module.css'

const text = settingsText.organisation
const organisationKey = ['organisation'] as const
const fields = ['name', 'environment', 'publicAddress'] as const

/** Whose gateway this is. */
export default function Organisation() {
  const query = useQuery({ queryKey: organisationKey, queryFn: () => ok(api.GET('/api/v1/organisation')), staleTime: Infinity })
  return query.data ? <OrganisationForm organisation={query.data} /> : query.isError ? <ErrorBox error={query.error} onRetry={() => void query.refetch()} /> : <Loader aria-label={partsText.loading} />
}

function OrganisationForm({ organisation }: { organisation: Schemas['OrganisationView'] }) {
  const client = useQueryClient()
  const may = useMay()
  const [values, setValues] = useState({ name: organisation.name ?? '', environment: organisation.environment ?? '', publicAddress: organisation.publicAddress ?? '' })
  const { isBusy, problem, onSubmit } = useSubmit(async () => {
    const body = { name: values.name || null, environment: values.environment || null, publicAddress: values.publicAddress || null }
    await api.PUT('/api/v1/organisation', { body })
    client.setQueryData(organisationKey, body)
    notifications.show({ message: text.saved, color: 'green' })
    await client.invalidateQueries({ queryKey: sessionKey })
  })
  return (
    <form onSubmit={onSubmit} className={classes.form}>
      <Stack gap="md">
        {fields.map(one => <TextInput key={one} {...field(text[one], problem, one)} value={values[one]} onChange={event => setValues({ ...values, [one]: event.currentTarget.value })} readOnly={!may('putOrganisation')} autoComplete="off" />)}
        {problem ? <ErrorBox error={problem} shownFields={namesUnder(problem, fields)} /> : null}
        {may('putOrganisation') ? <div><Button type="submit" loading={isBusy}>{partsText.save}</Button></div> : null}
      </Stack>
    </form>
  )
}
