// The only place that finds the statements of a script that describe tables. All others are passed over without a look at what they hold.
import type { Dialect } from './dialect.ts'
import { createSqlLexer, type SqlLexer, type SqlToken } from './sql-lexer.ts'

/** The words and signs of one statement, without what ends it. */
export type SqlStatement = {
  readonly tokens: readonly SqlToken[]
  /** More words than any table has: the rest was left out. */
  readonly cut: boolean
}

export type ScriptEvents = {
  readonly statement: (statement: SqlStatement) => void
  /** The first words of a CREATE VIEW. */
  readonly view: (tokens: readonly SqlToken[]) => void
  /** A text, name or comment begins here and never ends. */
  readonly unended: (at: number) => void
}

const MOST_TOKENS = 300_000
/** Words before the one that tells what a CREATE makes: `OR REPLACE GLOBAL TEMPORARY`, ``DEFINER = `a`@`b` ``. */
const MOST_HEAD = 16

type Fate = 'read' | 'pass' | 'routine' | 'undecided'

const ROUTINES = new Set(['PROCEDURE', 'PROC', 'FUNCTION', 'TRIGGER', 'PACKAGE', 'EVENT', 'BODY'])
const READ_WHEN_CREATED = new Set(['TABLE', 'DOMAIN'])
const PASSED_WHEN_CREATED = new Set(['VIEW', 'INDEX', 'SEQUENCE', 'SCHEMA', 'DATABASE', 'EXTENSION', 'ROLE', 'USER', 'LOGIN', 'RULE', 'POLICY', 'AS', 'ON'])
/** Lines of a client program, not SQL: they end with the line. */
const CLIENT_COMMANDS = new Set(['REM', 'REMARK', 'PROMPT', 'SPOOL', 'GO', 'WHENEVER'])
const LOOP_ENDS = new Set(['IF', 'LOOP', 'WHILE', 'REPEAT', 'FOR'])
const TRANSACTIONS = new Set(['TRAN', 'TRANSACTION', 'DISTRIBUTED', 'WORK'])

export function readStatements(text: string, dialect: Dialect | undefined, events: ScriptEvents): void {
  const lexer = createSqlLexer(text, dialect)
  let routinesEnd = true
  let copiesEnd = true

  while (lexer.next() !== 'end') {
    if (skipClientCommand(lexer, text)) continue
    if (lexer.said() === ';') continue
    readStatement()
  }
  const unended = lexer.unended()
  if (unended !== undefined) events.unended(unended)

  function readStatement(): void {
    const begin = lexer.start()
    const tokens: SqlToken[] = [lexer.take()]
    let fate = fateOf(tokens)
    let cut = false
    let depth = 0
    let copies = false
    let ended = false
    while (!ended) {
      if (fate === 'routine' && routinesEnd) {
        skipRoutine(begin)
        return
      }
      lexer.next()
      ended = isEnd(depth)
      if (ended) break
      const said = lexer.said()
      if (said === '(') depth += 1
      else if (said === ')') depth -= 1
      copies ||= said === 'STDIN' && tokens[0]?.word === 'COPY'
      if (tokens.length >= (fate === 'pass' || fate === 'routine' ? MOST_HEAD : MOST_TOKENS)) cut = true
      else tokens.push(lexer.take())
      if (fate === 'undecided') fate = fateOf(tokens)
    }
    if (fate === 'read') events.statement({ tokens, cut })
    else if (tokens[0]?.word === 'CREATE' && tokens.find(({ word }) => PASSED_WHEN_CREATED.has(word))?.word === 'VIEW') events.view(tokens)
    if (copies && lexer.said() === ';') skipCopiedRows()
  }

  /** True behind what ends a statement, or before what can only begin the next where the end was forgotten. */
  function isEnd(depth: number): boolean {
    if (lexer.kind() === 'end') return true
    const said = lexer.said()
    if (said === ';') return true
    if (!lexer.startsLine()) return false
    if ((said === 'GO' || said === '/') && isAloneOnLine(text, lexer.at())) return true
    const begins =
      (said === 'CREATE' && (depth <= 0 || wordBehind(text, lexer.at()) === 'TABLE')) ||
      (depth <= 0 && ((said === 'ALTER' && wordBehind(text, lexer.at()) === 'TABLE') || said === 'EXEC' || said === 'EXECUTE' || said === 'INSERT'))
    if (begins) lexer.goTo(lexer.start())
    return begins
  }

  /** To the end of a body: `;` ends it only where every BEGIN and CASE has its END. */
  function skipRoutine(begin: number): void {
    let open = 0
    let firstEnd: number | undefined
    while (lexer.next() !== 'end') {
      let said = lexer.said()
      if (lexer.startsLine() && (said === 'GO' || said === '/') && isAloneOnLine(text, lexer.at())) return
      if (said === 'END') {
        const closes = wordBehind(text, lexer.at())
        if (LOOP_ENDS.has(closes)) lexer.next()
        else open -= 1
        if (closes === 'CASE') lexer.next()
        continue
      }
      if (said === 'BEGIN' && TRANSACTIONS.has(wordBehind(text, lexer.at()))) said = ''
      if (said === 'BEGIN' || said === 'CASE') open += 1
      if (said !== ';') continue
      if (open <= 0) return
      firstEnd ??= lexer.at()
    }
    // It never ends: only its first line is passed over, and no other routine is believed to end either.
    routinesEnd = false
    lexer.goTo(firstEnd ?? firstLineEnd(begin))
  }

  function firstLineEnd(begin: number): number {
    const end = text.indexOf('\n', begin)
    return end < 0 ? text.length : end
  }

  /** Rows of a PostgreSQL dump stand between the statements, up to a line `\.`. */
  function skipCopiedRows(): void {
    const end = copiesEnd ? text.indexOf('\n\\.', lexer.at()) : -1
    if (end < 0) copiesEnd = false
    else lexer.goTo(end + 3)
  }
}

/** What to do with a statement, by its first words. */
function fateOf(tokens: readonly SqlToken[]): Fate {
  const [first] = tokens
  const last = tokens.at(-1)
  if (first === undefined || last === undefined) return 'pass'
  if (first.word === 'COMMENT' || first.word === 'EXEC' || first.word === 'EXECUTE') return 'read'
  if (first.word !== 'CREATE' && first.word !== 'ALTER') return 'pass'
  if (tokens.length === 1) return 'undecided'
  if (ROUTINES.has(last.word)) return 'routine'
  if (first.word === 'ALTER') return last.word === 'TABLE' ? 'read' : 'pass'
  // `CREATE TYPE BODY` is a routine, `CREATE TYPE x` is not.
  if (tokens.length >= 3 && tokens.at(-2)?.word === 'TYPE') return 'read'
  if (READ_WHEN_CREATED.has(last.word)) return 'read'
  return tokens.length >= MOST_HEAD || PASSED_WHEN_CREATED.has(last.word) ? 'pass' : 'undecided'
}

/** Goes behind the line where it is no SQL: commands of psql, sqlite3, SQL*Plus and mysql. */
function skipClientCommand(lexer: SqlLexer, text: string): boolean {
  if (!lexer.startsLine()) return false
  const said = lexer.said()
  const end = text.indexOf('\n', lexer.start())
  const line = text.slice(lexer.start(), end < 0 ? text.length : Math.min(end, lexer.start() + 200))
  if (said === 'DELIMITER') lexer.setDelimiter(line.slice('DELIMITER'.length).trim().slice(0, 20))
  else if (!(said === '\\' || said === '.' || (said === '/' && isAloneOnLine(text, lexer.at())) || CLIENT_COMMANDS.has(said) || said.startsWith('@')))
    return false
  lexer.goTo(end < 0 ? text.length : end)
  return true
}

function isAloneOnLine(text: string, at: number): boolean {
  for (let i = at; i < text.length; i++) {
    const char = text[i] ?? ''
    if (char === '\n' || char === '\r') return true
    // `GO 5` runs what stands before it five times.
    if (char !== ' ' && char !== '\t' && !(char >= '0' && char <= '9') && char !== ';') return false
  }
  return true
}

const WORD_BEHIND = /\s{0,200}([A-Za-z]{1,40})/y

function wordBehind(text: string, at: number): string {
  WORD_BEHIND.lastIndex = at
  return WORD_BEHIND.exec(text)?.[1]?.toUpperCase() ?? ''
}
