import { expect, test } from 'vitest'
import description from '../../../../../../docs/openapi.json'
import { connectionFields } from '../../../text/connectionFields'
import { placed, unplaced } from './groups'

const schema: Readonly<Record<string, unknown>> = description.components.schemas.ConnectionSettings.properties

test('every setting of the API stands in exactly one group', () => {
  expect(unplaced(schema)).toEqual([])
  expect(placed.filter((name, index) => placed.indexOf(name) !== index)).toEqual([])
})

test('every setting of the API has a label', () => {
  expect(Object.keys(schema).filter(name => !connectionFields[name])).toEqual([])
  expect(placed.filter(name => !connectionFields[name])).toEqual([])
})

test('a setting that only a newer server has is not lost', () => {
  expect(unplaced({ sign: {}, brandNew: {} })).toEqual(['brandNew'])
})
