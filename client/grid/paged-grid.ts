// The grid in pages of 100 lines, for screen readers: all cells of a page are in the document, in the order they are shown.
import { createLineGrid } from './create-line-grid.ts'
import type { LineGrid, LineGridSetting } from './line-grid-contract.ts'
import { LINES_OF_PAGE, pageOf, printPage } from './line-pages.ts'
import type { GridLine, MapView } from './map-view.ts'

export function createPagedGrid(host: HTMLElement, setting: LineGridSetting): LineGrid {
  const area = document.createElement('div')
  area.className = 'gx-paged'
  const inside = document.createElement('div')
  inside.className = 'gx-page'
  const pager = createPager(turnTo)
  area.append(inside, pager.element)
  host.append(area)
  const grid = createLineGrid(inside, setting)
  let all: readonly GridLine[] = []
  let view: MapView | undefined
  let page = 0

  const count = () => Math.max(1, Math.ceil(all.length / LINES_OF_PAGE))
  const shown = () => all.slice(page * LINES_OF_PAGE, (page + 1) * LINES_OF_PAGE)

  function draw(): void {
    page = Math.min(page, count() - 1)
    if (view !== undefined) grid.setLines(shown(), view)
    pager.show(page, count(), printPage(page, all.length))
  }

  function turnTo(next: number): void {
    const to = Math.max(0, Math.min(next, count() - 1))
    if (to === page) return
    page = to
    draw()
    grid.say(printPage(page, all.length))
  }

  return {
    ...grid,
    setLines(lines, nextView) {
      // The page stays with the lines it shows: others may add lines before them.
      const first = shown()[0]?.address
      all = lines
      view = nextView
      page = pageOf(lines, first) ?? page
      draw()
    },
    changeLines(changed, nextView) {
      view = nextView
      const byAddress = new Map(changed.map((line) => [line.address, line]))
      all = all.map((line) => byAddress.get(line.address) ?? line)
      const here = new Set(shown().map((line) => line.address))
      grid.changeLines(
        changed.filter((line) => here.has(line.address)),
        nextView,
      )
    },
    lines: () => all,
    focus(line, column) {
      const to = pageOf(all, line)
      if (to === undefined) return false
      turnTo(to)
      return grid.focus(line, column)
    },
    turnPage(step) {
      const isInGrid = inside.contains(document.activeElement)
      turnTo(page + step)
      const [first] = shown()
      if (isInGrid && first !== undefined) grid.focus(first.address, grid.selected()?.column)
      return true
    },
    close() {
      grid.close()
      area.remove()
    },
  }
}

type Pager = { readonly element: HTMLElement; readonly show: (page: number, pages: number, words: string) => void }

function createPager(turnTo: (page: number) => void): Pager {
  const element = document.createElement('nav')
  element.className = 'gx-pager'
  element.setAttribute('aria-label', 'Pages of lines')
  element.dataset['region'] = 'pages'
  const words = document.createElement('span')
  let now = { page: 0, pages: 1 }
  const button = (text: string, to: () => number) => {
    const made = document.createElement('button')
    made.type = 'button'
    made.textContent = text
    made.addEventListener('click', () => turnTo(to()))
    return made
  }
  const back = [button('First page', () => 0), button('Previous page', () => now.page - 1)]
  const on = [button('Next page', () => now.page + 1), button('Last page', () => now.pages - 1)]
  element.append(...back, words, ...on)
  return {
    element,
    show(page, pages, text) {
      now = { page, pages }
      words.textContent = text
      // Not `disabled`: a button that is pressed keeps the focus at the last page as well.
      for (const one of back) one.setAttribute('aria-disabled', String(page === 0))
      for (const one of on) one.setAttribute('aria-disabled', String(page === pages - 1))
    },
  }
}
