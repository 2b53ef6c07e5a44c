// What is said when a colleague and I wrote the same cell: which cell, whose value, what stands now. Pure but for what it is given to read.
import { eachAbove } from '../../shared/mapping/item-scope.ts'
import { buildMapContext } from '../../shared/mapping/map-context.ts'
import type { CellChange } from '../../shared/project/project-doc.ts'
import type { Project } from '../../shared/project/project.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import type { SameCell, SameCellNews } from '../collab/same-cells.ts'
import { printRowCell, rowCellWords } from '../panels/row-cell-words.ts'

const LONGEST = 60

/** One sentence; `who`: of a single cell, where it is known. `name`: how the cell's object is called. */
export function tellSameCells(news: SameCellNews, project: Project, name: (cell: SameCell) => string, who = 'Somebody'): string {
  const { offlineEdits, cells } = news
  const [first] = cells
  const count = `${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}`
  if (offlineEdits > 0) {
    const saved = `Your ${offlineEdits === 1 ? 'offline edit is' : `${offlineEdits} offline edits are`} saved.`
    return first === undefined ? saved : `${saved} ${count} ${cells.length === 1 ? 'was' : 'were'} also changed by others.`
  }
  if (first === undefined || cells.length > 1) return `${count} that you just wrote were changed by others.`
  const texts = [first.mine, first.theirs].map((value) => printCell(project, first, value))
  const from = differsAt(texts[0] ?? '', texts[1] ?? '')
  const [mine, theirs] = texts.map((text) => quote(text, from))
  return `${who} changed ${cellName(first)} of ${name(first)} right after you: ${theirs} stands now, yours was ${mine}.`
}

/** `the note`. */
export function cellName({ home, cell }: Pick<CellChange, 'home' | 'cell'>): string {
  const words = home === 'rows' ? rowCellWords[cell] : undefined
  return `the ${(words ?? cell.replaceAll(/[A-Z]/g, (letter) => ` ${letter}`)).toLowerCase()}`
}

export function printCell(project: Project, at: Pick<CellChange, 'home' | 'object' | 'cell'>, value: JsonValue | undefined): string {
  if (value === undefined || value === '') return 'nothing'
  const row = at.home === 'rows' ? project.rows.find((one) => one.id === at.object) : undefined
  // Names are enough here; the schemas behind them need not be read.
  const context = row === undefined ? undefined : buildMapContext(project, row.fieldMap, () => undefined)
  if (row !== undefined && context !== undefined) return printRowCell(context, eachAbove(context, row), at.cell, value)
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function quote(text: string, differs: number): string {
  if (text === 'nothing') return text
  // Two long texts that begin alike are told from shortly before they part, at a word.
  const from = text.length > LONGEST && differs > LONGEST / 2 ? text.lastIndexOf(' ', differs - LONGEST / 3) + 1 : 0
  const shown = text.slice(from, from + LONGEST)
  return `"${from > 0 ? '… ' : ''}${shown}${from + LONGEST < text.length ? '…' : ''}"`
}

function differsAt(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at
}
