// Which rows the test cases exercise, and the reverse.
import type { Row } from '../project/field-map.ts'
import type { Project } from '../project/project.ts'

export type CaseCoverage = {
  /** Ids of cases by row id, in the order of the cases. */
  readonly casesByRow: ReadonlyMap<string, readonly string[]>
  /** Ids of rows by case id. */
  readonly rowsByCase: ReadonlyMap<string, ReadonlySet<string>>
  /** Rows that say something and that no case exercises, in the order of the maps and rows. */
  readonly uncovered: readonly Row[]
}

/**
 * `exercised`: by case id, the rows whose value ended in what came out (CaseExam.rows). The rows that a case names count besides: a manual
 * case knows no others. Rows that are not mapped, undecided, deleted or of archived maps need no case.
 */
export function coverRows(project: Project, exercised: ReadonlyMap<string, readonly string[]>): CaseCoverage {
  const rows = project.rows.filter(({ deleted }) => deleted !== true)
  const known = new Set(rows.map(({ id }) => id))
  const rowsByCase = new Map<string, ReadonlySet<string>>()
  const casesByRow = new Map<string, string[]>()
  for (const { id, deleted, rows: named = [] } of project.testCases) {
    if (deleted === true) continue
    const own = new Set([...(exercised.get(id) ?? []), ...named].filter((row) => known.has(row)))
    rowsByCase.set(id, own)
    for (const row of own) casesByRow.set(row, [...(casesByRow.get(row) ?? []), id])
  }
  const maps = project.fieldMaps.filter(({ deleted, archived }) => deleted !== true && archived !== true)
  const uncovered = maps.flatMap(({ id }) => rows.filter((row) => row.fieldMap === id && isTestable(row) && !casesByRow.has(row.id)))
  return { casesByRow, rowsByCase, uncovered }
}

function isTestable({ transform }: Row): boolean {
  return transform !== undefined && transform.kind !== 'notMapped'
}
