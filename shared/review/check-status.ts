// What contradicts a row's status: a question that is open, and an error that nobody waived, on a row that is ready or further.
import { rowAddress } from '../mapping/line.ts'
import { isOpen } from '../mapping/question-lines.ts'
import type { Row } from '../project/field-map.ts'
import { printNumber, type Project } from '../project/project.ts'
import { onRow, type ReviewProblem } from './found.ts'
import { parsePlace } from './place.ts'
import { statusOfRow } from './row-status.ts'
import { blocksReady } from './waivers.ts'

/** `rows`: by id. A question at a field stands at the field's row once there is one. In the order of the questions. */
export function checkQuestions(
  { questions }: Pick<Project, 'questions'>,
  rows: ReadonlyMap<string, Row>,
  findRowAt: (map: string, path: string, each: string | undefined) => Row | undefined,
): ReviewProblem[] {
  const told = new Set<string>()
  return questions.flatMap((question) => {
    if (question.deleted === true || !isOpen(question)) return []
    return [question.at, ...(question.blocks ?? [])].flatMap((at) => {
      const place = parsePlace(at)
      const row = place?.kind === 'row' ? rows.get(place.row) : place?.kind === 'field' ? findRowAt(place.fieldMap, place.path, place.each) : undefined
      const status = row === undefined ? 'draft' : statusOfRow(row, false).shown
      const key = `${row?.id ?? ''} ${question.id}`
      if (row === undefined || status === 'draft' || told.has(key)) return []
      told.add(key)
      return [onRow(row, 'question-on-ready-row', status, printNumber('questions', question.number))]
    })
  })
}

/** `problems`: with their waivers. In the order of the first error of each row. */
export function checkReady(problems: readonly ReviewProblem[], rows: ReadonlyMap<string, Row>): ReviewProblem[] {
  const errors = new Map<string, number>()
  for (const problem of problems) if (blocksReady(problem) && problem.at.startsWith('row:')) errors.set(problem.at, (errors.get(problem.at) ?? 0) + 1)
  return [...errors].flatMap(([at, count]) => {
    const row = rows.get(at.slice(rowAddress({ id: '' }).length))
    const status = row === undefined ? 'draft' : statusOfRow(row, false).shown
    return row === undefined || status === 'draft' ? [] : [onRow(row, 'error-on-ready-row', status, count === 1 ? 'an error' : `${count} errors`)]
  })
}
