// Rules of a comparison as text and of what was found then and now.
import { describe, expect, test } from 'vitest'
import { buildObject, buildProject } from '../../fixtures/build.ts'
import type { FieldPath } from '../schema/field-path.ts'
import { compareCases, compareProblems, countCases } from './compare-findings.ts'
import { compareProjects } from './compare-projects.ts'
import { listChangeLog, printDifference, summarizeChange } from './compare-projects-text.ts'

const map = buildObject('fieldMaps', { id: 'map', number: 1 })
const row = (id: string, number: number, note?: string) =>
  buildObject('rows', { id, number, destination: `F${number}` as FieldPath, ...(note === undefined ? {} : { note }) })
const before = buildProject({ fieldMaps: [map], rows: [row('r1', 1, 'old\nwords'), row('r2', 2), row('r3', 3, 'same')] })
const after = buildProject({ fieldMaps: [map], rows: [row('r1', 1, 'new'), row('r3', 3), row('r4', 4)] })
const difference = compareProjects(before, after)

describe('text', () => {
  test('headings, a line a change, a line a cell; what is removed is one line', () => {
    expect(printDifference(difference)).toBe(
      [
        'M-1 Order → Invoice (1 added, 2 changed, 1 removed)',
        '  changed       R-1 F1',
        '                Note: old words → new',
        '  removed       R-2 F2',
        '  changed       R-3 F3',
        '                Note: same → (cleared)',
        '  added         R-4 F4',
        '                Field map: M-1 Order → Invoice',
        '                Destination: F4',
        '',
      ].join('\n'),
    )
  })

  test('a change in a line says its cells, or names them where that is too long; who approved goes with the status', () => {
    expect(difference.groups[0]?.changes.map(summarizeChange)).toEqual(['Note: old words → new', '', 'Note cleared: same', ''])
    const cell = (name: string, after: string) => ({ cell: name, name, before: '', after })
    const change = { kind: 'changed', home: 'rows', object: 'r1', what: 'Row', name: 'F' } as const
    expect(summarizeChange({ ...change, cells: [cell('status', 'approved'), cell('approvedBy', 'Ana'), cell('approvedAt', 'today')] })).toBe('status: approved')
    expect(summarizeChange({ ...change, cells: [cell('a', 'short'), cell('b', 'x')] })).toBe('a: short; b: x')
    expect(summarizeChange({ ...change, cells: [cell('a', 'long '.repeat(30)), cell('b', 'x')] })).toBe('a, b')
    expect(summarizeChange({ ...change, cells: [cell('approvedBy', 'Ana')] })).toBe('approvedBy: Ana')
  })
})

describe('the change log', () => {
  test('has a line for each cell, and one for an object that came or went, with who and when where it is known', () => {
    const who = ({ object }: { readonly object: string }) => (object === 'r1' ? { who: 'Ana', when: '2026-11-22T10:00:00.000Z' } : undefined)
    expect(listChangeLog(difference, who)).toEqual([
      { where: 'M-1 Order → Invoice', what: 'R-1 F1', cell: 'Note', before: 'old\nwords', after: 'new', who: 'Ana', when: '2026-11-22T10:00:00.000Z' },
      { where: 'M-1 Order → Invoice', what: 'R-2 F2', cell: 'removed', before: 'Field map: M-1 Order → Invoice\nDestination: F2', after: '' },
      { where: 'M-1 Order → Invoice', what: 'R-3 F3', cell: 'Note', before: 'same', after: '' },
      { where: 'M-1 Order → Invoice', what: 'R-4 F4', cell: 'added', before: '', after: 'Field map: M-1 Order → Invoice\nDestination: F4' },
    ])
  })

  test('of nothing is empty', () => {
    expect(listChangeLog(compareProjects(before, before))).toEqual([])
  })
})

describe('findings', () => {
  const problem = (at: string, message = 'Too long') => ({ code: 'text-too-long', severity: 'warning' as const, at, message })
  test('problems that are on one side only are gone or new, twice the same one counts twice', () => {
    expect(compareProblems([problem('row:a'), problem('row:b'), problem('row:b')], [problem('row:b'), problem('row:c'), problem('row:a', 'Longer')])).toEqual({
      gone: [problem('row:a'), problem('row:b')],
      come: [problem('row:c'), problem('row:a', 'Longer')],
    })
  })

  test('only cases that came out otherwise are told', () => {
    const then = new Map([
      ['a', 'passed'],
      ['b', 'failed'],
      ['gone', 'failed'],
    ] as const)
    const now = new Map([
      ['a', 'failed'],
      ['b', 'failed'],
      ['new', 'passed'],
    ] as const)
    expect(compareCases(then, now)).toEqual([
      { testCase: 'a', before: 'passed', after: 'failed' },
      { testCase: 'gone', before: 'failed' },
      { testCase: 'new', after: 'passed' },
    ])
    expect(countCases(then.values())).toEqual({ passed: 1, failed: 2 })
  })
})
