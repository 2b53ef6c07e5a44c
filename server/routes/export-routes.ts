// The only routes that export a project for programs: TypeScript and JSONata (preview and file), project file.
import { codePreview, jsonataPreview } from '../../shared/api/routes.ts'
import type { RouteError } from '../../shared/api/route-errors.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import type { ExportedFiles, ExportedJsonata } from '../exporters/export-protocol.ts'
import { runExport } from '../exporters/run-export.ts'
import { zipFiles } from '../exporters/zip-files.ts'
import { readForChild, readProjectContent, readRecords } from '../read-project-content.ts'
import type { RouteDeps } from './deps.ts'
import { download, refuseExport } from './export-answers.ts'
import { json, route, type Route } from './route.ts'

export const exportRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/projects/:project/export/json',
    summary: 'The project file: everything, with its schemas, samples, baselines and pictures',
    gate: 'project.export',
    answer: 'application/json',
    async handle({ deps, params }) {
      const { project, json: printed, content } = await readForChild(deps, params['project'] ?? '')
      const exported = await runExport({ what: 'project-file', project: printed, content })
      return exported.type === 'project-file'
        ? download(exported.bytes, 'application/json', `${project.info.name}.crosswalk.json`)
        : refuseExport(deps, exported)
    },
  }),
  route({
    method: 'GET',
    path: '/api/projects/:project/export/typescript',
    summary: 'The generated mapper of a field map, to look at; gaps are allowed and listed',
    gate: 'project.export',
    query: { map: 'Id of the field map' },
    answer: codePreview,
    async handle({ deps, params, query }) {
      const map = query.get('map')
      if (map === null) return fail({ type: 'InvalidRequest', message: 'Say which field map: `map` with its id.' })
      const code = await generate(deps, params['project'] ?? '', map, true)
      return code.ok ? json(code.value.code) : code
    },
  }),
  route({
    method: 'GET',
    path: '/api/projects/:project/export/typescript.zip',
    summary: 'The generated mapper of a field map as a zip; without a field map those of all, with the flows of the use cases',
    gate: 'project.export',
    query: { map: 'Id of the field map; absent: all of them', allowGaps: '`1`: also when required destination fields are not mapped' },
    answer: 'application/zip',
    async handle({ deps, params, query }) {
      const code = await generate(deps, params['project'] ?? '', query.get('map'), query.get('allowGaps') === '1')
      if (!code.ok) return code
      const { key, code: made } = code.value
      return download(zipFiles(query.get('map') === null ? made.files : inFolder(key, made.files)), 'application/zip', `${key}.zip`)
    },
  }),
  route({
    method: 'GET',
    path: '/api/projects/:project/export/jsonata',
    summary: 'A field map as JSONata, to look at, with how well each row can be said; gaps are allowed and listed',
    gate: 'project.export',
    query: { map: 'Id of the field map' },
    answer: jsonataPreview,
    async handle({ deps, params, query }) {
      const code = await writeExpression(deps, params['project'] ?? '', query.get('map'), true)
      return code.ok ? json(code.value.code) : code
    },
  }),
  route({
    method: 'GET',
    path: '/api/projects/:project/export/mapper.jsonata',
    summary: 'A field map as one JSONata expression',
    gate: 'project.export',
    query: { map: 'Id of the field map', allowGaps: '`1`: also when required destination fields are not mapped' },
    answer: 'text/plain',
    async handle({ deps, params, query }) {
      const code = await writeExpression(deps, params['project'] ?? '', query.get('map'), query.get('allowGaps') === '1')
      return code.ok ? download(Buffer.from(code.value.code.text), 'text/plain; charset=utf-8', `${code.value.key}.jsonata`) : code
    },
  }),
]

async function writeExpression(
  deps: RouteDeps,
  id: string,
  map: string | null,
  allowGaps: boolean,
): Promise<Result<{ key: string; code: ExportedJsonata }, RouteError>> {
  if (map === null) return fail({ type: 'InvalidRequest', message: 'Say which field map: `map` with its id.' })
  const { project, graphs } = await readProjectContent(deps, id)
  const fieldMap = project.fieldMaps.find((candidate) => candidate.id === map && candidate.deleted !== true)
  if (fieldMap === undefined) return fail({ type: 'NotFound', what: 'field map' })
  const exported = await runExport({ what: 'jsonata', project, graphs: [...graphs], fieldMap: map, allowGaps })
  return exported.type === 'jsonata' ? ok({ key: fieldMap.key, code: exported.code }) : refuseExport(deps, exported)
}

async function generate(
  deps: RouteDeps,
  id: string,
  map: string | null,
  allowGaps: boolean,
): Promise<Result<{ key: string; code: ExportedFiles }, RouteError>> {
  const { project, graphs } = await readProjectContent(deps, id)
  const fieldMap = project.fieldMaps.find((candidate) => candidate.id === map && candidate.deleted !== true)
  if (map !== null && fieldMap === undefined) return fail({ type: 'NotFound', what: 'field map' })
  const records = await readRecords(deps, id, project)
  const exported = await runExport({ what: 'typescript', project, graphs: [...graphs], fieldMap: map, allowGaps, records })
  return exported.type === 'typescript' ? ok({ key: fieldMap?.key ?? project.info.name, code: exported.code }) : refuseExport(deps, exported)
}

/** The package's folder has the field map's key as its name. */
function inFolder(key: string, files: ExportedFiles['files']): ExportedFiles['files'] {
  return files.map(({ path, text }) => ({ path: `${key}/${path}`, text }))
}
