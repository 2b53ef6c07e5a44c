// The only place that turns a specification into one HTML file, to read and to print: no script, nothing fetched, links within it or to https alone.
import type { Block, Section, SpecDocument } from '../../shared/document/document.ts'
import { planAnchors, TOP, type Anchors } from './document-anchors.ts'
import { writeHtmlBlocks } from './html-blocks.ts'
import { PAGE_POLICY } from './html-policy.ts'
import { PAGE_STYLE } from './html-style.ts'
import { sizeOf, type TableSize } from './html-table.ts'
import { escapeHtml, element } from './html-text.ts'
import { mentionsSections } from './read-columns.ts'

/** The same document gives the same text. */
export function renderHtml(document: SpecDocument): string {
  const anchors = planAnchors(document)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(PAGE_POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
${element('title', {}, escapeHtml(`${document.title}: ${document.subtitle}`))}
<style>${PAGE_STYLE}</style>
</head>
<body>
<header id="${TOP}">
<div class="banner">
${element('h1', {}, escapeHtml(document.title))}
${element('p', {}, escapeHtml(document.subtitle))}
</div>
${document.purpose === '' ? '' : element('p', { class: 'lead' }, escapeHtml(document.purpose))}
${mentionsSections(document.cover) ? '' : writeContents(document, anchors)}
${writeHtmlBlocks(document.cover, anchors, 1)}
</header>
<main>
${document.sections.map((section) => writeSection(section, anchors)).join('\n')}
</main>
</body>
</html>
`
}

function writeContents({ sections }: SpecDocument, anchors: Anchors): string {
  if (sections.length === 0) return element('p', { class: 'none' }, 'The project is empty.')
  const items = sections.map(({ id, title, what }) => {
    const href = `#${anchors.find(`section:${id}`)?.anchor ?? TOP}`
    return element('li', {}, `${element('a', { href }, escapeHtml(title))} ${element('span', { class: 'quiet' }, escapeHtml(what))}`)
  })
  return element('nav', { 'aria-label': 'Contents' }, `${element('h2', {}, 'Contents')}${element('ol', {}, items.join(''))}`)
}

function writeSection(section: Section, anchors: Anchors): string {
  const { title, lead, blocks } = section
  const id = anchors.claim(`section:${section.id}`)
  return element(
    'section',
    { id, class: `${section.kind} ${paperOf(blocks)}` },
    `
${element('h2', {}, escapeHtml(title))}
${lead === undefined ? '' : element('p', { class: 'lead' }, escapeHtml(lead))}
<p class="back"><a href="#${TOP}">Contents</a></p>
${writeHtmlBlocks(blocks, anchors, 2)}
`,
  )
}

/** What it takes to print the widest table. */
function paperOf(blocks: readonly Block[]): TableSize {
  const sizes = new Set(blocks.map((block) => (block.kind === 'table' ? sizeOf(block) : 'narrow')))
  return sizes.has('widest') ? 'widest' : sizes.has('wide') ? 'wide' : 'narrow'
}
