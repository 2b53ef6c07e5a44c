// Workbooks that mean to hang, overflow, or reach out (T-11 to T-14, T-18): each ends with a plain sentence, or is read, while requests are answered.
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { makeZip } from '../../../fixtures/make-zip.ts'
import { createImportFixture, type ImportFixture } from '../import-fixture.ts'
import { readBytes } from './reading-fixture.ts'
import { readSpreadsheet, type ReadingOptions } from './read-spreadsheet.ts'
import { describeSpreadsheetError } from './spreadsheet-error.ts'
import { rowsXml, writeWorkbook } from './workbook-fixture.ts'

vi.setConfig({ testTimeout: 60_000 })
let fixture: ImportFixture
let listener: Server
let connections = 0
let port = 0
beforeAll(async () => {
  fixture = await createImportFixture()
  listener = createServer((socket) => {
    connections += 1
    socket.destroy()
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  port = (listener.address() as AddressInfo).port
})
afterAll(() => {
  listener.close()
  fixture.close()
})

const tell = async (name: string, content: string | Uint8Array, options: ReadingOptions = {}) => {
  const read = await readSpreadsheet([fixture.put(name, content)], options)
  return read.ok ? read.value : describeSpreadsheetError(read.error)
}
const one = (xml: string, more: Partial<Parameters<typeof writeWorkbook>[0]> = {}) => writeWorkbook({ sheets: [{ xml }], ...more })
/** Text that cannot be packed well, the same every time. */
const noise = (seed: number, pieces: number) =>
  Array.from({ length: pieces }, (_, i) =>
    Math.abs(Math.sin(seed + i / 7))
      .toString(36)
      .slice(2),
  ).join(' ')
/** 95,000 rows. */
const many = () =>
  `<sheetData>${Array.from({ length: 95_000 }, (_, i) => `<row><c t="str"><v>${noise(i, 1)}</v></c><c><v>${i}</v></c></row>`).join('')}</sheetData>`
const laughs = `<!DOCTYPE a [<!ENTITY l0 "ha">${Array.from({ length: 12 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')}]>`

const bombs: readonly { readonly what: string; readonly make: () => Uint8Array; readonly says: RegExp; readonly name?: string }[] = [
  {
    what: 'a sheet of 1.4 GB, packed to 0.3 MB and said to be small',
    make: () => writeWorkbook({ sheets: [{ xml: '' }], more: [{ name: 'xl/bomb.xml', content: Buffer.alloc(60_000_000, 32), says: { size: 1_000 } }] }),
    says: /is not unpacked: (?:xl\/bomb\.xml is packed more than a hundredfold|it is damaged)/,
  },
  {
    what: 'ratios just below the limit, but more than 100 MB in all',
    make: () =>
      one('', {
        more: Array.from({ length: 3 }, (_, i) => ({
          name: `xl/part${i}.xml`,
          content: Buffer.from(`${' '.repeat(90_000)}${noise(i, 2_000)}`.repeat(320)),
        })),
      }),
    says: /unpacked it has more than 100 MB/,
  },
  {
    what: 'more parts than anybody has sheets',
    make: () => one('', { more: Array.from({ length: 201 }, (_, i) => ({ name: `xl/p${i}.xml`, content: '<a/>' })) }),
    says: /more than 200 parts/,
  },
  {
    what: 'a merged area of the whole sheet',
    make: () => one(`${rowsXml('<c><v>1</v></c>')}<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`),
    says: /The sheet "Sheet1" of .* more than 10,000 cells in merged areas/,
  },
  {
    what: 'many small merged areas',
    make: () => one(`<mergeCells>${Array.from({ length: 5_001 }, (_, i) => `<mergeCell ref="A${i * 2 + 1}:A${i * 2 + 2}"/>`).join('')}</mergeCells>`),
    says: /merged areas/,
  },
  {
    what: 'a cell in the last row',
    make: () => one('<sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'),
    says: /below row 100,000\. Delete what stands below the table/,
  },
  { what: 'a cell in the last column', make: () => one(rowsXml('<c r="XFD1"><v>1</v></c>')), says: /right of column 500/ },
  { what: 'a row beyond all numbers', make: () => one('<sheetData><row r="9999999"><c><v>1</v></c></row></sheetData>'), says: /below row 100,000/ },
  {
    what: 'one huge text in a thousand cells',
    make: () =>
      one(rowsXml('').replace('<row></row>', '<row><c t="s"><v>0</v></c></row>'.repeat(2_000)), {
        strings: `<si><t>${'abcdefghij'.repeat(8_000).replaceAll('j', () => String(Math.random()))}</t></si>`,
      }),
    says: /more than 64,000,000 characters/,
  },
  { what: 'entities that grow without end', make: () => one(rowsXml('<c t="str"><v>&l12;</v></c>'), { prologue: laughs }), says: /declares a document type/ },
  {
    what: 'an entity of this machine',
    make: () => one(rowsXml('<c t="str"><v>&x;</v></c>'), { prologue: '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' }),
    says: /declares a document type/,
  },
  {
    what: 'an entity of another one',
    make: () =>
      one(rowsXml('<c t="str"><v>&x;</v></c>'), {
        prologue: `<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:${port}/a.dtd">%p;<!ENTITY x SYSTEM "http://127.0.0.1:${port}/a">]>`,
      }),
    says: /declares a document type/,
  },
  { what: 'a sheet that ends in the middle', make: () => Buffer.from(one(rowsXml('<c><v>1</v></c>')).subarray(0, -40)), says: /not unpacked: it is damaged/ },
  { what: 'XML that is none', make: () => one('<sheetData><row></sheetData>'), says: /is damaged \(xl\/worksheets\/sheet1\.xml\)/ },
  { what: 'cells that refer to no text', make: () => one(rowsXml('<c t="s"><v>7</v></c>')), says: /a cell refers to a text that is not there/ },
  { what: 'a sheet that is not there', make: () => writeWorkbook({ sheets: [] }), says: /no sheet with cells/ },
  { what: 'a part whose name leads out', make: () => one('', { more: [{ name: '../../etc/x.xml', content: '<a/>' }] }), says: /leads out of the file/ },
  {
    what: 'a binary workbook',
    name: 'a.xlsb',
    make: () =>
      makeZip([
        { name: '[Content_Types].xml', content: '<Types/>' },
        { name: 'xl/workbook.bin', content: 'x' },
      ]),
    says: /\.xlsb.*save it as \.xlsx/,
  },
  {
    what: 'an OpenDocument file',
    name: 'a.ods',
    make: () =>
      makeZip([
        { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' },
        { name: 'content.xml', content: '<a/>' },
        { name: 'META-INF/manifest.xml', content: '<a/>' },
      ]),
    says: /\.ods.*save it as \.xlsx/,
  },
  { what: 'a Numbers document', name: 'a.numbers', make: () => makeZip([{ name: 'Index/Document.iwa', content: 'x' }]), says: /Numbers.*save it as \.xlsx/ },
  {
    what: 'a Word document',
    name: 'a.docx',
    make: () =>
      makeZip([
        { name: '[Content_Types].xml', content: '<Types/>' },
        { name: 'word/document.xml', content: '<a/>' },
      ]),
    says: /a Word document, not a spreadsheet/,
  },
  { what: 'a zip of files', name: 'a.zip', make: () => makeZip([{ name: 'a.csv', content: 'a,b' }]), says: /a zip archive, not a spreadsheet/ },
  {
    what: 'a file with a password',
    make: () => Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
    says: /needs a password/,
  },
  {
    what: 'an old workbook',
    name: 'a.xls',
    make: () => Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600), Buffer.from('Workbook', 'utf16le')]),
    says: /an old Excel workbook \(\.xls\), which is not read\. .*save it as \.xlsx/,
  },
  {
    what: 'XML of Excel 2003',
    name: 'a.xls',
    make: () => Buffer.from('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
    says: /Excel 2003 XML file.*save it as \.xlsx/,
  },
  {
    what: 'a table of HTML without end',
    name: 'a.html',
    make: () => Buffer.from(`<table>${'<tr><td rowspan="1000" colspan="1000">a'.repeat(2_000)}`),
    says: /merged areas|right of column/,
  },
  { what: 'tables inside tables', name: 'a.html', make: () => Buffer.from('<table><tr><td>a'.repeat(20_000)), says: /more than 200 sheets/ },
  { what: 'a row of a million cells', name: 'a.csv', make: () => Buffer.from(`a${',a'.repeat(1_000_000)}\nb,b\n`), says: /right of column 500/ },
  {
    what: 'a quotation mark that never closes',
    name: 'a.csv',
    make: () => Buffer.from(`a,b\n1,"${'2\n'.repeat(500_000)}`),
    says: /from line 2 on: a quotation mark opens/,
  },
  { what: 'a picture', name: 'a.csv', make: () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), says: /a picture, not a spreadsheet/ },
]

describe('a hostile spreadsheet', () => {
  test.each(bombs)('of $what is refused with a sentence', async ({ make, says, name = 'map.xlsx' }) => {
    // In this process: none of them takes long, which the next test shows of the child.
    await expect(readBytes(name, make())).rejects.toThrow(says)
  })

  test('keeps nobody waiting, reaches nothing, and can be stopped', async () => {
    const slow = one(many())
    const stop = new AbortController()
    for (const { name = 'map.xlsx', make, says } of bombs.slice(0, 3)) expect(await tell(name, make())).toMatch(says)
    let told: unknown
    const wait = await fixture.slowAnswer(async () => {
      told = await tell('map.xlsx', slow, { signal: stop.signal, onProgress: ({ sheet }) => sheet !== undefined && stop.abort() })
    })
    expect(told).toBe('The import was cancelled.')
    expect(wait).toBeLessThan(200)
    expect(await tell('map.xlsx', slow, { limits: { wallMs: 5 } })).toMatch(/took longer than 0 seconds/)
    expect(await tell('map.xlsx', slow, { limits: { maxBytes: 1_000 } })).toMatch(/The upload has .* MB; 0\.1 MB are allowed/)
    expect(connections).toBe(0)
  })

  test('of the largest honest size is read, and told how far it is', async () => {
    const fractions: number[] = []
    const read = await tell('map.xlsx', one(many()), {
      onProgress: ({ fraction }) => void (fraction !== undefined && fractions.push(fraction)),
    })
    expect(read).toMatchObject({ sheets: [{ rows: expect.objectContaining({ length: 95_000 }) }] })
    expect(fractions.length).toBeGreaterThan(3)
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
  })
})
