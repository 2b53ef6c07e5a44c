// The only place that parses CREATE TABLE, and the parts that ALTER TABLE may add.
import type { SqlToken } from './sql-lexer.ts'
import { applyCheck, namesIn, parseColumn, rulesOf, takeReference, type ParsedColumn, type SqlReading } from './parse-column.ts'
import { addRules, findColumn, newTable, putColumn, type SqlTable } from './sql-tables.ts'
import { createTokenCursor, splitAtCommas, type TokenCursor } from './token-cursor.ts'

/** `fault`: a sentence about what is broken, with where; the columns that can be read are there nevertheless. */
export type ParsedTable = {
  readonly table: SqlTable
  readonly faults: readonly { readonly at: SqlToken | undefined; readonly message: string }[]
  /** Another table whose columns this one has too. */
  readonly like?: readonly string[]
}

const INDEXES = new Set(['KEY', 'INDEX', 'FULLTEXT', 'SPATIAL'])

/** Behind the words CREATE TABLE. Undefined: a table that is not to be read (temporary ones of SQL Server, virtual and inner ones of SQLite). */
export function parseTable(cursor: TokenCursor, reading: SqlReading): ParsedTable | undefined {
  cursor.take('IF', 'NOT', 'EXISTS')
  const start = cursor.peek()
  // SQLite takes single quotes too.
  const parts = start?.kind === 'text' ? [cursor.next()?.text ?? ''] : cursor.takeName()
  const faults: { at: SqlToken | undefined; message: string }[] = []
  const table = newTable(parts ?? [], reading.dialect, reading.place(start))
  if (parts === undefined) return { table, faults: [{ at: start, message: 'A name of a table is expected here.' }] }
  const name = parts.at(-1) ?? ''
  if (name.startsWith('#') || name.startsWith('sqlite_')) return undefined
  if (cursor.take('LIKE')) {
    const like = cursor.takeName()
    return like === undefined ? { table, faults } : { table, faults, like }
  }
  if (cursor.take('PARTITION', 'OF') || cursor.take('USING')) return undefined
  const list = cursor.takeParentheses()
  if (list === undefined) {
    const reason = cursor.take('AS') ? 'come from a query' : 'are not written here'
    return { table, faults: [{ at: start, message: `The columns of \`${shorten(name)}\` ${reason}, and are not read.` }] }
  }
  if (!list.closed) faults.push({ at: start, message: `The list of columns of \`${shorten(name)}\` does not end: a \`)\` is missing.` })
  let like: readonly string[] | undefined
  for (const element of splitAtCommas(list.inside)) {
    const found = readElement(table, element, reading)
    if (found.like !== undefined) like = found.like
    if (found.fault !== undefined) faults.push({ at: element[0] ?? start, message: found.fault })
  }
  readOptions(table, cursor)
  if (cursor.take('INHERITS')) like ??= createTokenCursor(cursor.takeParentheses()?.inside ?? []).takeName()
  return { table, faults, ...(like === undefined ? {} : { like }) }
}

/** One entry of the list: a column, or what holds for the table. */
function readElement(table: SqlTable, element: readonly SqlToken[], reading: SqlReading): { fault?: string; like?: readonly string[] } {
  if (element.length === 0) return { fault: `An entry of \`${shorten(table.parts.at(-1) ?? '')}\` is empty: there is a comma too many.` }
  const cursor = createTokenCursor(element)
  if (cursor.take('LIKE')) {
    const like = cursor.takeName()
    return like === undefined ? {} : { like }
  }
  if (readTableConstraint(table, cursor, reading)) return {}
  const parsed = parseColumn(element, reading)
  if (parsed === undefined) return { fault: `\`${reading.source(element)}\` is no column, and is left out.` }
  addColumn(table, parsed)
  return {}
}

/** True where the words are about the table and no column. */
export function readTableConstraint(table: SqlTable, cursor: TokenCursor, reading: SqlReading): boolean {
  // Some dumps name a constraint, others do not.
  if (cursor.take('CONSTRAINT')) {
    if (!isConstraint(cursor)) cursor.takeName()
    if (cursor.take('NOT', 'NULL')) {
      const column = findColumn(table, cursor.takeName()?.at(-1) ?? '')
      if (column !== undefined) column.notNull = true
      return true
    }
  }
  const [first, second] = [cursor.peek()?.word ?? '', cursor.peek(1)?.word ?? '']
  if (cursor.take('PRIMARY', 'KEY')) {
    table.primaryKey = namesIn(skipTo(cursor))
    return true
  }
  if (cursor.take('FOREIGN', 'KEY')) {
    const columns = namesIn(skipTo(cursor))
    const reference = cursor.take('REFERENCES') ? takeReference(columns, cursor) : undefined
    if (reference !== undefined) table.references.push(reference)
    return true
  }
  if (cursor.take('CHECK')) {
    applyTableCheck(table, cursor.takeParentheses()?.inside ?? [], reading)
    return true
  }
  if (cursor.take('UNIQUE')) {
    table.unique.push(namesIn(skipTo(cursor)))
    return true
  }
  return (
    (first === 'EXCLUDE' && (second === 'USING' || second === '(')) ||
    (first === 'PERIOD' && second === 'FOR') ||
    (first === 'SUPPLEMENTAL' && second === 'LOG') ||
    isIndex(cursor)
  )
}

function isConstraint(cursor: TokenCursor): boolean {
  const first = cursor.peek()?.word ?? ''
  const second = cursor.peek(1)?.word ?? ''
  return (
    ((first === 'PRIMARY' || first === 'FOREIGN') && second === 'KEY') ||
    ((first === 'CHECK' || first === 'UNIQUE') && second === '(') ||
    (first === 'NOT' && second === 'NULL')
  )
}

/** `KEY name (a, b)` and `KEY (a)`, but not a column of the name `key`: `key varchar(20)`. */
function isIndex(cursor: TokenCursor): boolean {
  if (!INDEXES.has(cursor.peek()?.word ?? '')) return false
  const second = cursor.peek(1)
  if (second?.word === '(' || INDEXES.has(second?.word ?? '')) return true
  const open = cursor.peek(2)?.word
  const inside = cursor.peek(3)
  return open === 'USING' || (open === '(' && (inside?.kind === 'name' || inside?.kind === 'word') && inside.word !== 'MAX')
}

/** Names of indexes, `CLUSTERED`, `USING BTREE`: the list of columns comes next. */
function skipTo(cursor: TokenCursor): readonly SqlToken[] {
  for (let next = cursor.peek(); next !== undefined; next = cursor.peek()) {
    if (next.word === '(') return cursor.takeParentheses()?.inside ?? []
    if (next.word === 'REFERENCES') return []
    cursor.next()
  }
  return []
}

export function addColumn(table: SqlTable, { column, primaryKey, unique, references, others }: ParsedColumn): void {
  putColumn(table, column)
  if (primaryKey) table.primaryKey = [column.name]
  if (unique) table.unique.push([column.name])
  if (references !== undefined) table.references.push(references)
  for (const { column: name, rules } of others) {
    const other = findColumn(table, name)
    if (other !== undefined) addRules(other.rules, rules)
  }
}

export function applyTableCheck(table: SqlTable, inside: readonly SqlToken[], reading: SqlReading): void {
  const { found, complete } = rulesOf(inside, reading)
  for (const { column: name, rules, notNull } of found) {
    const column = findColumn(table, name)
    if (column === undefined) continue
    addRules(column.rules, rules)
    if (notNull === true) column.notNull = true
  }
  const [only] = table.columns
  if (complete) return
  if (table.columns.length === 1 && only !== undefined) applyCheck(only, inside, reading)
  else table.notes.push(`Must hold: ${reading.source(inside)}`)
}

/** `COMMENT='...'` of MySQL, behind the columns. */
function readOptions(table: SqlTable, cursor: TokenCursor): void {
  for (let next = cursor.peek(); next !== undefined && next.word !== 'INHERITS'; next = cursor.peek()) {
    if (cursor.take('COMMENT')) {
      cursor.take('=')
      const text = cursor.next()
      if (text?.kind === 'text' || text?.kind === 'name') table.comment = text.text
    } else if (next.word === '(') cursor.takeParentheses()
    else cursor.next()
  }
}

export function shorten(name: string): string {
  return name.length > 100 ? `${name.slice(0, 100)}…` : name
}
