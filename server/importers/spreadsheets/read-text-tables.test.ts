// Proof of what is read from CSV, Markdown and HTML: each table a sheet, each cell as it is written, in any encoding that is told.
import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { readBytes, textsOf } from './reading-fixture.ts'

const utf16 = (text: string, bigEndian: boolean) => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return bigEndian ? bytes.swap16() : bytes
}

describe('CSV', () => {
  const text = 'Quelle;Ziel\r\nStraße;"a;b\r\n""c"""\r\n\r\n;;\r\nlast;\r\n'
  const rows = { 1: ['Quelle', 'Ziel'], 2: ['Straße', 'a;b\n"c"'], 5: ['last'] }
  test.each([
    { what: 'UTF-8', bytes: Buffer.from(text) },
    { what: 'UTF-8 with its mark', bytes: Buffer.from(`\ufeff${text}`) },
    { what: 'UTF-16, little end first', bytes: utf16(text, false) },
    { what: 'UTF-16, big end first', bytes: utf16(text, true) },
    { what: 'UTF-8 with line feeds alone', bytes: Buffer.from(text.replaceAll('\r\n', '\n')) },
  ])('in $what is read with the numbers of its rows', async ({ bytes }) => {
    const { sheets, format, warnings } = await readBytes('Mapping 1.csv', bytes)
    expect([format, sheets[0]?.name, textsOf(sheets[0]), warnings]).toEqual(['csv', 'Mapping 1', rows, []])
  })

  test('in the letters of a country is read as Windows-1252, and that is told', async () => {
    const { sheets, warnings } = await readBytes('a.csv', Buffer.from([0x53, 0x74, 0x72, 0x61, 0xdf, 0x65, 0x3b, 0x80, 0x0a, 0x31, 0x3b, 0x32]))
    expect(textsOf(sheets[0])).toEqual({ 1: ['Straße', '€'], 2: ['1', '2'] })
    expect(warnings).toEqual([expect.stringMatching(/Windows-1252.*save it as CSV in UTF-8/)])
  })

  test('of bytes that are no letters is refused', async () => {
    await expect(readBytes('a.csv', Buffer.from([0x61, 0x2c, 0xff, 0x00, 0x0a]))).rejects.toThrow(/is not UTF-8 text \(byte 2\)/)
  })

  test.each([
    { what: 'a comma', text: 'a,b\nc;1,d\n' },
    { what: 'a semicolon', text: 'a;b\nc,1;d\n' },
    { what: 'a tab', text: 'a\tb\nc,1\td\n', format: 'tsv' },
    { what: 'a pipe', text: 'a|b\nc,1|d\n' },
    { what: 'what the file says first', text: 'sep=^\na^b\nc,1^d\n', from: 2 },
    { what: 'a semicolon, below title rows', text: 'Mapping of orders, as agreed\nversion 2, draft\n\na;b;c\nd;e, f;g\nh;i, j;k\n', from: 4 },
  ])('is divided by $what', async ({ text: written, format = 'csv', from = 1 }) => {
    const read = await readBytes('a.txt', written)
    expect([read.format, textsOf(read.sheets[0])[from]?.slice(0, 2)]).toEqual([format, ['a', 'b']])
  })

  test('of one column is read where its name says that it is CSV, and is no table otherwise', async () => {
    expect(textsOf((await readBytes('codes.csv', 'NL\nDE\n')).sheets[0])).toEqual({ 1: ['NL'], 2: ['DE'] })
    await expect(readBytes('notes.txt', 'NL\nDE\n')).rejects.toThrow(/no table in notes\.txt/)
  })

  test('of any grid comes back exactly', async () => {
    const cell = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('=1+1', 'a"b', 'x\ny', ' ', ',;\t|', "'", '\u0000'))
    const grid = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(grid, fc.constantFrom(',', ';', '\t'), async (cells, delimiter) => {
        // A letter in each cell of the first row, so that every delimiter is one.
        const all = [['A', 'B', 'C'], ...cells]
        const { sheets } = await readBytes(
          delimiter === '\t' ? 'a.tsv' : 'a.csv',
          `sep=${delimiter}\n${Papa.unparse(all, { delimiter, newline: '\n', quotes: true })}`.slice(delimiter === '\t' ? 6 : 0),
        )
        const first = delimiter === '\t' ? 1 : 2
        const want = all.map((row, at) => [at + first, row.slice(0, row.findLastIndex((text) => text !== '') + 1)] as const)
        expect(textsOf(sheets[0])).toEqual(
          Object.fromEntries(want.filter(([, row]) => row.length > 0).map(([at, row]) => [at, row.map((one) => one.replaceAll(/\r\n?/g, '\n'))])),
        )
      }),
      { numRuns: 60 },
    )
  })
})

describe('a Markdown page', () => {
  test('has a sheet for each table, called like its heading, with code marks, line breaks and pipes as they are', async () => {
    const { sheets, format, warnings } = await readBytes(
      'page.md',
      [
        '# Mapping',
        'Some words.',
        '## Order to **Invoice**',
        '| Source | Target | Rule |',
        '|---|:-:|---|',
        '| `order.id` | Invoice_Number | one<br>two \\| three |',
        '| [total](https://a.example/t) | _no\\_te_ | a &lt; b & c |',
        '',
        '> | quoted | x |',
        '> |---|---|',
        '> | 1 | 2 |',
        '',
        '<table><tr><td>in HTML</td></tr></table>',
      ].join('\n'),
    )
    expect(format).toBe('markdown')
    expect(warnings).toEqual(['Only the tables are read, not the text around them.'])
    expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['Order to Invoice', 3],
      ['Order to Invoice (2)', 2],
      ['Order to Invoice (3)', 1],
    ])
    expect(textsOf(sheets[0])).toEqual({
      1: ['Source', 'Target', 'Rule'],
      2: ['`order.id`', 'Invoice_Number', 'one\ntwo | three'],
      3: ['total', 'no_te', 'a < b & c'],
    })
    expect(sheets[0]?.remarks).toEqual([{ row: 3, column: 1, kind: 'link', text: 'https://a.example/t' }])
  })

  test('without a table is refused', async () => {
    await expect(readBytes('page.md', '# Words\n\nand no table')).rejects.toThrow(/There is no table in page\.md/)
  })
})

describe('an HTML page', () => {
  test('has a sheet for each table: text as people see it, cells across rows and columns, tables inside tables', async () => {
    const { sheets, format } = await readBytes(
      'page.html',
      `<!DOCTYPE html><title>x</title><script>document.write('<table><tr><td>no</td></tr></table>')</script>
      <h2>Fields <code>v2</code></h2>
      <table><thead><tr><th colspan="2">Order</th><th rowspan="2">Target</th></tr><tr><th>Name<th>Type</tr></thead>
      <tr><td>  a
        b </td><td>text<br>long<p>more</p></td><td><a href="https://a.example">link</a> <a href="#x">here</a><a href="javascript:alert(1)">!</a></td></tr>
      <tr><td>c<table><tr><td>inner</td></tr></table></td><td></td><td><code>Invoice.Total</code> &amp; <b>x</b></td></tr></table>
      <table><caption>Codes</caption><tr><td>1</td></tr></table>`,
    )
    expect(format).toBe('html')
    expect(sheets.map(({ name }) => name)).toEqual(['Fields v2', 'Fields v2 (2)', 'Codes'])
    expect(textsOf(sheets[0])).toEqual({
      1: ['Order', '', 'Target'],
      2: ['Name', 'Type'],
      3: ['a b', 'text\nlong\nmore', 'link here!'],
      4: ['c', '', '`Invoice.Total` & x'],
    })
    expect(sheets[0]?.merges).toEqual([
      { top: 1, left: 1, bottom: 1, right: 2 },
      { top: 1, left: 3, bottom: 2, right: 3 },
    ])
    expect(sheets[0]?.remarks).toEqual([{ row: 3, column: 3, kind: 'link', text: 'https://a.example' }])
    expect(textsOf(sheets[1])).toEqual({ 1: ['inner'] })
  })

  test('is read under any name, because programs save pages as .xls', async () => {
    const { sheets, format } = await readBytes('export.xls', '<html><body><table><tr><td>a</td><td>b</td></tr></table></body></html>')
    expect([format, textsOf(sheets[0])]).toEqual(['html', { 1: ['a', 'b'] }])
  })
})

test('what is called a workbook and is neither one nor a text is said to be damaged; a text under that name is read', async () => {
  await expect(readBytes('mapping.xlsx', new Uint8Array([0x00, 0xff, 0xfe, 0x90, 0x81, 0xff]))).rejects.toThrow(/mapping\.xlsx.*damaged.*save it again/)
  expect((await readBytes('mapping.xlsx', 'a,b\n1,2\n')).format).toBe('csv')
})
