// How somebody else's spreadsheet is read: which sheets, which rows are headers, what each column means. Guessed first (guess-foreign.ts), then a person's. The only place for these shapes.

/** `rows`: a mapping, line by line. `codes`: a code list, which becomes a lookup table. `group`: a mapping of a type, to which rows of other sheets refer by the sheet's name. */
export const SHEET_USES = ['rows', 'codes', 'group', 'skip'] as const
export type SheetUse = (typeof SHEET_USES)[number]

/**
 * `source`, `destination`: paths. `sourceObject`, `destinationObject`: what the paths stand in. `rule`: how the value comes about, in words or as a formula.
 * `constant`: a value as it is. `condition`: only if. `lookup`: the name of a code list, `group`: of a type map. `...Type`, `...Required`, `...Description`, `...Values`: facts of the field.
 * `note`: comes into the note as it is. `status`, `owner`, `useCases`, `question`: of the row. `ignore`: a person left it out. `unknown`: nobody said; lands in the note under its title.
 */
export const COLUMN_MEANINGS = [
  'source',
  'sourceObject',
  'sourceType',
  'sourceRequired',
  'sourceDescription',
  'sourceValues',
  'destination',
  'destinationObject',
  'destinationType',
  'destinationRequired',
  'destinationDescription',
  'destinationValues',
  'rule',
  'constant',
  'condition',
  'lookup',
  'group',
  'note',
  'status',
  'owner',
  'useCases',
  'question',
  'order',
  'codeFrom',
  'codeFromLabel',
  'codeFromSystem',
  'codeTo',
  'codeToLabel',
  'codeToSystem',
  'ignore',
  'unknown',
] as const
export type ColumnMeaning = (typeof COLUMN_MEANINGS)[number]

/** `title`: of all header rows together, unique in its sheet: `HL7 FHIR / Data Type`. */
export type ColumnChoice = { readonly title: string; readonly meaning: ColumnMeaning }

export type SheetChoice = {
  readonly sheet: string
  readonly use: SheetUse
  /** Numbers of the rows that name the columns, from 1; what stands above them is the sheet's title. Empty: the first row is data. */
  readonly headerRows: readonly number[]
  /** One for each column, from the first. */
  readonly columns: readonly ColumnChoice[]
  /** The field map that the rows go to, by id. Absent with `rows`: it cannot be applied yet. */
  readonly map?: string
}

export type ForeignChoice = { readonly sheets: readonly SheetChoice[] }

/** How much of a sheet found its place; cells are those below the header that hold something, of columns that are not ignored. */
export type SheetReport = {
  readonly sheet: string
  readonly rows: number
  /** Rows with a text for both paths; of these, both read as field paths; found in the schemas. */
  readonly withBoth: number
  readonly parsed: number
  readonly matched: number
  readonly proseOnly: number
  readonly cells: number
  readonly noteOnly: number
  readonly ignored: number
  /** Must be 0: what no item, fact, note or list holds. */
  readonly lost: number
}
