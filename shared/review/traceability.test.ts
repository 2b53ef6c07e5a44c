// Rules of the traceability matrix: which lines there are, how cases stand at them, what filters show, what is exported.
import { describe, expect, test } from 'vitest'
import { buildObject, buildProject, copy, of, orderAt } from '../../fixtures/build.ts'
import type { CaseOutcome } from '../mapping/run-test-case.ts'
import type { Row } from '../project/field-map.ts'
import type { Project } from '../project/project.ts'
import type { FieldPath } from '../schema/field-path.ts'
import type { ReviewProblem } from './review.ts'
import { countMatrix, countViews, filterTrace, TRACE_VIEWS, type TraceFilter } from './traceability-filter.ts'
import { listTracedCases, markOfLine, noteOfLine, traceTable } from './traceability-table.ts'
import { rowOfLine, statusOfLine, traceProject, type TraceLine } from './traceability.ts'

const mapped = copy(of('order', 'a'))
const row = (number: number, to: string, cells: Partial<Row> = {}) =>
  buildObject('rows', { id: `r${number}`, number, fieldMap: 'm', destination: to as FieldPath, transform: mapped, ...cells })

const project = buildProject({
  useCases: [
    buildObject('useCases', { id: 'u1', number: 1, title: 'Invoice' }),
    buildObject('useCases', { id: 'u2', number: 2, title: 'Refund', order: 'a1' }),
    buildObject('useCases', { id: 'u3', number: 3, title: 'Later', order: 'a2' }),
  ],
  useCaseItems: [
    buildObject('useCaseItems', { id: 'o1', useCase: 'u1', text: 'Every order has an invoice' }),
    buildObject('useCaseItems', { id: 'o2', useCase: 'u1', text: 'Totals agree', order: 'a1' }),
    buildObject('useCaseItems', { id: 'o3', useCase: 'u1', text: 'Nobody types', order: 'a2' }),
    buildObject('useCaseItems', { id: 'goal', useCase: 'u1', part: 'strategy', text: 'Close in 2 days', order: 'a3' }),
  ],
  fieldMaps: [
    buildObject('fieldMaps', { id: 'm', number: 1, name: 'Order → Invoice', useCases: ['u1'] }),
    buildObject('fieldMaps', { id: 'idle', number: 2, name: 'Nowhere', order: 'a1' }),
    buildObject('fieldMaps', { id: 'old', name: 'Old', useCases: ['u1'], archived: true, order: 'a2' }),
  ],
  rows: [
    row(3, 'Total', { outcome: 'o2', status: 'ready' }),
    row(1, 'Number', { outcome: 'o1' }),
    row(2, 'Lines[].Tax', { useCases: ['u1', 'u2'] }),
    row(4, 'Note', { transform: { kind: 'notMapped', reason: 'Not wanted' } }),
    row(5, 'Due', { transform: undefined } as Partial<Row>),
    row(6, 'Open', { transform: undefined } as Partial<Row>),
    row(7, 'Kept', { deleted: true }),
    row(8, 'Alone', { fieldMap: 'idle' }),
    row(9, 'Archived', { fieldMap: 'old' }),
  ].map(({ transform, ...cells }) => (transform === undefined ? cells : { ...cells, transform })),
  testCases: [
    buildObject('testCases', { id: 't1', number: 1, title: 'An order', fieldMap: 'm', rows: ['r1', 'r2', 'r3'] }),
    buildObject('testCases', { id: 't2', number: 2, title: 'A refund', fieldMap: 'm', rows: ['r3'], order: 'a1' }),
    buildObject('testCases', { id: 't3', number: 3, title: 'By hand', kind: 'manual', outcome: 'o3', order: 'a2' }),
  ],
  questions: [
    buildObject('questions', { id: 'q', at: 'field:m:Total' }),
    buildObject('questions', { id: 'q2', at: 'use-case:u2', blocks: ['row:r8'], order: 'a1' }),
  ],
})
const outcomes = new Map<string, CaseOutcome>([
  ['t1', { state: 'failed', differences: [{ path: 'Lines[3].Tax', expected: 1, actual: 2 }] }],
  ['t2', { state: 'passed' }],
])
const gap = (at: string): ReviewProblem => ({
  code: 'required-destination-unmapped',
  severity: 'error',
  at,
  row: null,
  message: 'It is required and nothing fills it.',
})
const input = { project, outcomes, problems: [gap('row:r5'), gap('field:m:Contact')] }
const trace = traceProject(input)
const say = (line: TraceLine) => [line.useCase?.id ?? '-', line.outcome?.id ?? '-', line.kind, 'path' in line ? line.path : rowOfLine(line)].join(' ').trim()

describe('lines', () => {
  test('stand by use case, outcome, map and row number; rows that serve none come last; what is left out on purpose has none', () => {
    expect(trace.lines.map(say)).toEqual([
      'u1 o1 row R-1',
      'u1 o2 row R-3',
      'u1 o3 outcome',
      'u1 - row R-2',
      'u1 - gap Due',
      'u1 - row R-6',
      'u1 - gap Contact',
      'u2 - row R-2',
      'u3 - nothing',
      '- - row R-8',
    ])
    expect(trace.notMapped).toBe(1)
  })
  test('of one use case are those that the project shows for it', () => {
    for (const { id } of project.useCases) expect(traceProject(input, id).lines).toEqual(trace.lines.filter(({ useCase }) => useCase?.id === id))
  })
  test('have keys of their own', () => {
    expect(new Set(trace.lines.map(({ key }) => key)).size).toBe(trace.lines.length)
  })
  test('show a question at the field of the row, and one that keeps the row waiting', () => {
    expect(trace.lines.flatMap((line) => (line.kind === 'row' && line.isAsked ? [[rowOfLine(line), statusOfLine(line)]] : []))).toEqual([
      ['R-3', 'question'],
      ['R-8', 'question'],
    ])
  })
})

describe('cases', () => {
  const at = (key: string) => trace.lines.find((line) => say(line) === key)
  const marks = [
    { line: 'u1 o1 row R-1', want: { t1: 'passed' }, verdict: 'passed', note: '' },
    { line: 'u1 o2 row R-3', want: { t1: 'passed', t2: 'passed' }, verdict: 'passed', note: '' },
    { line: 'u1 - row R-2', want: { t1: 'failed' }, verdict: 'failed', note: '' },
    { line: 'u1 o3 outcome', want: { t3: 'not-run' }, verdict: 'not-run', note: 'no row' },
    { line: 'u1 - row R-6', want: {}, verdict: 'no-need', note: 'nothing decided' },
    { line: '- - row R-8', want: {}, verdict: 'untested', note: 'no test case' },
  ]
  test.each(marks)('$line: a failing case fails where its fields differ, and agrees elsewhere', ({ line, want, verdict, note }) => {
    const found = at(line)
    if (found === undefined) throw new Error('no such line')
    const told = Object.fromEntries(
      trace.cases.all.flatMap((one) => {
        const mark = markOfLine(found, one, trace.cases)
        return mark === undefined ? [] : [[one.id, mark]]
      }),
    )
    expect(told).toEqual(want)
    expect('verdict' in found && found.verdict).toBe(verdict)
    expect(noteOfLine(found)).toBe(note)
  })
  test('a failure that no row can be told of is seen at every row of the case', () => {
    const lost = new Map<string, CaseOutcome>([['t1', { state: 'failed', differences: [{ path: '', expected: 'no issue', actual: 'issue' }] }]])
    const lines = traceProject({ ...input, outcomes: lost }).lines
    expect(lines.flatMap((line) => (line.kind === 'row' && line.verdict === 'failed' ? [rowOfLine(line)] : []))).toEqual(['R-1', 'R-3', 'R-2', 'R-2'])
  })
  test('a case that names no rows is about all of its map; of a map with its own, both', () => {
    const whole = buildObject('testCases', { id: 'w', title: 'Whole', fieldMap: 'm', order: 'a9' })
    const { cases, lines } = traceProject({ ...input, project: { ...project, testCases: [...project.testCases, whole] } })
    const found = lines.flatMap((line) =>
      line.kind === 'row' && line.useCase?.id === 'u1'
        ? [
            [
              rowOfLine(line),
              cases
                .casesOf(line.row)
                .map(({ id }) => id)
                .join(' '),
            ],
          ]
        : [],
    )
    expect(found).toEqual([
      ['R-1', 't1 w'],
      ['R-3', 't1 t2 w'],
      ['R-2', 't1 w'],
      ['R-6', ''],
    ])
  })
  test('only cases that say something have a column', () => {
    expect(listTracedCases(trace.lines, trace.cases).map(({ id }) => id)).toEqual(['t1', 't2', 't3'])
    expect(
      listTracedCases(
        trace.lines.filter(({ useCase }) => useCase?.id === 'u2'),
        trace.cases,
      ).map(({ id }) => id),
    ).toEqual(['t1'])
  })
})

describe('filters', () => {
  const cases: readonly { readonly filter: TraceFilter; readonly want: readonly string[] }[] = [
    { filter: { view: 'not-tested' }, want: ['- - row R-8'] },
    { filter: { view: 'failing' }, want: ['u1 - row R-2', 'u2 - row R-2'] },
    { filter: { view: 'gaps' }, want: ['u1 o3 outcome', 'u1 - gap Due', 'u1 - gap Contact', 'u3 - nothing'] },
    { filter: { view: 'without-use-case' }, want: ['- - row R-8'] },
    { filter: { view: 'questions' }, want: ['u1 o2 row R-3', '- - row R-8'] },
    { filter: { view: 'all', useCase: 'u2' }, want: ['u2 - row R-2'] },
    { filter: { view: 'all', map: 'idle' }, want: ['- - row R-8'] },
    { filter: { view: 'all', text: 'tax r-2 uc-1' }, want: ['u1 - row R-2'] },
    { filter: { view: 'all', text: 'totals' }, want: ['u1 o2 row R-3'] },
  ]
  test.each(cases)('$filter', ({ filter, want }) => {
    expect(filterTrace(trace.lines, filter).map(say)).toEqual(want)
  })
  test('each shows as many as it says', () => {
    const counts = countViews(trace.lines)
    for (const view of TRACE_VIEWS) expect(filterTrace(trace.lines, { view })).toHaveLength(counts[view])
  })
})

test('the counts by use case and map add up to the lines with a map', () => {
  const matrix = countMatrix(trace.lines)
  const cells = matrix.useCases.flatMap((useCase) => matrix.maps.map((map) => matrix.cellAt(useCase?.id, map.id)))
  expect(cells.reduce((sum, cell) => sum + (cell?.rows ?? 0) + (cell?.gaps ?? 0), 0)).toBe(trace.lines.filter((line) => 'map' in line).length)
  expect(matrix.cellAt('u1', 'm')).toEqual({ rows: 4, tested: 2, failing: 1, untested: 0, gaps: 2 })
  expect(matrix.cellAt('u3', 'm')).toBeUndefined()
})

describe('the table', () => {
  test('has a line for each line and a column for each case', () => {
    const [head, first] = traceTable(trace.lines, trace.cases)
    expect(head).toEqual([
      'Use case',
      'Title',
      'Outcome',
      'Field map',
      'Row',
      'Destination',
      'Status',
      'Question',
      'Note',
      'T-1 An order',
      'T-2 A refund',
      'T-3 By hand',
    ])
    expect(first).toEqual(['UC-1', 'Invoice', 'Every order has an invoice', 'Order → Invoice', 'R-1', 'Number', 'draft', '', '', 'passes', '', ''])
  })
})

test('a large project keeps each row once for each use case it serves', () => {
  const many = largeProject(5, 100)
  const { lines } = traceProject({ project: many, outcomes: undefined, problems: [] })
  expect(lines.filter(({ kind }) => kind === 'row')).toHaveLength(300)
})

function largeProject(useCases: number, rows: number): Project {
  const ids = Array.from({ length: useCases }, (_, at) => `u${at}`)
  return buildProject({
    useCases: ids.map((id, at) => buildObject('useCases', { id, order: orderAt(at) })),
    fieldMaps: [buildObject('fieldMaps', { id: 'm' })],
    rows: Array.from({ length: rows }, (_, at) => row(at + 1, `f${at}`, { useCases: [0, 1, 2].map((step) => ids[(at + step) % useCases] ?? '') })),
  })
}
