// The only place that takes the tables out of Markdown pages.
import { Lexer, Parser, type Token, type Tokens } from 'marked'
import { parseFragment } from 'parse5'
import type { Sheet } from '../../../shared/spreadsheet/spreadsheet.ts'
import { prepareMarkdown } from '../tables/markdown-blocks.ts'
import { readPageCell, type PageCell } from './page-cells.ts'
import { toSheet, type PageTables } from './page-sheets.ts'
import { createTitles, readHtmlPiece } from './read-html-tables.ts'
import type { SheetCounter } from './sheet-limits.ts'

/** Cells with nothing in them that Markdown, HTML or a link could mean. */
const PLAIN = /^[^<&`*_[\]\\~!@:]*$/
/** Longer cells are taken as they stand: the markup of a hostile one could take minutes. */
const LONGEST_MARKUP = 8_000
/** Quotes and lists inside one another that are looked into. */
const DEEPEST = 8

export function readMarkdownTables(text: string, count: SheetCounter): PageTables {
  const lexer = new Lexer({ gfm: true })
  const titles = createTitles()
  const sheets: Sheet[] = []
  let hasMore = false
  const stack: { readonly token: Token; readonly depth: number }[] = lexer
    .blockTokens(prepareMarkdown(text), [])
    .map((token) => ({ token, depth: 0 }))
    .toReversed()
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { token, depth } = next
    if (token.type === 'heading') titles.heading(readInline((token as Tokens.Heading).text.replace(/\{#[\w-]{1,200}\}\s*$/, ''), lexer).text)
    else if (token.type === 'table') sheets.push(...toSheet(titles.next(), rowsOf(token as Tokens.Table, lexer), count))
    else if (token.type === 'html') {
      const piece = readHtmlPiece(token.raw, count, titles)
      sheets.push(...piece.sheets)
      hasMore ||= piece.hasMore
    } else {
      const inner =
        token.type === 'blockquote' ? (token.tokens ?? []) : token.type === 'list' ? (token as Tokens.List).items.flatMap((item) => item.tokens) : []
      if (depth < DEEPEST) for (const below of inner.toReversed()) stack.push({ token: below, depth: depth + 1 })
      if (token.type !== 'space' && token.type !== 'hr' && token.type !== 'def') hasMore = true
    }
  }
  return { sheets, hasMore }
}

function rowsOf({ header, rows }: Tokens.Table, lexer: Lexer) {
  const read = (cells: readonly Tokens.TableCell[]) => cells.map(({ text }, at) => ({ cell: readInline(text, lexer), column: at + 1, across: 1, down: 1 }))
  return [read(header), ...rows.map(read)]
}

function readInline(text: string, lexer: Lexer): PageCell {
  if (PLAIN.test(text) || text.length > LONGEST_MARKUP) return { text: text.trim(), links: [] }
  return readPageCell(parseFragment(Parser.parseInline(lexer.inlineTokens(text))).childNodes)
}
