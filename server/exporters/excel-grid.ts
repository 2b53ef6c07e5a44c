// The only place that decides which columns a sheet has and which of them each table takes: several tables share one sheet.
import { textOf, type Block, type Table } from '../../shared/document/document.ts'
import { widen, type Extent } from './excel-heights.ts'
import { DEEPEST_INDENT } from './excel-looks.ts'

/** Columns of the sheet, from 1, that one column of a table takes. */
export type Span = { readonly first: number; readonly last: number }

export type Grid = {
  /** Characters, of the columns that people see. */
  readonly widths: readonly number[]
  /** One for each column of the table. */
  readonly spans: ReadonlyMap<Table, readonly Span[]>
}

/** Sheets without a large table: a column for labels and narrow ones that are joined as needed. */
const NARROW = [22, ...Array.from({ length: 17 }, () => 7)] as const
/** Texts beside labels have this much room at least, in characters. */
const READING_WIDTH = 110
/** Fewer rows may stand in joined cells. */
const FEW_ROWS = 6
const MANY_ROWS = 300
const WIDEST = 70
/** Characters that a table may leave free at its right. */
const SHORT_REST = 45
/** Texts that are all shorter than this stand on one line, whatever was asked for. */
const SHORT = 30

export function planGrid(blocks: readonly Block[]): Grid {
  const tables = blocks.filter((block) => block.kind === 'table')
  const leading = leadingTables(tables)
  const widths: number[] = []
  for (const table of leading)
    fittingWidths(table).forEach((width, at) => {
      widths[at] = Math.max(widths[at] ?? 0, width)
    })
  if (widths.length === 0) widths.push(...NARROW)
  const others = tables.filter((table) => !leading.includes(table))
  // A label and its value need two.
  const most = Math.max(2, ...others.map(({ columns }) => columns.length), ...blocks.map((block) => (block.kind === 'parts' ? block.parts.length : 0)))
  while (widths.length < most || sum(widths) < READING_WIDTH) widths.push(Math.max(14, widths.length + 1 < most ? 14 : READING_WIDTH - sum(widths)))
  const spans = new Map<Table, readonly Span[]>()
  for (const table of leading)
    spans.set(
      table,
      table.columns.map((_, at) => ({ first: at + 1, last: at + 1 })),
    )
  for (const table of others) spans.set(table, toTheEdge(fitSpans(fittingWidths(table), widths), widths))
  return { widths, spans }
}

/**
 * Those that are edited, filtered or sorted, so that none of their cells may be joined; else the ones alike with the most rows, unless
 * another has more columns. Where most of the sheet is in them, the others are to follow.
 */
function leadingTables(tables: readonly Table[]): readonly Table[] {
  const back = tables.filter((table) => table.comesBack === true)
  if (back.length > 0) return back
  const alike = new Map<string, Table[]>()
  for (const table of tables) alike.set(idsOf(table), [...(alike.get(idsOf(table)) ?? []), table])
  const rowsOf = (some: readonly Table[]) => some.reduce((all, { rows }) => all + rows.length, 0)
  const [most] = [...alike].toSorted(([, a], [, b]) => rowsOf(b) - rowsOf(a))
  if (most === undefined || rowsOf(most[1]) < FEW_ROWS) return []
  const [ids, leading] = most
  const isMost = rowsOf(leading) >= MANY_ROWS && rowsOf(leading) >= rowsOf(tables) * 0.7
  if (!isMost && tables.some(({ columns }) => columns.length > (leading[0]?.columns.length ?? 0))) return []
  return tables.filter((table) => idsOf(table) === ids || (isMost && idsOf(table).startsWith(`${ids},`)))
}

function idsOf({ columns }: Table): string {
  return columns.map(({ id }) => id).join()
}

/** As wide as asked for; narrower where all is shorter, wider where a word would break. */
export function fittingWidths(table: Table): number[] {
  return table.columns.map((column) => {
    const head: Extent = { longest: 0, word: 0 }
    widen(head, column.title)
    const extent: Extent = { longest: 0, word: 0 }
    let deepest = 0
    let filled = 0
    let lengths = 0
    for (const { cells, depth = 0 } of table.rows) {
      const cell = cells[column.id]
      if (cell === undefined) continue
      const text = textOf(cell)
      widen(extent, text)
      if (text !== '') {
        filled += 1
        lengths += Math.min(text.length, 2 * WIDEST)
      }
      const indent = typeof cell === 'object' && 'indent' in cell ? (cell.indent ?? 0) : column.id === table.indented ? depth : 0
      if (indent > deepest) deepest = indent
    }
    const indented = 1.6 * Math.min(deepest, DEEPEST_INDENT)
    // Room for the filter's button.
    const heading = head.word + 4
    // So that most cells of a narrow column take two lines.
    const twoLines = Math.min(lengths / Math.max(1, filled) / 2 + 4, column.width * 1.5, SHORT)
    const whole = extent.longest + 2 + indented
    const wanted =
      whole <= SHORT ? whole : Math.max(Math.min(Math.max(column.width, twoLines), whole), Math.min(extent.word + 2 + indented, column.width * 1.7, WIDEST))
    const empty = extent.longest === 0
    return Math.round(Math.max(heading, empty && column.input === true ? column.width : wanted))
  })
}

/** Neighbouring columns of the sheet for each column of a table, as near to its wishes as they allow. */
export function fitSpans(wishes: readonly number[], widths: readonly number[]): Span[] {
  // best[at][end]: the least displeasure of the first `at` wishes in the first `end` columns.
  const best: number[][] = [widths.map(() => Infinity)]
  best[0]?.unshift(0)
  const from: number[][] = [[]]
  for (let at = 1; at <= wishes.length; at++) {
    const wish = wishes[at - 1] ?? 1
    const costs: number[] = [Infinity]
    const begins: number[] = [0]
    for (let end = 1; end <= widths.length; end++) {
      let least = Infinity
      let begin = 0
      let room = 0
      for (let start = end - 1; start >= at - 1; start--) {
        room += widths[start] ?? 0
        const cost = (best[at - 1]?.[start] ?? Infinity) + displeasure(wish, room)
        if (cost < least) {
          least = cost
          begin = start
        }
      }
      costs.push(least)
      begins.push(begin)
    }
    best.push(costs)
    from.push(begins)
  }
  const costs = best[wishes.length] ?? []
  let end = costs.indexOf(Math.min(...costs.slice(wishes.length)))
  const spans: Span[] = []
  for (let at = wishes.length; at >= 1; at--) {
    const begin = from[at]?.[end] ?? 0
    spans.unshift({ first: begin + 1, last: end })
    end = begin
  }
  return spans
}

/** A table that ends shortly before the sheet does ends with it. */
function toTheEdge(spans: Span[], widths: readonly number[]): Span[] {
  const last = spans.at(-1)
  const rest = last === undefined ? 0 : widthOf(widths, { first: last.last + 1, last: widths.length })
  return last === undefined || rest > SHORT_REST ? spans : [...spans.slice(0, -1), { first: last.first, last: widths.length }]
}

/** Too narrow is worse than too wide. */
function displeasure(wish: number, room: number): number {
  const off = (room - wish) / wish
  return off < 0 ? 4 * off * off * wish : Math.min(off, 3) * wish * 0.4
}

/** From a column on as many as it takes for so many characters, as far as there are any. */
export function spanOf(widths: readonly number[], first: number, room: number): Span {
  let last = first
  let width = widths[first - 1] ?? 0
  while (last < widths.length && width < room) width += widths[last++] ?? 0
  return { first, last }
}

export function widthOf(widths: readonly number[], { first, last }: Span): number {
  return sum(widths.slice(first - 1, last))
}

function sum(widths: readonly number[]): number {
  return widths.reduce((all, width) => all + width, 0)
}
