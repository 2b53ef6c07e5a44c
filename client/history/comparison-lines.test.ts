// Rules of how a comparison is listed.
import { describe, expect, test } from 'vitest'
import { buildObject, buildProject } from '../../fixtures/build.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { compareProjects } from '../../shared/review/compare-projects.ts'
import { findLineAt, listComparisonLines, narrowDifference } from './comparison-lines.ts'

const row = (number: number, note: string) => buildObject('rows', { id: `r${number}`, number, destination: `Field${number}` as FieldPath, note })
const maps = [buildObject('fieldMaps', { id: 'map', number: 1, name: 'Orders' })]
const difference = compareProjects(
  buildProject({ fieldMaps: maps, rows: [row(1, 'old'), row(2, 'Same')] }),
  buildProject({
    fieldMaps: maps,
    rows: [row(1, 'tax'), row(3, 'Same')],
    goLiveItems: [buildObject('goLiveItems', { id: 'g', number: 1, title: 'Tax office' })],
  }),
)
const tell = (narrowed = difference, folded: readonly string[] = []) =>
  listComparisonLines(narrowed, new Set(folded)).map((line) => (line.line === 'group' ? line.group.title : `${line.change.kind} ${line.change.number}`))

describe('narrowing', () => {
  test('without anything to narrow by it is the same', () => {
    expect(narrowDifference(difference, { kind: undefined, search: '  ' })).toBe(difference)
  })
  test('by kind, with the headings and counts of what is left', () => {
    const narrowed = narrowDifference(difference, { kind: 'added', search: '' })
    expect(tell(narrowed)).toEqual(['M-1 Orders', 'added R-3', 'Go-live', 'added G-1'])
    expect(narrowed.totals).toMatchObject({ added: 2, changed: 0, removed: 0 })
  })
  test('by all words, in any case, in names, cells and headings', () => {
    expect(tell(narrowDifference(difference, { kind: undefined, search: 'TAX' }))).toEqual(['M-1 Orders', 'changed R-1', 'Go-live', 'added G-1'])
    expect(tell(narrowDifference(difference, { kind: undefined, search: 'orders field2' }))).toEqual(['M-1 Orders', 'removed R-2'])
    expect(tell(narrowDifference(difference, { kind: 'added', search: 'old' }))).toEqual([])
  })
})

test('a folded heading hides its changes', () => {
  expect(tell(difference, ['map:map'])).toEqual(['M-1 Orders', 'Go-live', 'added G-1'])
})

test('the chosen line is found again, or the nearest one', () => {
  const lines = listComparisonLines(difference, new Set())
  expect(findLineAt(lines, lines[2]?.key, 0)).toBe(2)
  expect(findLineAt(lines, 'gone', 99)).toBe(lines.length - 1)
  expect(findLineAt([], 'gone', 3)).toBe(0)
})
