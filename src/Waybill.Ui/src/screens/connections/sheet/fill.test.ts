import { expect, test } from 'vitest'
import { draftOf } from './fill'

const sheet = {
  guesses: [
    { field: 'partner/description', value: 'Globex', from: 'line 1', others: [] },
    { field: 'partner/identities/0/as2Id', value: 'GLOBEX', from: 'line 2', others: [] },
    { field: 'connection/url', value: 'https://as2.globex.example/in', from: 'line 3', others: [] },
    { field: 'connection/receipt', value: 'Signed', from: 'line 4', others: [] },
    { field: 'connection/compress', value: 'beforeSigning', from: 'line 5', others: [] },
    { field: 'station/as2Id', value: 'ACME', from: 'line 6', others: [] },
  ],
  certificates: [],
}
const schema = { url: {}, receipt: { enum: ['none', 'signed'], default: 'none' }, compress: { enum: ['none', 'beforeSigning'] } }

test('only what was taken is filled in', () => {
  const draft = draftOf(sheet, new Set(['partner/identities/0/as2Id', 'connection/url', 'connection/receipt']), null, schema, 'acme')
  expect(draft.partner).toEqual({ name: '', id: 'GLOBEX' })
  expect(draft.changes).toEqual({ station: 'acme', url: 'https://as2.globex.example/in', receipt: 'signed' })
})

test('a setting that this server does not know is left out', () => {
  expect(draftOf({ ...sheet, guesses: [{ field: 'connection/strange', value: 1, from: '', others: [] }] }, new Set(['connection/strange']), null, schema, null).changes).toEqual({})
})
