// The only place that names the places of a page, or of a folder of pages, that links lead to.
import type { Block, Section, SpecDocument, Target } from '../../shared/document/document.ts'

/** `section`: undefined for the cover. `anchor`: letters, digits, `-`, `_` and `.`; unique in the document. */
export type Anchor = { readonly section: Section | undefined; readonly anchor: string }

export type Anchors = {
  /** Undefined: nothing stands for the target, so a link to it stays text. */
  readonly find: (target: Target) => Anchor | undefined
  /** For what is written in the document's order: the name of the place, the first time that something stands for it. */
  readonly claim: (target: Target | undefined) => string | undefined
  /** Whether something in the document leads there. */
  readonly isUsed: (target: Target) => boolean
}

export const TOP = 'top'

export function planAnchors(document: SpecDocument): Anchors {
  const anchors = new Map<Target, Anchor>()
  const taken = new Set<string>([TOP])
  const add = (section: Section | undefined, target: Target) => {
    if (!anchors.has(target)) anchors.set(target, { section, anchor: takeName(target, taken) })
  }
  anchors.set('section:cover', { section: undefined, anchor: TOP })
  addBlocks(document.cover, (target) => add(undefined, target))
  for (const section of document.sections) {
    const own = `section:${section.id}`
    add(section, own)
    const place = anchors.get(own)
    if (section.about !== undefined && !anchors.has(section.about) && place !== undefined) anchors.set(section.about, place)
    addBlocks(section.blocks, (target) => add(section, target))
  }
  const used = listLinks(document)
  const claimed = new Set<string>()
  return {
    find: (target) => anchors.get(target),
    isUsed: (target) => used.has(target),
    claim(target) {
      const name = target === undefined ? undefined : anchors.get(target)?.anchor
      if (name === undefined || claimed.has(name)) return undefined
      claimed.add(name)
      return name
    },
  }
}

/** The first that stands for a target is where links to it lead. */
function addBlocks(blocks: readonly Block[], add: (target: Target) => void): void {
  for (const block of blocks) {
    if (block.kind === 'heading' && block.id !== undefined) add(block.id)
    if (block.kind !== 'table') continue
    add(`table:${block.id}`)
    for (const { id } of block.rows) if (id !== undefined) add(id)
  }
}

function listLinks(document: SpecDocument): ReadonlySet<Target> {
  const used = new Set<Target>()
  for (const { cells } of listCellGroups(document))
    for (const cell of cells) if (typeof cell === 'object' && 'to' in cell && cell.to !== undefined) used.add(cell.to)
  return used
}

function listCellGroups({ cover, sections }: SpecDocument) {
  return [cover, ...sections.map(({ blocks }) => blocks)].flat().flatMap((block) => {
    if (block.kind === 'table') return block.rows.map(({ cells }) => ({ cells: Object.values(cells) }))
    return block.kind === 'facts' ? block.facts.map(({ value }) => ({ cells: [value].flat() })) : []
  })
}

/** People's ids may be anything; a name of ours is not. */
function takeName(target: Target, taken: Set<string>): string {
  const name =
    target
      .replaceAll(/[^A-Za-z0-9_.]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 80) || 'place'
  let free = name
  for (let count = 2; taken.has(free); count++) free = `${name}-${count}`
  taken.add(free)
  return free
}
