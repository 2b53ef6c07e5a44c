// Header cells of the grid: side name with its mark, column title with a second word at the right and a button for its menu. Built with textContent.
import type { IHeaderGroupParams, IHeaderParams, IInnerHeaderComponent, IInnerHeaderGroupComponent } from 'ag-grid-community'
import type { ColumnId } from './columns.ts'
import { drawIcon } from './grid-icons.ts'
import type { HeaderMarks } from './header-marks.ts'

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

export type ColumnHeaderSetting = {
  readonly aside?: string
  /** As people say it where two columns have the same title. */
  readonly name: string
  readonly marks: HeaderMarks
  readonly onMenu: (column: ColumnId, anchor: HTMLElement) => void
}

export class ColumnHeader implements IInnerHeaderComponent {
  private readonly element = document.createElement('span')
  private readonly button = document.createElement('button')
  private stop: (() => void) | undefined

  init(params: IHeaderParams & ColumnHeaderSetting): void {
    const id = params.column.getColId() as ColumnId
    this.element.className = 'gx-header'
    this.element.append(text('gx-header-title', params.displayName))
    if (params.aside !== undefined) this.element.append(text('gx-end', params.aside))
    this.button.type = 'button'
    this.button.className = 'gx-header-menu'
    // The grid is one stop of Tab; Alt+Down opens the same from a cell.
    this.button.tabIndex = -1
    this.button.dataset['headerMenu'] = id
    // Else the press would begin to drag the column.
    for (const press of ['mousedown', 'pointerdown', 'touchstart'] as const) this.button.addEventListener(press, (event) => event.stopPropagation())
    this.button.addEventListener('click', (event) => {
      event.stopPropagation()
      params.onMenu(id, this.button)
    })
    this.element.append(this.button)
    const draw = () => this.mark(params, id)
    this.stop = params.marks.subscribe(draw)
    draw()
    // The header cell around it is there only after this.
    queueMicrotask(draw)
  }

  getGui(): HTMLElement {
    return this.element
  }

  refresh(): boolean {
    return false
  }

  destroy(): void {
    this.stop?.()
  }

  private mark({ marks, name }: ColumnHeaderSetting, id: ColumnId): void {
    const { filtered, sort } = marks.of(id)
    const says = [filtered ? 'filtered' : undefined, sort === undefined ? undefined : `sorted ${sort}`].filter((word) => word !== undefined)
    this.button.replaceChildren(...(filtered ? [drawIcon('filter')] : []), ...(sort === undefined ? [] : [drawIcon(sort)]))
    if (says.length === 0) this.button.append(drawIcon('open'))
    this.button.classList.toggle('gx-header-on', says.length > 0)
    this.button.title = `Filter or sort${says.length === 0 ? '' : `: ${says.join(', ')}`} (Alt+Down)`
    this.button.setAttribute('aria-label', `Filter or sort ${name}${says.length === 0 ? '' : `, ${says.join(', ')}`}`)
    this.element.closest('.ag-header-cell')?.setAttribute('aria-sort', sort ?? 'none')
  }
}

function text(className: string, words: string): HTMLSpanElement {
  const element = document.createElement('span')
  element.className = className
  element.textContent = words
  return element
}
