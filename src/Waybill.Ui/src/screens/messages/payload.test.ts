import { expect, test } from 'vitest'
import order from '../../../../../testdata/edi-net/x12.850.edi?raw'
import response from '../../../../../testdata/edi-net/edifact.ORDRSP.edi?raw'
import { hexOf, isText, segmentsOf } from './payload'

const bytes = (text: string) => new TextEncoder().encode(text)

test('a real X12 interchange is shown by segment', () => {
  const edi = segmentsOf(bytes(order))
  expect(edi?.separator).toBe('*')
  expect(edi?.segments[0]?.[0]).toBe('ISA')
  expect(edi?.segments.map(segment => segment[0])).toContain('BEG')
  expect(edi?.segments.at(-1)?.[0]).toBe('IEA')
})

test('a real EDIFACT interchange is shown by segment', () => {
  expect(segmentsOf(bytes(response))?.segments.map(segment => segment[0])).toContain('BGM')
})

test('a released separator splits nothing', () => {
  expect(segmentsOf(bytes("UNA:+.? 'UNB+A?+B+C?'D'"))?.segments).toEqual([['UNB', 'A?+B', "C?'D"]])
})

test('what is no interchange has no segments', () => {
  expect(segmentsOf(bytes('<Order/>'))).toBeNull()
  expect(segmentsOf(bytes('ISA too short'))).toBeNull()
})

test('binary is told from text', () => {
  expect(isText(bytes('a,b\r\n'))).toBe(true)
  expect(isText(new Uint8Array([0x50, 0x4b, 3, 4, 0]))).toBe(false)
})

test('hex shows offset, bytes and letters', () => {
  expect(hexOf(bytes('ISA*00'))).toMatch(/^00000000 {2}49 53 41 2a 30 30 +ISA\*00$/)
})
