// Header cells of the grid: side name with its mark, column title with a second word at the right. Built with textContent.
import type { IHeaderGroupParams, IHeaderParams, IInnerHeaderComponent, IInnerHeaderGroupComponent } from 'ag-grid-community'
import { drawIcon } from './grid-icons.ts'

export type GroupTitle = { readonly title: string; readonly aside: string; readonly side?: 'source' | 'destination' }

export class GroupHeader implements IInnerHeaderGroupComponent {
  private readonly element = document.createElement('span')

  init(params: IHeaderGroupParams & { readonly titled: () => GroupTitle }): void {
    const { title, aside, side } = params.titled()
    this.element.className = `gx-group${side === undefined ? '' : ` gx-side-${side}`}`
    if (side !== undefined) this.element.append(drawIcon(side))
    this.element.append(text('gx-group-title', title), text('gx-group-aside', aside))
  }

  getGui(): HTMLElement {
    return this.element
  }
}

export class ColumnHeader implements IInnerHeaderComponent {
  private readonly element = document.createElement('span')

  init(params: IHeaderParams & { readonly aside?: string }): void {
    this.element.className = 'gx-header'
    this.element.append(text('gx-header-title', params.displayName))
    if (params.aside !== undefined) this.element.append(text('gx-end', params.aside))
  }

  getGui(): HTMLElement {
    return this.element
  }

  refresh(): boolean {
    return false
  }
}

function text(className: string, words: string): HTMLSpanElement {
  const element = document.createElement('span')
  element.className = className
  element.textContent = words
  return element
}
