// The only place that parses one column of a table: its type and what stands behind it.
import type { SourcePlace } from '../../../shared/schema/graph-writer.ts'
import type { Dialect } from './dialect.ts'
import type { SqlToken } from './sql-lexer.ts'
import { parseExpression } from './expression.ts'
import { isSerial } from './column-type.ts'
import { readCheck, type ColumnRule } from './read-check.ts'
import { addRules, newColumn, type SqlColumn, type SqlDefault, type SqlReference, type SqlType } from './sql-tables.ts'
import { createTokenCursor, splitAtCommas, type TokenCursor } from './token-cursor.ts'

export type ParsedColumn = {
  readonly column: SqlColumn
  readonly primaryKey: boolean
  readonly unique: boolean
  readonly references?: SqlReference
  /** Of checks that stand with the column but speak of others too. */
  readonly others: readonly ColumnRule[]
}

/** How the text of this script is read. */
export type SqlReading = {
  readonly dialect: Dialect | undefined
  readonly textInDoubleQuotes: boolean
  readonly place: (token: SqlToken | undefined) => SourcePlace
  /** The words as written, for people. */
  readonly source: (tokens: readonly SqlToken[]) => string
}

/** What can stand behind a type; also where there is no type. */
const BEHIND_TYPE = new Set(
  'NOT NULL DEFAULT PRIMARY UNIQUE CHECK REFERENCES CONSTRAINT COLLATE GENERATED AUTO_INCREMENT AUTOINCREMENT IDENTITY COMMENT AS ON KEY ENCODE STORAGE COMPRESSION ROWGUIDCOL SPARSE MASKED VISIBLE INVISIBLE ENABLE DISABLE CHARSET VIRTUAL STORED PERSISTED HIDDEN DEFERRABLE INITIALLY ENCRYPT FOR USING SET ENCRYPTED FILESTREAM OPTIONS FIRST AFTER'.split(
    ' ',
  ),
)
/** Words that end a default that is written without parentheses. */
const BEHIND_DEFAULT = new Set([...BEHIND_TYPE, 'WITH'])
/** Second and later words of types. */
const CONTINUES = new Set('VARYING PRECISION CHARACTER CHAR VARCHAR RAW LARGE OBJECT BIG INT'.split(' '))
const INTERVAL_WORDS = new Set('YEAR MONTH DAY HOUR MINUTE SECOND TO'.split(' '))
const MOST_GIVEN = 10_000

/** Undefined where no name begins the words. */
export function parseColumn(tokens: readonly SqlToken[], reading: SqlReading): ParsedColumn | undefined {
  const cursor = createTokenCursor(tokens)
  const first = cursor.next()
  if (first === undefined || !(first.kind === 'word' || first.kind === 'name' || first.kind === 'text')) return undefined
  const column = newColumn(first.text, reading.place(first))
  column.type = takeType(cursor)
  if (column.type !== undefined && isSerial(column.type.name)) {
    column.generated = true
    column.notNull = true
  }
  return parseConstraints(column, cursor, reading)
}

/** What stands behind the type. Words that say nothing about values are passed over. */
export function parseConstraints(column: SqlColumn, cursor: TokenCursor, reading: SqlReading): ParsedColumn {
  let primaryKey = false
  let unique = false
  let references: SqlReference | undefined
  const others: ColumnRule[] = []
  while (cursor.peek() !== undefined) {
    if (cursor.take('NOT', 'NULL')) column.notNull = true
    else if (cursor.take('CONSTRAINT')) cursor.takeName()
    else if (cursor.take('PRIMARY', 'KEY')) {
      primaryKey = true
      column.notNull = true
    } else if (cursor.take('UNIQUE')) unique = true
    else if (cursor.take('DEFAULT')) column.default = takeDefault(cursor, reading)
    else if (cursor.take('CHECK')) {
      const inside = cursor.takeParentheses()?.inside
      if (inside !== undefined) others.push(...applyCheck(column, inside, reading))
    } else if (cursor.take('REFERENCES')) references = takeReference([column.name], cursor)
    else if (cursor.take('COMMENT')) {
      const text = cursor.next()
      if (text?.kind === 'text' || text?.kind === 'name') column.comment = text.text
    } else if (cursor.take('GENERATED')) {
      column.generated = true
      while (cursor.peek() !== undefined && !cursor.take('AS')) cursor.next()
      if (cursor.take('IDENTITY')) column.notNull = true
      cursor.takeParentheses()
    } else if (cursor.take('AUTO_INCREMENT') || cursor.take('AUTOINCREMENT') || cursor.take('IDENTITY')) {
      column.generated = true
      if (cursor.peek()?.word === '(') cursor.takeParentheses()
    } else if (cursor.take('AS')) {
      column.generated = true
      cursor.takeParentheses()
    } else if (cursor.take('ON', 'UPDATE') || cursor.take('ON', 'DELETE')) {
      // `SET DEFAULT` and `SET NULL` are about the row of the other table.
      cursor.take('SET')
      cursor.next()
      cursor.takeParentheses()
    } else if (cursor.take('KEY')) {
      primaryKey = !unique
    } else if (cursor.take('COLLATE') || cursor.take('CHARSET') || cursor.take('CHARACTER', 'SET')) cursor.takeName()
    else if (cursor.takeParentheses() === undefined) cursor.next()
  }
  return { column, primaryKey, unique, others, ...(references === undefined ? {} : { references }) }
}

/** `character varying(50)[]`, `[nvarchar](max)`, `public.status`, `int unsigned`; undefined where no type stands here. */
export function takeType(cursor: TokenCursor): SqlType | undefined {
  const first = cursor.peek()
  if (first === undefined || (first.kind !== 'word' && first.kind !== 'name') || BEHIND_TYPE.has(first.word)) {
    // `SET('a','b')` of MySQL, which is a word of ALTER too.
    if (first?.word !== 'SET' || cursor.peek(1)?.word !== '(') return undefined
  }
  let name = cursor.takeName()?.at(-1)?.toLowerCase() ?? ''
  if (first?.kind === 'word') {
    const words = name.startsWith('interval') ? INTERVAL_WORDS : CONTINUES
    for (let next = cursor.peek(); next !== undefined && words.has(next.word); next = cursor.peek()) {
      if (next.word === 'CHARACTER' && cursor.peek(1)?.word === 'SET') break
      name = `${name} ${next.word.toLowerCase()}`
      cursor.next()
      if (words === INTERVAL_WORDS) cursor.takeParentheses()
    }
  }
  return finishType(name, readGiven(cursor.takeParentheses()?.inside ?? []), cursor)
}

/** `50 char`, `max`, `a` of `'a'`. */
function readGiven(inside: readonly SqlToken[]): string[] {
  if (inside.length === 0) return []
  return splitAtCommas(inside.slice(0, MOST_GIVEN * 2)).map((words) =>
    words.map(({ text }) => text).join(words.length > 1 && words[0]?.text === '-' ? '' : ' '),
  )
}

function finishType(named: string, given: readonly string[], cursor: TokenCursor): SqlType {
  let name = named
  let lists = 0
  let unsigned = false
  for (;;) {
    if (cursor.take('UNSIGNED')) unsigned = true
    else if (cursor.take('SIGNED') || cursor.take('ZEROFILL') || cursor.take('VARYING')) continue
    else if (cursor.take('WITH', 'LOCAL', 'TIME', 'ZONE')) name = `${name} with local time zone`
    else if (cursor.take('WITH', 'TIME', 'ZONE')) name = `${name} with time zone`
    else if (cursor.take('WITHOUT', 'TIME', 'ZONE')) name = `${name} without time zone`
    else if (cursor.take('ARRAY')) {
      lists += 1
      skipBrackets(cursor)
    } else if (cursor.peek()?.word === '[') {
      lists += 1
      skipBrackets(cursor)
    } else return { name, given, lists: Math.min(lists, 8), unsigned }
  }
}

function skipBrackets(cursor: TokenCursor): void {
  if (!cursor.take('[')) return
  while (cursor.peek() !== undefined && !cursor.take(']')) cursor.next()
}

/** A literal is the default itself; anything else is told in words. */
export function takeDefault(cursor: TokenCursor, reading: SqlReading): SqlDefault | undefined {
  const words: SqlToken[] = []
  let depth = 0
  for (let next = cursor.peek(); next !== undefined; next = cursor.peek()) {
    // `DEFAULT NULL`, and `NEXT VALUE FOR`: the first word is always the default's own.
    if (depth === 0 && words.length > 0 && BEHIND_DEFAULT.has(next.word) && words.at(-1)?.word !== '::' && words.at(-1)?.word !== 'VALUE') break
    if (next.word === '(' || next.word === '[') depth += 1
    if (next.word === ')' || next.word === ']') depth -= 1
    words.push(next)
    cursor.next()
  }
  const value = parseExpression(words, reading.textInDoubleQuotes)
  if (value?.kind === 'literal') return value.value === null ? undefined : { value: value.value }
  const source = reading.source(words)
  return source === '' ? undefined : { formula: source }
}

export function takeReference(columns: readonly string[], cursor: TokenCursor): SqlReference | undefined {
  const table = cursor.takeName()
  if (table === undefined) return undefined
  return { columns, table, to: namesIn(cursor.takeParentheses()?.inside ?? []) }
}

/** Names of columns in a list: `("id", name DESC)`. */
export function namesIn(tokens: readonly SqlToken[]): string[] {
  return splitAtCommas(tokens).flatMap(([first]) => (first?.kind === 'word' || first?.kind === 'name' ? [first.text] : []))
}

/** Facts for the column; what is about other columns is given back, what is no fact becomes a note. */
export function applyCheck(column: SqlColumn, inside: readonly SqlToken[], reading: SqlReading): readonly ColumnRule[] {
  const { found, complete } = rulesOf(inside, reading)
  const own = column.name.toLowerCase()
  for (const rule of found)
    if (rule.column === own || rule.column === 'value') {
      addRules(column.rules, rule.rules)
      if (rule.notNull === true) column.notNull = true
    }
  if (!complete) column.notes.push(`Must hold: ${reading.source(inside)}`)
  return found.filter((rule) => rule.column !== own && rule.column !== 'value')
}

export function rulesOf(inside: readonly SqlToken[], reading: SqlReading): ReturnType<typeof readCheck> {
  const condition = parseExpression(inside, reading.textInDoubleQuotes)
  return condition === undefined ? { found: [], complete: false } : readCheck(condition)
}
