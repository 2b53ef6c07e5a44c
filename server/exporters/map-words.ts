// What an exported field map says of itself in its header and comments, and what keeps it from being whole: the same for every language.
import { listGaps } from '../../shared/mapping/compile-map.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { mapRules, type MapProblemCode } from '../../shared/mapping/map-rules.ts'
import type { Problem } from '../../shared/mapping/problem.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { PackageWords } from '../../shared/codegen/typescript/package-text.ts'

export const TOOL = 'Crosswalk 0.1.0'

type MapWords = Pick<PackageWords, 'tool' | 'project' | 'fieldMap' | 'useCases' | 'notGenerated' | 'rows'>

/** Required fields that nothing fills, and rows that cannot be generated. */
export function listExportGaps(problems: readonly Problem<MapProblemCode>[]): Problem[] {
  return [...listGaps(problems), ...problems.filter((problem) => mapRules[problem.code].leavesOut || problem.code === 'schema-missing')]
}

export function mapWords(context: MapContext, gaps: readonly Problem[]): MapWords {
  const { project, fieldMap } = context
  const useCases = new Map(project.useCases.filter((useCase) => useCase.deleted !== true).map((useCase) => [useCase.id, useCase]))
  const rows = new Map(context.rows.map((row) => [row.id, row]))
  const print = (id: string) => printNumber('useCases', useCases.get(id)?.number)
  return {
    tool: TOOL,
    project: project.info.name,
    fieldMap: `${printNumber('fieldMaps', fieldMap.number)} ${fieldMap.name}`,
    useCases: fieldMap.useCases.flatMap((id) => (useCases.has(id) ? [`${print(id)} ${useCases.get(id)?.title ?? ''}`] : [])),
    notGenerated: gaps.map((gap) => `${gap.row === null ? '' : `${printNumber('rows', gap.row)}: `}${gap.message}`),
    rows(id) {
      const row = rows.get(id)
      // What serves every use case of the map is in the header.
      const ids = (row?.useCases ?? []).filter((useCase) => useCases.has(useCase))
      const words = { label: printNumber('rows', row?.number), useCases: ids.map(print).join(', '), note: row?.note ?? '' }
      return row?.transform?.kind === 'formula' ? { ...words, formula: row.transform.text } : words
    },
  }
}
