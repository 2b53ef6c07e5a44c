// What is told of one test case: fields with their rows and reasons, the rows it exercises, the config it runs with, where values come from.
import { expect, test } from 'vitest'
import { buildMap, buildObject, copy, field, of, ofItem } from '../../fixtures/build.ts'
import type { JsonValue } from '../schema/json-value.ts'
import type { TestCase } from '../project/review-parts.ts'
import { makeDemoFile } from '../../fixtures/make-demo.ts'
import { isDifference } from './compare-fields.ts'
import { createCaseExaminer, listConfig } from './examine-case.ts'
import { createCaseRunner } from './run-cases.ts'
import type { CaseSetting } from './run-test-case.ts'

const order = {
  number: '7',
  note: null,
  zone: 'x',
  lines: [
    { sku: 'ABCDEF', price: '2.50' },
    { sku: 'B', price: '3' },
  ],
  fees: [{ name: 'Gift' }],
}
const records: Readonly<Record<string, JsonValue>> = {
  order: { order },
  bad: { order: { ...order, lines: [{ sku: 'A', price: 'x' }] } },
  wanted: {
    Number: '8',
    Zone: 'Europe/Berlin',
    Note: 'thanks',
    Gone: 1,
    Lines: [
      { Sku: 'ABCDEF', Price: '2.5' },
      { Sku: 'b', Price: 2.99 },
      { Sku: 'Gift', Price: 1 },
    ],
  },
}
const { project, findGraph } = buildMap({
  inputs: { order: { number: 'text!', note: 'text?', zone: 'text', lines: [{ sku: 'text!', price: 'text!' }], fees: [{ name: 'text' }] } },
  destination: { Number: 'text', Zone: 'text', Note: 'text', Late: 'text', Gone: 'number', Lines: [{ Sku: field('text', { maxLength: 5 }), Price: 'number' }] },
  rows: [
    { to: 'Number', transform: copy(of('order', 'number')) },
    { to: 'Zone', transform: { kind: 'config', config: 'zone' } },
    { to: 'Note', transform: copy(of('order', 'note')) },
    { to: 'Late', transform: { kind: 'constant', value: 'x' }, on: 'update' },
    {
      to: 'Lines',
      transform: { kind: 'each', list: of('order', 'lines') },
      rows: [
        { to: 'Lines[].Sku', transform: copy(ofItem('sku')) },
        { to: 'Lines[].Price', transform: { kind: 'convert', from: ofItem('price'), to: 'number' } },
      ],
    },
    { to: 'Lines', transform: { kind: 'each', list: of('order', 'fees') }, rows: [{ to: 'Lines[].Sku', transform: copy(ofItem('name')) }] },
  ],
  project: {
    configValues: [buildObject('configValues', { id: 'zone', name: 'zone' }), buildObject('configValues', { id: 'other', name: 'other', default: 'o' })],
  },
})
const examine = createCaseExaminer({ project, findGraph, findRecord: (hash) => records[hash], now: '2026-03-02T09:00:00.000Z' })
const exam = (cells: Partial<TestCase> = {}) => examine(buildObject('testCases', { id: 't1', fieldMap: 'map', given: 'order', expected: 'wanted', ...cells }))

test('each field has the row that filled it, or that would, and a reason where one is known', async () => {
  const { fields } = await exam()
  const number = (id: string | undefined) => project.rows.find((row) => row.id === id)?.number
  expect(fields.map(({ path, state, row, why }) => [path, state, number(row), why])).toEqual([
    ['Number', 'different', 1, undefined],
    ['Zone', 'missing', 2, 'zone is blank in this case.'],
    ['Note', 'missing', 3, 'The source is missing or null, and R-3 leaves it out.'],
    ['Gone', 'missing', undefined, 'No row fills this field.'],
    ['Lines[0].Sku', 'same', 6, undefined],
    ['Lines[0].Price', 'different', 7, 'A text is expected, and it is a number.'],
    ['Lines[1].Sku', 'different', 6, 'Only capital and small letters differ.'],
    ['Lines[1].Price', 'different', 7, '0.01 more than expected.'],
    ['Lines[2].Sku', 'same', 9, undefined],
    ['Lines[2].Price', 'missing', 8, 'No row inside R-8 fills this field.'],
  ])
})

test('what the destination would refuse is the reason for a text that differs', async () => {
  const short: JsonValue = { Lines: [{ Sku: 'ABCDE' }, {}, {}] }
  const own = await createCaseExaminer({
    project,
    findGraph,
    findRecord: (hash): JsonValue | undefined => (hash === 'short' ? short : records[hash]),
    now: '2026-03-02T09:00:00.000Z',
  })(buildObject('testCases', { id: 't3', fieldMap: 'map', given: 'order', expected: 'short', compare: 'containing' }))
  expect(own.fields.filter(isDifference).map(({ why }) => why)).toEqual(['6 characters: at most 5 fit.'])
})

test('it exercises the rows whose values came out, and the lists they stand in', async () => {
  const numbers = ({ rows }: { readonly rows: readonly string[] }) =>
    rows.map((id) => project.rows.find((row) => row.id === id)?.number).toSorted((a = 0, b = 0) => a - b)
  expect(numbers(await exam())).toEqual([1, 5, 6, 7, 8, 9])
  expect(numbers(await exam({ config: [{ config: 'zone', value: 'UTC' }] }))).toContain(2)
})

test('where the record is refused, the rows that refused it are exercised', async () => {
  const { outcome, issues, rows } = await exam({ given: 'bad', expectedIssues: [{ code: 'not-a-number' }] })
  expect(outcome.state).toBe('passed')
  expect(issues).toEqual([{ row: 'r7', path: 'order.lines[0].price', code: 'not-a-number', message: '"x" gives no number.' }])
  expect(rows).toEqual(['r7', 'r5'])
})

test('config is told as the case runs with it, of what the map uses', async () => {
  expect((await exam()).config).toEqual([{ config: 'zone', from: 'blank' }])
  expect((await exam({ config: [{ config: 'zone', value: 'UTC' }] })).config).toEqual([{ config: 'zone', value: 'UTC', from: 'case' }])
})

test('a row is fed by fields from the root of the inputs, through the lists above', async () => {
  const { feeds } = await exam()
  expect([feeds['r1'], feeds['r7'], feeds['r9']]).toEqual([['order.number'], ['order.lines[].price'], ['order.fees[].name']])
})

test.each([
  ['a picker', { transform: { kind: 'config', config: 'zone' } }, ['zone']],
  ['a formula', { transform: { kind: 'formula', text: '$config.zone & "x"' } }, ['zone']],
  ['a longer name', { transform: { kind: 'formula', text: '$config.zones' } }, []],
] as const)('config used in %s is found', (_, cells, want) => {
  expect(listConfig(buildObject('rows', { id: 'r', ...cells }), new Map([['zone', 'zone']]))).toEqual(want)
})

test('of the demo, the comparison differs exactly where the run fails', async () => {
  const file = makeDemoFile()
  const setting: CaseSetting = {
    project: file.project,
    findGraph: (key) => file.schemas[key],
    findRecord: (hash) => file.records[hash],
    now: '2026-11-16T09:00:00.000Z',
  }
  const [run, look] = [createCaseRunner(setting), createCaseExaminer(setting)]
  for (const testCase of file.project.testCases) {
    const [outcome, told] = [await run(testCase), await look(testCase)]
    expect(told.outcome).toEqual(outcome)
    expect(told.fields.some(isDifference)).toBe(false)
  }
})
