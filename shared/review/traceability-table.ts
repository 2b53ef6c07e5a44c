// The traceability matrix as a table of texts. Pure.
import { printNumber } from '../project/project.ts'
import type { TestCase } from '../project/review-parts.ts'
import type { CaseState } from './case-state.ts'
import type { TraceCases } from './traceability-cases.ts'
import { rowOfLine, statusOfLine, type TraceLine } from './traceability.ts'

/** Cases that say something of one of the lines, in the project's order. */
export function listTracedCases(lines: readonly TraceLine[], cases: TraceCases): TestCase[] {
  const found = new Set<TestCase>()
  const seen = new Set<readonly TestCase[]>()
  const outcomes = new Set<string>()
  for (const line of lines) {
    if (line.kind === 'outcome') outcomes.add(line.outcome.id)
    if (line.kind !== 'row') continue
    // Rows of one map mostly have the same list.
    const own = cases.casesOf(line.row)
    if (seen.has(own)) continue
    seen.add(own)
    for (const one of own) found.add(one)
  }
  return cases.all.filter((one) => found.has(one) || (one.outcome !== undefined && outcomes.has(one.outcome)))
}

/** What a case says of a line; undefined: nothing. */
export function markOfLine(line: TraceLine, testCase: TestCase, cases: TraceCases): CaseState | undefined {
  if (line.kind === 'outcome') return testCase.outcome === line.outcome.id ? cases.stateOf(testCase.id) : undefined
  const mark = line.kind === 'row' ? cases.markOf(line.row, testCase) : 'none'
  return mark === 'none' ? undefined : mark
}

/** As the matrix says it: `no test case`, `gap`; empty where marks say it all. */
export function noteOfLine(line: TraceLine): string {
  switch (line.kind) {
    case 'row':
      return line.verdict === 'untested' ? 'no test case' : line.verdict === 'no-need' ? 'nothing decided' : ''
    case 'gap':
      return 'gap: nothing fills it'
    case 'outcome':
      return line.hasRows ? '' : line.verdict === 'untested' ? 'no row and no test case' : 'no row'
    case 'nothing':
      return 'no row serves it'
  }
}

export const caseWords: Readonly<Record<CaseState, string>> = {
  passed: 'passes',
  failed: 'fails',
  'cannot-run': 'cannot run',
  'to-retest': 'to retest',
  blocked: 'blocked',
  'not-run': 'not run',
}

/** The first row has the names of the columns; one column for each case. */
export function traceTable(lines: readonly TraceLine[], cases: TraceCases): string[][] {
  const columns = listTracedCases(lines, cases)
  const places = new Map(columns.map((one, at) => [one, at]))
  const head = ['Use case', 'Title', 'Outcome', 'Field map', 'Row', 'Destination', 'Status', 'Question', 'Note']
  return [
    [...head, ...columns.map(({ number, title }) => `${printNumber('testCases', number)} ${title}`)],
    ...lines.map((line) => {
      const marks = columns.map(() => '')
      // Most cases say nothing of most lines.
      for (const one of line.kind === 'row' ? cases.casesOf(line.row) : line.kind === 'outcome' ? columns : []) {
        const mark = markOfLine(line, one, cases)
        if (mark !== undefined) marks[places.get(one) ?? 0] = caseWords[mark]
      }
      return [...factsOfLine(line), ...marks]
    }),
  ]
}

function factsOfLine(line: TraceLine): string[] {
  return [
    line.useCase === undefined ? 'none' : printNumber('useCases', line.useCase.number),
    line.useCase?.title ?? '',
    line.outcome?.text ?? '',
    'map' in line ? line.map.name : '',
    rowOfLine(line),
    line.kind === 'row' ? line.row.destination : line.kind === 'gap' ? line.path : '',
    line.kind === 'row' ? statusOfLine(line) : '',
    line.kind === 'row' && line.isAsked ? 'open' : '',
    noteOfLine(line),
  ]
}
