// A pasted record is taken for what it is, with hints where it differs from the schema, and refused only where it is no record.
import { expect, test } from 'vitest'
import { buildMap, field } from '../../fixtures/build.ts'
import { inputNames } from '../../shared/mapping/source-text.ts'
import { readPastedRecord } from './paste-record.ts'

const { context } = buildMap({
  inputs: { order: { number: 'text!', note: 'text', state: field('text', { enum: ['open'] }) }, customer: { name: 'text' } },
  destination: { Number: 'text' },
  rows: [],
})
const [order, customer] = context.inputs.map(({ input }) => input.id) as [string, string]
const read = (text: string) => readPastedRecord(text, context.inputs, inputNames(context))

test('one record is the first input’s', () => {
  expect(read('{"number": "727"}')).toEqual({ ok: true, value: { name: '727', records: { [order]: { number: '727' } }, hints: [] } })
})

test('records by name are those inputs’', () => {
  expect(read('{"order": {"number": "7"}, "customer": {"name": "Ana"}}')).toMatchObject({
    value: { records: { [order]: { number: '7' }, [customer]: { name: 'Ana' } }, hints: [] },
  })
  expect(read('{"customer": {"name": "Ana"}}')).toMatchObject({ value: { name: 'Ana', records: { [customer]: { name: 'Ana' } } } })
})

test('what differs from the schema is a hint, and taken all the same', () => {
  expect(read('{"note": null, "state": "shut", "more": 1}')).toMatchObject({
    ok: true,
    value: {
      hints: [
        'number: the schema says that it is always there.',
        'note: the schema does not say that it may be null.',
        'state: "shut" is not one of the allowed values: "open".',
        'more: the schema does not have this field.',
      ],
    },
  })
})

test('of a list the first record is taken, and it is said', () => {
  expect(read('[{"number": "1"}, {"number": "2"}]')).toMatchObject({
    value: { records: { [order]: { number: '1' } }, hints: [expect.stringContaining('list of 2')] },
  })
})

test.each([
  { given: '', want: 'Paste a record as JSON.' },
  { given: '{"a": }', want: 'Line 1, column 7: A value is expected here, not }.' },
  { given: '12', want: 'A record is an object: { "name": value }.' },
  { given: '[]', want: 'The list holds no record.' },
])('$given is refused with what to do', ({ given, want }) => {
  expect(read(given)).toMatchObject({ ok: false, error: { message: want } })
})
