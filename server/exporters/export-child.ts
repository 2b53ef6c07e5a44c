// The child process that makes one export and ends: a large workbook must not stop the others' editing (R-15).
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import type { ExportMessage, ExportRequest } from './export-protocol.ts'
import { problemToGap } from './exported-gap.ts'

process.once('message', (request: ExportRequest) => {
  void answer(request)
    .catch((cause: unknown): ExportMessage => ({ type: 'crashed', reason: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) }))
    .then((message) => process.send?.(message, () => process.disconnect()))
})

async function answer(request: ExportRequest): Promise<ExportMessage> {
  if (request.what === 'project-file') {
    const { printProjectFile } = await import('../../shared/project/project-file.ts')
    return { type: 'project-file', bytes: Buffer.from(printProjectFile(request.file)) }
  }
  const graphs = new Map<string, SchemaGraph>(request.graphs)
  const findGraph = (key: string) => graphs.get(key)
  // Each loads a large library, and one child needs one of them.
  if (request.what === 'workbook') {
    const { exportWorkbook } = await import('./excel-workbook.ts')
    return { type: 'workbook', bytes: await exportWorkbook(request.project, findGraph, {}) }
  }
  const { exportTypeScript } = await import('./typescript-package.ts')
  const code = await exportTypeScript(request.project, request.fieldMap, findGraph, { allowGaps: request.allowGaps })
  if (code.ok) return { type: 'typescript', code: { files: code.value.files, gaps: code.value.gaps.map((gap) => problemToGap(request.project, gap)) } }
  return code.error.type === 'Gaps'
    ? { type: 'gaps', gaps: code.error.gaps.length }
    : { type: 'refused', message: 'The field map is no longer in the project.' }
}
