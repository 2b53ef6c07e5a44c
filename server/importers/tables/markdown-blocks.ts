// The only place that takes Markdown apart into headings, tables and operations.
import { Lexer, Parser, type Token, type Tokens } from 'marked'
import { anchorOf, readExample, readOperation, type Block, type Cell, type TableRow } from './blocks.ts'
import { readHtmlCell, readHtmlPiece } from './html-blocks.ts'
import { textCell } from './html-cells.ts'

/** Cells with nothing in them that Markdown, HTML or a link could mean. */
const PLAIN = /^[^<&`*_[\]\\~!@]*$/
const ONLY_CODE = /^`([^`]+)`$/
/** Longer cells are taken as they stand: no description is that long, and the markup of a hostile one could take minutes. */
const LONGEST_MARKUP = 8_000
/** A longer line is no Markdown that anybody wrote. */
const LONGEST_LINE = 200_000

/** Only blocks are looked at; the markup inside them only where a table or heading needs it. */
export function readMarkdown(text: string): Block[] {
  const lexer = new Lexer({ gfm: true })
  const blocks: Block[] = []
  let line = 0
  // What is quoted or stands in lists is taken out at most so deep, by steps of our own.
  const stack: { token: Token; line: number; depth: number }[] = []
  for (const token of lexer.blockTokens(prepareMarkdown(text), [])) {
    stack.push({ token, line, depth: 0 })
    line += countBreaks(token.raw)
  }
  stack.reverse()
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { token, line: above, depth } = next
    const inner: readonly Token[] = token.type === 'blockquote' ? (token.tokens ?? []) : token.type === 'list' ? itemTokens(token as Tokens.List) : []
    if (depth < 8) {
      let at = above
      const below = inner.map((each) => {
        const step = { token: each, line: at, depth: depth + 1 }
        at += countBreaks(each.raw)
        return step
      })
      for (const each of below.toReversed()) stack.push(each)
    }
    addBlocks(token, above, lexer, blocks)
  }
  return blocks
}

function addBlocks(token: Token, above: number, lexer: Lexer, blocks: Block[]): void {
  if (token.type === 'heading') {
    const { depth, text } = token as Tokens.Heading
    const operation = readOperation(text)
    // `{#anchor}` is how several programs let authors name it.
    const named = /\{#([\w-]{1,200})\}\s*$/.exec(text)
    const said = readInline(named === null ? text : text.slice(0, named.index), lexer).text.replaceAll('`', '')
    blocks.push({ kind: 'heading', level: depth, text: said, anchors: [...(named === null ? [] : [named[1] ?? '']), anchorOf(said)] })
    if (operation !== undefined) blocks.push(operation)
  } else if (token.type === 'table') {
    const { header, rows } = token as Tokens.Table
    const read = (cells: readonly Tokens.TableCell[], line: number): TableRow => ({
      cells: cells.map((cell) => readInline(cell.text, lexer)),
      line,
      nested: [],
    })
    blocks.push({ kind: 'table', line: above + 1, rows: [read(header, above + 1), ...rows.map((row, i) => read(row, above + 3 + i))] })
  } else if (token.type === 'html') blocks.push(...readHtmlPiece(token.raw, above))
  else if (token.type === 'paragraph' || token.type === 'text' || token.type === 'code') {
    const text = 'text' in token && typeof token.text === 'string' ? token.text : ''
    const operation = readOperation(token.type === 'code' ? (text.split('\n', 1)[0] ?? '') : text)
    const block = operation ?? (token.type === 'code' ? readExample(text, above + 2) : undefined)
    if (block !== undefined) blocks.push(block)
  }
}

function readInline(text: string, lexer: Lexer): Cell {
  if (PLAIN.test(text) || text.length > LONGEST_MARKUP) return textCell(text)
  const code = ONLY_CODE.exec(text)?.[1]
  if (code !== undefined) return { text, lead: code.trim(), rest: '', labels: [], links: [], indent: 0, struck: false }
  return readHtmlCell(Parser.parseInline(lexer.inlineTokens(text)))
}

function itemTokens(list: Tokens.List): Token[] {
  return list.items.flatMap((item) => item.tokens)
}

/** Quotes and lists inside one another, this many columns and signs deep: the parser calls itself for each. */
const DEEPEST_INDENT = 32
const TOO_QUOTED = /^(?:(?:[ \t]{0,8}>){9}|(?:[ \t]{0,8}[*+-][ \t]){9})/
const TOO_INDENTED = new RegExp(`^[ \\t]{${DEEPEST_INDENT},}`)

/** Line ends as Markdown knows them. Lines that no person wrote are left empty; tables are never so deep. */
export function prepareMarkdown(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => (line.length > LONGEST_LINE || TOO_QUOTED.test(line) ? '' : line.replace(TOO_INDENTED, ' '.repeat(DEEPEST_INDENT))))
    .join('\n')
}

function countBreaks(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1
  return count
}
