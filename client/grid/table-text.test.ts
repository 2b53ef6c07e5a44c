// What spreadsheets put on the clipboard, and what we put there.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tableOfClip } from './clip.ts'
import { readTableTree, type TreeNode } from './read-table-html.ts'
import { readTableText, type TextTable } from './read-table-text.ts'
import { writeTableHtml, writeTableText } from './write-table-text.ts'

describe('text', () => {
  const table: { readonly from: string; readonly given: string; readonly want: TextTable }[] = [
    { from: 'Excel, one cell', given: 'billing.email\r\n', want: [['billing.email']] },
    {
      from: 'Excel, a block with a cell of two lines',
      given: 'Number\tnumber\r\nMemo\t"First line\nsecond ""line"""\r\nDate\tdate\r\n',
      want: [
        ['Number', 'number'],
        ['Memo', 'First line\nsecond "line"'],
        ['Date', 'date'],
      ],
    },
    { from: 'Excel, a cell with a tab in it', given: 'a\t"b\tc"\td\r\n', want: [['a', 'b\tc', 'd']] },
    {
      from: 'Excel, quotes in a cell that needs none around it',
      given: '5" pipe\t"EUR" and more\tsay "hi"\r\n',
      want: [['5" pipe', '"EUR" and more', 'say "hi"']],
    },
    { from: 'Excel, a text in quotes', given: '"EUR"\r\n', want: [['"EUR"']] },
    {
      from: 'Excel, empty cells and an empty row',
      given: 'a\t\tb\r\n\t\t\r\nc\t\t\r\n',
      want: [
        ['a', '', 'b'],
        ['', '', ''],
        ['c', '', ''],
      ],
    },
    {
      from: 'Google Sheets, no line end behind the last row',
      given: 'a\tb\nc\td',
      want: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    },
    { from: 'Google Sheets, a quote in a cell of two lines', given: '"He said ""no""\nand left"\tx', want: [['He said "no"\nand left', 'x']] },
    { from: 'LibreOffice on Windows, line ends in cells', given: '"one\r\ntwo"\tx\r\n', want: [['one\ntwo', 'x']] },
    { from: 'a text editor, ragged rows', given: 'a\nb\tc\td\ne\tf\n', want: [['a'], ['b', 'c', 'd'], ['e', 'f']] },
    { from: 'an old Mac', given: 'a\rb\r', want: [['a'], ['b']] },
    { from: 'a quote that is never closed', given: '"open\tnext\nrow', want: [['"open', 'next'], ['row']] },
    { from: 'nothing', given: '', want: [['']] },
    { from: 'a cell that begins with a quote, quoted', given: '"""EUR"""\t""""', want: [['"EUR"', '"']] },
  ]
  test.each(table)('$from is read cell by cell', ({ given, want }) => {
    expect(readTableText(given)).toEqual(want)
  })

  const cell = fc
    .oneof(fc.string({ maxLength: 8 }), fc.string({ unit: fc.constantFrom('"', '\t', '\n', 'a', ' ', '='), maxLength: 6 }))
    .map((text) => text.replaceAll(/\r\n?/g, '\n'))
  const rectangle = fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 }))
    .chain(([width, height]) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: height, maxLength: height }))

  test('what was written is read again, also after a text editor changed the line ends', () => {
    fc.assert(
      fc.property(rectangle, (cells) => {
        const text = writeTableText(cells)
        expect(readTableText(text)).toEqual(cells)
        expect(readTableText(text.replaceAll('\r\n', '\n'))).toEqual(cells)
        expect(readTableText(text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n'))).toEqual(cells)
        // Copied and pasted again.
        expect(writeTableText(readTableText(text))).toBe(text)
      }),
      { numRuns: 1_000 },
    )
  })

  test('one cell without tabs and lines is written as it is, for any other program', () => {
    expect(writeTableText([['5" pipe']])).toBe('5" pipe')
  })
})

/** A tree as the browser makes of sound HTML. */
function node(name: string, content: readonly (TreeNode | string)[] = [], attributes: Readonly<Record<string, string>> = {}): TreeNode {
  return {
    nodeName: name.toUpperCase(),
    nodeValue: null,
    childNodes: content.map((child) => (typeof child === 'string' ? { nodeName: '#text', nodeValue: child, childNodes: [] } : child)),
    getAttribute: (key) => attributes[key] ?? null,
  }
}
const td = (text: string, attributes?: Readonly<Record<string, string>>) => node('td', [text], attributes)

describe('HTML', () => {
  test('cells over several rows and columns stand in the first of them', () => {
    const rows = [node('tr', [td('a', { rowspan: '2' }), td('b', { colspan: '2' }), td('c')]), node('tr', [td('d'), td('e'), td('f')]), node('tr', [td('g')])]
    expect(readTableTree(node('body', [node('table', [node('colgroup', [node('col')]), node('tbody', rows)])]))).toEqual([
      ['a', 'b', '', 'c'],
      ['', 'd', 'e', 'f'],
      ['g'],
    ])
  })

  test('spans that would cover millions of cells, and a page of very many parts, are read in bounds', () => {
    const wide = node(
      'tr',
      Array.from({ length: 150 }, () => td('', { colspan: '1000', rowspan: '1000000000' })),
    )
    const rows = [wide, ...Array.from({ length: 900 }, () => node('tr'))]
    const read = readTableTree(node('body', [...Array.from({ length: 200_000 }, () => node('p')), node('table', rows)]))
    expect(read?.reduce((sum, row) => sum + row.length, 0)).toBeLessThanOrEqual(201_000)
  })

  test('a line break is a new line, blanks of the source are not', () => {
    const cell = node('td', [
      'First\n  line',
      node('br', [], { style: 'mso-data-placement:same-cell' }),
      'second',
      node('p', ['a ', node('b', ['paragraph'])]),
      node('style', ['td {}']),
    ])
    expect(readTableTree(node('table', [node('tr', [cell])]))).toEqual([['First line\nsecond\na paragraph']])
  })

  test('a table inside a cell makes no rows of its own', () => {
    const inner = node('table', [node('tr', [td('x')]), node('tr', [td('y')])])
    expect(readTableTree(node('table', [node('tr', [node('td', [inner]), td('z')])]))).toEqual([['x\ny', 'z']])
  })

  test('a span of a million columns is cut', () => {
    expect(readTableTree(node('table', [node('tr', [td('a', { colspan: '1000000' })])]))?.[0]?.length).toBeLessThanOrEqual(1_000)
  })

  test('text in cells is escaped, and never a formula', () => {
    expect(writeTableHtml([['<img src=x onerror=alert(1)>', '=1+1 & "more"']])).toBe(
      `<meta charset="utf-8"><table><tr><td style="mso-number-format:'\\@';white-space:pre-wrap">&lt;img src=x onerror=alert(1)&gt;</td><td style="mso-number-format:'\\@';white-space:pre-wrap">=1+1 &amp; &quot;more&quot;</td></tr></table>`,
    )
  })
})

describe('text or HTML', () => {
  const html = '<table>'
  const readHtml = () => [['a', 'b']]
  test.each([
    { of: 'text with columns is taken', clip: { text: 'x\ty', html }, want: [['x', 'y']] },
    { of: 'a table without text is taken', clip: { text: '', html }, want: [['a', 'b']] },
    { of: 'a table is taken where the text lost the columns', clip: { text: 'a b', html }, want: [['a', 'b']] },
    { of: 'text without a table is taken', clip: { text: 'x', html: '' }, want: [['x']] },
  ])('$of', ({ clip, want }) => {
    expect(tableOfClip(clip, readHtml)).toEqual(want)
  })
})
