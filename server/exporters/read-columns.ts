// Which columns of a table somebody needs who only reads it: one place for every format that does not come back.
import { textOf, type Block, type Column, type SpecDocument, type Table } from '../../shared/document/document.ts'
import { sideTitles } from './excel-looks.ts'

/** Where readers of a workbook ask: a page cannot be sent back. */
const ASKED_IN = 'question'

export function columnsToRead({ columns, comesBack }: Table): readonly Column[] {
  return comesBack === true ? columns.filter(({ id }) => id !== ASKED_IN) : columns
}

/** Where no heads of sides stand above, two columns of one name are told apart by their side. */
export function titleAlone({ title, side }: Column, columns: readonly Column[]): string {
  const name = side === undefined ? '' : sideTitles[side]
  const isOne = name === '' || columns.filter((other) => other.title === title).length < 2
  return isOne ? title : `${title} (${name.toLowerCase()})`
}

/** Without those in which nothing is written: a page is narrower than a workbook. Columns that wait for somebody's pen stay. */
export function filledColumns(table: Table): readonly Column[] {
  if (table.rows.length === 0) return columnsToRead(table)
  return columnsToRead(table).filter(
    ({ id, input }) =>
      (input === true && table.comesBack !== true) ||
      table.rows.some(({ cells }) => {
        const cell = cells[id]
        return textOf(cell) !== '' || (typeof cell === 'object' && cell.tone === 'input')
      }),
  )
}

/** Whether the blocks have the contents already. */
export function mentionsSections(blocks: SpecDocument['cover']): boolean {
  return blocks.some(
    (block: Block) =>
      block.kind === 'table' &&
      block.rows.some(({ cells }) => Object.values(cells).some((cell) => typeof cell === 'object' && 'to' in cell && cell.to?.startsWith('section:') === true)),
  )
}
