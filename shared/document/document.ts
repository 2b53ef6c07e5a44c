// What a specification says, before it is a workbook, a page or Markdown: sections of blocks of plain texts. The only place for these shapes.

/** Where a link leads inside the document: `row:<id>`, `map:<id>`, `use-case:<id>`, `step:<id>`, `table:<id>`, `question:<id>`, `test-case:<id>`, `system:<id>`, `section:<id>` ... A link to a target that no block has stays text. */
export type Target = string

/** How a cell looks, in words that every format can show. `input`: for the reader to write in. `open`: nobody decided yet. */
export type Tone = 'plain' | 'strong' | 'quiet' | 'mono' | 'ok' | 'warn' | 'error' | 'input' | 'open' | 'source' | 'destination'

/** `web`: an https address of people's, checked by the renderer. `count`: a number of ours in place of a text. */
export type Cell =
  | string
  | { readonly text: string; readonly tone?: Tone; readonly to?: Target; readonly web?: string; readonly indent?: number }
  | { readonly count: number; readonly tone?: Tone }

export type Side = 'row' | 'source' | 'how' | 'destination' | 'review'

export type Column = {
  /** Of a table that comes back, for ever: the grid's ids where the grid has the column (DESIGN §9.20). */
  readonly id: string
  readonly title: string
  /** Characters. */
  readonly width: number
  /** Columns of one side stand under one heading. */
  readonly side?: Side
  /** People may write in it; everything else is protected where protection was asked for. */
  readonly input?: boolean
  /** The words to choose from, in cells of rows that have one of `of`; absent: in every row with an `id`. */
  readonly choices?: readonly string[]
}

/** `group`: a heading of what follows; `each`: the row that goes through a list; `gap`: required and undecided. */
export type RowTone = 'plain' | 'group' | 'each' | 'gap' | 'undecided' | 'quiet'

export type TableRow = {
  /** What the row is, for links and for the way back: `row:<id>`, `field:<mapId>:<path>`, `question:<id>` ... */
  readonly id?: Target
  /** Levels below the table's left edge: indented in `indented`, and outlined. */
  readonly depth?: number
  readonly tone?: RowTone
  /** By column id; absent: empty. */
  readonly cells: Readonly<Record<string, Cell>>
}

export type Table = {
  readonly kind: 'table'
  /** `rows:<mapId>`, `questions`, `lookup:<tableId>` ...: unique in the document. */
  readonly id: string
  readonly columns: readonly Column[]
  readonly rows: readonly TableRow[]
  /** The column that shows a row's depth. */
  readonly indented?: string
  /** Edited copies of it come back (shared/spreadsheet): it gets the hidden ids and fingerprints, and can be filtered. */
  readonly comesBack?: boolean
  /** Said in place of rows. */
  readonly empty?: string
}

export type Block =
  | { readonly kind: 'text'; readonly text: string; readonly tone?: 'lead' | 'fact' | 'code' }
  | { readonly kind: 'heading'; readonly text: string; readonly id?: Target; readonly level: 2 | 3 }
  /** `label`: value, one below the other. A value of several cells: one below the other. */
  | { readonly kind: 'facts'; readonly facts: readonly { readonly label: string; readonly value: Cell | readonly Cell[] }[] }
  /** Short lists side by side. */
  | { readonly kind: 'parts'; readonly parts: readonly { readonly title: string; readonly items: readonly string[]; readonly empty: string }[] }
  | Table

export type SectionKind = 'cover' | 'guide' | 'business' | 'map' | 'fields' | 'reference' | 'tests' | 'review'

export type Section = {
  readonly id: string
  /** The sheet's name and the heading. */
  readonly title: string
  /** For the contents: what one finds there. */
  readonly what: string
  readonly lead?: string
  readonly kind: SectionKind
  /** Id of the object that the whole section is about: a target. */
  readonly about?: Target
  readonly blocks: readonly Block[]
}

/** The cover comes first and has no section of its own in the contents. */
export type SpecDocument = {
  readonly title: string
  readonly subtitle: string
  readonly purpose: string
  /** Fingerprint of everything in it: the same project with the same options gives the same. */
  readonly id: string
  readonly cover: readonly Block[]
  readonly sections: readonly Section[]
}

export function textOf(cell: Cell | undefined): string {
  if (cell === undefined) return ''
  if (typeof cell === 'string') return cell
  return 'count' in cell ? String(cell.count) : cell.text
}
