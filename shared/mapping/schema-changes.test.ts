// What a move leaves to be settled is told on the rows.
import { expect, test } from 'vitest'
import { buildMap, buildObject, copy, of } from '../../fixtures/build.ts'
import type { SchemaDecision } from '../project/people-and-systems.ts'
import { compileMap } from './compile-map.ts'

function problemsWith(...decisions: Partial<SchemaDecision>[]) {
  const { context } = buildMap({
    inputs: { order: { total: 'number!' } },
    destination: { Total: 'number' },
    rows: [{ to: 'Total', transform: copy(of('order', 'total')) }],
    project: {
      schemaDecisions: decisions.map((cells, i) =>
        buildObject('schemaDecisions', { id: `d${i}`, schema: 'source-order', change: 'retyped:object Source:total', item: 'row:r1', ...cells }),
      ),
    },
  })
  return compileMap(context).problems.map(({ code, severity, at, row, message }) => ({ code, severity, at, row, message }))
}

test('a row that nobody decided about has a warning with the change in words and what to do', () => {
  expect(problemsWith({ choice: 'undecided', sentence: '`total` is text in 10.2.' })).toEqual([
    {
      code: 'schema-change-undecided',
      severity: 'warning',
      at: 'row:r1',
      row: 1,
      message: '`total` is text in 10.2. Nobody decided what that means for this row. Look at the row, then settle it.',
    },
  ])
})

test('a row that was kept has a hint, and still takes part', () => {
  expect(problemsWith({ choice: 'keep', sentence: '`total` is text in 10.2.' })).toMatchObject([{ code: 'schema-change-kept', severity: 'hint' }])
})

test('settled, followed and deleted decisions, those for all items, and those of versions that the map does not use, show nothing', () => {
  expect(
    problemsWith(
      { choice: 'settled' },
      { choice: 'follow', change: 'a' },
      { choice: 'keep', change: 'b', deleted: true },
      { choice: 'undecided', change: 'c', schema: 'another' },
      { choice: 'keep', change: 'd', item: 'lookup:l1' },
    ),
  ).toEqual([])
})

test('of two decisions about one change and row the later one counts', () => {
  expect(problemsWith({ choice: 'undecided', at: '2026-11-22T10:00:00.000Z' }, { choice: 'settled', at: '2026-11-22T11:00:00.000Z' })).toEqual([])
})
