import type { paths } from '../../api/schema'
import { statesOf } from '../../text/status'

/** What the list of the API is asked. */
export type ExchangeQuery = NonNullable<paths['/api/v1/exchanges']['get']['parameters']['query']>

export const views = ['all', 'failed', 'awaiting', 'duplicates', 'unmatched'] as const
export type View = typeof views[number]

/** A saved view is a set of filters with a name. */
const viewQueries: Record<View, ExchangeQuery> = {
  all: {},
  failed: { state: ['failed', 'rejected', 'mic_mismatch', 'receipt_invalid', 'refused'] },
  awaiting: { state: ['awaiting_receipt', 'overdue'] },
  duplicates: { repeated: true },
  unmatched: { unmatched: true },
}

export const places = ['auto', 'id', 'file', 'number', 'control'] as const
export type Place = typeof places[number]

export const spans = { hour: 3_600_000, day: 86_400_000, week: 7 * 86_400_000, month: 30 * 86_400_000 } as const
export type Span = keyof typeof spans

const shortestText = 3

/** Which of the API's filters a text is meant for. Null: too short to ask. */
export function filtersOf(text: string, place: Place = 'auto'): ExchangeQuery | null {
  const wanted = text.trim()
  const found = place === 'auto' ? guess(wanted) : place
  return wanted.length < (found === 'file' ? shortestText : 1) ? null
    : found === 'id' ? { id: wanted } : found === 'file' ? { fileName: wanted } : found === 'control' ? { controlNumber: wanted } : { documentNumber: wanted }
}

function guess(text: string): Place {
  return /[<>@]/.test(text) || (/^[0-9a-f]{6,32}$/i.test(text) && /[a-f]/i.test(text)) || /^[0-9a-f]{32}$/i.test(text) ? 'id'
    : /^[\w-]*\d[\w-]*$/.test(text) && !/\./.test(text) ? 'number' : 'file'
}

/** The filters as they stand in the address. */
export function readFilters(query: URLSearchParams, now: number): { view: View, query: ExchangeQuery | null, isFiltered: boolean } {
  const view = views.find(one => one === query.get('view')) ?? 'all'
  const text = query.get('q') ?? ''
  const asked = text === '' ? {} : filtersOf(text, places.find(one => one === query.get('in')) ?? 'auto')
  const span = query.get('span')
  const from = query.get('from') ?? (span !== null && span in spans ? new Date(Math.floor((now - spans[span as Span]) / 60_000) * 60_000).toISOString() : null)
  const status = query.get('status')
  const result: ExchangeQuery = { ...viewQueries[view], ...asked }
  set('direction', query.get('direction'))
  set('connection', query.get('connection'))
  set('documentType', query.get('type'))
  set('cause', query.get('cause'))
  set('from', from)
  set('until', query.get('until'))
  const states = query.get('state')?.split(',') ?? (status === null ? [] : statesOf(status))
  if (states.length > 0) {
    result.state = states
  }

  return { view, query: asked === null ? null : result, isFiltered: [...query.keys()].some(key => key !== 'm' && key !== 'tab') }

  function set(name: 'direction' | 'connection' | 'documentType' | 'cause' | 'from' | 'until', value: string | null): void {
    if (value !== null && value !== '') {
      result[name] = value
    }
  }
}
