// Proof of the Markdown for repositories: what another reader shows of it is what the document says, a row is a line, links lead somewhere.
import fc from 'fast-check'
import { marked } from 'marked'
import { expect, test } from 'vitest'
import { documentOf } from './document-fixture.ts'
import { renderMarkdown, renderMarkdownFile } from './markdown-files.ts'
import { codeMarkdown, escapeMarkdown, fenceMarkdown } from './markdown-text.ts'
import { attributesOf, hostileText, hostileTexts, listElements, listTexts, textIn } from './page-texts-fixture.ts'

const show = (markdown: string) => marked.parse(markdown, { async: false, gfm: true })

/** As a reader sees it who has no tabs, no control characters, and no blanks at the ends of lines. */
function readable(text: string): string {
  return Buffer.from(text, 'utf8')
    .toString('utf8')
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(/(?!\n)[\u0000-\u001F\u007F-\u009F\uFFFE\uFFFF]/g, '\uFFFD')
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
}

test.each([
  ['line_items[].sku', 'line_items\\[\\].sku'],
  ['a | b', 'a \\| b'],
  ['two\nlines', 'two<br>lines'],
  ['`code`', '\\`code\\`'],
  ['<script>', '&lt;script>'],
  ['&amp; and A&B', '\\&amp; and A&B'],
  ['# no heading', '\\# no heading'],
  ['- no list', '\\- no list'],
  ['1. no list', '1\\. no list'],
  ['=1+1', '\\=1+1'],
  ['https://example.com', 'https\\://example.com'],
  ['_id and my_id', '\\_id and my_id'],
])('%j is written as %j', (text, want) => {
  expect(escapeMarkdown(text)).toBe(want)
})

test.each([
  ['lines[].sku', '`lines[].sku`'],
  ['a | b', '<code>a \\| b</code>'],
  ['`', '<code>\\`</code>'],
  ['', ''],
])('as code, %j is written as %j', (text, want) => {
  expect(codeMarkdown(text)).toBe(want)
})

test('[law] in a table and in a paragraph another reader shows the text, alone and as code', () => {
  fc.assert(
    fc.property(hostileText, hostileText, (text, other) => {
      const want = [text, other, text].map(readable)
      const table = listElements(show(`| a | b | c |\n| --- | --- | --- |\n| ${escapeMarkdown(text)} | ${codeMarkdown(other)} | ${escapeMarkdown(text)} |\n`))
      expect(table.filter(({ tagName }) => tagName === 'td').map(textIn)).toEqual(want)
      if (want[0] === '') return
      const paragraph = show(`${escapeMarkdown(text).replaceAll('<br>', '<br>\n')}\n`).replaceAll('<br>\n', '\n')
      const read = listElements(paragraph).filter(({ tagName }) => tagName === 'p')
      expect(read.map((one) => textIn(one).trim())).toEqual([want[0]])
    }),
    { numRuns: 300 },
  )
})

test('[law] a block of code ends where it ends', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const elements = listElements(show(`${fenceMarkdown(text)}\n\nafter\n`))
      expect(elements.filter(({ tagName }) => tagName === 'p').map(textIn)).toEqual(['after'])
      expect(elements.filter(({ tagName }) => tagName === 'pre')).toHaveLength(1)
    }),
  )
})

test('each field map has a file, each other section has one, and the README leads to all', () => {
  const files = renderMarkdown(documentOf('Order → Invoice'))
  expect(files.map(({ path }) => path)).toEqual(['README.md', 'maps/m-1-order-invoice.md', 'use-cases.md'])
  expect(files[0]?.text).toContain('- [M-1 Order → Invoice](maps/m-1-order-invoice.md): Field map. One record is: Order → Invoice')
  expect(files[1]?.text).toContain('[Contents](../README.md)')
  expect(files[1]?.text).toContain('[Order → Invoice](../use-cases.md#use-case-u)')
  expect(files[2]?.text).toContain('<a id="use-case-u"></a>')
})

test('a row is one line, so a changed row changes one line', () => {
  const before = documentOf('Order')
  const after = JSON.parse(JSON.stringify(before).replace('"For each"', '"For each, in two\\nlines"')) as typeof before
  const lines = (document: typeof before) => renderMarkdown(document).flatMap(({ text }) => text.split('\n'))
  const changed = lines(after).filter((line, at) => line !== lines(before)[at])
  expect(changed).toHaveLength(1)
  expect(lines(after)).toHaveLength(lines(before).length)
})

const TAGS = new Set('html head body h1 h2 h3 h4 p a ul ol li strong code pre table thead tbody tr th td br hr'.split(' '))

test.each(hostileTexts)('in files and in one file nothing but text comes of %j', (text) => {
  const document = documentOf(text)
  for (const markdown of [...renderMarkdown(document).map((file) => file.text), renderMarkdownFile(document)]) {
    const elements = listElements(show(markdown))
    expect([...new Set(elements.map(({ tagName }) => tagName))].filter((name) => !TAGS.has(name))).toEqual([])
    const attributes = elements.flatMap((element) => Object.entries(attributesOf(element)))
    expect([...new Set(attributes.map(([name]) => name))].filter((name) => !['href', 'id', 'align', 'start'].includes(name))).toEqual([])
    expect(attributes.filter(([name, value]) => name === 'href' && /^\s*(javascript|data|vbscript):/i.test(value))).toEqual([])
  }
})

test.each(hostileTexts)('the tables of a hostile document have as many cells as columns, and the texts are found: %j', (text) => {
  const html = show(renderMarkdownFile(documentOf(text)))
  const widths = listElements(html)
    .filter(({ tagName }) => tagName === 'tr')
    .map((row) => row.childNodes.filter(({ nodeName }) => nodeName === 'td' || nodeName === 'th').length)
  expect(new Set(widths)).toEqual(new Set([3, 8]))
  const seen = listTexts(html).map((one) => one.replaceAll('\u2003', ''))
  expect(seen).toContain(readable(text))
})

test('in one file every link leads to a place in it', () => {
  const attributes = listElements(show(renderMarkdownFile(documentOf('Order')))).map(attributesOf)
  const ids = attributes.flatMap(({ id }) => id ?? [])
  const links = attributes.flatMap(({ href }) => (href?.startsWith('#') === true ? [href.slice(1)] : []))
  expect(links.length).toBeGreaterThan(3)
  expect(links.filter((link) => !ids.includes(link))).toEqual([])
})
