// The sheet of what is found about the project: the problems that are open, then those that people decided to live with, each with the reason.
import type { Worksheet } from 'exceljs'
import type { Project } from '../../shared/project/project.ts'
import { describePlace, parsePlace } from '../../shared/review/place.ts'
import type { ReviewProblem } from '../../shared/review/review.ts'
import { isProblemCode, rules } from '../../shared/review/rules.ts'
import { look } from './excel-style.ts'
import { writeHead, writeRow, writeTitle, type Book, type CellText } from './excel-book.ts'

export const PROBLEM_WIDTHS = [10, 26, 64, 38, 18, 12, 48] as const
const rank = { error: 0, warning: 1, hint: 2 } as const
const words = { error: 'Error', warning: 'Warning', hint: 'Hint' } as const

/** Open ones first, the worst of them before the others; in the order they were found. */
export function writeProblems(book: Book, sheet: Worksheet, project: Project, problems: readonly ReviewProblem[]): void {
  const header = writeTitle(book, sheet, 'Problems', 'An error keeps its row from being ready. What is waived has a reason and a name.', PROBLEM_WIDTHS.length)
  writeHead(sheet, header, ['Severity', 'Rule', 'Problem', 'Where', 'Waived by', 'Waived on', 'Because'])
  const sorted = problems.toSorted((a, b) => weightOf(a) - weightOf(b))
  sorted.forEach((problem, index) => {
    const { severity, code, message, at, waiver } = problem
    writeRow(
      book,
      sheet,
      header + 1 + index,
      [
        words[severity],
        isProblemCode(code) ? rules[code].title : code,
        message,
        placeCell(project, at),
        waiver?.byName ?? '',
        waiver?.time.slice(0, 10) ?? '',
        waiver?.reason ?? '',
      ],
      [waiver === undefined && severity === 'error' ? look.strong : look.quiet, look.cell, look.cell, look.cell, look.cell, look.quiet, look.cell],
    )
  })
  sheet.views = [{ state: 'frozen', xSplit: 0, ySplit: header, showGridLines: false }]
  sheet.pageSetup.printTitlesRow = `${header}:${header}`
  if (sorted.length > 0) sheet.autoFilter = { from: { row: header, column: 1 }, to: { row: header + sorted.length, column: PROBLEM_WIDTHS.length } }
}

function weightOf({ severity, waiver }: ReviewProblem): number {
  return (waiver === undefined ? 0 : 3) + rank[severity]
}

/** A place as people know it, with a link where the workbook has it. */
export function placeCell(project: Project, at: string): CellText {
  const place = parsePlace(at)
  const text = describePlace(project, at)
  switch (place?.kind) {
    case 'row':
    case 'use-case':
    case 'step':
      return { text, to: at }
    case 'map':
    case 'field':
      return { text, to: `map:${place.fieldMap}` }
    case 'lookup':
      return { text, to: `table:${place.id}` }
    default:
      return text
  }
}
