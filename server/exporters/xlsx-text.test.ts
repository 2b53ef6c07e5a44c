// Proof that any text survives the way into a workbook and back, and that any name becomes a sheet's name (T-24).
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { LONGEST_CELL, plainXmlText, toFooterText, toSheetName, toXlsxText } from './xlsx-text.ts'

/** Letters, controls, surrogates in any order, and the pieces of Excel's own escapes. */
const nastyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '_x0041_',
        '_x',
        '005F_',
        '_x000d_',
        '\uFFFE',
        '\uFFFF',
        '\uD800',
        '\uDC00',
        '\u0000',
        '\u001B',
        '\r\n',
        '\r',
        '\t',
        '<',
        '&amp;',
        '="',
        ' ',
        ']]>',
        '\u2028',
        '😀',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

async function roundTrip(texts: readonly string[]): Promise<string[]> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('Texts')
  texts.forEach((text, index) => (sheet.getCell(index + 1, 1).value = toXlsxText(text) === '' ? null : toXlsxText(text)))
  const read = new ExcelJS.Workbook()
  await read.xlsx.load(await workbook.xlsx.writeBuffer())
  return texts.map((_, index) => read.getWorksheet('Texts')?.getCell(index + 1, 1).text ?? '')
}

/** From the XML itself: exceljs decodes a name twice when it reads. */
function sheetNames(bytes: Uint8Array): string[] {
  const xml = strFromU8(unzipSync(bytes)['xl/workbook.xml'] ?? new Uint8Array())
  const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' }
  return [...xml.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name = '']) =>
    name.replaceAll(/&(?:lt|gt|quot|apos|amp);/g, (entity) => entities[entity] ?? entity),
  )
}

describe('toXlsxText', () => {
  it('gives a text that comes back as it was, but for what XML cannot hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(nastyText, { minLength: 1, maxLength: 40 }), async (texts) => {
        expect(await roundTrip(texts)).toEqual(texts.map(plainXmlText))
      }),
      { numRuns: 40 },
    )
  })

  it.each([
    { given: 'a\u0000b\u001Bc', want: 'abc' },
    { given: 'a\uFFFEb\uFFFF', want: 'ab' },
    { given: 'a\uD800b', want: 'a\uFFFDb' },
    { given: 'a\r\nb\rc', want: 'a\nb\nc' },
    { given: '_x0041_x0042_', want: '_x005F_x0041_x005F_x0042_' },
    { given: '_x00_ _y0041_', want: '_x00_ _y0041_' },
    { given: '  =1+1 ', want: '  =1+1 ' },
  ])('turns $given into $want', ({ given, want }) => {
    expect(toXlsxText(given)).toBe(want)
  })

  it('cuts what is longer than a cell, says so, and never halves a character', async () => {
    const long = '😀'.repeat(LONGEST_CELL)
    const [back = ''] = await roundTrip([long])
    expect(back.length).toBeLessThanOrEqual(LONGEST_CELL)
    expect(back.endsWith('😀… (shortened)')).toBe(true)
    expect(toXlsxText('x'.repeat(LONGEST_CELL))).toHaveLength(LONGEST_CELL)
  })
})

describe('toSheetName', () => {
  it('gives every name a place that exceljs and a reader take, all different whatever the case', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            nastyText,
            fc.constantFrom('History', 'history', "'", "a'", '', ' ', 'Order → Invoice', 'ORDER → INVOICE', 'a/b', 'a\\b', '[x]', 'y'.repeat(40)),
          ),
          { minLength: 1, maxLength: 30 },
        ),
        async (wanted) => {
          const taken = new Set<string>()
          const names = wanted.map((name) => toSheetName(name, taken))
          expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
          const workbook = new ExcelJS.Workbook()
          for (const name of names) {
            expect(name.length).toBeLessThanOrEqual(31)
            expect(name).not.toMatch(/[\\/?*:[\]!]|'|^\s*$/)
            expect(name.toLowerCase()).not.toBe('history')
            workbook.addWorksheet(name)
          }
          expect(sheetNames(new Uint8Array(await workbook.xlsx.writeBuffer()))).toEqual(names)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('leaves no escape in a name: programs read it as the character', () => {
    expect(toSheetName('a_x0041_x0042_', new Set())).toBe('a x0041 x0042_')
  })

  it('keeps a good name and counts further ones', () => {
    const taken = new Set<string>()
    expect(['M-2 Order → Invoice', 'm-2 order → invoice', 'M-2 Order → Invoice'].map((name) => toSheetName(name, taken))).toEqual([
      'M-2 Order → Invoice',
      'm-2 order → invoice (2)',
      'M-2 Order → Invoice (3)',
    ])
  })
})

describe('toFooterText', () => {
  it('doubles the sign that begins a code', () => {
    expect(toFooterText('Müßig & Söhne &P\n')).toBe('Müßig && Söhne &&P ')
  })
})
