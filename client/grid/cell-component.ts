// The one class that draws grid cells. Builds with textContent only: nothing from a schema or a person is ever read as HTML (T-22).
import type { ICellRendererComp, ICellRendererParams } from 'ag-grid-community'
import type { CellPart, CellView } from './cell-view.ts'
import { drawIcon } from './grid-icons.ts'
import type { GridLine } from './map-view.ts'

export class LineCell implements ICellRendererComp<GridLine> {
  private readonly element = document.createElement('div')
  private key: string | undefined

  init(params: ICellRendererParams<GridLine, CellView>): void {
    this.element.className = 'gx-cell'
    this.draw(params.value)
  }

  getGui(): HTMLElement {
    return this.element
  }

  refresh(params: ICellRendererParams<GridLine, CellView>): boolean {
    this.draw(params.value)
    return true
  }

  private draw(view: CellView | null | undefined): void {
    const key = view?.key ?? ''
    if (key === this.key) return
    this.key = key
    this.element.replaceChildren(...(view?.parts ?? []).map(drawPart))
    if (view?.tip === undefined) this.element.removeAttribute('title')
    else this.element.title = view.tip
  }
}

function drawPart(part: CellPart): Element {
  switch (part.part) {
    case 'words':
      return span(`gx-words${toneClass(part.tone)}`, part.text)
    case 'mono':
      return span(`gx-mono${toneClass(part.tone)}${part.to === undefined ? '' : ' gx-to-end'}`, part.text)
    case 'path': {
      const path = span(`gx-path${toneClass(part.tone)}`)
      if (part.prefix !== '') path.append(span('gx-prefix', part.prefix))
      path.append(span('gx-leaf', part.name))
      return path
    }
    case 'icon':
      return withTitle(span(`gx-mark${toneClass(part.tone)}`), part.title, drawIcon(part.icon))
    case 'count': {
      const count = span(`gx-count${toneClass(part.tone)}`)
      count.append(drawIcon(part.icon), String(part.count))
      return withTitle(count, part.title)
    }
    case 'tag':
      return withTitle(span('gx-tag', part.text), part.title)
    case 'indent': {
      const indent = span('gx-indent')
      for (let level = 0; level < part.levels; level++) indent.append(document.createElement('i'))
      return indent
    }
    case 'required':
      return withTitle(span('gx-required', '*'), 'required')
    case 'end':
      return span('gx-end', part.text)
    case 'endIcon':
      return withTitle(span('gx-end'), part.title, drawIcon(part.icon))
    case 'fold': {
      const fold = withTitle(span('gx-fold'), part.folded ? 'Unfold (Alt+Right)' : 'Fold (Alt+Left)', drawIcon(part.folded ? 'folded' : 'open'))
      fold.dataset['fold'] = part.folded ? 'open' : 'close'
      return fold
    }
  }
}

function span(className: string, text?: string): HTMLSpanElement {
  const element = document.createElement('span')
  element.className = className
  if (text !== undefined) element.textContent = text
  return element
}

function withTitle<E extends HTMLElement>(element: E, title: string | undefined, ...children: Node[]): E {
  if (title !== undefined) element.title = title
  element.append(...children)
  return element
}

function toneClass(tone: string | undefined): string {
  return tone === undefined ? '' : ` gx-${tone}`
}
