// Proof of what is read from .xlsx: the text that people see, nothing lost, whatever program wrote the file.
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBytes, textsOf } from './reading-fixture.ts'
import { relation, rowsXml, writeWorkbook } from './workbook-fixture.ts'

const formats = ['General', 'yyyy\\-mm\\-dd', '[$-409]d. mmm yyyy h:mm;@', 'h:mm', '[h]:mm', '0000', '#,##0.00 "days"', '0.00E+00', '[Red]0', 'mm/dd']
const styles = `<numFmts>${formats.map((code, i) => `<numFmt numFmtId="${200 + i}" formatCode="${code.replaceAll('"', '&quot;')}"/>`).join('')}</numFmts><cellXfs>${formats
  .map((_, i) => `<xf numFmtId="${200 + i}"/>`)
  .join('')}<xf numFmtId="14"/><xf numFmtId="22"/></cellXfs>`
const oneCell = async (cell: string, more: { strings?: string; date1904?: boolean } = {}) =>
  textsOf((await readBytes('a.xlsx', writeWorkbook({ sheets: [{ xml: rowsXml(cell) }], styles, ...more }))).sheets[0])[1]?.[0]

describe('the text of a cell', () => {
  test.each([
    { what: 'a shared text', cell: '<c t="s"><v>1</v></c>', want: 'two' },
    { what: 'a text of several looks, joined, without the reading of its signs', cell: '<c t="s"><v>2</v></c>', want: 'bold and 東京' },
    { what: 'blanks at its ends and line breaks', cell: '<c t="s"><v>3</v></c>', want: '  a\nb ' },
    { what: 'a text in the cell', cell: '<c t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>', want: 'inline' },
    { what: 'escaped characters', cell: '<c t="inlineStr"><is><t>a_x000D_b_x005F_x0041_c_x0041_</t></is></c>', want: 'a\rb_x0041_cA' },
    { what: 'a text of a formula', cell: '<c t="str"><f>A1&amp;B1</f><v>x_x0009_y</v></c>', want: 'x\ty' },
    { what: 'a number of a formula', cell: '<c><f>1+1</f><v>2</v></c>', want: '2' },
    { what: 'a formula without a result', cell: '<c><f>SUM(B1:C1)</f></c>', want: '=SUM(B1:C1)' },
    { what: 'an error', cell: '<c t="e"><v>#N/A</v></c>', want: '#N/A' },
    { what: 'yes', cell: '<c t="b"><v>1</v></c>', want: 'TRUE' },
    { what: 'no', cell: '<c t="b"><v>0</v></c>', want: 'FALSE' },
    { what: 'a number, as short as it is exact', cell: '<c><v>0.10000000000000001</v></c>', want: '0.1' },
    { what: 'a number with all its digits', cell: '<c><v>1234567.891</v></c>', want: '1234567.891' },
    { what: 'a whole number written with an exponent', cell: '<c><v>1.2E3</v></c>', want: '1200' },
    { what: 'a price, not a date', cell: '<c s="6"><v>12.5</v></c>', want: '12.5' },
    { what: 'a number with an exponent, not a date', cell: '<c s="7"><v>1500</v></c>', want: '1500' },
    { what: 'a coloured number', cell: '<c s="8"><v>7</v></c>', want: '7' },
    { what: 'a code with its zeros', cell: '<c s="5"><v>42</v></c>', want: '0042' },
    { what: 'a date', cell: '<c s="1"><v>45382</v></c>', want: '2024-03-31' },
    { what: 'a date with a time', cell: '<c s="2"><v>45382.4375</v></c>', want: '2024-03-31T10:30:00' },
    { what: 'a time that the fraction says nearly', cell: '<c s="2"><v>45382.999999999</v></c>', want: '2024-04-01' },
    { what: 'a time', cell: '<c s="3"><v>0.75</v></c>', want: '18:00:00' },
    { what: 'a duration', cell: '<c s="4"><v>1.5</v></c>', want: '36:00:00' },
    { what: 'a built-in date', cell: '<c s="10"><v>1</v></c>', want: '1900-01-01' },
    { what: 'a day and month', cell: '<c s="9"><v>45382</v></c>', want: '2024-03-31' },
    { what: 'the day before the one that never was', cell: '<c s="10"><v>59</v></c>', want: '1900-02-28' },
    { what: 'the day after the one that never was', cell: '<c s="10"><v>61</v></c>', want: '1900-03-01' },
    { what: 'a number too large for a date', cell: '<c s="10"><v>99999999</v></c>', want: '99999999' },
    { what: 'a date of a strict file', cell: '<c t="d"><v>2024-03-31T00:00:00</v></c>', want: '2024-03-31T00:00:00' },
  ])('is $what', async ({ cell, want }) => {
    const strings =
      '<si><t>one</t></si><si><t>two</t></si><si><r><rPr><b/></rPr><t>bold</t></r><r><t xml:space="preserve"> and 東京</t></r><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si><t xml:space="preserve">  a\nb </t></si>'
    expect(await oneCell(cell, { strings })).toBe(want)
  })

  test('counts days from 1904 where the workbook does', async () => {
    expect(await oneCell('<c s="1"><v>43920</v></c>', { date1904: true })).toBe('2024-03-31')
  })

  test('is said to be a formula where no result was stored', async () => {
    const { warnings } = await readBytes('a.xlsx', writeWorkbook({ sheets: [{ xml: rowsXml('<c><f>1</f></c><c><f>2</f></c>') }] }))
    expect(warnings).toEqual([expect.stringMatching(/^2 formulas have no result/)])
  })
})

describe('a sheet', () => {
  test('keeps the numbers of its rows and places of its cells, also where the file does not name them', async () => {
    const xml =
      '<dimension ref="A1:XFD1048576"/><sheetData><row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c></row><row><c t="s"/><c><v>3</v></c></row><row r="9" hidden="1"><c r="A9"><v>4</v></c></row></sheetData>'
    const { sheets } = await readBytes('a.xlsx', writeWorkbook({ sheets: [{ xml }] }))
    expect(textsOf(sheets[0])).toEqual({ 2: ['', '1', '2'], 3: ['', '3'], 9: ['4'] })
  })

  test('of formats down to the last row and column is no larger than what it holds', async () => {
    const xml = '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row><row r="1048576"><c r="A1048576" s="1"/></row></sheetData>'
    expect(textsOf((await readBytes('a.xlsx', writeWorkbook({ sheets: [{ xml }] }))).sheets[0])).toEqual({ 1: ['1'] })
  })

  test('is read whatever prefix its elements have', async () => {
    const xml =
      '<x:sheetData xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:row r="1"><x:c r="A1" t="str"><x:v>a</x:v></x:c></x:row></x:sheetData>'
    expect(textsOf((await readBytes('a.xlsx', writeWorkbook({ sheets: [{ xml }] }))).sheets[0])).toEqual({ 1: ['a'] })
  })

  test('that is hidden is read and marked; one without cells is told', async () => {
    const { sheets } = await readBytes(
      'a.xlsx',
      writeWorkbook({
        sheets: [
          { name: 'Rows', xml: rowsXml('<c><v>1</v></c>') },
          { name: 'Codes', state: 'hidden', xml: rowsXml('<c><v>2</v></c>') },
          { name: 'Deep', state: 'veryHidden', xml: '' },
        ],
      }),
    )
    expect(sheets.map(({ name, hidden, rows }) => [name, hidden, rows.length])).toEqual([
      ['Rows', false, 1],
      ['Codes', true, 1],
      ['Deep', true, 0],
    ])
  })

  test('tells its merged areas, links, notes and threads', async () => {
    const xml = `${rowsXml('<c t="str"><v>Docs</v></c><c t="str"><v>https://a.example</v></c><c t="str"><f>HYPERLINK("https://c.example/x","words")</f><v>words</v></c><c t="str"><v>See codes</v></c>')}<mergeCells><mergeCell ref="A2:B3"/><mergeCell ref="D1"/></mergeCells><hyperlinks><hyperlink ref="A1" r:id="rId1" location="part"/><hyperlink ref="B1" r:id="rId2"/><hyperlink ref="D1" location="Codes!A1"/></hyperlinks>`
    const rels =
      relation('rId1', 'hyperlink', 'https://b.example/docs', 'TargetMode="External"') +
      relation('rId2', 'hyperlink', 'https://a.example/', 'TargetMode="External"') +
      relation('rId3', 'comments', '../comments1.xml') +
      relation('rId4', 'threadedComment', '../threadedComments/threadedComment1.xml')
    const { sheets } = await readBytes(
      'a.xlsx',
      writeWorkbook({
        sheets: [{ xml, rels }],
        more: [
          {
            name: 'xl/comments1.xml',
            content:
              '<comments><authors><author>Bo</author></authors><commentList><comment ref="B1" authorId="0"><text><r><t>Bo:</t></r><r><t xml:space="preserve">\nwhich one?</t></r></text></comment><comment ref="A1" authorId="0"><text><t>[Threaded comment] Your version cannot show it. Comment: why?</t></text></comment></commentList></comments>',
          },
          {
            name: 'xl/threadedComments/threadedComment1.xml',
            content: '<ThreadedComments><threadedComment ref="A1" personId="{1}" id="{2}"><text>why?</text></threadedComment></ThreadedComments>',
          },
          { name: 'xl/persons/person.xml', content: '<personList><person displayName="Mara Ilves" id="{1}"/></personList>' },
        ],
      }),
    )
    expect(sheets[0]?.merges).toEqual([{ top: 2, left: 1, bottom: 3, right: 2 }])
    expect(sheets[0]?.remarks).toEqual([
      { row: 1, column: 1, kind: 'link', text: 'https://b.example/docs#part' },
      { row: 1, column: 1, kind: 'comment', text: 'Mara Ilves: why?' },
      { row: 1, column: 2, kind: 'comment', text: 'Bo:\nwhich one?' },
      { row: 1, column: 3, kind: 'link', text: 'https://c.example/x' },
      { row: 1, column: 4, kind: 'link', text: '#Codes!A1' },
    ])
  })

  test('without cells, pictures, macros and charts are told to be left out', async () => {
    const { warnings } = await readBytes(
      'a.xlsm',
      writeWorkbook({
        sheets: [{ xml: '' }],
        more: [
          { name: 'xl/media/image1.png', content: 'x' },
          { name: 'xl/vbaProject.bin', content: 'x' },
          { name: 'xl/charts/chart1.xml', content: '<broken' },
        ],
      }),
    )
    expect(warnings).toEqual([expect.stringMatching(/pictures/), expect.stringMatching(/charts/), expect.stringMatching(/macros/)])
  })
})

/** Texts as people and attackers write them (T-24), as a workbook of ours holds them. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    '=1+1',
    "'quoted",
    '_x000D_',
    '_x005F_x0041_',
    '\uFFFE\uFFFF',
    ' \t\n\r\n ',
    '<a href="x">&amp;</a>',
    ']]>',
    '🙂',
    '\u202Eabc',
    '{"a":1}',
    '+31',
    '-',
    '@',
    '0042',
  ),
)

test('grids of texts written by another program are read back exactly', async () => {
  const grid = fc.array(fc.array(anyText, { maxLength: 6 }), { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(fc.array(grid, { minLength: 1, maxLength: 2 }), async (grids) => {
      const workbook = new ExcelJS.Workbook()
      grids.forEach((rows, i) => {
        const sheet = workbook.addWorksheet(`S${i}`)
        rows.forEach((cells, row) => cells.forEach((text, column) => (sheet.getCell(row + 1, column + 1).value = asExcelWrites(text))))
      })
      const { sheets } = await readBytes('a.xlsx', new Uint8Array(await workbook.xlsx.writeBuffer()))
      const told = sheets.map((sheet) => textsOf(sheet))
      expect(told).toEqual(grids.map((rows) => expectedRows(rows.map((cells) => cells.map((text) => shown(text))))))
    }),
    { numRuns: 40 },
  )
})

test('numbers, dates and truths written by another program are read back exactly', async () => {
  const values = fc.array(
    fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => ({ value, want: String(value === 0 ? 0 : value) })),
      fc.integer().map((value) => ({ value, want: String(value) })),
      fc.boolean().map((value) => ({ value, want: value ? 'TRUE' : 'FALSE' })),
      fc
        .date({ min: new Date('1900-03-02T00:00:00Z'), max: new Date('9999-12-30T00:00:00Z'), noInvalidDate: true })
        .map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000))
        .map((value) => ({ value, want: value.toISOString().slice(0, 19).replace('T00:00:00', '') })),
    ),
    { minLength: 1, maxLength: 20 },
  )
  await fc.assert(
    fc.asyncProperty(values, async (cells) => {
      const workbook = new ExcelJS.Workbook()
      workbook.addWorksheet('S').addRow(cells.map(({ value }) => value))
      const { sheets } = await readBytes('a.xlsx', new Uint8Array(await workbook.xlsx.writeBuffer()))
      expect(textsOf(sheets[0])[1]).toEqual(cells.map(({ want }) => want))
    }),
    { numRuns: 40 },
  )
})

const LONE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

/** What no XML can hold in any way is a replacement character. */
function shown(text: string): string {
  return text.replaceAll(LONE, '\uFFFD')
}

/** As Excel writes what XML cannot hold, and what looks like that (ECMA-376, ST_Xstring). */
function asExcelWrites(text: string): string {
  return (
    shown(text)
      .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
      .replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F\uFFFE\uFFFF]/g, (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
  )
}

function expectedRows(rows: readonly (readonly string[])[]): Record<number, readonly string[]> {
  const trimmed = rows.map((cells, at) => {
    const last = cells.findLastIndex((cell) => cell !== '')
    return [at + 1, cells.slice(0, last + 1)] as const
  })
  return Object.fromEntries(trimmed.filter(([, cells]) => cells.length > 0))
}
