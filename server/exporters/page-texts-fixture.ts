// What a reader of a page sees: the texts of its elements, and what could act. The only place where tests of HTML and Markdown look at a page.
import { parse, type DefaultTreeAdapterMap } from 'parse5'
import fc from 'fast-check'
import { textOf, type Block, type SpecDocument } from '../../shared/document/document.ts'
import { filledColumns } from './read-columns.ts'

type Node = DefaultTreeAdapterMap['node']
type Element = DefaultTreeAdapterMap['element']

export function listElements(html: string): Element[] {
  const found: Element[] = []
  const visit = (node: Node) => {
    if ('tagName' in node) found.push(node)
    if ('childNodes' in node) for (const child of node.childNodes) visit(child)
  }
  visit(parse(html))
  return found
}

export function textIn(node: Node): string {
  if ('value' in node) return node.value
  if (node.nodeName === 'br') return '\n'
  return 'childNodes' in node ? node.childNodes.map(textIn).join('') : ''
}

const HOLDS_TEXT = new Set(['h1', 'h2', 'h3', 'h4', 'p', 'li', 'dt', 'dd', 'td', 'th', 'pre', 'title'])

/** Texts of the elements that hold one, without the empty ones. */
export function listTexts(html: string): string[] {
  return listElements(html)
    .filter(({ tagName }) => HOLDS_TEXT.has(tagName))
    .map(textIn)
    .filter((text) => text !== '')
}

export function attributesOf({ attrs }: Element): Readonly<Record<string, string>> {
  return Object.fromEntries(attrs.map(({ name, value }) => [name, value]))
}

/** Every text that people wrote or that stands for a value, as the document has it. */
export function textsOfDocument({ cover, sections }: SpecDocument): string[] {
  return [...cover.flatMap(textsOfBlock), ...sections.flatMap(({ title, lead = '', blocks }) => [title, lead, ...blocks.flatMap(textsOfBlock)])]
}

function textsOfBlock(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
    case 'text':
      return [block.text]
    case 'facts':
      return block.facts.flatMap(({ label, value }) => [label, ...[value].flat().map(textOf)])
    case 'parts':
      return block.parts.flatMap(({ title, items, empty }) => [title, ...(items.length === 0 ? [empty] : items)])
    case 'table':
      if (block.rows.length === 0) return [block.empty ?? 'None.']
      return block.rows.flatMap(({ cells }) => filledColumns(block).map(({ id }) => textOf(cells[id])))
  }
}

/** Texts that try to become more than text. */
export const hostileTexts = [
  '<script>window.__pwn=1</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</td></tr></table><h1>free</h1>',
  '</style><script>alert(1)</script>',
  '<!-- ',
  ']]>',
  '&lt;b&gt; &amp; &#60;',
  'javascript:alert(1)',
  '[click](javascript:alert(1))',
  '![x](https://example.com/x.png)',
  '<https://example.com> www.example.com https://example.com a@example.com',
  '| a | b |\n|---|---|\n| c | d |',
  'a \\| b \\\\| c \\',
  '`code` ``two`` ```three',
  '**bold** *em* __under__ _em_ ~~gone~~ snake_case_name $math$ [^1] [x]: /url',
  '# heading\n- list\n+ list\n1. one\n2) two\n> quote\n=====\n-----\n***\n    code\n```\nfence',
  '\u0000\u0001\u001B[31m\u0085\u2028line\r\nend\rlast\uFFFE\uD800',
  '\u202Egnp.exe',
  '=HYPERLINK("https://example.com","x")',
  '\n\nfirst after lines\n\n',
  '<br>',
  '</code></pre><script>1</script>',
]

const pieces = fc.constantFrom(
  ...hostileTexts,
  '|',
  '`',
  '\\',
  '<',
  '>',
  '&',
  '_',
  '*',
  '[',
  ']',
  '(',
  ')',
  '#',
  '-',
  '=',
  '~',
  '$',
  ':',
  '//',
  '\n',
  '\r\n',
  '\t',
  ' ',
  'a',
  '1.',
  '&amp;',
  '"',
  "'",
  '!',
  '\u00A0',
)

export const hostileText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.oneof(pieces, fc.string()), { maxLength: 6 }).map((parts) => parts.join('')),
)
