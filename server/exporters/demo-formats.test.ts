// Proof on the demo that the page and the Markdown say all that the document says, and that their links lead somewhere.
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { marked } from 'marked'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Audience } from '../../shared/document/document-options.ts'
import type { SpecDocument } from '../../shared/document/document.ts'
import { parseProjectFile } from '../../shared/project/project-file.ts'
import { documentOfFile } from './document-of-file-fixture.ts'
import { listDocumentTexts } from './document-texts-fixture.ts'
import { renderHtml } from './html-page.ts'
import { renderMarkdown } from './markdown-files.ts'
import { attributesOf, listElements, listTexts, textIn } from './page-texts-fixture.ts'

const documents = new Map<Audience, SpecDocument>()
const readers: readonly Audience[] = ['engineers', 'stakeholders']
beforeAll(() => {
  const parsed = parseProjectFile(readFileSync(new URL('../../fixtures/woocommerce-to-xero.crosswalk.json', import.meta.url), 'utf8'))
  if (!parsed.ok) throw new Error(parsed.error.message)
  for (const audience of readers) documents.set(audience, documentOfFile(parsed.value, { audience }))
})

function documentFor(audience: Audience): SpecDocument {
  const document = documents.get(audience)
  if (document === undefined) throw new Error('the document was not made')
  return document
}

/** Blanks and line ends do not matter, the marks of lists neither. */
const words = (text: string) => text.replaceAll(/^• /g, '').replaceAll(/\s+/g, ' ').trim()

/** Said in a workbook alone: what its contents say of a sheet, and columns that stay empty. */
function textsToFind(document: SpecDocument): string[] {
  const whats = new Set(document.sections.map(({ what }) => what))
  return [...new Set(listDocumentTexts(document).map(({ text }) => text))].filter((text) => !whats.has(text)).map(words)
}

describe.each(readers)('for %s', (audience) => {
  test('the page has every text that is in the document', () => {
    const document = documentFor(audience)
    const html = renderHtml(document)
    const shown = new Set(listTexts(html).map(words))
    const columns = new Set(
      document.sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'table' ? block.columns.map(({ title }) => title) : []))),
    )
    expect(textsToFind(document).filter((text) => !shown.has(text) && !columns.has(text))).toEqual([])
    expect(html).not.toMatch(/undefined|\[object Object\]|NaN/)
  })

  test('every link of the page leads to a place of it', () => {
    const attributes = listElements(renderHtml(documentFor(audience))).map(attributesOf)
    const ids = new Set(attributes.flatMap(({ id }) => id ?? []))
    const links = attributes.flatMap(({ href }) => (href?.startsWith('#') === true ? [href.slice(1)] : []))
    expect(links.length).toBeGreaterThan(50)
    expect(links.filter((link) => !ids.has(link))).toEqual([])
  })

  test('the Markdown shows every text of the tables, and every link of its files leads to a place in one of them', () => {
    const document = documentFor(audience)
    const pages = new Map(renderMarkdown(document).map(({ path, text }) => [path, listElements(marked.parse(text, { async: false, gfm: true }))]))
    const cells = new Set(
      [...pages.values()]
        .flat()
        .filter(({ tagName }) => tagName === 'td')
        .map((cell) => words(textIn(cell))),
    )
    const want = document.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'table' ? block.rows.flatMap((row) => block.columns.map(({ id }) => row.cells[id] ?? '')) : [])),
    )
    const texts = want.map((cell) => words(typeof cell === 'string' ? cell : 'count' in cell ? String(cell.count) : cell.text))
    expect([...new Set(texts)].filter((text) => !cells.has(text))).toEqual([])

    const ids = new Map([...pages].map(([path, elements]) => [path, new Set(elements.flatMap((element) => attributesOf(element)['id'] ?? []))]))
    const lost: string[] = []
    for (const [path, elements] of pages) {
      for (const { href } of elements.map(attributesOf)) {
        if (href === undefined || /^(https:|mailto:)/.test(href)) continue
        const [file = '', anchor] = href.split('#')
        const target = file === '' ? path : posix.join(posix.dirname(path), file)
        if (!pages.has(target) || (anchor !== undefined && ids.get(target)?.has(anchor) !== true)) lost.push(`${path}: ${href}`)
      }
    }
    expect(lost).toEqual([])
  })
})
