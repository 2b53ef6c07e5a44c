// For tests of copying and pasting: one map with rows of all sorts, and what people do with its cells, without a grid.
import { applyWrites } from '../../fixtures/apply-writes.ts'
import { buildMap, buildObject, copy, of, ofItem, type BuiltMap } from '../../fixtures/build.ts'
import { parseCopiedCells, printCopiedCells, type CopiedCells } from '../../shared/project/copied-cells.ts'
import { listLines } from '../../shared/mapping/lines.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { Row } from '../../shared/project/field-map.ts'
import type { ColumnId } from '../grid/columns.ts'
import type { GridLine, MapView } from '../grid/map-view.ts'
import type { TextTable } from '../grid/read-table-text.ts'
import { copyLines, copyText } from './copy-cells.ts'
import { blockOfCopied, blockOfTable, spreadBlock, spreadRows, type Area } from './paste-cells.ts'
import { planCells, type CellPlan } from './plan-cells.ts'

export const built = buildMap({
  inputs: {
    order: {
      number: 'text',
      total: 'text',
      status: 'text',
      created: 'text',
      line_items: [{ sku: 'text', qty: 'number', name: 'text' }],
      fees: [{ title: 'text' }],
    },
    customer: { email: 'text', name: 'text' },
  },
  destination: {
    Number: 'text',
    Total: 'number',
    Kind: 'text',
    Memo: 'text',
    Date: 'text',
    Lines: [{ Code: 'text', Quantity: 'number', Text: 'text' }],
    Fees: [{ Code: 'text', Text: 'text' }],
  },
  rows: [
    { to: 'Number', transform: copy(of('order', 'number')), note: 'first\nsecond', status: 'ready' },
    { to: 'Total', transform: { kind: 'number', from: of('order', 'total'), steps: [{ do: 'round', decimals: 2, mode: 'half-even' }] }, owner: 'ana' },
    { to: 'Kind', transform: { kind: 'constant', value: 'EUR' } },
    { to: 'Memo', transform: { kind: 'formula', text: 'number & " " & customer.name' }, when: { test: 'filled', value: of('order', 'status') } },
    {
      to: 'Lines',
      transform: { kind: 'each', list: of('order', 'line_items') },
      rows: [
        { to: 'Lines[].Code', transform: copy(ofItem('sku')) },
        { to: 'Lines[].Quantity', transform: { kind: 'formula', text: 'qty * 2' } },
      ],
    },
  ],
  project: {
    people: [buildObject('people', { id: 'ana', name: 'Ana Duarte' })],
    useCases: [buildObject('useCases', { id: 'uc', number: 1 })],
  },
})
export const viewOf = (context: MapContext): MapView => ({
  context,
  problemsByLine: new Map(),
  questionsByLine: new Map(),
  outcomesByRow: new Map(),
  mappedBelow: new Map(),
  partsOf: new Map(),
})
export const linesOf = (context: MapContext): GridLine[] =>
  listLines(context, { opened: new Set(context.rows.map((row) => `field:${context.fieldMap.id}:${row.destination}`)), folded: new Set() }).map((line) => ({
    address: line.address,
    line,
  }))
export const shownColumns: readonly ColumnId[] = [
  'row',
  'source',
  'transform',
  'when',
  'preview',
  'destination',
  'limit',
  'status',
  'useCases',
  'issues',
  'note',
]
export const lines = linesOf(built.context)
export const sheet = { lines, columns: shownColumns }
export const at = (path: string, among = lines): GridLine => among.find(({ line }) => line.path === path) ?? lost(path)
export function lost(what: string): never {
  throw new Error(`no line ${what}`)
}
let made = 0
const fresh = () => ({ id: `new${++made}`, randomBit: () => false })
export const plan = (given: Parameters<typeof planCells>[0], context = built.context, origin?: CopiedCells): CellPlan =>
  planCells(given, {
    context,
    project: 'p',
    shown: (line, column) => copyText(viewOf(context), line, column),
    fresh,
    ...(origin === undefined ? {} : { origin }),
  })
export const area = (paths: readonly string[], columns: readonly ColumnId[], among = lines): Area => ({ lines: paths.map((path) => at(path, among)), columns })
export const copied = ({ lines: chosen, columns }: Area, shape: CopiedCells['shape'] = 'cells', context = built.context): CopiedCells => {
  const made = copyLines({ project: 'p', view: viewOf(context), shape, lines: chosen, columns })
  // What is pasted has been on the clipboard.
  return parseCopiedCells(printCopiedCells(made)) ?? lost('copied cells')
}
export const pasteText = (table: TextTable, to: Area) => {
  const spread = spreadBlock(blockOfTable(table), to, sheet)
  const made = plan(spread.given)
  return { ...made, refused: [...made.refused, ...spread.outside] }
}
export const pasteOwn = (cells: CopiedCells, to: Area, map: BuiltMap = built) => {
  const spread =
    cells.shape === 'rows'
      ? spreadRows(cells, to, { ...sheet, lines: linesOf(map.context) })
      : spreadBlock(blockOfCopied(cells), to, { ...sheet, lines: linesOf(map.context) })
  const made = plan(spread.given, map.context, cells)
  return { plan: { ...made, refused: [...made.refused, ...spread.outside] }, after: applyWrites(map, made.writes) }
}
export const rowAt = (context: MapContext, path: string): Row | undefined => context.rows.find((row) => row.destination === path)
