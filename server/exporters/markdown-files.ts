// The only place that turns a specification into Markdown for a repository: a file for each field map, one for each other section, and a README with the contents.
import type { Section, SpecDocument } from '../../shared/document/document.ts'
import { planAnchors, TOP } from './document-anchors.ts'
import { writeMarkdownBlocks, type MarkdownPlaces } from './markdown-blocks.ts'
import { escapeMarkdown, linkMarkdown } from './markdown-text.ts'
import { mentionsSections } from './read-columns.ts'

export type MarkdownFile = { readonly path: string; readonly text: string }

const README = 'README.md'

/** The same document gives the same files, in the order of the document. */
export function renderMarkdown(document: SpecDocument): readonly MarkdownFile[] {
  const paths = planPaths(document.sections)
  const anchors = planAnchors(document)
  const placesFrom = (from: string): MarkdownPlaces => ({
    anchors,
    addressOf(target) {
      const found = anchors.find(target)
      if (found === undefined) return undefined
      const path = found.section === undefined ? README : (paths.get(found.section) ?? README)
      const isWhole = found.anchor === TOP || (found.section !== undefined && anchors.find(`section:${found.section.id}`)?.anchor === found.anchor)
      const file = path === from ? '' : relativePath(from, path)
      return isWhole ? file || lastPart(path) : `${file}#${found.anchor}`
    },
  })
  const cover = { path: README, text: `${writeCover(document, placesFrom(README))}\n` }
  const sections = document.sections.map((section) => {
    const path = paths.get(section) ?? README
    anchors.claim(`section:${section.id}`)
    return { path, text: `${writeSection(section, 1, placesFrom(path), '')}\n` }
  })
  return [cover, ...sections]
}

/** Everything in one file. */
export function renderMarkdownFile(document: SpecDocument): string {
  const anchors = planAnchors(document)
  const places: MarkdownPlaces = {
    anchors,
    addressOf(target) {
      const found = anchors.find(target)
      return found === undefined ? undefined : `#${found.anchor}`
    },
  }
  const cover = `<a id="${TOP}"></a>\n\n${writeCover(document, places)}`
  const sections = document.sections.map((section) => writeSection(section, 2, places, `<a id="${anchors.claim(`section:${section.id}`) ?? TOP}"></a>`))
  return `${[cover, ...sections].join('\n\n')}\n`
}

function writeCover(document: SpecDocument, places: MarkdownPlaces): string {
  const { title, subtitle, purpose, cover } = document
  return joinBlocks([
    `# ${escapeMarkdown(title)}`,
    escapeMarkdown(subtitle),
    escapeMarkdown(purpose),
    mentionsSections(cover) ? '' : writeContents(document.sections, places),
    writeMarkdownBlocks(cover, places, 1),
  ])
}

function writeContents(sections: readonly Section[], places: MarkdownPlaces): string {
  if (sections.length === 0) return 'The project is empty.'
  const items = sections.map(
    ({ id, title, what }) => `- ${linkMarkdown(escapeMarkdown(title), places.addressOf(`section:${id}`) ?? README)}: ${escapeMarkdown(what)}`,
  )
  return `## Contents\n\n${items.join('\n')}`
}

function writeSection({ title, lead = '', blocks }: Section, top: 1 | 2, places: MarkdownPlaces, anchor: string): string {
  const back = linkMarkdown('Contents', places.addressOf('section:cover') ?? README)
  return joinBlocks([`${'#'.repeat(top)} ${anchor}${escapeMarkdown(title)}`, escapeMarkdown(lead), back, writeMarkdownBlocks(blocks, places, top)])
}

function joinBlocks(blocks: readonly string[]): string {
  return blocks.filter((block) => block !== '').join('\n\n')
}

/** Readable names that no file system refuses; the number in a map's title keeps them apart and in order. */
function planPaths(sections: readonly Section[]): ReadonlyMap<Section, string> {
  const taken = new Set([README.toLowerCase()])
  return new Map(
    sections.map((section) => {
      const folder = section.kind === 'map' ? 'maps/' : ''
      const name = fileName(section.title)
      let path = `${folder}${name}.md`
      for (let count = 2; taken.has(path); count++) path = `${folder}${name}-${count}.md`
      taken.add(path)
      return [section, path]
    }),
  )
}

function fileName(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '')
  // Names that Windows keeps for itself.
  return plain === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/.test(plain) ? `section${plain === '' ? '' : `-${plain}`}` : plain
}

function relativePath(from: string, to: string): string {
  const isDeep = from.includes('/')
  if (isDeep && to.startsWith('maps/')) return lastPart(to)
  return isDeep ? `../${to}` : to
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
