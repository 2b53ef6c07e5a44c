// What lines are filtered and sorted by: texts of cells, kept as long as their lines are the same. The only place that says how a column is compared.
import type { RowOutcome } from '../../shared/mapping/evaluate-map.ts'
import { listDestinationStates, wholePath, type DestinationState } from '../../shared/mapping/coverage.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { Problem } from '../../shared/mapping/problem.ts'
import { listRowSources } from '../../shared/mapping/row-sources.ts'
import { SHOWN_STATUSES, statusOfRow } from '../../shared/review/row-status.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { LineFacts, SortKey } from './arrange-lines.ts'
import type { DecisionFilter } from './arrangement.ts'
import { viewCell } from './cell-texts.ts'
import type { ColumnId } from './columns.ts'
import { isSameLine, type MapView } from './map-view.ts'

/** The quick filter looks through what is shown first, and through what stands behind its signs. */
const searched: readonly ColumnId[] = ['row', 'source', 'transform', 'when', 'preview', 'destination', 'status', 'useCases', 'note', 'problems', 'owner']

type Held = {
  readonly line: Line
  readonly problems: readonly Problem[] | undefined
  readonly outcome: RowOutcome | undefined
  readonly questions: number | undefined
  readonly texts: Map<ColumnId, string>
  all?: string
}

/** Facts of one view after another, none of them `flat`; what did not change between them is not worked out again. */
export function createLineFacts(): (view: MapView) => LineFacts {
  const held = new Map<string, Held>()
  let surroundings: readonly unknown[] = []
  let decided: { readonly context: MapContext; readonly states: ReadonlyMap<string, DestinationState> } | undefined
  let read: { readonly context: MapContext; readonly input: string; readonly path: string; readonly rows: ReadonlySet<string> } | undefined

  return (view) => {
    const around = listSurroundings(view)
    if (around.length !== surroundings.length || around.some((one, at) => one !== surroundings[at])) held.clear()
    surroundings = around

    const holdOf = (line: Line): Held => {
      const problems = view.problemsByLine.get(line.address)
      const outcome = line.row === undefined ? undefined : view.outcomesByRow.get(line.row.id)
      const questions = view.questionsByLine.get(line.address)
      const before = held.get(line.address)
      if (before?.problems === problems && before?.outcome === outcome && before?.questions === questions && before !== undefined) {
        if (before.line === line || isSameLine(before.line, line)) return before
      }
      const made: Held = { line, problems, outcome, questions, texts: new Map() }
      held.set(line.address, made)
      return made
    }
    const textOf = (line: Line, column: ColumnId): string => {
      const { texts } = holdOf(line)
      const before = texts.get(column)
      if (before !== undefined) return before
      const { text } = viewCell(view, { address: line.address, line }, column)
      // How many fields of a group are mapped follows from other rows.
      if (column !== 'transform' || line.row?.transform !== undefined) texts.set(column, text)
      return text
    }
    const statesOf = () => {
      if (decided?.context.rows !== view.context.rows || decided.context.destination.graph !== view.context.destination.graph)
        decided = { context: view.context, states: listDestinationStates(view.context) }
      return decided.states
    }
    const readersOf = (input: string, path: string) => {
      if (read?.context.rows !== view.context.rows || read.input !== input || read.path !== path)
        read = { context: view.context, input, path, rows: listReaders(view.context, input, path) }
      return read.rows
    }

    return {
      all: (line) => {
        return (holdOf(line).all ??= [line.path, ...searched.map((column) => textOf(line, column))].join('\n').toLowerCase())
      },
      text: (line, column) => (column === 'destination' ? `${line.path}\n${textOf(line, column)}` : textOf(line, column)).toLowerCase(),
      values: (line, column) => valuesOf(view, line, column, textOf),
      sortKey: (line, column) => sortKeyOf(view, line, column, textOf),
      isDecided: (line, decision) => isDecided(statesOf().get(line.path), decision),
      reads: (line, { input, path }) => line.row !== undefined && readersOf(input, path).has(line.row.id),
    }
  }
}

/** All that texts of lines depend on besides their line and its findings. */
function listSurroundings({ context }: Pick<MapView, 'context'>): readonly unknown[] {
  const { project, fieldMap, inputs, destination, rows } = context
  return [
    fieldMap,
    destination.graph,
    ...inputs.flatMap(({ input, graph }) => [input, graph]),
    project.people,
    project.useCases,
    project.useCaseItems,
    project.lookupTables,
    project.configValues,
    project.fieldMaps,
    ...rows.filter((row) => row.transform?.kind === 'each'),
  ]
}

function isDecided(state: DestinationState | undefined, decision: DecisionFilter): boolean {
  if (state === undefined) return false
  if (decision === 'gaps') return state === 'gap'
  if (decision === 'undecided') return state === 'gap' || state === 'undecided'
  return state === decision
}

/** Rows that read a source field or anything inside it. */
function listReaders(context: MapContext, input: string, path: string): Set<string> {
  const readers = new Set<string>()
  for (const row of context.rows) {
    const isReader = listRowSources(context, row).some(({ ref, each }) => {
      const whole = wholePath(context, ref, each)
      return whole?.input === input && isInside(whole.path, path)
    })
    if (isReader) readers.add(row.id)
  }
  return readers
}

/** The root holds everything. */
function isInside(path: string, above: string): boolean {
  return above === '' || path === above || (path.startsWith(above) && /^[.[{]/.test(path.slice(above.length)))
}

const severityWords = { error: 'Error', warning: 'Warning', hint: 'Hint' } as const

type TextOf = (line: Line, column: ColumnId) => string

function valuesOf(view: MapView, line: Line, column: ColumnId, textOf: TextOf): readonly string[] {
  if (column === 'issues') {
    const words = new Set<string>((view.problemsByLine.get(line.address) ?? []).map(({ severity }) => severityWords[severity]))
    if ((view.questionsByLine.get(line.address) ?? 0) > 0) words.add('Question')
    return words.size === 0 ? [''] : [...words]
  }
  if (column === 'useCases' && line.row !== undefined) {
    const ids = line.row.useCases ?? view.context.fieldMap.useCases
    const words = ids.flatMap((id) => view.context.project.useCases.filter((one) => one.id === id && one.deleted !== true))
    return words.length === 0 ? [''] : words.map(({ number }) => printNumber('useCases', number))
  }
  return [textOf(line, column)]
}

function sortKeyOf(view: MapView, line: Line, column: ColumnId, textOf: TextOf): SortKey {
  switch (column) {
    case 'row':
      return line.row === undefined ? undefined : (line.row.number ?? Number.MAX_SAFE_INTEGER)
    case 'status':
      return line.row === undefined ? undefined : SHOWN_STATUSES.indexOf(statusOfRow(line.row, (view.questionsByLine.get(line.address) ?? 0) > 0).shown)
    case 'destination':
      return line.path
    case 'issues':
      return weighIssues(view, line)
    case 'limit':
    case 'questions':
    case 'preview':
      return readNumber(textOf(line, column))
    default: {
      const text = textOf(line, column)
      return text === '' ? undefined : text
    }
  }
}

/** The worst first when descending: errors, then warnings, hints and questions. */
function weighIssues(view: MapView, line: Line): number | undefined {
  const count = { error: 0, warning: 0, hint: 0 }
  for (const { severity } of view.problemsByLine.get(line.address) ?? []) count[severity] += 1
  const weight = count.error * 1e9 + count.warning * 1e6 + count.hint * 1e3 + (view.questionsByLine.get(line.address) ?? 0)
  return weight === 0 ? undefined : weight
}

/** `≤20` and `4 dp` are numbers, `John` is none. */
function readNumber(text: string): SortKey {
  if (text === '') return undefined
  const number = /^≤?(-?\d+(?:\.\d+)?)(?: dp| items?)?$/.exec(text)?.[1]
  return number === undefined ? text : Number(number)
}
