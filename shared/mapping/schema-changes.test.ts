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
      message: '`total` is text in 10.2. Nobody decided what that means for this row. Look at it, then settle it among the changes of the new version.',
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
      { choice: 'keep', change: 'd', item: 'test:t1' },
      { choice: 'keep', change: 'e', item: 'lookup:l1' },
    ),
  ).toEqual([])
})

test('of two decisions about one change and row the later one counts', () => {
  expect(problemsWith({ choice: 'undecided', at: '2026-11-22T10:00:00.000Z' }, { choice: 'settled', at: '2026-11-22T11:00:00.000Z' })).toEqual([])
})

test('what is left of the map, its sources, what they leave out and its lookup tables is a problem of the map', () => {
  const found = problemsWith(
    { choice: 'undecided', change: 'a', item: 'map:map', sentence: 'A.' },
    { choice: 'keep', change: 'b', item: 'input:order', sentence: 'B.' },
    { choice: 'undecided', change: 'c', item: 'map:another', sentence: 'C.' },
    { choice: 'undecided', change: 'd', item: 'input:another', sentence: 'D.' },
  )
  expect(found.map(({ at, code, message }) => [at, code, message.slice(0, 60)])).toEqual([
    ['field:map:', 'schema-change-undecided', 'A. Nobody decided what that means for this field map. Look a'],
    ['field:map:', 'schema-change-kept', 'B. It was decided to keep the source "order" as it was. Chan'],
  ])
})
