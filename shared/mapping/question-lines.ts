// The only place that says which line of a field map a question stands at.
import type { Question } from '../project/review-parts.ts'
import { parseLineAddress, rowAddress, type Line, type LineAddress } from './line.ts'
import type { MapContext } from './map-context.ts'

/** Open questions of each line, also those elsewhere that keep it waiting; a question about a field stands at the field's row once there is one (DESIGN §9.2). */
export function countOpenQuestions(context: MapContext): Map<LineAddress, number> {
  const counts = new Map<LineAddress, number>()
  for (const question of context.project.questions) {
    if (question.deleted === true || !isOpen(question)) continue
    const lines = new Set([question.at, ...(question.blocks ?? [])].map((at) => lineOf(context, at)))
    for (const at of lines) counts.set(at, (counts.get(at) ?? 0) + 1)
  }
  return counts
}

/** Those not deleted, in the order they were asked. */
export function listQuestionsAt(context: MapContext, line: Pick<Line, 'address'>): Question[] {
  return context.project.questions.filter((question) => question.deleted !== true && lineOf(context, question.at) === line.address)
}

export function isOpen(question: Pick<Question, 'status'>): boolean {
  return (question.status ?? 'open') === 'open'
}

/** Of a field's several rows, the first. */
function lineOf(context: MapContext, address: string): LineAddress {
  const at = address.startsWith('field:') ? parseLineAddress(address) : undefined
  if (at?.kind !== 'field' || at.fieldMap !== context.fieldMap.id) return address
  const row = context.rows.find((one) => one.destination === at.path && one.parent === at.each)
  return row === undefined ? address : rowAddress(row)
}
