// The only place that knows the words for types in documentations: of programs, databases, ERP systems, in English and German.
import type { FieldType } from '../../../shared/schema/schema-graph.ts'

export type TypeWords = {
  /** Empty: the words say nothing that is known; `unknown` has them. */
  readonly types: readonly FieldType[]
  readonly format?: string
  readonly nullable?: boolean
  readonly maxLength?: number
  readonly multipleOf?: number
  readonly enum?: readonly string[]
  /** Of a list: what its items are. */
  readonly item?: TypeWords
  /** Words that may be the name of a described object: `LineItem` of `LineItem[]`. */
  readonly name?: string
  readonly unknown?: string
}

type Meaning = readonly [type: FieldType, format?: string]

const MEANINGS: readonly (readonly [words: string, meaning: Meaning])[] = [
  [
    'string|str|text|varchar|varchar2|nvarchar|nvarchar2|char|nchar|character|character varying|characters|clob|nclob|longtext|mediumtext|tinytext|ntext|alphanumeric|alpha|alphanum|an|a|ans|strg|sstr|sstring|lang|cuky|unit|clnt|numc|accp|rawstring|token|normalizedstring|zeichen|zeichenkette|zeichenfolge|alphanumerisch|textfeld|freitext|phone|telephone|currency code|country code|html|markdown|json string|xml|password|symbol',
    ['text'],
  ],
  ['id|identifier|objectid|enum|enumeration|code|choice|select|picklist|dropdown|keyword|auswahl|kennung|nummer als text', ['text']],
  ['uuid|guid|uniqueidentifier', ['text', 'uuid']],
  ['email|e-mail|email address|e-mail-adresse', ['text', 'email']],
  ['url|uri|link|href|web address', ['text', 'uri']],
  ['binary|blob|bytes|byte array|base64|bytea|varbinary|image|file|base64binary|raw', ['text', 'byte']],
  [
    'integer|int|int4|int8|int16|int32|int64|long|longint|bigint|smallint|tinyint|mediumint|short|byte|unsigned int|unsigned integer|serial|bigserial|uint|uint32|uint64|whole number|natural number|counter|ganzzahl|ganze zahl|unix timestamp|epoch|positive integer|nonnegativeinteger|positiveinteger',
    ['integer'],
  ],
  [
    'number|num|numeric|numerisch|decimal|dec|float|float4|float8|double|double precision|real|money|smallmoney|currency|amount|percentage|percent|price|curr|quan|fltp|n|bigdecimal|zahl|dezimal|dezimalzahl|kommazahl|fließkommazahl|betrag|währung|prozent|number/string',
    ['number'],
  ],
  ['boolean|bool|bit|flag|yes/no|true/false|y/n|logical|checkbox|wahrheitswert|ja/nein|j/n|logisch|boolesch|indicator', ['boolean']],
  ['date|dats|datum|day|full-date|iso date|iso 8601 date', ['text', 'date']],
  [
    'date-time|datetime|date time|date/time|timestamp|timestamptz|timestamp with time zone|datetime2|smalldatetime|datetimeoffset|dateonly time|iso 8601|iso8601|iso 8601 datetime|iso datetime|instant|zeitstempel|datum/uhrzeit|datum und uhrzeit|datumzeit|utc datetime',
    ['text', 'date-time'],
  ],
  ['time|tims|uhrzeit|zeit', ['text', 'time']],
  ['array|list|collection|set|sequence|array of any|liste|feldliste|multi-select|multiselect|repeated|arrays', ['list']],
  [
    'object|obj|struct|structure|record|json|json object|nested object|nested|complex|complex type|composite|group|embedded|resource|objekt|struktur|komplex|gruppe|container',
    ['object'],
  ],
  ['map|dictionary|dict|hash|hashmap|key-value|key/value pairs|associative array|hash table', ['map']],
  ['any|mixed|variant|varies|various|unknown|beliebig|anytype|*|-|—|–|n/a', ['any']],
]
const WORDS: ReadonlyMap<string, Meaning> = new Map(MEANINGS.flatMap(([words, meaning]) => words.split('|').map((word): [string, Meaning] => [word, meaning])))

const NULL = /^(null|nil|none|nullable)$/
const LIST_OF =
  /^(?:array|list|collection|set|sequence|liste|arrays|lists)\s*(?:of|von|an|:)?\s*(?:<\s*([^<>]{1,200})\s*>|\[\s*([^[\]]{1,200})\s*\]|\(\s*([^()]{1,200})\s*\)|\s([^\s].{0,200}))$/
const MAP_OF = /^(?:map|dictionary|dict|hash)\s*(?:<|\[|\(|of\b)/
const LONGEST = 300
/** Whether the words say that it is a plain value, or a list of such: nothing stands below it. */
export function isPlainType(type: TypeWords): boolean {
  const inner = type.item ?? type
  return inner.types.length > 0 && inner.types.every((each) => each !== 'object' && each !== 'map' && each !== 'any' && each !== 'list')
}

/** Lists of lists of lists: levels of item types that are read. */
const MOST_LEVELS = 4

export function readTypeWords(text: string, level = 0): TypeWords {
  const said = text
    .replaceAll(/[`*_"“”]/g, (mark) => (mark === '_' ? '_' : ' '))
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (said === '') return { types: [] }
  if (said.length > LONGEST) return { types: [], unknown: `${said.slice(0, 60)}…` }
  const lower = said.toLowerCase()
  const whole = WORDS.get(lower) ?? (level > 0 ? WORDS.get(lower.replace(/s$/, '')) : undefined)
  if (whole !== undefined) return meant(whole)
  if (lower.startsWith('?')) return { ...readTypeWords(said.slice(1), level), nullable: true }
  const option = /^(.*?)[\s,;(]*\b(nullable|optional|required|or null|oder null)\)?$/.exec(lower)
  if (option?.[1] !== undefined && option[1].trim() !== '') {
    const rest = readTypeWords(said.slice(0, option[1].length), level)
    return /null/.test(option[2] ?? '') ? { ...rest, nullable: true } : rest
  }
  return readList(said, level) ?? readSized(said) ?? readUnion(said, level) ?? readPhrase(said)
}

function readList(said: string, level: number): TypeWords | undefined {
  if (level >= MOST_LEVELS) return undefined
  const brackets = /^(.{1,200}?)\s*(?:\[\s*\]|\barray\b|\blist\b|-array|-list)$/i.exec(said)?.[1]
  const found =
    brackets ??
    LIST_OF.exec(said.toLowerCase())
      ?.slice(1)
      .find((part) => part !== undefined)
  if (found === undefined) return MAP_OF.test(said.toLowerCase()) ? { types: ['map'] } : undefined
  // Names keep their capitals.
  const at = said.toLowerCase().lastIndexOf(found.toLowerCase())
  const item = readTypeWords(said.slice(at, at + found.length).replace(/^(?:of|von)\s+/i, ''), level + 1)
  return { types: ['list'], item, ...(item.name === undefined ? {} : { name: item.name }) }
}

/** `varchar(50)`, `char 10`, `decimal(10,2)`, `an..35`, `string (max 255)`, `enum(a, b)`. */
function readSized(said: string): TypeWords | undefined {
  const lower = said.toLowerCase()
  const electronic = /^(an|a|n)\s?(\.\.)?\s?(\d{1,6})$/.exec(lower)
  if (electronic !== null) return electronic[1] === 'n' ? { types: ['number'] } : { types: ['text'], maxLength: Number(electronic[3]) }
  const values = /^(?:enum|set|choice|one of)\s*[(:]\s*(.{1,250}?)\)?$/.exec(said.replace(/^[A-Z]/, (first) => first.toLowerCase()))
  if (values?.[1] !== undefined) return { types: ['text'], enum: values[1].split(/\s*[,|]\s*/).map((value) => value.replaceAll(/^['"]|['"]$/g, '')) }
  const sized =
    /^([a-zäöüß][a-z0-9äöüß /_-]{0,40}?)\s*[([{]?\s*(?:max\.?|maximum|up to|length|len\.?|size|bis)?\s*:?\s*(\d{1,9})(?:\s*[,.]\s*(\d{1,2}))?\s*(?:char|chars|characters|byte|bytes|zeichen|stellen|digits|bit)?\s*[)\]}]?$/.exec(
      lower,
    )
  const meaning = sized === null ? undefined : WORDS.get((sized[1] ?? '').trim())
  if (sized === null || meaning === undefined) return undefined
  const size = Number(sized[2])
  const scale = sized[3] === undefined ? undefined : Number(sized[3])
  const facts = meant(meaning)
  if (meaning[0] === 'text') return meaning[1] === undefined ? { ...facts, maxLength: size } : facts
  if (meaning[0] !== 'number' || scale === undefined) return facts
  return scale === 0 ? { types: ['integer'] } : { ...facts, multipleOf: Number(`1e-${scale}`) }
}

/** `string or null`, `integer|string`. */
function readUnion(said: string, level: number): TypeWords | undefined {
  const parts = said.split(/\s*\|\s*|\s+(?:or|oder)\s+|\s*,\s*|\s*\/\s*/)
  if (parts.length < 2 || parts.length > 8 || level >= MOST_LEVELS) return undefined
  const nullable = parts.some((part) => NULL.test(part.toLowerCase()))
  const read = parts.filter((part) => part !== '' && !NULL.test(part.toLowerCase())).map((part) => readTypeWords(part, level + 1))
  const [first] = read
  if (first === undefined || read.some(({ unknown }) => unknown !== undefined)) return undefined
  const types = [...new Set(read.flatMap((each) => each.types))]
  const facts: TypeWords =
    read.length === 1
      ? first
      : { types, ...(read.every(({ format }) => format === first.format) && first.format !== undefined ? { format: first.format } : {}) }
  return nullable ? { ...facts, nullable: true } : facts
}

/** `Order object`, `string (ISO 8601)`, `integer <int64>`; else words that may be the name of an object. */
function readPhrase(said: string): TypeWords {
  const object = /^(.{1,100}?)[\s-]+(?:object|objekt|resource|type|structure)s?$/i.exec(said)?.[1]
  if (object !== undefined && WORDS.get(object.toLowerCase()) === undefined) return { types: ['object'], name: object }
  const head = /^([\p{L}][\p{L}\d/-]*(?:\s+(?:with|mit)\b)?)\s*(?:[(<[{,;:]|\s)(.*)$/u.exec(said)
  const meaning = head === null ? undefined : WORDS.get((head[1] ?? '').toLowerCase())
  if (meaning !== undefined) return refine(meant(meaning), head?.[2] ?? '')
  return { types: [], name: said, unknown: said.slice(0, 100) }
}

/** What stands in brackets behind a type says the format, sometimes. */
function refine(facts: TypeWords, more: string): TypeWords {
  const lower = more.toLowerCase()
  if (facts.types[0] !== 'text' || facts.format !== undefined) return facts
  if (/date[\s-]?time|timestamp|iso[\s-]?8601|rfc[\s-]?3339/.test(lower)) return { ...facts, format: 'date-time' }
  const named = /\b(uuid|date|email|uri|url|time)\b/.exec(lower)?.[1]
  return named === undefined ? facts : { ...facts, format: named === 'url' ? 'uri' : named }
}

function meant([type, format]: Meaning): TypeWords {
  return { types: [type], ...(format === undefined ? {} : { format }) }
}
