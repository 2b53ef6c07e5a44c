// The section of questions: the open ones first, each with a place for the answer, which comes back.
import { printNumber } from '../project/project.ts'
import type { Question } from '../project/review-parts.ts'
import type { Section, Table, TableRow } from './document.ts'
import type { DocumentSource } from './document-options.ts'
import { shownParts } from './shown-parts.ts'
import { joinedCell, personName, placeCell, printDay, toned } from './told-cells.ts'

const rank = { open: 0, answered: 1, closed: 2 } as const
const statusWords = { open: 'Open', answered: 'Answered', closed: 'Closed' } as const

export function questionsSection(source: DocumentSource): Section | undefined {
  const questions = shownParts(source).questions.toSorted((a, b) => rank[a.status ?? 'open'] - rank[b.status ?? 'open'])
  const open = questions.filter(({ status = 'open' }) => status === 'open').length
  const table: Table = {
    kind: 'table',
    id: 'questions',
    comesBack: true,
    columns: [
      { id: 'number', title: 'Number', width: 9 },
      { id: 'status', title: 'Status', width: 11 },
      { id: 'about', title: 'About', width: 36 },
      { id: 'text', title: 'Question', width: 54 },
      { id: 'answer', title: 'Answer', width: 54, input: true },
      { id: 'askedBy', title: 'Asked by', width: 18 },
      { id: 'askedAt', title: 'Asked on', width: 12 },
      { id: 'askedOf', title: 'Asked of', width: 18 },
      { id: 'neededBy', title: 'Needed by', width: 12 },
      { id: 'blocks', title: 'Also waiting', width: 30 },
      { id: 'answeredBy', title: 'Answered by', width: 24 },
    ],
    rows: questions.map((question) => questionRow(source, question)),
    empty: 'No questions. Write one into the column “Your question” of a field map.',
  }
  return {
    id: 'questions',
    title: 'Questions',
    what: open === 0 ? 'All questions are answered.' : `${open} open ${open === 1 ? 'question' : 'questions'}, with a place for the answer.`,
    lead: 'An open question keeps its row from being ready. Write the answer beside it and give the workbook back.',
    kind: 'review',
    blocks: [table],
  }
}

function questionRow({ project }: DocumentSource, question: Question): TableRow {
  const status = question.status ?? 'open'
  const quiet = status === 'closed'
  return {
    id: `question:${question.id}`,
    ...(quiet ? { tone: 'quiet' as const } : {}),
    cells: {
      number: toned(printNumber('questions', question.number), 'quiet'),
      status: toned(statusWords[status], status === 'open' ? 'open' : status === 'answered' ? 'ok' : 'quiet'),
      about: placeCell(project, question.at),
      text: question.kind === 'defect' ? `Defect: ${question.text}` : question.text,
      answer: question.answer ?? '',
      askedBy: question.askedBy ?? '',
      askedAt: printDay(question.askedAt),
      askedOf: personName(project, question.askedOf),
      neededBy: question.neededBy ?? '',
      blocks: joinedCell(
        (question.blocks ?? []).map((at) => placeCell(project, at)),
        '\n',
      ),
      answeredBy: [question.answeredBy ?? '', printDay(question.answeredAt)].filter((text) => text !== '').join(', '),
    },
  }
}
