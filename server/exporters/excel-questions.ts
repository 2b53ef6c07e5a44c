// The sheet of questions, the open ones first.
import type { Worksheet } from 'exceljs'
import { printNumber, type Project } from '../../shared/project/project.ts'
import type { Question } from '../../shared/project/review-parts.ts'
import { look } from './excel-style.ts'
import { writeHead, writeRow, writeTitle, type Book, type CellText } from './excel-book.ts'

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
        question.text,
        aboutOf(project, question),
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

function aboutOf(project: Project, { at }: Question): CellText {
  const [kind, id] = [at.slice(0, at.indexOf(':')), at.slice(at.indexOf(':') + 1)]
  if (kind === 'row') {
    const row = project.rows.find((one) => one.id === id)
    const map = project.fieldMaps.find((one) => one.id === row?.fieldMap)
    return row === undefined ? 'A row that is gone' : { text: `${printNumber('rows', row.number)}  ${map?.name ?? ''}, ${row.destination}`, to: `row:${id}` }
  }
  if (kind === 'field') {
    const map = project.fieldMaps.find((one) => id.startsWith(`${one.id}:`))
    return map === undefined ? 'A field that is gone' : { text: `${map.name}, ${id.slice(map.id.length + 1)}`, to: `map:${map.id}` }
  }
  if (kind === 'use-case') {
    const useCase = project.useCases.find((one) => one.id === id)
    return useCase === undefined ? 'A use case that is gone' : { text: `${printNumber('useCases', useCase.number)}  ${useCase.title}`, to: at }
  }
  if (kind === 'step') {
    const step = project.steps.find((one) => one.id === id)
    return step === undefined ? 'A step that is gone' : { text: `Step: ${step.title}`, to: at }
  }
  return at
}
