// Which lines of the traceability matrix are shown, and how many each filter would show; counts by use case and field map. Pure.
import { printNumber } from '../project/project.ts'
import { rowOfLine, type TraceLine } from './traceability.ts'

export const TRACE_VIEWS = ['all', 'not-tested', 'failing', 'gaps', 'without-use-case', 'questions'] as const
export type TraceView = (typeof TRACE_VIEWS)[number]

/** Absent ones narrow nothing. `useCase` and `map`: ids. */
export type TraceFilter = {
  readonly view: TraceView
  readonly useCase?: string | undefined
  readonly map?: string | undefined
  readonly text?: string | undefined
}

const isIn: Readonly<Record<TraceView, (line: TraceLine) => boolean>> = {
  all: () => true,
  'not-tested': (line) => (line.kind === 'row' || line.kind === 'outcome') && line.verdict === 'untested',
  failing: (line) => (line.kind === 'row' || line.kind === 'outcome') && line.verdict === 'failed',
  gaps: (line) => line.kind === 'gap' || line.kind === 'nothing' || (line.kind === 'outcome' && !line.hasRows),
  'without-use-case': (line) => line.useCase === undefined,
  questions: (line) => line.kind === 'row' && line.isAsked,
}

export function filterTrace(lines: readonly TraceLine[], { view, useCase, map, text = '' }: TraceFilter): readonly TraceLine[] {
  const words = text
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (view === 'all' && useCase === undefined && map === undefined && words.length === 0) return lines
  return lines.filter((line) => {
    if (!isIn[view](line)) return false
    if (useCase !== undefined && line.useCase?.id !== useCase) return false
    if (map !== undefined && !('map' in line && line.map.id === map)) return false
    if (words.length === 0) return true
    const searched = textOf(line)
    return words.every((word) => searched.includes(word))
  })
}

function textOf(line: TraceLine): string {
  const useCase = line.useCase === undefined ? '' : `${printNumber('useCases', line.useCase.number)} ${line.useCase.title}`
  const map = 'map' in line ? line.map.name : ''
  const field = line.kind === 'row' ? line.row.destination : line.kind === 'gap' ? line.path : ''
  return [useCase, line.outcome?.text ?? '', map, rowOfLine(line), field].join(' ').toLowerCase()
}

export function countViews(lines: readonly TraceLine[]): Readonly<Record<TraceView, number>> {
  const counts = { all: 0, 'not-tested': 0, failing: 0, gaps: 0, 'without-use-case': 0, questions: 0 }
  // One pass: there are many lines, and they are counted before the first of them is painted.
  for (const line of lines) {
    counts.all += 1
    if (line.useCase === undefined) counts['without-use-case'] += 1
    if (isIn['not-tested'](line)) counts['not-tested'] += 1
    else if (isIn.failing(line)) counts.failing += 1
    if (isIn.questions(line)) counts.questions += 1
    else if (isIn.gaps(line)) counts.gaps += 1
  }
  return counts
}

export type MatrixCell = { readonly rows: number; readonly tested: number; readonly failing: number; readonly untested: number; readonly gaps: number }
export type Matrix = {
  /** By use case, undefined for rows that serve none; only those with lines. */
  readonly useCases: readonly (TraceLine['useCase'] | undefined)[]
  readonly maps: readonly { readonly id: string; readonly name: string; readonly number?: number | undefined }[]
  readonly cellAt: (useCase: string | undefined, map: string) => MatrixCell | undefined
}

/** `tested`: a test case passes, or waits to be run, and none fails. */
export function countMatrix(lines: readonly TraceLine[]): Matrix {
  const useCases = new Map<string, TraceLine['useCase']>()
  const maps = new Map<string, Matrix['maps'][number]>()
  const cells = new Map<string, { rows: number; tested: number; failing: number; untested: number; gaps: number }>()
  for (const line of lines) {
    useCases.set(line.useCase?.id ?? '', line.useCase)
    if (!('map' in line)) continue
    maps.set(line.map.id, line.map)
    const key = `${line.useCase?.id ?? ''}\n${line.map.id}`
    const cell = cells.get(key) ?? { rows: 0, tested: 0, failing: 0, untested: 0, gaps: 0 }
    cells.set(key, cell)
    if (line.kind === 'gap') cell.gaps += 1
    else {
      cell.rows += 1
      if (line.verdict === 'failed') cell.failing += 1
      else if (line.verdict === 'untested') cell.untested += 1
      else if (line.verdict !== 'no-need') cell.tested += 1
    }
  }
  return { useCases: [...useCases.values()], maps: [...maps.values()], cellAt: (useCase, map) => cells.get(`${useCase ?? ''}\n${map}`) }
}
