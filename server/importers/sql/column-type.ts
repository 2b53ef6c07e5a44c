// The only table of SQL's types: what a value of each looks like in a record.
import type { SchemaNode } from '../../../shared/schema/schema-graph.ts'
import type { Dialect } from './dialect.ts'
import type { SqlType } from './sql-tables.ts'

export type TypeFacts = Pick<SchemaNode, 'types' | 'format' | 'minimum' | 'maximum' | 'multipleOf' | 'maxLength' | 'enum' | 'readOnly'> & {
  readonly note?: string
  readonly entriesAreText?: boolean
}

const text = (format?: string): TypeFacts => ({ types: ['text'], ...(format === undefined ? {} : { format }) })
const whole = (minimum: number, maximum: number): TypeFacts => ({ types: ['integer'], minimum, maximum })

const BY_NAME: ReadonlyMap<string, TypeFacts> = new Map(
  (
    [
      ['int|integer|int4|serial|serial4', { types: ['integer'], format: 'int32' }],
      ['bigint|int8|bigserial|serial8', { types: ['integer'], format: 'int64' }],
      ['int64|hugeint', { types: ['integer'], format: 'int64' }],
      ['float64', { types: ['number'], format: 'double' }],
      ['smallint|int2|smallserial|serial2', whole(-32_768, 32_767)],
      ['mediumint|int3|middleint', whole(-8_388_608, 8_388_607)],
      ['double precision|double|float8|binary_double', { types: ['number'], format: 'double' }],
      ['real|float4|binary_float', { types: ['number'], format: 'float' }],
      ['float|money|smallmoney', { types: ['number'] }],
      ['boolean|bool', { types: ['boolean'] }],
      ['char|character|nchar|varchar|varchar2|nvarchar|nvarchar2|character varying|char varying|national character|national char', text()],
      ['national character varying|national char varying|national varchar|varying character|native character|bpchar|citext|sysname', text()],
      ['text|tinytext|mediumtext|longtext|ntext|clob|nclob|long|long varchar|character large object|string|name|xml|xmltype', text()],
      ['inet|cidr|macaddr|macaddr8|tsvector|tsquery|ltree|rowid|urowid|hierarchyid|bit varying|varbit|regclass|oid|pg_lsn|inet4|inet6', text()],
      ['int4range|int8range|numrange|tsrange|tstzrange|daterange', text()],
      ['uuid|uniqueidentifier', text('uuid')],
      ['date', text('date')],
      ['datetime|datetime2|smalldatetime|datetimeoffset|timestamp|timestamptz|timestamp_ntz|timestamp_ltz|timestamp_tz', text('date-time')],
      ['timestamp with time zone|timestamp without time zone|timestamp with local time zone', text('date-time')],
      ['time|timetz|time with time zone|time without time zone', text('time')],
      ['year', { types: ['integer'] }],
      ['interval', text('duration')],
      ['bytea|blob|tinyblob|mediumblob|longblob|binary|varbinary|image|raw|long raw|bfile|bytes|binary large object', text('byte')],
      [
        'json|jsonb|sql_variant|variant|geometry|geography|point|line|lseg|box|path|polygon|circle|linestring|sdo_geometry|anydata|object|any|super|array',
        { types: ['any'] },
      ],
      ['multipoint|multilinestring|multipolygon|geometrycollection|vector', { types: ['any'] }],
      ['hstore', { types: ['map'], entriesAreText: true }],
      ['rowversion', { ...text('byte'), readOnly: true }],
    ] satisfies readonly (readonly [string, TypeFacts])[]
  ).flatMap(([names, facts]): [string, TypeFacts][] => names.split('|').map((name) => [name, facts])),
)

const WITH_LENGTH = /char|string|bit varying|varbit/
const DECIMALS = new Set(['decimal', 'numeric', 'dec', 'number', 'fixed'])
/** Numbers that JavaScript holds exactly have so many digits. */
const MOST_DIGITS = 15

/** Facts of the type alone; undefined for a name that no database knows: one of the script's own, perhaps. */
export function readColumnType(type: SqlType, dialect: Dialect | undefined): TypeFacts | undefined {
  const { name, given } = type
  const [first] = given
  const length = first === undefined || !/^\d{1,15}$/.test(first.split(' ')[0] ?? '') ? undefined : Number(first.split(' ')[0])
  if (DECIMALS.has(name)) return readDecimal(type, dialect)
  if (name === 'enum' && given.length > 0) return { types: ['text'], enum: given }
  if (name === 'set' && given.length > 0) return { types: ['text'], note: `Any of these, with commas between: ${given.slice(0, 200).join(', ')}.` }
  if (name === 'bit') return readBits(length, dialect)
  if (name === 'tinyint' || name === 'int1') {
    if (length === 1) return { types: ['boolean'] }
    return type.unsigned || dialect === 'sql-server' ? whole(0, 255) : whole(-128, 127)
  }
  if (dialect === 'oracle' && name === 'date') return text('date-time')
  if (dialect === 'oracle' && (name === 'integer' || name === 'int' || name === 'smallint')) return { types: ['integer'] }
  if (dialect === 'sqlite' && name === 'integer') return { types: ['integer'] }
  if (dialect === 'sql-server' && name === 'timestamp') return BY_NAME.get('rowversion')
  const known = BY_NAME.get(name) ?? (name.startsWith('interval') ? text('duration') : undefined)
  if (known === undefined) return dialect === 'sqlite' ? affinityOf(name) : undefined
  if (type.unsigned) return { ...known, minimum: 0, ...(known.maximum === undefined ? {} : { maximum: known.maximum * 2 + 1 }) }
  if (name === 'sysname') return { ...known, maxLength: 128 }
  return length !== undefined && length > 0 && WITH_LENGTH.test(name) ? { ...known, maxLength: length } : known
}

/** `decimal(10,2)`: up to 99999999.99 in steps of 0.01; without digits behind the point a whole number. */
function readDecimal({ given, unsigned, name }: SqlType, dialect: Dialect | undefined): TypeFacts {
  const [digits, behind] = [given[0], given[1] ?? '0'].map((each) => (each !== undefined && /^-?\d{1,4}$/.test(each) ? Number(each) : undefined))
  if (given.length === 0) {
    // Elsewhere a bare DECIMAL holds whole numbers.
    const isWhole = dialect === 'mysql' || dialect === 'sql-server'
    return isWhole && name !== 'number' ? { types: ['integer'], ...(unsigned ? { minimum: 0 } : {}) } : { types: ['number'] }
  }
  if (behind === undefined || behind < 0) return { types: [behind === undefined ? 'number' : 'integer'] }
  const types: TypeFacts['types'] = [behind === 0 ? 'integer' : 'number']
  const step = behind === 0 ? undefined : Number(`1e-${behind}`)
  if (digits === undefined || digits > MOST_DIGITS || digits < behind || digits < 1)
    return { types, ...(step === undefined || step === 0 ? {} : { multipleOf: step }), ...(unsigned ? { minimum: 0 } : {}) }
  const maximum = Number(`${'9'.repeat(digits - behind) || '0'}.${'9'.repeat(behind) || '0'}`)
  return { types, minimum: unsigned ? 0 : -maximum, maximum, ...(step === undefined ? {} : { multipleOf: step }) }
}

/** SQLite takes any name, and tells by what stands in it how it keeps the values. */
function affinityOf(name: string): TypeFacts {
  if (name.includes('int')) return { types: ['integer'] }
  if (/char|clob|text/.test(name)) return text()
  return { types: [name.includes('blob') ? 'any' : 'number'] }
}

/** One bit is yes or no; several are a number in MySQL and a text of 0 and 1 in PostgreSQL. */
function readBits(length: number | undefined, dialect: Dialect | undefined): TypeFacts {
  if ((length ?? 1) === 1 && dialect !== 'postgres') return { types: ['boolean'] }
  return dialect === 'mysql' ? { types: ['integer'], minimum: 0 } : { types: ['text'], maxLength: length ?? 1 }
}

/** Types whose numbers the database counts up by itself. */
export function isSerial(name: string): boolean {
  return /^(?:big|small)?serial[248]?$/.test(name)
}
