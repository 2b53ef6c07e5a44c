// The sheet of source fields: for each input of each map, what is used where, what is left out and why, what is undecided.
import type { Worksheet } from 'exceljs'
import { listUsedPaths, wholePath } from '../../shared/mapping/coverage.ts'
import { listPathsAbove, type FieldTree } from '../../shared/mapping/field-tree.ts'
import { inputTree } from '../../shared/mapping/item-scope.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { listRowSources } from '../../shared/mapping/row-sources.ts'
import type { Row } from '../../shared/project/field-map.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { printType, type Field } from '../../shared/schema/fields.ts'
import { colour, fill, font, look } from './excel-style.ts'
import { writeHead, writeRow, writeTitle, type Book } from './excel-book.ts'

export const SOURCE_FIELD_WIDTHS = [20, 12, 36, 12, 13, 40, 60] as const

export type SourceFieldLine = {
  readonly field: Field
  readonly state: 'used' | 'left out' | 'undecided'
  readonly rows: readonly Row[]
  readonly reason: string
}

export function writeSourceFields(book: Book, sheet: Worksheet, maps: readonly MapContext[]): void {
  const header = writeTitle(
    book,
    sheet,
    'Source fields',
    'Fields are listed as far as somebody opened them; a reason on an object covers everything in it.',
    SOURCE_FIELD_WIDTHS.length,
  )
  writeHead(sheet, header, ['Field map', 'Input', 'Field', 'Type', 'State', 'Used by', 'Reason'])
  let row = header
  for (const context of maps)
    for (const { input } of context.inputs)
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
          ],
          [
            look.cell,
            look.quiet,
            state === 'left out' ? look.quiet : look.cell,
            look.quiet,
            state === 'undecided' ? { ...look.cell, font: font({ bold: true, color: { argb: colour.warn } }), fill: fill(colour.warnSoft) } : look.cell,
          ],
        )
      }
  sheet.views = [{ state: 'frozen', xSplit: 3, ySplit: header, showGridLines: false }]
  sheet.pageSetup.printTitlesRow = `${header}:${header}`
  sheet.autoFilter = { from: { row: header, column: 1 }, to: { row: Math.max(row, header + 1), column: SOURCE_FIELD_WIDTHS.length } }
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
