// The sheet of questions, the open ones first.
import type { Worksheet } from 'exceljs'
import { printNumber, type Project } from '../../shared/project/project.ts'
import { placeCell } from './excel-problems.ts'
import { look } from './excel-style.ts'
import { writeHead, writeRow, writeTitle, type Book } from './excel-book.ts'

export const QUESTION_WIDTHS = [9, 11, 54, 40, 18, 18, 13, 54] as const
const rank = { open: 0, answered: 1, closed: 2 } as const

export function writeQuestions(book: Book, sheet: Worksheet, project: Project): void {
  const header = writeTitle(book, sheet, 'Questions', 'An open question keeps its row from being ready.', QUESTION_WIDTHS.length)
  writeHead(sheet, header, ['Number', 'Status', 'Question', 'About', 'Asked by', 'Asked of', 'Asked on', 'Answer'])
  const questions = project.questions.filter((question) => question.deleted !== true).toSorted((a, b) => rank[a.status ?? 'open'] - rank[b.status ?? 'open'])
  questions.forEach((question, index) => {
    const status = question.status ?? 'open'
    writeRow(
      book,
      sheet,
      header + 1 + index,
      [
        printNumber('questions', question.number),
        status,
        question.kind === 'defect' ? `Defect: ${question.text}` : question.text,
        placeCell(project, question.at),
        question.askedBy ?? '',
        project.people.find((person) => person.id === question.askedOf)?.name ?? '',
        question.askedAt?.slice(0, 10) ?? '',
        question.answer ?? '',
      ],
      [
        look.quiet,
        status === 'open' ? look.strong : look.quiet,
        look.cell,
        look.cell,
        look.quiet,
        look.cell,
        look.quiet,
        status === 'open' ? look.input : look.cell,
      ],
    )
    book.mark(`question:${question.id}`, sheet, header + 1 + index)
  })
  sheet.views = [{ state: 'frozen', xSplit: 0, ySplit: header, showGridLines: false }]
  sheet.pageSetup.printTitlesRow = `${header}:${header}`
  if (questions.length > 0) sheet.autoFilter = { from: { row: header, column: 1 }, to: { row: header + questions.length, column: QUESTION_WIDTHS.length } }
}
