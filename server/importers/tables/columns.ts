// The only place that knows what the columns of a table of fields are called, in English and German.
import type { Cell, Table, TableRow } from './blocks.ts'
import { readTypeWords } from './type-words.ts'

export type Role =
  | 'name'
  | 'type'
  | 'description'
  | 'notes'
  | 'required'
  | 'optional'
  | 'cardinality'
  | 'nullable'
  | 'length'
  | 'minLength'
  | 'minimum'
  | 'maximum'
  | 'format'
  | 'pattern'
  | 'values'
  | 'example'
  | 'default'
  | 'access'
  | 'deprecated'
  | 'level'
  | 'location'
  | 'object'

export type Columns = ReadonlyMap<Role, number>
/** `header`: the row that names the columns. `parameters`: they are called so, which fields of a record rarely are. */
export type FieldTable = { readonly table: Table; readonly columns: Columns; readonly header: number; readonly parameters: boolean }

const WORDS: Readonly<Record<Role, string>> = {
  name: 'field|field name|fieldname|attribute|attribute name|property|property name|parameter|parameter name|param|element|element name|column|column name|data element|tag|tag name|field path|json path|json field|json key|json property|json name|xml element|xml tag|xml path|path|xpath|technical name|api name|api field|internal name|member|argument|query parameter|body parameter|request parameter|feld|feldname|attributname|eigenschaft|spalte|spaltenname|parametername|elementname|technischer name|technischer feldname|datenfeld|bezeichner|datenelement|name|key|schlüssel|variable|component',
  type: 'type|data type|datatype|field type|value type|typ|datentyp|feldtyp|wertetyp|json type|type of data',
  description:
    'description|desc|desc.|meaning|definition|explanation|details|detail|purpose|short description|field description|description and values|beschreibung|bedeutung|erläuterung|erklärung|inhalt|kurzbeschreibung|kurztext|feldbeschreibung|beschreibung inhalt|langtext',
  notes:
    'notes|note|comment|comments|remark|remarks|additional information|more|bemerkung|bemerkungen|hinweis|hinweise|kommentar|anmerkung|anmerkungen|constraints|validation|rules|einschränkung|einschränkungen',
  required:
    'required|mandatory|req|req.|is required|must|m/o|m/o/c|o/m|mandatory/optional|required/optional|optional/mandatory|presence|obligatory|m|req/opt|pflicht|pflichtfeld|muss|muss/kann|m/k|erforderlich|verpflichtend|status m/o|usage',
  optional: 'optional|is optional|kann',
  cardinality: 'cardinality|card|card.|occurrence|occurrences|occurs|multiplicity|occ|occ.|min/max|kardinalität|häufigkeit|vorkommen|wiederholung',
  nullable: 'nullable|null|null?|is nullable|allow null|allows null|can be null|null allowed|leer erlaubt|null erlaubt',
  length:
    'length|max length|maxlength|max. length|maximum length|max len|len|size|max size|max. size|character limit|länge|laenge|max länge|max. länge|maximale länge|feldlänge|stellen|zeichen',
  minLength: 'min length|minlength|min. length|minimum length|min länge|min. länge|mindestlänge',
  minimum: 'min|minimum|min value|minimum value|min. value|minimalwert|mindestwert',
  maximum: 'max|maximum|max value|maximum value|max. value|maximalwert|höchstwert',
  format: 'format|data format|datenformat',
  pattern: 'pattern|regex|regular expression|mask|muster|regulärer ausdruck',
  values:
    'values|allowed values|possible values|valid values|accepted values|permitted values|enum|enumeration|enum values|options|code list|codes|value set|value range|domain|domain values|werte|mögliche werte|zulässige werte|erlaubte werte|gültige werte|wertebereich|werteliste|ausprägungen|ausprägung',
  example: 'example|examples|example value|sample|sample value|sample data|example data|e.g|e.g.|beispiel|beispiele|beispielwert',
  default: 'default|default value|defaults|default-value|initial value|standard|standardwert|vorgabe|vorgabewert|default-wert|defaultwert',
  access: 'access|read-only|readonly|read only|r/w|read/write|mutability|zugriff|nur lesbar|schreibgeschützt',
  deprecated: 'deprecated|is deprecated|veraltet',
  level: 'level|lvl|lvl.|depth|ebene|stufe|hierarchy level',
  location: 'in|location|located in|parameter type|param type|param. type|ort',
  object:
    'object|object name|entity|entity name|table|table name|segment|structure|record type|resource|class|tabelle|tabellenname|objekt|entität|struktur|segmentname',
}

/** Words that are used for more than fields: by themselves they make no table of fields. */
const LOOSE_NAMES = new Set(['name', 'key', 'schlüssel', 'variable', 'tag', 'path', 'component', 'argument', 'bezeichner', 'member'])
/** Of two columns of names, the one that programs use. */
const TECHNICAL = /technical|technisch|api|json|xml|path|internal|fieldname|field name|feldname|tag|key/

const ROLES: ReadonlyMap<string, Role> = new Map(
  Object.entries(WORDS).flatMap(([role, words]) => words.split('|').map((word): [string, Role] => [word, role as Role])),
)
// The separator is part of a few names.
const SLASHED: readonly (readonly [string, Role])[] = [
  ['m/o', 'required'],
  ['m/o/c', 'required'],
  ['o/m', 'required'],
]

/** Rows at the top that may stand before the names of the columns, as exports of sheets have them. */
const MOST_ROWS_ABOVE = 15
/** Rows that are looked at for words of types. */
const ROWS_LOOKED_AT = 200

/** Undefined: not a table of fields. `strict`: it may as well be records that have a column called so, as any CSV. */
export function findFieldTable(table: Table, strict = false): FieldTable | undefined {
  for (const [header, row] of table.rows.slice(0, MOST_ROWS_ABOVE + 1).entries()) {
    const found = readHeader(row)
    if (found === undefined) continue
    const { columns, nameWord } = found
    const rows = table.rows.slice(header + 1)
    if (rows.length > 0 && isOfFields(columns, nameWord, rows, strict)) return { table, columns, header, parameters: /param|argument/.test(nameWord) }
  }
  return undefined
}

export function cellOf(row: TableRow, columns: Columns, role: Role): Cell | undefined {
  const at = columns.get(role)
  return at === undefined ? undefined : row.cells[at]
}

function readHeader(row: TableRow): { columns: Map<Role, number>; nameWord: string } | undefined {
  if (row.cells.length < 2) return undefined
  const columns = new Map<Role, number>()
  let nameWord = ''
  for (const [i, cell] of row.cells.entries()) {
    const found = roleOf(cell.text)
    if (found === undefined) continue
    const { role, word } = found
    if (role === 'name') {
      if (nameWord !== '' && rank(word) <= rank(nameWord)) {
        // The other column of names says what the field is about.
        if (!columns.has('notes')) columns.set('notes', i)
        continue
      }
      const before = columns.get('name')
      if (before !== undefined) columns.set('notes', before)
      columns.set('name', i)
      nameWord = word
    } else if (!columns.has(role)) columns.set(role, i)
    else if (role === 'description' && !columns.has('notes')) columns.set('notes', i)
  }
  if (!columns.has('name')) return undefined
  // `Table | Column`: without names of another kind the word is a name of something else.
  if (columns.has('object') && LOOSE_NAMES.has(nameWord)) columns.delete('object')
  return { columns, nameWord }
}

function rank(word: string): number {
  return TECHNICAL.test(word) ? 3 : LOOSE_NAMES.has(word) ? 1 : 2
}

function roleOf(header: string): { role: Role; word: string } | undefined {
  const whole = header
    .slice(0, 100)
    .toLowerCase()
    .replaceAll(/[`*_"'?:]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const bare = whole.replace(/\s*[([][^)\]]*[)\]]\s*$/, '').trim()
  for (const word of [whole, bare]) {
    const role = SLASHED.find(([slashed]) => slashed === word)?.[1] ?? ROLES.get(word) ?? ROLES.get(word.replace(/\.$/, ''))
    if (role !== undefined) return { role, word }
  }
  for (const part of bare.split(/\s*[/,|&\n]\s*|\s(?:and|und|or|oder)\s/)) {
    const role = ROLES.get(part)
    if (role !== undefined) return { role, word: part }
  }
  return undefined
}

/** A column of types that holds types; or a name that only fields have, with some word about them. */
function isOfFields(columns: Columns, nameWord: string, rows: readonly TableRow[], strict: boolean): boolean {
  const types = rows.slice(0, ROWS_LOOKED_AT).flatMap((row) => {
    const text = cellOf(row, columns, 'type')?.text ?? ''
    return text === '' ? [] : [text]
  })
  const known = types.filter((text) => readTypeWords(text).unknown === undefined).length
  const named = rows.slice(0, ROWS_LOOKED_AT).filter((row) => (cellOf(row, columns, 'name')?.text ?? '') !== '').length
  if (named === 0) return false
  if (types.length > 0) {
    if (known * 2 >= types.length) return true
    return !strict && !LOOSE_NAMES.has(nameWord) && known > 0
  }
  if (strict) return !LOOSE_NAMES.has(nameWord) && columns.has('description') && (columns.has('required') || columns.has('length'))
  if (LOOSE_NAMES.has(nameWord)) return columns.has('required') && columns.has('description')
  return columns.size > 1
}
