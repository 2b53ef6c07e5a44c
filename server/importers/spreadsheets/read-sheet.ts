// The only place that reads the cells of one sheet of a workbook, with its merged areas and links.
import type { Merge, Remark, SheetRow } from '../../../shared/spreadsheet/spreadsheet.ts'
import { parseArea, parsePlace } from './cell-place.ts'
import { printNumber, type CellFormats } from './number-formats.ts'
import { collectRichText, undoEscapes } from './rich-text.ts'
import { SpreadsheetRefusal, type SheetCounter } from './sheet-limits.ts'
import { prefixed, walkXml, type Attributes, type XmlPart } from './walk-xml.ts'

/** `strings`: the texts that cells of all sheets share. `linkTarget`: of a relation of this sheet. */
export type SheetContext = {
  readonly strings: readonly string[]
  readonly formats: CellFormats
  readonly from1904: boolean
  readonly linkTarget: (id: string) => string | undefined
  readonly count: SheetCounter
  readonly report: (done: number) => Promise<void>
}

/** `withoutResult`: cells whose formula nobody ever worked out; the formula stands there. */
export type ReadCells = {
  readonly rows: readonly SheetRow[]
  readonly merges: readonly Merge[]
  readonly links: readonly Remark[]
  readonly withoutResult: number
}

type OpenCell = { readonly row: number; readonly column: number; readonly type: string; readonly format: number; value?: string; formula?: string }

export async function readCells(part: XmlPart, context: SheetContext): Promise<ReadCells> {
  const { count, strings } = context
  const rows = new Map<number, string[]>()
  const merges: Merge[] = []
  const links: Remark[] = []
  const rich = collectRichText()
  let row = 0
  let column = 0
  let cell: OpenCell | undefined
  let inside: 'v' | 'f' | 'is' | undefined
  let withoutResult = 0
  const keep = (place: OpenCell, text: string) => {
    count.cell(place.row, place.column, text)
    let cells = rows.get(place.row)
    if (cells === undefined) rows.set(place.row, (cells = []))
    while (cells.length < place.column - 1) cells.push('')
    cells[place.column - 1] = text
  }
  const textOf = (read: OpenCell): string => {
    const { type, value } = read
    if (type === 'inlineStr') return rich.take()
    if (value === undefined) {
      if (read.formula === undefined) return ''
      withoutResult += 1
      return read.formula === '' ? '' : `=${undoEscapes(read.formula)}`
    }
    if (type === 's') {
      const text = strings[Number(value)]
      if (text === undefined)
        throw new SpreadsheetRefusal({ type: 'Damaged', file: part.file, part: part.name, reason: 'a cell refers to a text that is not there' })
      return text
    }
    if (type === 'b') return value.trim() === '1' || value.trim() === 'true' ? 'TRUE' : 'FALSE'
    if (type === 'str') return undoEscapes(value)
    if (type === 'e' || type === 'd') return value
    return printNumber(value, context.formats[read.format] ?? 'number', context.from1904)
  }
  const finish = (read: OpenCell) => {
    const text = textOf(read)
    if (text !== '') keep(read, text)
    const link = linkOfFormula(read.formula)
    if (link !== undefined && link !== text) addLink(links, count, read, link)
  }

  await walkXml(
    part,
    {
      open(name, attributes) {
        if (cell !== undefined) {
          if (name === 'v' || name === 'f' || name === 'is') inside = name
          if (name === 'v') cell.value ??= ''
          else if (name === 'f') cell.formula ??= ''
          else if (inside === 'is') rich.open(name)
        } else if (name === 'row') {
          const told = Number(attributes['r'])
          row = Number.isInteger(told) && told > 0 ? told : row + 1
          column = 0
        } else if (name === 'c') {
          const place = parsePlace(attributes['r'] ?? '')
          column = place?.column ?? column + 1
          cell = { row: place?.row ?? row, column, type: attributes['t'] ?? 'n', format: Number(attributes['s'] ?? 0) }
        } else if (name === 'mergeCell') addMerge(merges, count, attributes)
        else if (name === 'hyperlink') addHyperlink(links, context, rows, attributes)
      },
      close(name) {
        if (cell === undefined) return
        if (name === 'c') {
          finish(cell)
          cell = undefined
          inside = undefined
        } else if (name === inside) inside = undefined
        else if (inside === 'is') rich.close(name)
      },
      text(piece) {
        if (cell === undefined) return
        if (inside === 'v') cell.value += piece
        else if (inside === 'f') cell.formula += piece
        else if (inside === 'is') rich.text(piece)
      },
    },
    context.report,
  )
  const sorted = [...rows].map(([number, cells]): SheetRow => ({ number, cells }))
  // In order in every honest file.
  sorted.sort((a, b) => a.number - b.number)
  return { rows: sorted, merges, links, withoutResult }
}

function addMerge(merges: Merge[], count: SheetCounter, attributes: Attributes): void {
  const area = parseArea(attributes['ref'] ?? '')
  if (area === undefined) return
  const cells = (area.bottom - area.top + 1) * (area.right - area.left + 1)
  if (cells < 2) return
  // Cells joined along one row are how texts are laid out, the test cases of one workbook of ours are 12,000; only areas of several rows grow without need.
  const isLaidOut = area.top === area.bottom && cells <= WIDEST_LAYOUT
  count.merged(isLaidOut ? LAID_OUT : cells)
  merges.push(area)
}

const WIDEST_LAYOUT = 100
/** So much of a merged cell is each. */
const LAID_OUT = 0.1

function addHyperlink(links: Remark[], { linkTarget, count }: SheetContext, rows: ReadonlyMap<number, readonly string[]>, attributes: Attributes): void {
  const area = parseArea(attributes['ref'] ?? '')
  if (area === undefined) return
  const id = prefixed(attributes, 'id')
  const place = attributes['location']
  const target = `${(id === undefined ? undefined : linkTarget(id)) ?? ''}${place === undefined || place === '' ? '' : `#${place}`}`
  const text = rows.get(area.top)?.[area.left - 1] ?? ''
  if (target === '' || isSameLink(target, text)) return
  addLink(links, count, { row: area.top, column: area.left }, target)
}

function addLink(links: Remark[], count: SheetCounter, { row, column }: { readonly row: number; readonly column: number }, target: string): void {
  count.remark(target)
  links.push({ row, column, kind: 'link', text: target })
}

/** Programs add `mailto:` and a slash to what people typed. */
function isSameLink(target: string, text: string): boolean {
  const plain = (link: string) =>
    link
      .trim()
      .replace(/^mailto:/i, '')
      .replace(/\/$/, '')
  return plain(target) === plain(text)
}

/** `=HYPERLINK("https://..","words")`, as Google Sheets writes links. */
function linkOfFormula(formula: string | undefined): string | undefined {
  return formula === undefined ? undefined : /^\s*HYPERLINK\(\s*"((?:[^"]|"")+)"/i.exec(formula)?.[1]?.replaceAll('""', '"')
}
