// One sheet per field map: every destination field with its rule, then the source fields that are left out or undecided.
import type { Worksheet } from 'exceljs'
import { listInvariants } from '../../shared/mapping/compile-invariants.ts'
import type { MapContext, MapSide } from '../../shared/mapping/map-context.ts'
import { describeCondition, describeInvariant, describeRuns } from '../../shared/codegen/english.ts'
import { printObjectAddress } from '../../shared/schema/fields.ts'
import { printNumber } from '../../shared/project/project.ts'
import { heightFor, writeText, hashOfCell } from './excel-cells.ts'
import type { MapLine, MapSheet } from '../../shared/document/map-lines.ts'
import { boxed, colour, fill, font, hatched, look, statusLooks, type Look } from './excel-style.ts'
import { writeMerged, writeTitle, type Book } from './excel-book.ts'

type SheetColumn = { readonly id: string; readonly title: string; readonly width: number; readonly side: 'row' | 'source' | 'how' | 'destination' | 'review' }

/** In reading order; the ids are the grid's (DESIGN §9.20) and stand in a hidden row for the way back. */
const columns: readonly SheetColumn[] = [
  { id: 'row', title: 'Row', width: 7, side: 'row' },
  { id: 'source', title: 'Field', width: 24, side: 'source' },
  { id: 'sourceType', title: 'Type', width: 9, side: 'source' },
  { id: 'transform', title: 'Rule', width: 44, side: 'how' },
  { id: 'when', title: 'Only if', width: 20, side: 'how' },
  { id: 'lookup', title: 'Lookup', width: 8, side: 'how' },
  { id: 'policies', title: 'If missing or null', width: 20, side: 'how' },
  { id: 'destination', title: 'Field', width: 27, side: 'destination' },
  { id: 'destinationPath', title: 'Full path', width: 24, side: 'destination' },
  { id: 'type', title: 'Type', width: 9, side: 'destination' },
  { id: 'required', title: 'Required', width: 9, side: 'destination' },
  { id: 'limit', title: 'Limits', width: 19, side: 'destination' },
  { id: 'status', title: 'Status', width: 11, side: 'review' },
  { id: 'scope', title: 'Scope', width: 12, side: 'review' },
  { id: 'useCases', title: 'Use cases', width: 10, side: 'review' },
  { id: 'owner', title: 'Owner', width: 13, side: 'review' },
  { id: 'note', title: 'Note', width: 38, side: 'review' },
  { id: 'question', title: 'Your question', width: 24, side: 'review' },
]
const ROW_ID = columns.length + 1
const BASE = columns.length + 2
/** Excel has seven outline levels. */
const DEEPEST_OUTLINE = 6
/** Indents that still leave room for the name. */
const DEEPEST_INDENT = 8

const sides = {
  row: { title: '', text: colour.text, tint: colour.band },
  source: { title: 'Source', text: colour.source, tint: colour.sourceTint },
  how: { title: 'How', text: colour.text, tint: colour.band },
  destination: { title: 'Destination', text: colour.destination, tint: colour.destinationTint },
  review: { title: 'Review', text: colour.text, tint: colour.band },
} as const

export function writeFieldMap(book: Book, sheet: Worksheet, { context, lines }: MapSheet): void {
  const first = writeHeading(book, sheet, context)
  const header = first - 1
  lines.forEach((line, index) => writeLine(book, sheet, first + index, line, context))
  const last = Math.max(first, first + lines.length - 1)

  sheet.views = [{ state: 'frozen', xSplit: 1, ySplit: header, showGridLines: false, zoomScale: 90 }]
  sheet.autoFilter = { from: { row: header, column: 1 }, to: { row: last, column: columns.length } }
  sheet.pageSetup.printTitlesRow = `${header - 1}:${header}`
  sheet.properties.outlineProperties = { summaryBelow: false, summaryRight: false }
  // exceljs marks rows of this level and deeper as collapsed, and LibreOffice then hides them.
  sheet.properties.outlineLevelRow = DEEPEST_OUTLINE + 1
  const status = columns.findIndex((column) => column.id === 'status') + 1
  for (let row = first; row <= last; row++)
    if (lines[row - first]?.row !== undefined)
      sheet.getCell(row, status).dataValidation = {
        type: 'list',
        allowBlank: true,
        formulae: [`"${statusLooks.map((one) => one.label).join(',')}"`],
        showErrorMessage: true,
        errorTitle: 'Status',
        error: 'Choose one of the list.',
      }
  colourStatus(sheet, first, last, status)
}

export function mapColumnWidths(): number[] {
  return columns.map((column) => column.width)
}

/** Title, facts, the hidden row of column ids, two header rows. Gives the first row of lines. */
function writeHeading(book: Book, sheet: Worksheet, context: MapContext): number {
  const { fieldMap, project } = context
  let row = writeTitle(book, sheet, `${printNumber('fieldMaps', fieldMap.number)}  ${fieldMap.name}`, '', columns.length) - 1
  for (const [label, text] of factsOf(context)) {
    writeText(sheet.getCell(row, 1), label, look.overflowing)
    writeMerged(sheet, row, 3, 17, text, look.fact)
    row += 1
  }
  const useCases = fieldMap.useCases.flatMap((id) => project.useCases.filter((useCase) => useCase.id === id && useCase.deleted !== true))
  if (useCases.length > 0) writeText(sheet.getCell(row, 1), 'Use cases', look.overflowing)
  for (const useCase of useCases) {
    book.link(sheet.getCell(row, 3), `${printNumber('useCases', useCase.number)}  ${useCase.title}`, `use-case:${useCase.id}`, { font: font() })
    row += 1
  }

  const ids = row + 1
  columns.forEach((column, index) => writeText(sheet.getCell(ids, index + 1), column.id))
  writeText(sheet.getCell(ids, ROW_ID), '_cw_row')
  writeText(sheet.getCell(ids, BASE), '_cw_base')
  sheet.getRow(ids).hidden = true
  sheet.getColumn(ROW_ID).hidden = true
  sheet.getColumn(BASE).hidden = true

  const groups = ids + 1
  const header = ids + 2
  columns.forEach((column, index) => {
    const side = sides[column.side]
    const head: Look = {
      font: font({ bold: true, color: { argb: side.text } }),
      fill: fill(side.tint),
      border: boxed,
      alignment: { vertical: 'middle', wrapText: true },
    }
    sheet.getCell(groups, index + 1).style = head
    if (columns[index - 1]?.side !== column.side) writeText(sheet.getCell(groups, index + 1), side.title, head)
    writeText(sheet.getCell(header, index + 1), column.title, head)
  })
  for (const side of ['source', 'how', 'destination', 'review'] as const) {
    const own = columns.flatMap((column, index) => (column.side === side ? [index + 1] : []))
    sheet.mergeCells(groups, own[0] ?? 1, groups, own.at(-1) ?? 1)
  }
  sheet.getRow(groups).height = 18
  sheet.getRow(header).height = 22
  return header + 1
}

function factsOf(context: MapContext): (readonly [string, string])[] {
  const { fieldMap, inputs, destination } = context
  const applies = [fieldMap.appliesWhenWords ?? '', fieldMap.appliesWhen === undefined ? '' : `Exactly: ${describeCondition(context, fieldMap.appliesWhen)}`]
    .filter((text) => text !== '')
    .join('. ')
  const facts: [string, string][] = [
    ['One record', fieldMap.oneRecordIs ?? ''],
    ['Applies when', applies],
    ['Runs', describeRuns(context)],
    ...listInvariants(context).map((one, index): [string, string] => [
      index === 0 ? 'Must hold' : '',
      `${one.sentence}. Exactly: ${describeInvariant(context, one)}`,
    ]),
    ...inputs.map((side, index): [string, string] => [
      index === 0 ? 'Sources' : '',
      `${side.input.name}: ${printSide(context, side)}${side.input.joinedOn === undefined ? '' : `. ${side.input.joinedOn}`}`,
    ]),
    ['Destination', printSide(context, destination)],
    ['Note', fieldMap.note ?? ''],
    ...context.missing.map((sentence): [string, string] => ['Not found', sentence]),
  ]
  return facts.filter(([, text]) => text !== '')
}

function printSide(context: MapContext, side: MapSide): string {
  const schema = context.project.schemas.find((version) => version.id === side.ref.schema)
  return `${printObjectAddress(side.ref.object)} (${[schema?.title, schema?.version].filter((text) => text !== undefined).join(' ')})`
}

function writeLine(book: Book, sheet: Worksheet, at: number, line: MapLine, context: MapContext): void {
  const texts = textsOf(line, context)
  columns.forEach((column, index) => {
    const cell = sheet.getCell(at, index + 1)
    const cellLook = lookOf(line, column)
    const text = texts[column.id] ?? ''
    if (column.id === 'lookup' && line.tables[0] !== undefined) book.link(cell, text, `table:${line.tables[0]}`, cellLook)
    else if (column.id === 'useCases' && line.useCases[0] !== undefined && text !== '') book.link(cell, text, `use-case:${line.useCases[0]}`, cellLook)
    else writeText(cell, text, cellLook)
  })
  const row = sheet.getRow(at)
  row.height = heightFor(
    columns.map((column) => ({ text: texts[column.id] ?? '', width: column.width - (column.id === 'destination' ? line.depth * 1.5 : 0) })),
  )
  if (line.depth > 0) row.outlineLevel = Math.min(line.depth, DEEPEST_OUTLINE)
  writeText(sheet.getCell(at, ROW_ID), line.row?.id ?? line.address)
  writeText(sheet.getCell(at, BASE), JSON.stringify(Object.fromEntries(columns.map((column) => [column.id, hashOfCell(texts[column.id] ?? '')]))))
  if (line.row !== undefined) book.mark(`row:${line.row.id}`, sheet, at)
}

function textsOf(line: MapLine, { project }: MapContext): Readonly<Record<string, string>> {
  const useCases = line.useCases.flatMap((id) =>
    project.useCases.filter((useCase) => useCase.id === id).map((useCase) => printNumber('useCases', useCase.number)),
  )
  const tables = line.tables.flatMap((id) => project.lookupTables.filter((table) => table.id === id).map((table) => printNumber('lookupTables', table.number)))
  return {
    row: line.number,
    source: line.source,
    sourceType: line.sourceType,
    transform: line.rule,
    when: line.onlyIf,
    lookup: tables.join(', '),
    policies: line.policies,
    destination: line.label,
    destinationPath: line.depth === 0 ? '' : line.path,
    type: line.type,
    required: line.required ? 'required' : '',
    limit: line.limit,
    status: statusLooks.find((one) => one.status === line.status)?.label ?? '',
    scope: line.scope,
    useCases: useCases.join(', '),
    owner: line.owner,
    note: line.note,
  }
}

function lookOf(line: MapLine, column: SheetColumn): Look {
  const quiet = line.kind === 'not-mapped' || line.kind === 'more' || line.kind === 'undecided'
  const strong = (line.kind === 'each' || line.kind === 'group') && ['source', 'transform', 'destination'].includes(column.id)
  const small = ['row', 'sourceType', 'type', 'required', 'limit', 'destinationPath', 'policies', 'owner', 'useCases', 'scope'].includes(column.id)
  const color = column.id === 'destination' && line.required ? colour.text : quiet || small ? colour.soft : colour.text
  const bold = strong || (column.id === 'destination' && line.required) || (line.kind === 'gap' && column.id === 'transform')
  return {
    font: font({ ...(bold ? { bold } : {}), color: { argb: line.kind === 'gap' && column.id === 'transform' ? colour.error : color } }),
    border: boxed,
    alignment: {
      vertical: 'top',
      wrapText: true,
      ...(column.id === 'destination' && line.depth > 0 ? { horizontal: 'left' as const, indent: Math.min(line.depth, DEEPEST_INDENT) } : {}),
    },
    ...fillOf(line, column),
  }
}

function fillOf(line: MapLine, column: SheetColumn): Look {
  if (column.id === 'question') return { fill: fill(colour.input) }
  if (line.kind === 'gap') return column.side === 'source' ? { fill: hatched } : column.side === 'how' ? { fill: fill(colour.errorSoft) } : {}
  if (line.kind === 'undecided' && column.side === 'source') return { fill: hatched }
  if (line.kind === 'each' || line.kind === 'group')
    return { fill: fill(column.side === 'source' ? colour.sourceTint : column.side === 'destination' ? colour.destinationTint : colour.group) }
  return {}
}

/** By rule, not by cell: the colour follows when somebody chooses another status. */
function colourStatus(sheet: Worksheet, first: number, last: number, column: number): void {
  const from = sheet.getCell(first, column).address
  const to = sheet.getCell(last, column).address
  sheet.addConditionalFormatting({
    ref: `${from}:${to}`,
    rules: statusLooks.map((one, index) => ({
      type: 'cellIs',
      operator: 'equal',
      priority: index + 1,
      formulae: [`"${one.label}"`],
      style: { font: { color: { argb: one.text }, bold: true }, fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: one.back } } },
    })),
  })
}
