// The only place that reads the text of table cells in pages: as people see it, code in back-quotes, line breaks kept, links beside it.
import { attributeOf, isElement, type HtmlElement, type HtmlNode } from '../tables/html-cells.ts'

const SILENT = new Set(['script', 'style', 'template', 'noscript', 'svg', 'head', 'table'])
const BREAKS = new Set(['br', 'p', 'div', 'li', 'ul', 'ol', 'dt', 'dd', 'tr', 'blockquote', 'pre', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'])
const CODE = new Set(['code', 'tt', 'kbd', 'samp'])
/** Elements of one cell that are looked at: more is no table of people's. */
const MOST_STEPS = 200_000

export type PageCell = { readonly text: string; readonly links: readonly { readonly target: string; readonly text: string }[] }

/** Ends of elements stand on the same stack as their beginnings, so that no nesting is too deep. */
type Step = { readonly node: HtmlNode } | { readonly end: HtmlElement }

/** Tables inside are left out: they are tables of their own. */
export function readPageCell(nodes: readonly HtmlNode[]): PageCell {
  const pieces: string[] = []
  const links: { target: string; text: string }[] = []
  const starts = new Map<HtmlElement, number>()
  let code = 0
  let steps = 0
  const stack: Step[] = nodes.map((node) => ({ node })).toReversed()
  for (let next = stack.pop(); next !== undefined && steps < MOST_STEPS; next = stack.pop()) {
    steps += 1
    if ('end' in next) {
      const { end } = next
      const from = starts.get(end) ?? 0
      if (CODE.has(end.tagName) && --code === 0) {
        const inside = pieces.splice(from).join('').trim()
        if (inside !== '') pieces.push(`\`${inside}\``)
      }
      const target = end.tagName === 'a' ? (attributeOf(end, 'href')?.trim() ?? '') : ''
      // Places on the same page say nothing outside it.
      if (target !== '' && !target.startsWith('#') && !/^javascript:/i.test(target)) links.push({ target, text: tidy(pieces.slice(from).join('')) })
      if (BREAKS.has(end.tagName) && end.tagName !== 'br') pieces.push('\n')
      continue
    }
    const { node } = next
    if (isElement(node)) {
      if (SILENT.has(node.tagName)) continue
      if (BREAKS.has(node.tagName)) pieces.push('\n')
      if (node.tagName === 'img') pieces.push(attributeOf(node, 'alt') ?? '')
      if (CODE.has(node.tagName)) code += 1
      starts.set(node, pieces.length)
      stack.push({ end: node })
      for (let i = node.childNodes.length - 1; i >= 0; i--) stack.push({ node: node.childNodes[i] as HtmlNode })
    } else if ('value' in node && node.nodeName === '#text') pieces.push(node.value.replaceAll(/[ \t\r\n\f]+/g, ' '))
  }
  return { text: tidy(pieces.join('')), links }
}

/** Line breaks of the page's layout go, those that people see stay. */
function tidy(text: string): string {
  return text
    .replaceAll(/[ \t\u00a0]+/g, ' ')
    .replaceAll(/ ?\n[ \n]*/g, '\n')
    .trim()
}
