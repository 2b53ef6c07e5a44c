// The only place for the words that cells offer to choose from: short lists stand in the rule itself, others on a hidden sheet.
import { listChoices, type SheetLayout } from './excel-layout.ts'
import { looks } from './excel-looks.ts'
import type { Book } from './excel-book.ts'
import { columnName, quoted, type SheetCell } from './excel-cells.ts'
import type { Styles } from './excel-styles.ts'
import { toSheetName, toXlsxText } from './xlsx-text.ts'

export type Lists = {
  /** What the rule says for these words. */
  readonly formulaOf: (choices: readonly string[]) => string
  readonly sheet: { readonly write: (book: Book, styles: Styles) => Promise<void> } | undefined
}

/** UTF-16 units of a list within a rule. */
const LONGEST_LIST = 255

export function planLists(sheets: readonly SheetLayout[]): Lists {
  const long = new Map<string, readonly string[]>()
  for (const sheet of sheets)
    for (const placed of sheet.tables) for (const { choices } of listChoices(placed)) if (!fitsInRule(choices)) long.set(choices.join('\n'), choices)
  const columns = [...long.values()]
  const name = toSheetName('Lists', new Set(sheets.map((sheet) => sheet.name.toLowerCase())))
  return {
    formulaOf(choices) {
      if (fitsInRule(choices)) return quoted(choices.join(','))
      const column = columnName([...long.keys()].indexOf(choices.join('\n')) + 1)
      return `'${name}'!$${column}$1:$${column}$${choices.length}`
    },
    sheet: columns.length === 0 ? undefined : { write: (book, styles) => writeLists(book, name, columns, styles.numberOf(looks.hidden)) },
  }
}

/** A comma parts two words, and Excel does not let it be quoted; blanks at the ends are lost. */
function fitsInRule(choices: readonly string[]): boolean {
  return choices.join(',').length <= LONGEST_LIST && choices.every((word) => !/[,"\n]|^\s|\s$/.test(word) && toXlsxText(word) === word)
}

async function writeLists(book: Book, name: string, columns: readonly (readonly string[])[], style: number): Promise<void> {
  const sheet = book.addSheet(name, { columns: columns.map(() => ({ width: 30 })), paper: 'A4', zoom: 100, deepest: 0, protect: false, footer: '' }, true)
  for (let at = 0; at < Math.max(...columns.map(({ length }) => length)); at++)
    sheet.row(at + 1, {
      cells: columns.flatMap((words, column): SheetCell[] => (words[at] === undefined ? [] : [{ column: column + 1, style, value: words[at] }])),
    })
  await sheet.end({ colours: [], lists: [] })
}
