// The only place for the words that cells offer to choose from: short lists stand in the rule itself, others on a hidden sheet.
import { listChoices, type SheetLayout } from './excel-layout.ts'
import { looks } from './excel-looks.ts'
import { columnName, createSheetPrinter, quoted, type SheetCell, type Strings } from './xlsx-sheet.ts'
import type { Styles } from './xlsx-styles.ts'
import { toSheetName, toXlsxText } from './xlsx-text.ts'

export type Lists = {
  /** What the rule says for these words. */
  readonly formulaOf: (choices: readonly string[]) => string
  readonly sheet: { readonly name: string; readonly print: (strings: Strings, styles: Styles) => string } | undefined
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
    sheet: columns.length === 0 ? undefined : { name, print: (strings, styles) => printLists(columns, strings, styles.numberOf(looks.hidden)) },
  }
}

/** A comma parts two words, and Excel does not let it be quoted; blanks at the ends are lost. */
function fitsInRule(choices: readonly string[]): boolean {
  return choices.join(',').length <= LONGEST_LIST && choices.every((word) => !/[,"\n]|^\s|\s$/.test(word) && toXlsxText(word) === word)
}

function printLists(columns: readonly (readonly string[])[], strings: Strings, style: number): string {
  const printer = createSheetPrinter({ columns: columns.map(() => ({ width: 30 })), paper: 'A4', zoom: 100, deepest: 0, protect: false, footer: '' }, strings)
  const rows = Array.from({ length: Math.max(...columns.map(({ length }) => length)) }, (_, at) =>
    printer.row(at + 1, {
      cells: columns.flatMap((words, column): SheetCell[] => (words[at] === undefined ? [] : [{ column: column + 1, style, value: words[at] }])),
    }),
  )
  return [printer.begin(), ...rows, printer.end({ merges: [], colours: [], lists: [] })].join('')
}
