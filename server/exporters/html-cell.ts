// The only place that writes a cell as HTML: its text, and where it leads.
import { textOf, type Cell } from '../../shared/document/document.ts'
import { escapeHtml, element } from './html-text.ts'
import { webPlace } from './excel-cells.ts'
import type { Anchors } from './document-anchors.ts'

/** Links lead into the document or to a checked https address; every other one stays text. */
export function linkHtml(cell: Cell | undefined, anchors: Anchors): string {
  const text = escapeHtml(textOf(cell))
  const href = cell === undefined || text === '' ? undefined : hrefOf(cell, anchors)
  return href === undefined ? text : element('a', { href, rel: href.startsWith('#') ? undefined : 'noreferrer noopener' }, text)
}

function hrefOf(cell: Cell, anchors: Anchors): string | undefined {
  if (typeof cell === 'string' || 'count' in cell) return undefined
  if (cell.to !== undefined) {
    const place = anchors.find(cell.to)
    return place === undefined ? undefined : `#${place.anchor}`
  }
  const place = cell.web === undefined ? undefined : webPlace(cell.web)
  return place !== undefined && 'web' in place ? place.web : undefined
}
