import { useDebouncedValue } from '@mantine/hooks'
import { IconArrowDownLeft, IconArrowUpRight, IconBuilding, IconCertificate, IconListSearch, type Icon } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { api, callJson, ok, type Schemas } from '../api/client'
import type { Certificate, Page, Partner } from '../api/resources'
import { sha256OfPem } from '../parts/pem'
import { filtersOf } from '../screens/messages/filters'
import { formatThumbprint, shortThumbprint } from '../text/format'
import { paletteText } from '../text/shell'
import { hasScreen } from './screens'

/** A line of the palette. */
export interface Entry {
  id: string
  group: string
  text: string
  about?: string | undefined
  Icon: Icon
  run: () => void
}

const most = 6
const typingPause = 150
const shortest = 2

/** Messages, partners and certificates that a text names. */
export function useLookup(text: string): { entries: Entry[]; isBusy: boolean } {
  const [wanted] = useDebouncedValue(text.trim(), typingPause)
  const navigate = useNavigate()
  const isOn = wanted.length >= shortest
  const messages = useQuery({ queryKey: ['lookup', 'messages', wanted], queryFn: () => findMessages(wanted), enabled: isOn, placeholderData: keepPreviousData })
  const partners = useQuery({ queryKey: ['lookup', 'partners'], queryFn: () => callJson<Page<Partner>>('GET', '/api/v1/partners?limit=200'), enabled: isOn && hasScreen('partners') })
  const isHex = /^[0-9a-f]{2}([0-9a-f: ]*)$/i.test(wanted) && wanted.length >= 4
  const certificates = useQuery({ queryKey: ['lookup', 'certificates'], queryFn: readCertificates, enabled: isOn && hasScreen('certificates') })
  if (!isOn) {
    return { entries: [], isBusy: false }
  }

  const lower = wanted.toLowerCase()
  const hex = formatThumbprint(wanted)
  return {
    isBusy: messages.isFetching || partners.isLoading || certificates.isLoading,
    entries: [
      ...(messages.data ?? []).map((line): Entry => ({
        id: `message ${line.id}`, group: paletteText.messages, text: line.messageId ?? line.id, about: [line.fileName, line.state].filter(Boolean).join(' · '),
        Icon: line.direction === 'in' ? IconArrowDownLeft : IconArrowUpRight, run: () => void navigate(`/messages/${line.id}`),
      })),
      { id: 'messages', group: paletteText.messages, text: paletteText.searchMessages(wanted), Icon: IconListSearch, run: () => void navigate(`/messages?q=${encodeURIComponent(wanted)}`) },
      ...(partners.data?.items ?? []).filter(partner => partnerWords(partner).includes(lower)).slice(0, most).map((partner): Entry => ({
        id: `partner ${partner.name}`, group: paletteText.partners, text: partner.description ?? partner.name, about: partner.identities?.map(one => one.as2Id).join(', '),
        Icon: IconBuilding, run: () => void navigate(`/partners/${encodeURIComponent(partner.name)}`),
      })),
      ...(certificates.data ?? []).filter(one => isHex ? one.thumbprint.startsWith(hex) : one.name.toLowerCase().includes(lower)).slice(0, most).map((one): Entry => ({
        id: `certificate ${one.name}`, group: paletteText.certificates, text: one.name, about: shortThumbprint(one.thumbprint),
        Icon: IconCertificate, run: () => void navigate(`/certificates?c=${encodeURIComponent(one.name)}`),
      })),
    ],
  }
}

const partnerWords = (partner: Partner): string => [partner.name, partner.description, ...(partner.identities ?? []).map(one => one.as2Id)].join(' ').toLowerCase()

async function findMessages(text: string): Promise<Schemas['ExchangeLine'][]> {
  const query = filtersOf(text)
  return query === null ? [] : (await ok(api.GET('/api/v1/exchanges', { params: { query: { ...query, limit: most } } }))).items
}

async function readCertificates(): Promise<{ name: string; thumbprint: string }[]> {
  const { items } = await callJson<Page<Certificate>>('GET', '/api/v1/certificates?limit=200')
  return Promise.all(items.map(async one => ({ name: one.name, thumbprint: formatThumbprint(await sha256OfPem(one.certificate ?? '')) })))
}
