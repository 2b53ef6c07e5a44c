// How far rows are, by use case: the only place that counts them by status.
import type { FieldMap, Row } from '../../shared/project/field-map.ts'
import type { Question } from '../../shared/project/review-parts.ts'

export const COUNTED_STATUSES = ['draft', 'question', 'ready', 'approved', 'built', 'tested'] as const
export type CountedStatus = (typeof COUNTED_STATUSES)[number]
export type StatusCounts = Readonly<Record<CountedStatus, number>> & { readonly total: number }

/** A row serves the use cases of its map, unless its own list is narrower. */
export function rowServes(row: Row, map: FieldMap | undefined, useCase: string): boolean {
  return (row.useCases ?? map?.useCases ?? []).includes(useCase)
}

/** Rows with an open question count as such, whatever their status. */
export function countByStatus(rows: readonly Row[], questions: readonly Question[]): StatusCounts {
  const asked = new Set(questions.filter((question) => (question.status ?? 'open') === 'open').map((question) => question.at))
  const counts: Record<CountedStatus, number> = { draft: 0, question: 0, ready: 0, approved: 0, built: 0, tested: 0 }
  for (const row of rows) counts[asked.has(`row:${row.id}`) ? 'question' : (row.status ?? 'draft')] += 1
  return { ...counts, total: rows.length }
}

/** Archived maps do not count. */
export function rowsOfUseCase(useCase: string, rows: readonly Row[], maps: readonly FieldMap[]): Row[] {
  const byId = new Map(maps.filter((map) => map.archived !== true).map((map) => [map.id, map]))
  return rows.filter((row) => byId.has(row.fieldMap) && rowServes(row, byId.get(row.fieldMap), useCase))
}
