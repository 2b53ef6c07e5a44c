// The only place that parses ALTER TABLE: what dumps and migrations add to a table after it was made.
import type { SqlToken } from './sql-lexer.ts'
import { parseColumn, parseConstraints, takeDefault, takeType, type SqlReading } from './parse-column.ts'
import { addColumn, readTableConstraint } from './parse-table.ts'
import { findColumn, nameColumn, type SqlTable } from './sql-tables.ts'
import { createTokenCursor, splitAtCommas, type TokenCursor } from './token-cursor.ts'

export type FindTable = (parts: readonly string[]) => SqlTable | undefined

/** Behind the words ALTER TABLE. Gives the table; one that the script does not make is none of ours. */
export function applyAlter(cursor: TokenCursor, find: FindTable, reading: SqlReading): SqlTable | undefined {
  cursor.take('IF', 'EXISTS')
  cursor.take('ONLY')
  const table = find(cursor.takeName() ?? [])
  if (table === undefined) return undefined
  cursor.take('*')
  for (const action of joinActions(splitAtCommas(cursor.rest()))) applyAction(table, createTokenCursor(action), action, find, reading)
  return table
}

const ACTIONS = new Set('ADD ALTER DROP MODIFY CHANGE RENAME ATTACH WITH SET ENABLE DISABLE OWNER VALIDATE CHECK NOCHECK ENGINE COMMENT'.split(' '))

/** `ADD a int, b int` of SQL Server: what begins with no verb goes on with the one before. */
function joinActions(pieces: readonly (readonly SqlToken[])[]): (readonly SqlToken[])[] {
  let verb: readonly SqlToken[] = []
  return pieces.map((piece) => {
    const [first] = piece
    if (first?.kind === 'word' && ACTIONS.has(first.word)) {
      verb = piece.slice(0, 1)
      return piece
    }
    return [...verb, ...piece]
  })
}

function applyAction(table: SqlTable, cursor: TokenCursor, action: readonly SqlToken[], find: FindTable, reading: SqlReading): void {
  if (cursor.take('WITH')) cursor.next()
  if (cursor.take('ADD')) {
    if (cursor.peek()?.word === '(') for (const element of splitAtCommas(cursor.takeParentheses()?.inside ?? [])) add(table, element, reading)
    else add(table, cursor.rest(), reading)
  } else if (cursor.take('ALTER')) {
    cursor.take('COLUMN')
    alterColumn(table, cursor, reading)
  } else if (cursor.take('MODIFY')) {
    cursor.take('COLUMN')
    const elements = cursor.peek()?.word === '(' ? splitAtCommas(cursor.takeParentheses()?.inside ?? []) : [cursor.rest()]
    for (const element of elements) modify(table, element, reading)
  } else if (cursor.take('CHANGE')) {
    cursor.take('COLUMN')
    const column = findColumn(table, cursor.takeName()?.at(-1) ?? '')
    const parsed = parseColumn(cursor.rest(), reading)
    if (column !== undefined && parsed !== undefined) {
      Object.assign(column, parsed.column, { place: column.place })
      nameColumn(table, column)
    }
  } else if (cursor.take('DROP', 'COLUMN')) {
    cursor.take('IF', 'EXISTS')
    const column = findColumn(table, cursor.takeName()?.at(-1) ?? '')
    if (column !== undefined) column.dropped = true
  } else if (cursor.take('RENAME')) rename(table, cursor)
  else if (cursor.take('ATTACH', 'PARTITION')) {
    const part = find(cursor.takeName() ?? [])
    if (part !== undefined) part.dropped = true
  } else if (cursor.take('COMMENT')) {
    cursor.take('=')
    const text = action.at(-1)
    if (text?.kind === 'text') table.comment = text.text
  }
}

function add(table: SqlTable, given: readonly SqlToken[], reading: SqlReading): void {
  const cursor = createTokenCursor(given)
  const named = cursor.take('CONSTRAINT')
  if (named && cursor.peek()?.word !== 'DEFAULT') cursor.takeName()
  // `ADD CONSTRAINT DF_x DEFAULT (0) FOR [col]` of SQL Server.
  if (cursor.take('DEFAULT')) {
    const value = takeDefault(cursor, reading)
    const column = cursor.take('FOR') ? findColumn(table, cursor.takeName()?.at(-1) ?? '') : undefined
    if (column !== undefined) column.default = value
    return
  }
  if (readTableConstraint(table, createTokenCursor(given), reading) || named) return
  const columnCursor = createTokenCursor(given)
  columnCursor.take('COLUMN')
  columnCursor.take('IF', 'NOT', 'EXISTS')
  const parsed = parseColumn(columnCursor.rest(), reading)
  if (parsed !== undefined) addColumn(table, parsed)
}

function alterColumn(table: SqlTable, cursor: TokenCursor, reading: SqlReading): void {
  const column = findColumn(table, cursor.takeName()?.at(-1) ?? '')
  if (column === undefined) return
  if (cursor.take('SET', 'NOT', 'NULL')) column.notNull = true
  else if (cursor.take('DROP', 'NOT', 'NULL')) column.notNull = false
  else if (cursor.take('SET', 'DEFAULT')) {
    column.default = takeDefault(cursor, reading)
    if (isCounted(column.default)) column.generated = true
  } else if (cursor.take('DROP', 'DEFAULT')) column.default = undefined
  else if (cursor.take('ADD', 'GENERATED')) column.generated = true
  else if (cursor.take('SET', 'DATA', 'TYPE') || cursor.take('TYPE')) column.type = takeType(cursor) ?? column.type
  else if (cursor.take('SET') || cursor.take('DROP') || cursor.take('ADD') || cursor.take('RESTART')) return
  else {
    // SQL Server: the whole type again.
    const type = takeType(cursor)
    if (type === undefined) return
    column.type = type
    column.notNull = false
    parseConstraints(column, cursor, reading)
  }
}

/** Oracle names what changes, MySQL the whole column. */
function modify(table: SqlTable, element: readonly SqlToken[], reading: SqlReading): void {
  const column = findColumn(table, element[0]?.text ?? '')
  if (column === undefined) return
  const cursor = createTokenCursor(element, 1)
  const type = takeType(cursor)
  if (type !== undefined) column.type = type
  if (type !== undefined && element.every(({ word }) => word !== 'NULL')) column.notNull = false
  const { primaryKey, unique } = parseConstraints(column, cursor, reading)
  if (primaryKey) table.primaryKey = [column.name]
  if (unique) table.unique.push([column.name])
}

function rename(table: SqlTable, cursor: TokenCursor): void {
  if (cursor.take('TO')) {
    const name = cursor.takeName()?.at(-1)
    if (name !== undefined) table.parts = [...table.parts.slice(0, -1), name]
    return
  }
  if (cursor.take('CONSTRAINT') || cursor.take('INDEX')) return
  cursor.take('COLUMN')
  const column = findColumn(table, cursor.takeName()?.at(-1) ?? '')
  const name = cursor.take('TO') ? cursor.takeName()?.at(-1) : undefined
  if (column === undefined || name === undefined) return
  column.name = name
  nameColumn(table, column)
}

/** `nextval('orders_id_seq')`: a column that PostgreSQL counts up. */
export function isCounted(value: SqlTable['columns'][number]['default']): boolean {
  return value !== undefined && 'formula' in value && /^nextval\b/i.test(value.formula)
}
