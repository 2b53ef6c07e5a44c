// What is proposed about a failing case; and a case made from a sample.
import { expect, test } from 'vitest'
import { buildMap, buildObject, copy, of } from '../../fixtures/build.ts'
import { createCaseExaminer } from '../../shared/mapping/examine-case.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { makeExpected } from './made-case.ts'
import { adviseOn } from './what-to-do.ts'

const { project, findGraph, context } = buildMap({
  inputs: { order: { number: 'text!', total: 'text' } },
  destination: { Number: 'text', Zone: 'text', Total: 'number' },
  rows: [
    { to: 'Number', transform: copy(of('order', 'number')) },
    { to: 'Zone', transform: { kind: 'config', config: 'zone' } },
    { to: 'Total', transform: { kind: 'convert', from: of('order', 'total'), to: 'number' } },
  ],
  project: { configValues: [buildObject('configValues', { id: 'zone', name: 'zone' })] },
})
const records: Readonly<Record<string, JsonValue>> = {
  order: { order: { number: '7', total: '2' } },
  bad: { order: { number: '7', total: 'x' } },
  one: { Number: '8', Total: 2 },
  two: { Number: '8', Zone: 'UTC', Total: 2 },
  same: { Number: '7', Total: 2 },
}
const advice = async (cells: Partial<TestCase>) => {
  const examine = createCaseExaminer({ project, findGraph, findRecord: (hash) => records[hash], now: '2026-03-02T09:00:00.000Z' })
  const given = await examine(buildObject('testCases', { id: 't', fieldMap: 'map', given: 'order', ...cells }))
  return adviseOn(project, given).map((one) =>
    one.do === 'open-row'
      ? `open ${one.name}: ${one.paths.join()}`
      : one.do === 'accept'
        ? `accept ${one.field.path}`
        : one.do === 'set-config'
          ? `set ${one.name}`
          : `accept ${one.count}`,
  )
}

test.each<{ says: string; cells: Partial<TestCase>; want: string[] }>([
  { says: 'nothing about a case that passes', cells: { expected: 'same' }, want: [] },
  { says: 'the row and the value of one difference', cells: { expected: 'one' }, want: ['open R-1: Number', 'accept Number'] },
  {
    says: 'a blank config value first, and all values together',
    cells: { expected: 'two' },
    want: ['set zone', 'open R-1: Number', 'open R-2: Zone', 'accept 2'],
  },
  { says: 'the row of an issue, and nothing to accept', cells: { given: 'bad', expected: 'same' }, want: ['open R-3: Total,order.total'] },
])('it proposes $says', async ({ cells, want }) => {
  expect(await advice(cells)).toEqual(want)
})

test('a case made from a sample expects what came out, or the issues that it raised', () => {
  const made = (record: { [name: string]: JsonValue }) => makeExpected(context, record, '2026-03-02T09:00:00.000Z')
  expect(made({ order: { number: '7', total: '2' } })).toEqual({ expected: { Number: '7', Total: 2 } })
  expect(made({ order: { number: '7', total: 'x' } })).toEqual({ expectedIssues: [{ code: 'not-a-number', path: 'order.total', row: 'r3' }] })
})
