// What a documentation is made of, as far as tables of fields are concerned: the same for Markdown, HTML and CSV.

export type Cell = {
  /** Markup taken out; code stands in back-quotes; blanks in a row are one, lines stay apart. */
  readonly text: string
  /** What the cell begins with, where that is code or bold, and what follows it. */
  readonly lead?: string
  readonly rest: string
  /** Words in labels and badges that state a fact: `read-only`, `required`. They are not part of the text. */
  readonly labels: readonly string[]
  readonly links: readonly { readonly href: string; readonly text: string }[]
  /** How far the text stands to the right, in any unit: more is deeper. */
  readonly indent: number
  /** Struck out. */
  readonly struck: boolean
}

export type TableRow = { readonly cells: readonly Cell[]; readonly line: number; readonly nested: readonly Table[] }
export type Table = { readonly kind: 'table'; readonly caption?: string; readonly rows: readonly TableRow[]; readonly line: number }
export type Heading = { readonly kind: 'heading'; readonly level: number; readonly text: string; readonly anchors: readonly string[] }
/** A line that names an operation and nothing else: `GET /orders/{id}`. */
export type Operation = { readonly kind: 'operation'; readonly method: string; readonly path: string }
/** A piece of JSON that shows what is sent. */
export type Example = { readonly kind: 'example'; readonly value: unknown; readonly line: number }
export type Block = Heading | Table | Operation | Example

export const EMPTY_CELL: Cell = { text: '', rest: '', labels: [], links: [], indent: 0, struck: false }

const OPERATION = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[\s:]+(?:https?:\/\/[^\s/]{1,200})?(\/[^\s]{0,400}?)(?:\s+HTTP\/[\d.]+)?$/

/** Undefined where more is said, or less. The path's parameters stand in braces, whatever marks them. */
export function readOperation(text: string): Operation | undefined {
  if (text.length > 700) return undefined
  const match = OPERATION.exec(
    text
      .replaceAll(/[`*"“”]/g, '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  )
  const [, method, path] = match ?? []
  if (method === undefined || path === undefined) return undefined
  const plain = (path.split('?')[0] ?? path).replaceAll(
    /<([^<>/]{1,100})>|\/:(\w{1,100})|\[([^[\]/]{1,100})\]/g,
    (_, angle?: string, colon?: string, square?: string) => (colon === undefined ? `{${angle ?? square ?? ''}}` : `/{${colon}}`),
  )
  return { kind: 'operation', method, path: plain }
}

const LARGEST_EXAMPLE = 1_000_000

/** Undefined where the text is no JSON object or list: examples are often shortened by hand. */
export function readExample(text: string, line: number): Example | undefined {
  if (text.length > LARGEST_EXAMPLE || !/^\s{0,100}[{[]/.test(text)) return undefined
  try {
    return { kind: 'example', value: JSON.parse(text) as unknown, line }
  } catch {
    return undefined
  }
}

/** As the usual programs make anchors of headings; dashes in a row are one, because the programs differ in that. */
export function anchorOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/[\s-]+/g, '-')
}
