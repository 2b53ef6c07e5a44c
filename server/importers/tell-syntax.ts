// The only place that tells the syntax of a text by what stands in it. Every look is linear: no pattern here can go back over what it has passed.
import type { FileSyntax } from './format-reader.ts'

/** Syntaxes that announce themselves by their first words, so that they are told without parsing. */
export type AnnouncedSyntax = Extract<FileSyntax, 'json' | 'xml' | 'html' | 'markdown' | 'graphql' | 'protobuf' | 'sql'>

const SPACES = /\s*/y
const WORD = /[A-Za-z_][A-Za-z0-9_.]*/y
/** How far a look at names and blanks goes: longer ones are no statement of anybody. */
const LONGEST_STATEMENT_HEAD = 2_000
const LONGEST_LINE = 100_000

/** Undefined: nothing announces itself; a table or YAML may still be there. */
export function tellAnnounced(text: string): AnnouncedSyntax | undefined {
  const first = text[endOf(SPACES, text, 0)]
  if (first === '{' || first === '[') return 'json'
  if (first === '<') return tellMarkup(text)
  if (startsGraphql(text)) return 'graphql'
  if (startsProtobuf(text)) return 'protobuf'
  return isSql(text) ? 'sql' : undefined
}

// Markup

const HTML_ROOTS = new Set(['html', 'head', 'body'])
/** What a piece of a web page begins with. A record may be called so too: it is a page only if a table of HTML stands in it. */
const HTML_PARTS = new Set(
  'a abbr article aside b blockquote br center code details div dl em font footer form h1 h2 h3 h4 h5 h6 header hr i img li link main meta nav ol p picture pre script section small span strong style table tbody thead title tr ul'.split(
    ' ',
  ),
)
const TAG_NAME = /[A-Za-z_][A-Za-z0-9_.:-]{0,100}/y

function tellMarkup(text: string): AnnouncedSyntax {
  let declared = false
  let at = endOf(SPACES, text, 0)
  while (text[at] === '<') {
    if (text.startsWith('<!--', at)) at = after(text, '-->', at + 4)
    else if (text.startsWith('<?', at)) {
      declared = true
      at = after(text, '?>', at + 2)
    } else if (text.startsWith('<!', at)) {
      const doctype = text.slice(at, at + 30).toLowerCase()
      if (doctype.startsWith('<!doctype') && doctype.slice(9).trimStart().startsWith('html')) return 'html'
      return 'xml'
    } else break
    at = endOf(SPACES, text, at)
  }
  const name = text[at] === '<' ? readAt(TAG_NAME, text, at + 1) : ''
  const lower = name.toLowerCase()
  if (HTML_ROOTS.has(lower)) return 'html'
  if (declared || (text[at] === '<' && !HTML_PARTS.has(lower))) return 'xml'
  if (hasPipeTable(text)) return 'markdown'
  if (text[at] !== '<') return 'markdown'
  return /<t[rhd][\s>]/i.test(text) || lower === 'script' || lower === 'style' || lower === 'meta' ? 'html' : 'xml'
}

// GraphQL and Protocol Buffers: the first statement tells.

const GRAPHQL_HEADS = [
  /schema\s{0,100}[@{]/y,
  /(?:type|interface|input|union)\s{1,100}[A-Za-z_]\w{0,500}\s{0,100}(?:[@{=]|implements\b)/y,
  /scalar\s{1,100}[A-Za-z_]\w{0,500}(?![^\s@#"])/y,
  /directive\s{1,100}@/y,
  /extend\s{1,100}(?:schema|scalar|type|interface|union|enum|input)\b/y,
]
const PROTOBUF_HEADS = [
  /(?:syntax|edition)\s{0,100}=\s{0,100}["']/y,
  /package\s{1,100}[A-Za-z_][\w.]{0,500}\s{0,100};/y,
  /import\s{1,100}(?:(?:public|weak)\s{1,100})?["'][^"'\n]{0,500}["']\s{0,100};/y,
  /option\s{1,100}[\w.()]{1,500}\s{0,100}=/y,
  /(?:message|service)\s{1,100}[A-Za-z_]\w{0,500}\s{0,100}\{/y,
  /extend\s{1,100}\.?[A-Za-z_][\w.]{0,500}\s{0,100}\{/y,
]
const ENUM_HEAD = /enum\s{1,100}[A-Za-z_]\w{0,500}[^{}]{0,1000}\{/y

function startsGraphql(text: string): boolean {
  const at = skipGraphqlComments(text, 0)
  if (GRAPHQL_HEADS.some((head) => matchesAt(head, text, at))) return true
  return matchesAt(ENUM_HEAD, text, at) && !enumHasNumbers(text, at)
}

function startsProtobuf(text: string): boolean {
  const at = skipSlashComments(text, 0)
  if (PROTOBUF_HEADS.some((head) => matchesAt(head, text, at))) return true
  return matchesAt(ENUM_HEAD, text, at) && enumHasNumbers(text, at)
}

/** `enum` is a word of both; only Protocol Buffers number the values. */
function enumHasNumbers(text: string, at: number): boolean {
  const open = text.indexOf('{', at)
  const close = text.indexOf('}', open)
  const ends = text.indexOf(';', open)
  return open >= 0 && ends >= 0 && (close < 0 || ends < close)
}

/** Comments, commas, and descriptions in quotes. */
function skipGraphqlComments(text: string, from: number): number {
  let at = from
  for (;;) {
    at = endOf(/[\s,\ufeff]*/y, text, at)
    if (text[at] === '#') at = after(text, '\n', at)
    else if (text.startsWith('"""', at)) at = after(text, '"""', at + 3)
    else if (text[at] === '"') at = endOf(/"(?:[^"\\\n]|\\.)*"?/y, text, at)
    else return at
  }
}

function skipSlashComments(text: string, from: number): number {
  let at = from
  for (;;) {
    at = endOf(/[\s;]*/y, text, at)
    if (text.startsWith('//', at)) at = after(text, '\n', at)
    else if (text.startsWith('/*', at)) at = after(text, '*/', at + 2)
    else return at
  }
}

// SQL: the first statement begins with a verb of SQL, and some line creates a table; or it changes one, as migrations do.

const SQL_VERBS = new Set(
  'alter analyze begin comment connect create declare delete delimiter drop exec execute go grant if insert lock pragma print prompt rem remark revoke select set spool start truncate update use whenever with'.split(
    ' ',
  ),
)
const CHANGES = /(?:alter\s{1,100}table|comment\s{1,100}on\s{1,100}(?:table|column)|create\s{1,100}(?:type|domain))\s/iy
const CREATE = /\bcreate\b/gi
/** Words that may stand between CREATE and TABLE. */
const BETWEEN = new Set('or replace global local private temporary temp unlogged external foreign column row transient hybrid virtual cached memory'.split(' '))

function isSql(text: string): boolean {
  const at = skipSqlComments(text, 0)
  // MySQL's other comment is a heading of Markdown: below it a table must be created at once.
  if (text[at] === '#') return createsTable(text, skipSqlComments(text, at, true))
  const verb = readAt(WORD, text, at)
  if (text[at] !== '\\' && (!SQL_VERBS.has(verb.toLowerCase()) || !/[\s;(]/.test(text[at + verb.length] ?? ' '))) return false
  if (matchesAt(CHANGES, text, at)) return true
  CREATE.lastIndex = at
  for (let found = CREATE.exec(text); found !== null; found = CREATE.exec(text)) {
    if (beginsLine(text, found.index) && createsTable(text, found.index)) return true
  }
  return false
}

const OTHER_STATEMENTS = [
  /(?:create|drop|alter)\s{1,100}(?:or\s{1,100}replace\s{1,100})?(?:view|materialized|table|function|procedure|trigger|index|unique|extension|schema|sequence|type|domain|operator|aggregate|cast|rule|policy|synonym|package|user|role|database)\s{1,100}[^\s;:,]/iy,
  /(?:insert\s{1,100}(?:into|ignore|all)|delete\s{1,100}from)\s{1,100}["'`[\w]/iy,
  /select\s{1,100}[^;]{0,2000}\sfrom\s/iy,
  /update\s{1,100}[^\s;]{1,500}\s{1,100}set\s/iy,
]

/** Statements that make no table: rows of a dump, functions, queries. Else the commas in them would pass for a table. */
export function isSqlWithoutTables(text: string): boolean {
  let at = skipSqlComments(text, 0)
  // Lines of psql, as scripts of its extensions begin with.
  while (text[at] === '\\') at = skipSqlComments(text, after(text, '\n', at))
  return text.includes(';', at) && OTHER_STATEMENTS.some((statement) => matchesAt(statement, text, at))
}

function createsTable(text: string, at: number): boolean {
  let next = at
  for (let words = 0; words < 7; words++) {
    const word = readAt(WORD, text, next).toLowerCase()
    if (word === 'table') return words > 0
    if (words === 0 ? word !== 'create' : !BETWEEN.has(word)) return false
    next = endOf(/\s{0,1000}/y, text, next + word.length)
  }
  return false
}

/** Nothing but blanks, or the end of a statement or comment, before it on its line. */
function beginsLine(text: string, at: number): boolean {
  let before = at - 1
  for (const least = at - LONGEST_STATEMENT_HEAD; before >= 0 && before > least && (text[before] === ' ' || text[before] === '\t');) before -= 1
  return before < 0 || '\n\r;/('.includes(text[before] ?? '')
}

function skipSqlComments(text: string, from: number, alsoHashes = false): number {
  let at = from
  for (;;) {
    at = endOf(/[\s;]*/y, text, at)
    if (text.startsWith('--', at) || (alsoHashes && text[at] === '#')) at = after(text, '\n', at)
    else if (text.startsWith('/*', at)) at = after(text, '*/', at + 2)
    else return at
  }
}

// Tables

/** A line of dashes between pipes, below a line with pipes and not deeper than Markdown allows. Only lines with pipes are looked at. */
export function hasPipeTable(text: string): boolean {
  let endBefore = -1
  for (let pipe = text.indexOf('|'); pipe >= 0;) {
    const start = text.lastIndexOf('\n', pipe) + 1
    const end = endOfLine(text, pipe)
    // The line before had pipes too, and ended where this one begins.
    if (endBefore === start - 1 && start > 0 && isDelimiterRow(text.slice(start, end))) return true
    endBefore = end
    pipe = text.indexOf('|', end)
  }
  return false
}

function isDelimiterRow(line: string): boolean {
  if (line.length > LONGEST_LINE || !line.includes('|') || !line.includes('-')) return false
  if (line.search(/[^ ]/) > 3) return false
  return /^[ \t|:-]+$/.test(line.trimEnd())
}

const TABLE_DELIMITERS = [',', '\t', ';', '|'] as const
/** Rows that are looked at, in so many characters. */
const ROWS_LOOKED_AT = 50
const LOOKED_AT = 262_144
const MANY_COLUMNS = 10_000

/** At least two rows one after the other have the same number of columns, two or more, and most rows that are looked at have it too. */
export function isCsv(text: string): boolean {
  return TABLE_DELIMITERS.some((delimiter) => {
    const counts = countColumns(text, delimiter)
    return counts.some((count, i) => count >= 2 && count === counts[i + 1] && counts.filter((other) => other === count).length * 2 >= counts.length)
  })
}

/** Columns of the first rows; rows without text are left out, and so is a row that the look cuts off. */
function countColumns(text: string, delimiter: string): number[] {
  const counts: number[] = []
  const end = Math.min(text.length, LOOKED_AT)
  let columns = 1
  let empty = true
  let quoted = false
  let fieldStarts = true
  for (let at = 0; at < end && counts.length < ROWS_LOOKED_AT; at++) {
    const char = text[at]
    if (quoted) {
      if (char !== '"') continue
      if (text[at + 1] === '"') at += 1
      else quoted = false
    } else if (char === '"' && fieldStarts) {
      quoted = true
      fieldStarts = false
      empty = false
    } else if (char === delimiter) {
      columns += 1
      fieldStarts = true
    } else if (char === '\n' || (char === '\r' && text[at + 1] !== '\n')) {
      if (!empty || columns > 1) counts.push(columns)
      columns = 1
      empty = true
      fieldStarts = true
    } else if (char !== '\r' && char !== ' ') {
      empty = false
      fieldStarts = false
    }
  }
  // A first row that the look cannot hold is refused by the reader of tables, with its number of columns.
  if (end < text.length && counts.length === 0 && columns > MANY_COLUMNS) return [columns, columns]
  if (end === text.length && !quoted && (!empty || columns > 1) && counts.length < ROWS_LOOKED_AT) counts.push(columns)
  return counts
}

// YAML

/** Whether the first line that says something could be one of a YAML mapping or list: `key:`, `- item`, `? key`, `&anchor`, `%YAML`. */
export function looksLikeYaml(text: string): boolean {
  for (let at = endOf(SPACES, text, 0); at < text.length; at = endOf(SPACES, text, endOfLine(text, at))) {
    const said = text.slice(at, Math.min(endOfLine(text, at), at + LONGEST_STATEMENT_HEAD)).trimEnd()
    if (said.startsWith('#') || said === '---' || said.startsWith('--- #')) continue
    if (/^(?:%YAML|[-?] |[-?]$|[&!]\S|--- ?[{[&!])/.test(said)) return true
    if (said.startsWith('"') || said.startsWith("'")) return /^\s*:(?:\s|$)/.test(said.slice(after(said, said[0] ?? '"', 1)))
    const colon = said.search(/:(?:\s|$)/)
    return colon > 0 && !/[,;\t|]/.test(said.slice(0, colon))
  }
  return false
}

// Looking

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at
  return pattern.test(text)
}

function readAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}

function endOf(pattern: RegExp, text: string, at: number): number {
  return at + readAt(pattern, text, at).length
}

/** Behind the next `mark`, or the end of the text. */
function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from)
  return found < 0 ? text.length : found + mark.length
}
