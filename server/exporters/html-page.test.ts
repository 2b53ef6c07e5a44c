// Proof of the printable page: the same texts as the document, and nothing in it that acts.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { documentOf } from './document-fixture.ts'
import { escapeHtml } from './html-text.ts'
import { renderHtml } from './html-page.ts'
import { attributesOf, hostileText, hostileTexts, listElements, listTexts, textIn, textsOfDocument } from './page-texts-fixture.ts'

/** As any program reads it that knows one kind of line end and no control characters. */
function readable(text: string): string {
  return Buffer.from(text, 'utf8')
    .toString('utf8')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?![\t\n])[\u0000-\u001F\u007F-\u009F\uFFFE\uFFFF]/g, '\uFFFD')
}

describe('the one escaper', () => {
  test.each([
    ['a & b', 'a &amp; b'],
    ['<b>', '&lt;b&gt;'],
    [`"it's"`, '&quot;it&#39;s&quot;'],
    ['line\r\nend\rlast', 'line\nend\nlast'],
    ['\u0000\uD800x\uDC00', '\uFFFDx\uFFFD'.replace('x', '\uFFFDx')],
    ['déjà 日本 🎉', 'déjà 日本 🎉'],
    ['', ''],
  ])('%j is written as %j', (text, want) => {
    expect(escapeHtml(text)).toBe(want)
  })

  test('[law] a browser reads back the text, as text and as an attribute', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const [read] = listElements(`<body><p title="${escapeHtml(text)}">${escapeHtml(text)}</p>`).filter(({ tagName }) => tagName === 'p')
        expect(read && textIn(read)).toBe(readable(text))
        expect(read && attributesOf(read)['title']).toBe(readable(text))
      }),
    )
  })
})

/** Heads that the page adds to what the document says. */
const OWN = new Set(['Contents', 'Source', 'How', 'Destination', 'Review'])

test('[law] the page shows every text of the document and no other, whatever people wrote', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const document = documentOf(`${text}.`)
      const html = renderHtml(document)
      const body = html.slice(html.indexOf('<main>'))
      const columns = document.sections.flatMap(({ blocks }) =>
        blocks.flatMap((block) => (block.kind === 'table' && block.rows.length > 0 ? block.columns.map(({ title }) => title) : [])),
      )
      const want = textsOfDocument({ ...document, cover: [] })
        .map(readable)
        .filter((one) => one !== '')
      const heads = new Set([...columns, ...OWN])
      const sorted = (list: readonly string[]) => list.filter((one) => !heads.has(one)).toSorted()
      expect(sorted(listTexts(body))).toEqual(sorted(want))
    }),
    { numRuns: 60 },
  )
})

const TAGS = new Set(
  'html head meta title style body header main section nav div h1 h2 h3 h4 p a ol ul li dl dt dd pre span table colgroup col thead tbody tr th td'.split(' '),
)
const ATTRIBUTES = new Set('lang charset http-equiv content name id class href rel scope colspan style tabindex role aria-label'.split(' '))

test.each([...hostileTexts, 'plain'])('nothing acts, is fetched or leads elsewhere: %j', (text) => {
  const elements = listElements(renderHtml(documentOf(text)))
  expect([...new Set(elements.map(({ tagName }) => tagName))].filter((name) => !TAGS.has(name))).toEqual([])
  const attributes = elements.flatMap((element) => Object.entries(attributesOf(element)))
  expect([...new Set(attributes.map(([name]) => name))].filter((name) => !ATTRIBUTES.has(name))).toEqual([])
  expect(attributes.filter(([name, value]) => name === 'href' && !/^(#[\w.-]+$|https:\/\/)/.test(value))).toEqual([])
  expect(attributes.filter(([name, value]) => name === 'style' && !/^(width:\d+ch;max-width:max\(100%,\d+ch\)|width:[\d.]+%)$/.test(value))).toEqual([])
  expect(elements.filter(({ tagName }) => tagName === 'style')).toHaveLength(1)
})

test('every link of the page leads to a place of it, and no two places have one name', () => {
  const attributes = listElements(renderHtml(documentOf('Order'))).map(attributesOf)
  const ids = attributes.flatMap(({ id }) => (id === undefined ? [] : [id]))
  expect(ids).toHaveLength(new Set(ids).size)
  const links = attributes.flatMap(({ href }) => (href?.startsWith('#') === true ? [href.slice(1)] : []))
  expect(links.length).toBeGreaterThan(3)
  expect(links.filter((link) => !ids.includes(link))).toEqual([])
})

test('the page says itself that it runs and fetches nothing', () => {
  const policy = listElements(renderHtml(documentOf('x')))
    .map(attributesOf)
    .find((one) => one['http-equiv'] === 'Content-Security-Policy')
  expect(policy?.['content']).toBe("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'")
})

test('the same document gives the same page', () => {
  expect(renderHtml(documentOf('x'))).toBe(renderHtml(documentOf('x')))
})

test('a document of nothing is a page that says so', () => {
  const page = renderHtml({ title: 'Empty', subtitle: 'Spec', purpose: '', id: '0', cover: [], sections: [] })
  expect(listTexts(page)).toContain('The project is empty.')
})
