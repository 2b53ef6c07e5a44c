// Proof of the workbook's making: everything of a document is in it, links lead where they say, marks find back, and nothing in it runs (T-23, T-24).
import ExcelJS, { type Cell, type Worksheet } from 'exceljs'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, describe, expect, it, test } from 'vitest'
import type { SpecDocument, Table } from '../../shared/document/document.ts'
import { BASE_COLUMN, hashOfCell, hashOfRow, parseBases, parseTableMark, printBases, ROW_COLUMN, TABLE_COLUMN } from '../../shared/document/returned-table.ts'
import { documentOf } from './document-fixture.ts'
import { renderWorkbook } from './excel-workbook.ts'
import { listDocumentTexts } from './document-texts-fixture.ts'
import { shownText } from './xlsx-text.ts'

async function open(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(bytes.buffer as ArrayBuffer)
  return workbook
}

function partsOf(bytes: Uint8Array): ReadonlyMap<string, string> {
  return new Map(Object.entries(unzipSync(bytes)).map(([path, part]) => [path, strFromU8(part)]))
}

const plainText = (cell: Cell) => (cell.value === null || cell.value === undefined ? '' : cell.text)

/** The rows of the table whose row of ids holds this mark, as column id → text; and where they are. */
function tableOf(workbook: ExcelJS.Workbook, id: string) {
  for (const sheet of workbook.worksheets)
    for (let at = 1; at <= sheet.rowCount; at++) {
      const ids = Array.from({ length: sheet.columnCount }, (_, column) => plainText(sheet.getCell(at, column + 1)))
      const mark = parseTableMark(ids.slice(ids.indexOf(TABLE_COLUMN) + 1))
      if (!ids.includes(TABLE_COLUMN) || mark?.table !== id) continue
      const rows = Array.from({ length: sheet.rowCount - at - 1 }, (_, row) =>
        Object.fromEntries(ids.slice(0, ids.indexOf(TABLE_COLUMN)).map((name, column) => [name, plainText(sheet.getCell(at + 2 + row, column + 1))])),
      )
      return { sheet, ids, mark, rows, at }
    }
  throw new Error(`no table ${id}`)
}

/** The fingerprint that a cell with this text has. */
const baseOf = (text: string) => parseBases(printBases({ text }))?.['text']

/** Cell → where it leads, of a sheet by its number; exceljs reads links to the web only. */
function linksOf(bytes: Uint8Array, sheet: number): ReadonlyMap<string, string> {
  const parts = partsOf(bytes)
  const decode = (text: string) => text.replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  const web = new Map(
    [...(parts.get(`xl/worksheets/_rels/sheet${sheet}.xml.rels`) ?? '').matchAll(/Id="([^"]*)"[^>]*Target="([^"]*)"/g)].map(([, id, target]) => [id, target]),
  )
  return new Map(
    [...(parts.get(`xl/worksheets/sheet${sheet}.xml`) ?? '').matchAll(/<hyperlink ref="([^"]*)" (?:location="([^"]*)"|r:id="([^"]*)")\/>/g)].map(
      ([, ref = '', location, id]) => [ref, decode(location ?? web.get(id) ?? '')],
    ),
  )
}

/** The cells below the header of the columns with this title. */
function cellsUnder(sheet: Worksheet, title: string): Cell[] {
  const cells: Cell[] = []
  sheet.eachRow((row) =>
    row.eachCell((cell) => {
      if (plainText(cell) !== title) return
      for (let below = cell.fullAddress.row + 1; below <= sheet.rowCount; below++) cells.push(sheet.getCell(below, cell.fullAddress.col))
    }),
  )
  return cells
}

describe('a workbook', () => {
  const document = documentOf('Order → Invoice')
  let bytes: Uint8Array
  let workbook: ExcelJS.Workbook
  beforeAll(async () => {
    bytes = await renderWorkbook(document, {})
    workbook = await open(bytes)
  })
  const sheet = (name: string): Worksheet => {
    const found = workbook.getWorksheet(name)
    if (found === undefined) throw new Error(`no sheet ${name}`)
    return found
  }

  it('has the cover, a sheet for each section, and lists that nobody sees', () => {
    expect(workbook.worksheets.map(({ name, state }) => [name, state])).toEqual([
      ['Cover', 'visible'],
      ['M-1 Order → Invoice', 'visible'],
      ['Use cases', 'visible'],
      ['Lists', 'hidden'],
    ])
  })

  it('lists its sheets on the cover, each with a link and what is there', () => {
    const [cell] = cellsUnder(sheet('Cover'), 'Sheet')
    expect(cell?.text).toBe('M-1 Order → Invoice')
    expect(linksOf(bytes, 1).get(cell?.address ?? '')).toBe("'M-1 Order → Invoice'!A1")
    expect(cellsUnder(sheet('Cover'), 'What is there')[1]?.text).toBe('What it is for')
  })

  it('keeps a cover that lists the sections itself as it is', async () => {
    const own: Table = {
      kind: 'table',
      id: 'own',
      columns: [{ id: 'a', title: 'Where', width: 20 }],
      rows: [{ cells: { a: { text: 'Use cases', to: 'section:use-cases' } } }],
    }
    const rendered = await renderWorkbook({ ...document, cover: [own] }, {})
    const cover = (await open(rendered)).getWorksheet('Cover')
    expect(cover && cellsUnder(cover, 'What is there')).toEqual([])
    expect([...linksOf(rendered, 1).values()]).toEqual(["'Use cases'!A1"])
  })

  it('leads every inner link to the cell that it names, and to the web only by https', () => {
    const { at } = tableOf(workbook, 'rows:m')
    expect(linksOf(bytes, 2).get(`D${at + 3}`)).toBe("'Use cases'!A4")
    expect(sheet('Use cases').getCell('A4').text).toBe('Order → Invoice')
    const all = [1, 2, 3, 4].flatMap((number) => [...linksOf(bytes, number).values()])
    expect(new Set(all)).toEqual(new Set(["'M-1 Order → Invoice'!A1", "'Use cases'!A1", "'Use cases'!A4", "'Cover'!A1", 'https://example.com/docs']))
    expect([...partsOf(bytes).values()].join('')).not.toContain('javascript:alert(1)"')
  })

  it('marks a table that comes back: ids just above its header, rows with their ids and fingerprints, all hidden', () => {
    const { sheet: own, ids, mark, rows, at } = tableOf(workbook, 'rows:m')
    const table = tableIn(document, 'rows:m')
    expect(ids.slice(0, table.columns.length)).toEqual(table.columns.map(({ id }) => id))
    expect(Array.from({ length: table.columns.length }, (_, column) => own.getCell(at + 1, column + 1).text)).toEqual(table.columns.map(({ title }) => title))
    expect(mark).toEqual({ table: 'rows:m', export: document.id, rows: table.rows.flatMap(({ id }) => (id === undefined ? [] : [hashOfRow(id)])) })
    expect(rows.map((row) => row[ROW_COLUMN])).toEqual(table.rows.map(({ id = '' }) => id))
    expect(own.getRow(at).hidden).toBe(true)
    for (const [column, id] of ids.entries()) expect(own.getColumn(column + 1).hidden, id).toBe(column >= table.columns.length)
    for (const [index, row] of rows.entries()) {
      const bases = parseBases(row[BASE_COLUMN] ?? '')
      if (table.rows[index]?.id !== undefined)
        for (const { id } of table.columns) expect(bases?.[id], id).toBe(id === 'count' && row[id] === '1,234' ? hashOfCell('1234') : baseOf(row[id] ?? ''))
    }
  })

  it('joins no cells within a table that can be filtered', () => {
    const { sheet: own, at, rows } = tableOf(workbook, 'rows:m')
    for (let row = at + 1; row <= at + 1 + rows.length; row++) own.getRow(row).eachCell((cell) => expect(cell.isMerged, cell.address).toBe(false))
  })

  it('keeps heads and row numbers in view, filters the rows, and repeats the heads on each page', () => {
    const { sheet: own, at, rows } = tableOf(workbook, 'rows:m')
    expect(own.views[0]).toMatchObject({ state: 'frozen', xSplit: 1, ySplit: at + 1, showGridLines: false })
    expect(own.autoFilter).toBe(`A${at + 1}:I${at + 1 + rows.length}`)
    expect(own.pageSetup).toMatchObject({ printTitlesRow: `${at - 1}:${at + 1}`, orientation: 'landscape', fitToWidth: 1, fitToHeight: 0 })
    expect(own.headerFooter.oddFooter).toContain('Page &P of &N')
  })

  it('offers the words of a choice in rows that are something: short lists in the rule, others from the hidden sheet', () => {
    const { sheet: own, at } = tableOf(workbook, 'rows:m')
    const choices = (row: number, column: number) => own.getCell(row, column).dataValidation as ExcelJS.DataValidation | undefined
    expect(choices(at + 2, 6)).toBeUndefined()
    expect(choices(at + 3, 6)).toMatchObject({ type: 'list', formulae: ['"Draft,Ready,Approved,Built,Tested"'] })
    const list = /^'Lists'!\$A\$1:\$A\$(\d+)$/.exec(String(choices(at + 3, 7)?.formulae[0]))
    expect(Number(list?.[1])).toBe(60)
    expect(sheet('Lists').getCell('A60').text).toBe('Account 59, of many')
  })

  it('colours the status by a rule, so that the colour follows the word', () => {
    const xml = partsOf(bytes).get('xl/worksheets/sheet2.xml') ?? ''
    expect(xml).toContain('<formula>&quot;Approved&quot;</formula>')
    expect([...xml.matchAll(/<cfRule type="cellIs"/g)]).toHaveLength(5)
  })

  it('indents and outlines what is deeper, within what Excel can', () => {
    const { sheet: own, at } = tableOf(workbook, 'rows:m')
    expect([2, 3, 5].map((row) => own.getRow(at + row).outlineLevel)).toEqual([0, 1, 7])
    expect([3, 5].map((row) => own.getCell(at + row, 5).alignment.indent)).toEqual([1, 8])
  })

  it('writes counts as numbers and all else as text', () => {
    const { sheet: own, at } = tableOf(workbook, 'rows:m')
    expect(own.getCell(at + 3, 8).value).toBe(1234)
  })

  it('lets people change all cells where nobody asked for protection, and only the yellow ones where somebody did', async () => {
    expect(partsOf(bytes).get('xl/worksheets/sheet2.xml')).not.toContain('sheetProtection')
    const guarded = await renderWorkbook(document, { protect: true })
    const { sheet: own, at } = tableOf(await open(guarded), 'rows:m')
    const isLocked = (row: number, column: number) => own.getCell(row, column).protection?.locked ?? true
    const table = tableIn(document, 'rows:m')
    for (const [column, { input, id }] of table.columns.entries()) expect(isLocked(at + 3, column + 1), id).toBe(input !== true)
    expect(table.columns.map((_, column) => isLocked(at + 2, column + 1))).not.toContain(false)
    for (const [path, xml] of partsOf(guarded))
      if (/worksheets\/sheet[123]\.xml$/.test(path))
        expect(xml, path).toMatch(/<sheetProtection sheet="1"[^>]* formatColumns="0"[^>]* sort="0" autoFilter="0"[^>]*\/>/)
    const cover = (await open(guarded)).getWorksheet('Cover')
    expect(cover && cellsUnder(cover, 'Signature')[0]?.protection.locked).toBe(false)
  })

  it('puts the parts of a sheet and of the package in the order that the format asks for', () => {
    const order = [
      'sheetPr',
      'sheetViews',
      'sheetFormatPr',
      'cols',
      'sheetData',
      'sheetProtection',
      'autoFilter',
      'mergeCells',
      'conditionalFormatting',
      'dataValidations',
      'hyperlinks',
      'pageMargins',
      'pageSetup',
      'headerFooter',
      'ignoredErrors',
    ]
    const parts = partsOf(bytes)
    expect([...parts.keys()][0]).toBe('[Content_Types].xml')
    for (const [path, xml] of parts) {
      if (!path.startsWith('xl/worksheets/sheet')) continue
      const names = [...xml.replace(/<sheetData>.*<\/sheetData>/s, '<sheetData/>').matchAll(/<(\w+)/g)].flatMap(([, name = '']) =>
        order.includes(name) ? [name] : [],
      )
      expect(names, path).toEqual(names.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)))
    }
  })

  it('says what it is in its properties, without a date', () => {
    const xml = partsOf(bytes).get('docProps/core.xml') ?? ''
    expect(xml).toContain('<dc:title>Order → Invoice</dc:title>')
    expect(xml).not.toContain('dcterms:created')
  })
})

function tableIn(document: SpecDocument, id: string): Table {
  const found = document.sections.flatMap(({ blocks }) => blocks).find((block) => block.kind === 'table' && block.id === id)
  if (found?.kind !== 'table') throw new Error(`no table ${id}`)
  return found
}

test('a text that is taller than a row can be is split where it has lines, and code has a row for each line', async () => {
  const long = Array.from({ length: 60 }, (_, at) => `Line ${at}`).join('\n')
  const section = {
    id: 's',
    title: 'Long',
    what: '',
    kind: 'guide' as const,
    blocks: [
      { kind: 'text' as const, text: long },
      { kind: 'text' as const, tone: 'code' as const, text: '{\n  "a": 1\n}' },
    ],
  }
  const found = (await open(await renderWorkbook({ ...documentOf('x'), sections: [section] }, {}))).getWorksheet('Long')
  const texts: string[] = []
  found?.eachRow((row) => texts.push(row.getCell(1).text))
  expect(texts).toEqual(expect.arrayContaining(['Line 0', 'Line 59', '{', '  "a": 1', '}']))
})

const nasty = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom('_x0041_', '_x', '005F_', '\uFFFE', '\uD800', '\u0000', '\r\n', '\t', '<', '&amp;', '="', ' ', ']]>', '😀', "'", '=1+1', '@'),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''))

test('[law] every text of a document is in the workbook as it was, and its fingerprint is that of the cell', async () => {
  await fc.assert(
    fc.asyncProperty(nasty, async (text) => {
      const document = documentOf(text)
      const workbook = await open(await renderWorkbook(document, {}))
      const found = new Set<string>()
      for (const sheet of workbook.worksheets) sheet.eachRow((row) => row.eachCell((cell) => void found.add(plainText(cell))))
      for (const want of listDocumentTexts(document))
        for (const line of want.tone === 'code' ? want.text.split(/\r\n|\r|\n/) : [want.text])
          if (shownText(line) !== '') expect(found).toContain(shownText(line))
      const { rows } = tableOf(workbook, 'rows:m')
      const row = rows.find((one) => one[ROW_COLUMN] === 'row:r1')
      const bases = parseBases(row?.[BASE_COLUMN] ?? '')
      for (const id of ['source', 'transform', 'lookup', 'destination']) expect(bases?.[id]).toBe(baseOf(row?.[id] ?? ''))
    }),
    { numRuns: 30 },
  )
}, 60_000)

test.each(['=1+1', '+1', '-1', '@SUM(A1)', "=cmd|' /C calc'!A0", '\t=1', '＝1', '=HYPERLINK("https://evil.example")', '<f>1</f>', '{=1}', '_x0041_'])(
  'nothing that somebody wrote becomes a formula: %s',
  async (text) => {
    const bytes = await renderWorkbook(documentOf(text), {})
    for (const [path, xml] of partsOf(bytes)) if (path.startsWith('xl/worksheets/sheet')) expect(xml, path).not.toMatch(/<f[ >]|<f\/>/)
    let found = 0
    for (const sheet of (await open(bytes)).worksheets)
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          expect(cell.type).not.toBe(ExcelJS.ValueType.Formula)
          if (plainText(cell) === text) found += 1
        }),
      )
    expect(found).toBeGreaterThanOrEqual(14)
  },
)

test('a name with apostrophes, and one that begins with a digit or an ampersand, is a good title', async () => {
  const parts = partsOf(await renderWorkbook(documentOf("2024 & Bob's 'maps'"), {}))
  expect(parts.get('xl/workbook.xml')?.replaceAll('&apos;', "'")).toContain("'M-1 2024 &amp; Bob’s ’maps’'!")
  expect(parts.get('xl/worksheets/sheet1.xml')).toContain('&amp;L&amp;8 2024 &amp;&amp; Bob')
})
