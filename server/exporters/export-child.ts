// The child process that makes one export and ends: a large workbook must not stop the others' editing (R-15).
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import type { Project } from '../../shared/project/project.ts'
import type { Problem } from '../../shared/mapping/problem.ts'
import type { ExportMessage, ExportRequest } from './export-protocol.ts'
import { problemToGap } from './exported-gap.ts'
import { openContent, type OpenedContent } from './packed-content.ts'
import type { ExportedFile } from './typescript-package.ts'

type CodeRequest = Extract<ExportRequest, { what: 'typescript' }>

process.once('message', (request: ExportRequest) => {
  void answer(request)
    .catch((cause: unknown): ExportMessage => ({ type: 'crashed', reason: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) }))
    .then((message) => process.send?.(message, () => process.disconnect()))
})

async function answer(request: ExportRequest): Promise<ExportMessage> {
  if (request.what === 'project-file' || request.what === 'freeze') {
    const project = JSON.parse(Buffer.from(request.project).toString('utf8')) as Project
    const content = openContent(request.content)
    return request.what === 'freeze' ? freeze(project, content, request.now) : printFile(project, content)
  }
  if (request.what === 'document') {
    const { writeDocument } = await import('./write-document.ts')
    return { type: 'document', ...(await writeDocument(request)) }
  }
  const graphs = new Map<string, SchemaGraph>(request.graphs)
  const findGraph = (key: string) => graphs.get(key)
  // Each loads a large library, and one child needs one of them.
  return request.what === 'jsonata' ? exportExpression(request, findGraph) : exportCode(request, findGraph)
}

async function printFile(project: Project, content: OpenedContent): Promise<ExportMessage> {
  const { assembleProjectFile } = await import('./assemble-project-file.ts')
  const { printProjectFile } = await import('../../shared/project/project-file.ts')
  return { type: 'project-file', bytes: Buffer.from(printProjectFile(assembleProjectFile(project, content))) }
}

async function freeze(project: Project, content: OpenedContent, now: string): Promise<ExportMessage> {
  const { freezeProject } = await import('./freeze-project.ts')
  const { printCanonical } = await import('../../shared/transform/canonical.ts')
  const { state, counts } = await freezeProject(project, content, now)
  return { type: 'frozen', state: Buffer.from(printCanonical(state)), counts }
}

async function exportExpression(
  { project, fieldMap, allowGaps }: Extract<ExportRequest, { what: 'jsonata' }>,
  findGraph: (key: string) => SchemaGraph | undefined,
): Promise<ExportMessage> {
  const { exportJsonata } = await import('./jsonata-file.ts')
  const code = exportJsonata(project, fieldMap, findGraph, { allowGaps })
  if (code.ok) return { type: 'jsonata', code: { ...code.value, gaps: code.value.gaps.map((gap) => problemToGap(project, gap)) } }
  return code.error.type === 'Gaps'
    ? { type: 'gaps', gaps: code.error.gaps.length }
    : { type: 'refused', message: 'The field map is no longer in the project.' }
}

/** One package, or those of all maps with the flows that run them. */
async function exportCode(request: CodeRequest, findGraph: (key: string) => SchemaGraph | undefined): Promise<ExportMessage> {
  const { exportTypeScript } = await import('./typescript-package.ts')
  const { project, fieldMap, allowGaps, records } = request
  const options = { allowGaps, findRecord: (hash: string) => (Object.hasOwn(records, hash) ? records[hash] : undefined) }
  const maps = fieldMap === null ? project.fieldMaps.filter((map) => map.deleted !== true && map.archived !== true) : [{ id: fieldMap, key: '' }]
  const files: ExportedFile[] = []
  const gaps: Problem[] = []
  let inTheWay = 0
  for (const { id, key } of maps) {
    const code = await exportTypeScript(project, id, findGraph, options)
    if (!code.ok && code.error.type === 'NoSuchFieldMap') return { type: 'refused', message: 'The field map is no longer in the project.' }
    if (!code.ok) inTheWay += code.error.type === 'Gaps' ? code.error.gaps.length : 0
    else {
      gaps.push(...code.value.gaps)
      files.push(...code.value.files.map(({ path, text }) => ({ path: key === '' ? path : `${key}/${path}`, text })))
    }
  }
  if (inTheWay > 0) return { type: 'gaps', gaps: inTheWay }
  if (fieldMap === null) {
    const { exportFlows } = await import('./flow-package.ts')
    const flows = exportFlows(project, findGraph, options)
    if (flows.problems.length > 0 && !allowGaps) return { type: 'refused', message: flows.problems.map(({ message }) => message).join(' ') }
    files.push(...flows.files)
  }
  return { type: 'typescript', code: { files, gaps: gaps.map((gap) => problemToGap(project, gap)) } }
}
