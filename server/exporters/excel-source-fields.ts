// The sheet of source fields: for each input of each map, what is used where, what is left out and why, what is undecided, what samples show.
import type { Worksheet } from 'exceljs'
import { listUsedPaths, wholePath } from '../../shared/mapping/coverage.ts'
import { listPathsAbove, type FieldTree } from '../../shared/mapping/field-tree.ts'
import { inputTree } from '../../shared/mapping/item-scope.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { listRowSources } from '../../shared/mapping/row-sources.ts'
import type { MapInput, Row } from '../../shared/project/field-map.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { printType, type Field } from '../../shared/schema/fields.ts'
import { colour, fill, font, look } from './excel-style.ts'
import type { ShownEvidence } from '../../shared/document/shown-evidence.ts'
import { writeHead, writeRow, writeTitle, type Book } from './excel-book.ts'

export const SOURCE_FIELD_WIDTHS = [20, 12, 36, 12, 13, 40, 60, 11, 44] as const

export type SourceFieldLine = {
  readonly field: Field
  readonly state: 'used' | 'left out' | 'undecided'
  readonly rows: readonly Row[]
  readonly reason: string
}

/** Distinct values in one cell, at most. */
const MOST_VALUES = 8

export function writeSourceFields(book: Book, sheet: Worksheet, maps: readonly MapContext[], evidenceOf: (input: MapInput) => ShownEvidence): void {
  const header = writeTitle(
    book,
    sheet,
    'Source fields',
    'Fields are listed as far as somebody opened them; a reason on an object covers everything in it.',
    SOURCE_FIELD_WIDTHS.length,
  )
  writeHead(sheet, header, ['Field map', 'Input', 'Field', 'Type', 'State', 'Used by', 'Reason', 'Seen', 'Values in samples'])
  let row = header
  for (const context of maps)
    for (const { input } of context.inputs) {
      const evidence = evidenceOf(input)
      for (const { field, state, rows, reason } of listSourceFieldLines(context, input.id)) {
        row += 1
        const users = rows.map((one) => printNumber('rows', one.number)).join(', ')
        writeRow(
          book,
          sheet,
          row,
          [
            { text: context.fieldMap.name, to: `map:${context.fieldMap.id}` },
            input.name,
            field.path,
            printType(field.facts),
            state,
            rows[0] === undefined ? '' : { text: users, to: `row:${rows[0].id}` },
            reason,
            ...printEvidence(evidence, field),
          ],
          [
            look.cell,
            look.quiet,
            state === 'left out' ? look.quiet : look.cell,
            look.quiet,
            state === 'undecided' ? { ...look.cell, font: font({ bold: true, color: { argb: colour.warn } }), fill: fill(colour.warnSoft) } : look.cell,
            look.cell,
            look.cell,
            look.quiet,
            look.quiet,
          ],
        )
      }
    }
  sheet.views = [{ state: 'frozen', xSplit: 3, ySplit: header, showGridLines: false }]
  sheet.pageSetup.printTitlesRow = `${header}:${header}`
  sheet.autoFilter = { from: { row: header, column: 1 }, to: { row: Math.max(row, header + 1), column: SOURCE_FIELD_WIDTHS.length } }
}

/** `3 of 15`, and the commonest values. Without samples of the object both are empty. */
function printEvidence(evidence: ShownEvidence, field: Field): [string, string] {
  if (evidence.size === 0) return ['', '']
  const found = evidence.get(field.path)
  if (found === undefined) return ['never', '']
  const values = found.distinct.slice(0, MOST_VALUES).map(({ value }) => (typeof value === 'string' ? value : JSON.stringify(value)))
  const others = found.distinct.length - values.length
  return [`${found.seen} of ${found.of}`, [...values, ...(found.more || others > 0 ? ['…'] : [])].join(', ')]
}

/** Direct fields of the input and of every object or list that a decision opened, in schema order; write-only ones do not count. */
export function listSourceFieldLines(context: MapContext, input: string): SourceFieldLine[] {
  const tree = inputTree(context, input)
  if (tree === undefined) return []
  const users = usersByPath(context, input)
  const reasons = new Map(context.decisions.filter((decision) => decision.input === input).map((decision) => [decision.path, decision.reason]))
  const opened = new Set([...listUsedPaths(context, input), ...reasons.keys()].flatMap(listPathsAbove))
  const lines: SourceFieldLine[] = []
  // A stack of our own: no schema can overflow the engine's (T-15).
  const stack = childrenOf(tree, tree.root, reasons.get(tree.root.path))
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { field } = next
    const reason = reasons.get(field.path) ?? next.reason
    if (opened.has(field.path)) stack.push(...childrenOf(tree, field, reason))
    else if (users.has(field.path)) lines.push({ field, state: 'used', rows: users.get(field.path) ?? [], reason: '' })
    else if (!field.writeOnly) lines.push({ field, state: reason === undefined ? 'undecided' : 'left out', rows: [], reason: reason ?? '' })
  }
  return lines
}

type Pending = { readonly field: Field; readonly reason: string | undefined }

function childrenOf(tree: FieldTree, parent: Field, reason: string | undefined): Pending[] {
  return tree
    .children(parent)
    .map((field) => ({ field, reason }))
    .reverse()
}

function usersByPath(context: MapContext, input: string): ReadonlyMap<FieldPath, readonly Row[]> {
  const users = new Map<FieldPath, Row[]>()
  for (const row of context.rows) {
    for (const { ref, each } of listRowSources(context, row)) {
      const whole = wholePath(context, ref, each)
      if (whole?.input !== input) continue
      const known = users.get(whole.path)
      if (known === undefined) users.set(whole.path, [row])
      else if (!known.includes(row)) known.push(row)
    }
  }
  return users
}
