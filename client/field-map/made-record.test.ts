// The JSON panel's lines are the record, each knows its row, and what is wrong stands where it is.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildMap, constant, copy, field, of, ofItem } from '../../fixtures/build.ts'
import { compileMap } from '../../shared/mapping/compile-map.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { PreviewSample } from './derive.ts'
import { makeRecord, type MadeRecord } from './made-record.ts'
import { listRecordLines, printRecordLines } from './record-lines.ts'

const order = { number: 'x', name: 'Much too long', lines: [{ sku: 'a' }, { sku: 'b' }] }
const { context } = buildMap({
  inputs: { order: { number: 'text', name: 'text', lines: [{ sku: 'text' }] } },
  destination: { Number: 'integer!', Name: field('text', { maxLength: 5 }), To: { City: 'text!' }, Needed: 'text!', Lines: [{ Sku: 'text' }] },
  rows: [
    { to: 'Number', transform: { kind: 'convert', from: of('order', 'number'), to: 'integer' } },
    { to: 'Name', transform: copy(of('order', 'name')) },
    { to: 'To.City', transform: copy(constant('Rome')) },
    { to: 'Lines', transform: { kind: 'each', list: of('order', 'lines') }, rows: [{ to: 'Lines[].Sku', transform: copy(ofItem('sku')) }] },
  ],
})
const sampleOf = (record: JsonValue): PreviewSample => ({ records: new Map([['order', record]]), now: '2026-01-01T00:00:00Z' })
const make = (of: MapContext, record: JsonValue | undefined, at = 0, envelope = false): MadeRecord =>
  makeRecord(compileMap(of), of, record === undefined ? undefined : sampleOf(record), { at, envelope, known: false }, () => 0)
const made = (of: MapContext, record: JsonValue, at = 0, envelope = false) => {
  const answer = make(of, record, at, envelope)
  if (answer.state !== 'made') throw new Error(answer.state)
  return answer
}

test('each line knows its row, and the text is the record', () => {
  const { lines } = made(context, order)
  expect(JSON.parse(printRecordLines(lines))).toEqual({ Name: 'Much too long', To: { City: 'Rome' }, Lines: [{ Sku: 'a' }, { Sku: 'b' }] })
  const rowAt = (path: string) => lines.find((line) => line.path === path)?.row
  expect([rowAt('Name'), rowAt('To'), rowAt('To.City'), rowAt('Lines'), rowAt('Lines[1]'), rowAt('Lines[1].Sku')]).toEqual([
    'r2',
    undefined,
    'r3',
    'r4',
    'r4',
    'r5',
  ])
  expect(lines.find((line) => line.path === 'Lines[1].Sku')?.field).toBe('Lines[].Sku')
})

test('what is wrong stands at its line, also where nothing is, and in the list above', () => {
  const { lines, notices } = made(context, order)
  expect(notices.map(({ is, path, row, message }) => ({ is, path, row, message }))).toEqual([
    { is: 'error', path: 'Name', row: 'r2', message: '13 characters: at most 5 fit.' },
    { is: 'issue', path: 'Number', row: 'r1', message: '"x" is not a whole number.' },
    { is: 'error', path: 'Needed', row: undefined, message: 'Required, and nothing fills it.' },
  ])
  for (const { line, message } of notices) expect(lines[line ?? -1]?.remarks?.map((remark) => remark.message)).toContain(message)
  expect(lines.filter(({ kind }) => kind === 'absent').map(({ name }) => name)).toEqual(['"Number"', '"Needed"'])
})

test('what is wrong with the sample itself is told first', () => {
  expect(made(context, { ...order, lines: 'none' }).notices[0]).toMatchObject({ is: 'issue', path: 'order.lines' })
})

test('of a map that runs for items one record is shown, and says how many there are', () => {
  const { context: perLine } = buildMap({
    inputs: { order: { lines: [{ sku: 'text' }] } },
    destination: { Sku: 'text' },
    fieldMap: { runs: 'item', runsOver: of('order', 'lines') },
    rows: [{ to: 'Sku', transform: copy(ofItem('sku')) }],
  })
  expect(made(perLine, order, 1)).toMatchObject({ count: 2, at: 1, lines: [{}, { text: '"b"', row: 'r1' }, {}] })
  expect(made(perLine, order, 9)).toMatchObject({ at: 1 })
  expect(make(perLine, { lines: [] })).toEqual({ state: 'nothing' })
})

test('a record that the map is not about is made all the same, and it is said', () => {
  const { context: some } = buildMap({
    inputs: { order: { number: 'text' } },
    destination: { Number: 'text' },
    fieldMap: { appliesWhen: { test: 'compare', left: of('order', 'number'), operator: '=', right: constant('1') } },
    rows: [{ to: 'Number', transform: copy(of('order', 'number')) }],
  })
  expect(made(some, { number: '2' })).toMatchObject({ applies: false, notices: [] })
  expect(made(some, { number: '1' })).toMatchObject({ applies: true })
})

test('without a sample nothing is made', () => {
  expect(make(context, undefined)).toEqual({ state: 'no-sample' })
})

test('with its envelope the record is what is sent, and its lines are found as before', () => {
  const ref = { schema: 'destination', object: { kind: 'request', endpoint: 'POST /Invoices', envelope: 'Invoices[]' } } as never
  const { lines, notices } = made({ ...context, destination: { ...context.destination, ref } }, order, 0, true)
  expect(JSON.parse(printRecordLines(lines))).toMatchObject({ Invoices: [{ Name: 'Much too long' }] })
  expect(lines.slice(0, 4).map(({ text, path }) => [text, path])).toEqual([
    ['{', undefined],
    ['[', undefined],
    ['{', ''],
    ['"Much too long"', 'Name'],
  ])
  expect(notices[0]).toMatchObject({ path: 'Name', line: 3 })
})

test('any JSON is printed as JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const lines = listRecordLines(value as JsonValue, value as JsonValue, new Map(), [])
      expect(JSON.parse(printRecordLines(lines))).toEqual(JSON.parse(JSON.stringify(value)))
      expect(printRecordLines(lines)).toBe(JSON.stringify(value, null, 2))
    }),
  )
})
