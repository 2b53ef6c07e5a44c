// Exports a field map as one JSONata expression, and says how well each row could be said.
import { describeFidelity, type RowFidelity } from '../../shared/codegen/jsonata/fidelity.ts'
import { writeJsonata } from '../../shared/codegen/jsonata/map-text.ts'
import { compileMap } from '../../shared/mapping/compile-map.ts'
import { buildMapContext } from '../../shared/mapping/map-context.ts'
import type { Problem } from '../../shared/mapping/problem.ts'
import type { Project } from '../../shared/project/project.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { listExportGaps, mapWords } from './map-words.ts'
import type { ExportError } from './typescript-package.ts'

export type JsonataExport = { readonly text: string; readonly fidelity: readonly RowFidelity[]; readonly gaps: readonly Problem[] }

/** The same project gives the same bytes anywhere. */
export function exportJsonata(
  project: Project,
  fieldMapId: string,
  findGraph: (key: string) => SchemaGraph | undefined,
  options: { readonly allowGaps?: boolean } = {},
): Result<JsonataExport, ExportError> {
  const context = buildMapContext(project, fieldMapId, findGraph)
  if (context === undefined) return fail({ type: 'NoSuchFieldMap', fieldMap: fieldMapId })
  const { ir, problems } = compileMap(context)
  const gaps = listExportGaps(problems)
  if (gaps.length > 0 && options.allowGaps !== true) return fail({ type: 'Gaps', gaps })
  return ok({ text: writeJsonata(ir, mapWords(context, gaps)), fidelity: describeFidelity(ir), gaps })
}
