// The only place that makes sheets: their set-up for screen and print, and links that are known only when all sheets are written.
import ExcelJS, { type Cell, type Worksheet } from 'exceljs'
import { heightFor, placeOf, writeLink, writeNumber, writeText, type Place } from './excel-cells.ts'
import { look, type Look } from './excel-style.ts'
import { finishWorkbook } from './xlsx-package.ts'
import { plainXmlText, toFooterText, toSheetName, toXlsxText } from './xlsx-text.ts'

/** `onePage`: portrait, shrunk to one page. */
export type SheetOptions = { readonly tab?: string; readonly paper?: 'A4' | 'A3'; readonly onePage?: boolean }

export type Book = {
  /** `widths`: of the columns, in characters. */
  addSheet(name: string, widths: readonly number[], options?: SheetOptions): Worksheet
  /** Says where an object stands, for links: `row:<id>`, `table:<id>`, `use-case:<id>`, `map:<id>`, `sheet:<name>`. */
  mark(key: string, sheet: Worksheet, row: number, column?: number): void
  /** Text now, a link once the book is finished and the place is known. */
  link(cell: Cell, text: string, key: string, look?: Look): void
  finish(): Promise<Uint8Array>
}

const PAPER = { A4: 9, A3: 8 } as const
/** Excel refuses a sheet with 65,530 links. */
const MOST_LINKS = 60_000

export function createBook(title: string, purpose: string): Book {
  const workbook = new ExcelJS.Workbook()
  // Dates of making and changing are left out at the end: they would differ from run to run.
  workbook.creator = 'Crosswalk'
  workbook.lastModifiedBy = 'Crosswalk'
  workbook.title = plainXmlText(title)
  workbook.subject = 'Field-mapping specification'
  workbook.description = plainXmlText(purpose)
  workbook.calcProperties = { fullCalcOnLoad: false }
  const taken = new Set<string>()
  const places = new Map<string, Place>()
  const pending: { readonly cell: Cell; readonly text: string; readonly key: string; readonly look: Look }[] = []

  return {
    addSheet(name, widths, { tab, paper = 'A4', onePage = false } = {}) {
      const sheet = workbook.addWorksheet(toSheetName(name, taken), {
        ...(tab === undefined ? {} : { properties: { tabColor: { argb: tab } } }),
        views: [{ showGridLines: false, zoomScale: 100 }],
        pageSetup: {
          paperSize: PAPER[paper] as never,
          orientation: onePage ? 'portrait' : 'landscape',
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: onePage ? 1 : 0,
          margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
        },
        // A space after the size: a title that begins with a digit would otherwise make it larger.
        headerFooter: { oddFooter: `&L&8 ${toFooterText(title)}&C&8 &A&R&8 Page &P of &N` },
      })
      widths.forEach((width, index) => {
        sheet.getColumn(index + 1).width = width
      })
      places.set(`sheet:${name}`, placeOf(sheet, 1))
      return sheet
    },
    mark(key, sheet, row, column = 1) {
      places.set(key, placeOf(sheet, row, column))
    },
    link(cell, text, key, linkLook = {}) {
      writeText(cell, text, linkLook)
      pending.push({ cell, text, key, look: linkLook })
    },
    async finish() {
      const links = new Map<Worksheet, number>()
      for (const { cell, text, key, look: linkLook } of pending) {
        const place = places.get(key)
        const count = (links.get(cell.worksheet) ?? 0) + 1
        if (place === undefined || count > MOST_LINKS) continue
        links.set(cell.worksheet, count)
        writeLink(cell, text, place, linkLook)
      }
      // Stored, not compressed: the zip is written anew at once.
      return finishWorkbook(new Uint8Array(await workbook.xlsx.writeBuffer({ zip: { compression: 'STORE' } })))
    },
  }
}

/** Title in the first row, the way back in the second. Gives the next free row. */
export function writeTitle(book: Book, sheet: Worksheet, title: string, lead: string, columns: number): number {
  for (let column = 1; column <= columns; column++) sheet.getCell(1, column).style = look.title
  writeText(sheet.getCell(1, 1), title, look.title)
  sheet.getRow(1).height = 28
  let row = 2
  if (lead !== '') {
    writeMerged(sheet, row, 1, columns, lead, look.lead, 11)
    row += 1
  }
  book.link(sheet.getCell(row, 1), 'Contents', 'sheet:Cover', look.link)
  return row + 2
}

/** One text across columns, with the height it needs. */
export function writeMerged(sheet: Worksheet, row: number, first: number, last: number, text: string, mergedLook: Look, size?: number): void {
  if (last > first) sheet.mergeCells(row, first, row, last)
  for (let column = first; column <= last; column++) sheet.getCell(row, column).style = mergedLook
  writeText(sheet.getCell(row, first), text, mergedLook)
  sheet.getRow(row).height = heightFor(
    [{ text: toXlsxText(text), width: widthOf(sheet, first, last), ...(size === undefined ? {} : { size }) }],
    Math.max(16, sheet.getRow(row).height ?? 0),
  )
}

export function widthOf(sheet: Worksheet, first: number, last: number): number {
  let width = 0
  for (let column = first; column <= last; column++) width += sheet.getColumn(column).width ?? 9
  return width
}

export function writeBand(sheet: Worksheet, row: number, columns: number, text: string): void {
  for (let column = 1; column <= columns; column++) sheet.getCell(row, column).style = look.band
  writeText(sheet.getCell(row, 1), text, look.band)
  sheet.getRow(row).height = 22
}

export function writeHead(sheet: Worksheet, row: number, titles: readonly string[], heads: readonly Look[] = []): void {
  titles.forEach((title, index) => writeText(sheet.getCell(row, index + 1), title, heads[index] ?? look.head))
  sheet.getRow(row).height = heightFor(
    titles.map((title, index) => ({ text: title, width: sheet.getColumn(index + 1).width ?? 9, bold: true })),
    20,
  )
}

/** A cell's text, or a text that leads somewhere. */
export type CellText = string | { readonly text: string; readonly to: string } | { readonly text: string; readonly web: Place } | { readonly count: number }

export function writeRow(book: Book, sheet: Worksheet, row: number, cells: readonly CellText[], looks: readonly Look[] = []): void {
  const texts = cells.map((value, index) => {
    const cell = sheet.getCell(row, index + 1)
    const cellLook = looks[index] ?? look.cell
    if (typeof value === 'string') writeText(cell, value, cellLook)
    else if ('count' in value) {
      writeNumber(cell, value.count, look.number)
      return ''
    } else if ('web' in value) writeLink(cell, value.text, value.web, cellLook)
    else if (value.text !== '') book.link(cell, value.text, value.to, cellLook)
    else cell.style = cellLook
    return typeof value === 'string' ? value : value.text
  })
  sheet.getRow(row).height = heightFor(texts.map((text, index) => ({ text, width: sheet.getColumn(index + 1).width ?? 9 })))
}
