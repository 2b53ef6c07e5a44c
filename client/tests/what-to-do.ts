// What somebody may do about a case that fails: rows to open, config to set, values to accept. Pure.
import { isDifference, type ComparedField } from '../../shared/mapping/compare-fields.ts'
import { listConfig, type CaseExam } from '../../shared/mapping/examine-case.ts'
import { printNumber, type Project } from '../../shared/project/project.ts'

export type CaseAdvice =
  | { readonly do: 'open-row'; readonly row: string; readonly name: string; readonly paths: readonly string[] }
  | { readonly do: 'set-config'; readonly config: string; readonly name: string }
  | { readonly do: 'accept'; readonly field: ComparedField }
  | { readonly do: 'accept-all'; readonly count: number }

/** Rows, at most: the table has them all. */
const MOST_ROWS = 4

/** In the order in which one does it: what is wrong is put right before anything is accepted. */
export function adviseOn(
  project: Pick<Project, 'rows' | 'configValues'>,
  { fields, config, issues }: Pick<CaseExam, 'fields' | 'config' | 'issues'>,
): CaseAdvice[] {
  const differing = fields.filter(isDifference)
  const pathsByRow = new Map<string, string[]>()
  for (const { row, path } of [...differing, ...issues]) if (row !== undefined) pathsByRow.set(row, [...(pathsByRow.get(row) ?? []), path])
  const rows = [...pathsByRow].flatMap(([id, paths]) => {
    const row = project.rows.find((one) => one.id === id && one.deleted !== true)
    return row === undefined ? [] : [{ row, paths }]
  })
  const names = new Map(project.configValues.flatMap(({ id, name, deleted }) => (deleted === true ? [] : [[id, name] as const])))
  const blank = new Set(config.flatMap((one) => (one.from === 'blank' ? [one.config] : [])))
  const wanted = new Set(rows.flatMap(({ row }) => listConfig(row, names).filter((id) => blank.has(id))))
  const [only] = differing
  return [
    ...[...wanted].map((id): CaseAdvice => ({ do: 'set-config', config: id, name: names.get(id) ?? '' })),
    ...rows.slice(0, MOST_ROWS).map(({ row, paths }): CaseAdvice => ({ do: 'open-row', row: row.id, name: printNumber('rows', row.number), paths })),
    ...(issues.length > 0 || only === undefined
      ? []
      : differing.length === 1
        ? [{ do: 'accept', field: only } as const]
        : [{ do: 'accept-all', count: differing.length } as const]),
  ]
}
