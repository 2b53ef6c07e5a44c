// The only place that tells what each table of fields is about: an object, by its heading, or the parameters and bodies of an operation.
import { anchorOf, type Block, type Heading, type Operation } from './blocks.ts'
import { findFieldTable } from './columns.ts'
import { addRows, createDraft, type Draft } from './drafts.ts'
import { readFieldRows, type FieldRow } from './field-rows.ts'

export type Use = 'object' | 'parameters' | 'request' | 'response'

/** One table, or the rows of one object of a table that lists several. */
export type Section = {
  readonly name: string
  readonly file: string
  readonly line: number
  readonly use: Use
  readonly operation?: Operation
  readonly rows: readonly FieldRow[]
  readonly root: Draft
  /** By which links may name it. */
  readonly anchors: readonly string[]
  /** What its heading says, for names in types: without the words that all headings have. */
  readonly keys: readonly string[]
  readonly level: number
  /** Headings above its own, for tables that stand below the object they belong to. */
  readonly above: readonly string[]
  /** Of parameters: what the heading says about where they go. */
  readonly heading: string
}

/** Words of headings that say that a table of fields follows, not of what. */
const OF_HEADINGS =
  /^(?:properties|property|attributes|attribute|fields|field|object|objects|parameters|parameter|params|schema|structure|table|elements|columns|data|model|resource|resources|definition|reference|payload|body|details|the|list|of|available|query|path|url|uri|request|response|optional|required|additional|all|common|http|json|format|description|specification|overview|eigenschaften|attribut|felder|feld|objekt|struktur|tabelle|elemente|spalten|datenmodell|feldbeschreibung|beschreibung|feldliste|anfrage|antwort|der|die|das)$/i
const MOST_SECTIONS = 20_000

export type Report = (line: number, message: string) => void

export function readSections(blocks: readonly Block[], file: string, fallback: string, strict: boolean, report: Report): Section[] {
  const sections: Section[] = []
  const headings: Heading[] = []
  let operation: { readonly said: Operation; readonly level: number } | undefined
  for (const block of blocks) {
    if (sections.length >= MOST_SECTIONS) break
    if (block.kind === 'heading') {
      if (operation !== undefined && block.level <= operation.level) operation = undefined
      while ((headings.at(-1)?.level ?? 0) >= block.level) headings.pop()
      headings.push(block)
    } else if (block.kind === 'operation') {
      // The heading that says what the operation does, not the one that says "HTTP request".
      const about = headings.findLast(({ text }) => bareHeading(text) !== '')
      operation = { said: block, level: about?.level ?? 1 }
    } else if (block.kind === 'table') {
      const found = findFieldTable(block, strict)
      if (found === undefined) continue
      const named = block.caption === undefined ? headings : [...headings, captionHeading(block.caption, headings)]
      const rows = readFieldRows(found)
      const use = operation === undefined ? 'object' : tellUse(named, operation.said, found.parameters)
      for (const [object, own] of groupByObject(rows)) {
        const root = createDraft('')
        addRows(root, own, (row, message) => report(row.line, message))
        if (root.children.length === 0) continue
        sections.push({
          ...describeHeadings(named, object, fallback),
          file,
          line: block.line,
          use,
          ...(operation === undefined ? {} : { operation: operation.said }),
          rows: own,
          root,
        })
      }
    }
  }
  return sections
}

function captionHeading(caption: string, headings: readonly Heading[]): Heading {
  return { kind: 'heading', level: (headings.at(-1)?.level ?? 0) + 1, text: caption, anchors: [anchorOf(caption)] }
}

function groupByObject(rows: readonly FieldRow[]): Map<string | undefined, FieldRow[]> {
  const groups = new Map<string | undefined, FieldRow[]>()
  for (const row of rows) {
    const group = groups.get(row.object)
    if (group === undefined) groups.set(row.object, [row])
    else group.push(row)
  }
  return groups
}

function describeHeadings(
  headings: readonly Heading[],
  object: string | undefined,
  fallback: string,
): Pick<Section, 'name' | 'anchors' | 'keys' | 'level' | 'above' | 'heading'> {
  const own = headings.at(-1)
  const names = headings.map(({ text }) => bareHeading(text))
  const name = object ?? names.findLast((each) => each !== '') ?? fallback
  return {
    name: name.slice(0, 200),
    anchors: object === undefined ? (own?.anchors ?? []) : [anchorOf(object)],
    keys: [keyOf(name), ...(own === undefined || object !== undefined ? [] : [keyOf(own.text)])],
    level: own?.level ?? 0,
    above: names
      .slice(0, -1)
      .filter((each) => each !== '')
      .map(keyOf),
    heading: own?.text ?? '',
  }
}

/** `Order` of `Order properties`; '' where nothing is left. */
function bareHeading(text: string): string {
  const words = text.replace(/^[\d.]+\s+/, '').split(/\s+/)
  let end = words.length
  let start = 0
  while (end > start && OF_HEADINGS.test((words[end - 1] ?? '').replaceAll(/[^\p{L}]/gu, ''))) end -= 1
  while (start < end && OF_HEADINGS.test((words[start] ?? '').replaceAll(/[^\p{L}]/gu, ''))) start += 1
  return words
    .slice(start, end)
    .join(' ')
    .replace(/[\s:–-]+$/, '')
}

/** `Order - Line items`, `OrderLineItem` and `order_line_items` are the same name. */
export function keyOf(name: string): string {
  const plain = name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
  return plain.length > 3 && plain.endsWith('s') && !plain.endsWith('ss') ? plain.slice(0, -1) : plain
}

function tellUse(headings: readonly Heading[], operation: Operation, parameters: boolean): Use {
  const said = headings.at(-1)?.text.toLowerCase() ?? ''
  if (/\b(?:response|returns?|result|antwort|rückgabe)\b/.test(said)) return 'response'
  const sends = /^(?:POST|PUT|PATCH)$/.test(operation.method)
  if (/\b(?:query|path|url|uri|route|header)\b/.test(said)) return 'parameters'
  if (sends && /\b(?:body|payload|request|parameters?|arguments?|anfrage)\b/.test(said)) return 'request'
  if (!sends && (parameters || /\bparameters?\b/.test(said))) return 'parameters'
  return sends && parameters ? 'request' : 'object'
}
