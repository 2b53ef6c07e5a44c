// The only place that reads the text of HTML cells: code, labels, links, line breaks and how far the text stands to the right.
import type { DefaultTreeAdapterTypes } from 'parse5'
import { EMPTY_CELL, type Cell } from './blocks.ts'

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode
export type HtmlElement = DefaultTreeAdapterTypes.Element

const SILENT = new Set(['script', 'style', 'template', 'noscript', 'svg', 'button', 'select', 'table', 'head'])
const BREAKS = new Set(['br', 'p', 'div', 'li', 'ul', 'ol', 'dt', 'dd', 'tr', 'blockquote', 'pre', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'])
const CODE = new Set(['code', 'tt', 'kbd', 'samp', 'var'])
const BOLD = new Set(['strong', 'b'])
const LABEL_CLASS = /label|badge|tag|pill|chip|required|optional|readonly|deprecated/i
const FACT_LABEL =
  /^(read[\s-]?only|write[\s-]?only|required|mandatory|optional|deprecated|nullable|pflicht(feld)?|erforderlich|nur lesbar|schreibgeschützt|veraltet)$/i
/** Characters of one cell that are read. */
const LONGEST_CELL = 40_000

export function isElement(node: HtmlNode | undefined): node is HtmlElement {
  return node !== undefined && 'tagName' in node
}

export function attributeOf(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((attribute) => attribute.name === name)?.value
}

/** Ends of elements stand on the same stack as their beginnings, so that no nesting is too deep. */
type Step = { readonly node: HtmlNode } | { readonly end: HtmlElement }

export function readCell(nodes: readonly HtmlNode[]): Cell {
  let text = ''
  let lead: { text: string; end: number } | undefined
  let struck = true
  let strikes = 0
  let code = 0
  let indent = 0
  const labels: string[] = []
  const links: { href: string; text: string }[] = []
  const starts = new Map<HtmlElement, number>()
  const stack: Step[] = nodes.map((node) => ({ node })).toReversed()
  for (let next = stack.pop(); next !== undefined && text.length < LONGEST_CELL; next = stack.pop()) {
    if ('end' in next) {
      const { end } = next
      const from = starts.get(end) ?? text.length
      const inside = text.slice(from).replaceAll('`', '').trim()
      if (CODE.has(end.tagName) && (code -= 1) === 0) {
        text = `${text.slice(0, from)}${inside === '' ? '' : `\`${inside}\``}`
      }
      if (end.tagName === 'del' || end.tagName === 's' || end.tagName === 'strike') strikes -= 1
      if ((CODE.has(end.tagName) || BOLD.has(end.tagName)) && lead === undefined && inside !== '' && withoutMarks(text.slice(0, from)) === '')
        lead = { text: inside, end: text.length }
      if (end.tagName === 'a') links.push({ href: attributeOf(end, 'href') ?? '', text: inside })
      if (isLabel(end) && FACT_LABEL.test(inside)) {
        labels.push(inside.toLowerCase())
        text = text.slice(0, from)
        if (lead !== undefined && lead.end > text.length) lead = undefined
      }
      if (BREAKS.has(end.tagName) && end.tagName !== 'br') text += '\n'
      continue
    }
    const { node } = next
    if (isElement(node)) {
      if (SILENT.has(node.tagName)) continue
      starts.set(node, text.length)
      if (text.trim() === '') indent += indentOf(node)
      if (node.tagName === 'br' || (BREAKS.has(node.tagName) && text !== '')) text += '\n'
      if (CODE.has(node.tagName)) code += 1
      if (node.tagName === 'del' || node.tagName === 's' || node.tagName === 'strike') strikes += 1
      if (text.endsWith('\n')) starts.set(node, text.length)
      stack.push({ end: node })
      for (let i = node.childNodes.length - 1; i >= 0; i--) stack.push({ node: node.childNodes[i] as HtmlNode })
    } else if ('value' in node && node.nodeName === '#text') {
      if (strikes === 0 && node.value.trim() !== '') struck = false
      text += node.value.replaceAll(/[ \t\r\n\f]+/g, ' ').slice(0, LONGEST_CELL)
    }
  }
  return finishCell(text, lead, { labels, links, struck, indent })
}

/** Plain text as a cell, for formats without markup. */
export function textCell(text: string): Cell {
  return finishCell(text.slice(0, LONGEST_CELL), undefined, { labels: [], links: [], struck: false, indent: 0 })
}

/** Signs that people put before the name of a child; not those before a digit (`+1` is a name). */
const MARKS = /^(?:[\s\u00a0\u2003\u2002]|[-–—+.>](?!\d)|[→↳└├│─»·•▸›∟])+/

function withoutMarks(text: string): string {
  return text.replace(MARKS, '')
}

function finishCell(raw: string, lead: { text: string; end: number } | undefined, more: Pick<Cell, 'labels' | 'links' | 'struck' | 'indent'>): Cell {
  if (raw.trim() === '' && more.labels.length === 0) return more.links.length === 0 ? EMPTY_CELL : { ...EMPTY_CELL, links: more.links }
  const marks = (MARKS.exec(raw)?.[0] ?? '').replace(/^\n+/, '')
  // One ordinary blank before the text is how the source was laid out.
  const indent = more.indent + (marks === ' ' || marks.includes('\n') ? 0 : marks.length)
  return {
    text: tidy(raw),
    ...(lead === undefined ? {} : { lead: lead.text }),
    rest: lead === undefined ? '' : tidy(raw.slice(lead.end)),
    labels: more.labels,
    links: more.links,
    indent,
    struck: more.struck && raw.trim() !== '',
  }
}

function tidy(text: string): string {
  return text
    .replaceAll(/[ \u00a0\t]+/g, ' ')
    .replaceAll(/ ?\n[ \n]*/g, '\n')
    .trim()
}

function isLabel(element: HtmlElement): boolean {
  return LABEL_CLASS.test((attributeOf(element, 'class') ?? '').slice(0, 500)) || element.tagName === 'mark'
}

const INDENT_STYLE = /(?:padding-left|margin-left|text-indent|padding-inline-start)\s*:\s*(\d{1,4})/i
const INDENT_CLASS = /(?:^|[\s_-])(?:indent|level|depth|lvl|ml|pl|ps|ms)-?(\d{1,2})(?:\s|$)/i

export function indentOf(element: HtmlElement): number {
  const style = INDENT_STYLE.exec((attributeOf(element, 'style') ?? '').slice(0, 500))?.[1]
  const named = INDENT_CLASS.exec((attributeOf(element, 'class') ?? '').slice(0, 500))?.[1]
  return Number(style ?? 0) + Number(named ?? 0)
}
