// The only place that reads the statements of SQL scripts in their order and joins what they say of each table.
import { printSourcePlace, type SourcePlace } from '../../../shared/schema/graph-writer.ts'
import type { SchemaProblemCode } from '../../../shared/schema/schema-graph.ts'
import { createLineFinder } from '../line-finder.ts'
import { tellDialect } from './dialect.ts'
import { applyAlter } from './parse-alter.ts'
import { rulesOf, takeDefault, takeType, type SqlReading } from './parse-column.ts'
import { parseTable, shorten } from './parse-table.ts'
import { readStatements, type SqlStatement } from './statements.ts'
import { addRules, findColumn, putColumn, type SqlDefault, type SqlNamedType, type SqlTable, type ValueRules } from './sql-tables.ts'
import type { SqlToken } from './sql-lexer.ts'
import { createTokenCursor, type TokenCursor } from './token-cursor.ts'
import { readExtendedProperty } from './extended-property.ts'

export type SqlScript = {
  readonly tables: SqlTable[]
  /** By schema and name as far as written, in small letters. */
  readonly tableByName: Map<string, SqlTable>
  /** By last name, in small letters. */
  readonly types: Map<string, SqlNamedType>
}

export type ReportSqlProblem = (code: SchemaProblemCode, at: string, message: string) => void

/** Comments of columns and tables may stand before or behind what they are about. */
type Comment = { readonly table: readonly string[]; readonly column?: string; readonly text: string }

/** A table that SQLite keeps for a virtual one: `search_docsize`. */
const VIRTUAL_PART = /^(.{1,500})_(?:data|idx|content|docsize|config|segments|segdir|stat|node|parent|rowid)$/s
const LONGEST_SOURCE = 300
const MOST_VIEWS = 10_000
/** Views that a sentence names. */
const MOST_NAMED = 8
/** Columns that tables have because they are LIKE another, at most. */
const MOST_COPIED = 200_000

/** Adds the tables of one file to the script. */
export function readSqlFile(text: string, file: string, script: SqlScript, report: ReportSqlProblem): void {
  const dialect = tellDialect(text)
  const lineOf = createLineFinder(text)
  const place = (at: number): SourcePlace => ({ file, line: lineOf(at) })
  const reading: SqlReading = {
    dialect,
    textInDoubleQuotes: dialect === 'mysql',
    place: (token) => place(token?.at ?? 0),
    source(tokens) {
      const [first, last] = [tokens[0], tokens.at(-1)]
      if (first === undefined || last === undefined) return ''
      const source = text.slice(first.at, Math.min(last.end, first.at + LONGEST_SOURCE)).replaceAll(/\s+/g, ' ')
      return last.end - first.at > LONGEST_SOURCE ? `${source}…` : source
    },
  }
  const comments: Comment[] = []
  const virtual = new Set<string>()
  let copiesLeft = MOST_COPIED

  const views = new Map<string, SqlToken | undefined>()
  readStatements(text, dialect, {
    statement: readStatement,
    view: readView,
    unended: (at) =>
      report('unsupported-construct', printSourcePlace(place(at)), 'The text, name or comment that begins here never ends; what follows is not read.'),
  })
  reportViews()
  for (const { table, column, text: comment } of comments) {
    const found = findTable(table)
    if (found === undefined) continue
    if (column === undefined) found.comment = comment
    else {
      const about = findColumn(found, column)
      if (about !== undefined) about.comment = comment
    }
  }

  function readStatement({ tokens, cut }: SqlStatement): void {
    const cursor = createTokenCursor(tokens)
    const said = (i: number): string => tokens[i]?.word ?? ''
    if (cut)
      report(
        'unsupported-construct',
        printSourcePlace(reading.place(tokens[0])),
        'This statement has more words than any table needs; the rest of it is not read.',
      )
    if (cursor.take('ALTER', 'TABLE')) {
      const table = applyAlter(cursor, findTable, reading)
      if (table !== undefined) remember(table)
    } else if (cursor.take('COMMENT', 'ON')) readComment(cursor)
    else if (said(0) === 'EXEC' || said(0) === 'EXECUTE') {
      const property = readExtendedProperty(tokens)
      if (property !== undefined) comments.push(property)
    } else readCreate(cursor)
  }

  function readView(tokens: readonly SqlToken[]): void {
    const cursor = createTokenCursor(tokens)
    for (let token = cursor.next(); token !== undefined; token = cursor.next()) {
      if (token.word !== 'VIEW') continue
      cursor.take('IF', 'NOT', 'EXISTS')
      const name = cursor.takeName()?.at(-1)
      if (name !== undefined && views.size < MOST_VIEWS) views.set(name, tokens[0])
      return
    }
  }

  /** Dumps also make a table of a view's name, which stands in for it. */
  function reportViews(): void {
    const left = [...views.keys()].filter((name) => findTable([name]) === undefined)
    const [first] = left
    if (first === undefined) return
    const named = left.slice(0, MOST_NAMED).map((name) => `\`${shorten(name)}\``)
    const more = left.length > named.length ? ` and ${left.length - named.length} more` : ''
    const message = `${left.length === 1 ? 'A view is' : `${left.length} views are`} left out: ${named.join(', ')}${more}. To map from one, write its columns as a CREATE TABLE.`
    report('unsupported-construct', printSourcePlace(reading.place(views.get(first))), message)
  }

  function readCreate(cursor: TokenCursor): void {
    let isVirtual = false
    for (let token = cursor.next(); token !== undefined; token = cursor.next()) {
      isVirtual ||= token.word === 'VIRTUAL'
      if (token.word === 'TABLE') {
        if (!isVirtual) return readTable(cursor)
        cursor.take('IF', 'NOT', 'EXISTS')
        virtual.add(cursor.takeName()?.at(-1) ?? '')
        return
      }
      if (token.word === 'DOMAIN') return readDomain(cursor)
      if (token.word === 'TYPE') return readType(cursor)
    }
  }

  function readTable(cursor: TokenCursor): void {
    const start = cursor.peek()
    const parsed = parseTable(cursor, reading)
    if (parsed === undefined) return
    const { table, faults, like } = parsed
    for (const { at, message } of faults) report('unsupported-construct', printSourcePlace(reading.place(at ?? start)), message)
    const model = like === undefined ? undefined : findTable(like)
    if (model !== undefined) copyColumns(model, table)
    const name = table.parts.at(-1) ?? ''
    const owner = VIRTUAL_PART.exec(name)?.[1]
    if (table.columns.length === 0 || (owner !== undefined && virtual.has(owner))) return
    if (script.tableByName.has(keyOf(table.parts))) {
      report('unsupported-construct', printSourcePlace(table.place), `The table \`${shorten(name)}\` is made twice; the first is read.`)
      return
    }
    script.tables.push(table)
    remember(table)
  }

  function readDomain(cursor: TokenCursor): void {
    const name = cursor.takeName()?.at(-1)
    if (name === undefined) return
    cursor.take('AS')
    const type = takeType(cursor)
    const rules: ValueRules = {}
    let notNull = false
    let given: SqlDefault | undefined
    while (cursor.peek() !== undefined) {
      if (cursor.take('NOT', 'NULL')) notNull = true
      else if (cursor.take('DEFAULT')) given = takeDefault(cursor, reading)
      else if (cursor.take('CHECK')) for (const each of rulesOf(cursor.takeParentheses()?.inside ?? [], reading).found) addRules(rules, each.rules)
      else cursor.next()
    }
    script.types.set(name.toLowerCase(), { kind: 'domain', type, notNull, rules, default: given })
  }

  function readType(cursor: TokenCursor): void {
    const first = cursor.peek()
    const name = cursor.takeName()?.at(-1)
    if (name === undefined) return
    const key = name.toLowerCase()
    // An alias of SQL Server.
    if (cursor.take('FROM')) {
      const type = takeType(cursor)
      script.types.set(key, { kind: 'domain', type, notNull: cursor.take('NOT', 'NULL'), rules: {}, default: undefined })
      return
    }
    cursor.take('FORCE')
    if (!cursor.take('AS') && !cursor.take('IS')) return
    if (cursor.take('ENUM')) {
      const values = (cursor.takeParentheses()?.inside ?? []).flatMap(({ kind, text: value }) => (kind === 'text' ? [value] : []))
      script.types.set(key, { kind: 'enum', values })
      return
    }
    cursor.take('OBJECT')
    if (cursor.peek()?.word !== '(') return
    // The list of fields reads as that of a table.
    const parsed = parseTable(createTokenCursor([...(first === undefined ? [] : [first]), ...cursor.rest()]), reading)
    if (parsed !== undefined) script.types.set(key, { kind: 'object', table: parsed.table })
  }

  function readComment(cursor: TokenCursor): void {
    const isColumn = cursor.take('COLUMN')
    if (!isColumn && !cursor.take('TABLE')) return
    const parts = cursor.takeName()
    if (parts === undefined || !cursor.take('IS')) return
    const comment = cursor.next()
    if (comment?.kind !== 'text') return
    comments.push(isColumn ? { table: parts.slice(0, -1), column: parts.at(-1) ?? '', text: comment.text } : { table: parts, text: comment.text })
  }

  function remember(table: SqlTable): void {
    script.tableByName.set(keyOf(table.parts), table)
    // Without its schema a name means the first table that has it.
    const bare = keyOf(table.parts.slice(-1))
    if (!script.tableByName.has(bare)) script.tableByName.set(bare, table)
  }

  function findTable(parts: readonly string[]): SqlTable | undefined {
    const found = script.tableByName.get(keyOf(parts))
    if (found !== undefined || parts.length < 2) return found
    const bare = script.tableByName.get(keyOf(parts.slice(-1)))
    return bare?.parts.length === 1 ? bare : undefined
  }

  function copyColumns(from: SqlTable, to: SqlTable): void {
    const own = to.columns.splice(0)
    to.byName.clear()
    for (const column of from.columns) {
      if (column.dropped || --copiesLeft < 0) continue
      putColumn(to, { ...column, notes: [...column.notes], rules: { ...column.rules } })
    }
    for (const column of own) putColumn(to, column)
  }
}

/** Schema and name: what stands before them is the same for all. */
function keyOf(parts: readonly string[]): string {
  return parts.slice(-2).join('\0').toLowerCase()
}
