// The only routes that take schemas and samples: uploads become jobs, and jobs are watched and cancelled.
import { objectAddress } from '../../shared/project/parts.ts'
import { jobAnswer } from '../../shared/api/routes.ts'
import type { RouteError } from '../../shared/api/route-errors.ts'
import type { ObjectAddress } from '../../shared/schema/schema-graph.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import { describeImportError, type ImportError } from '../importers/import-error.ts'
import { importSamples, importSchema, type ImportOptions, type ImportProgress } from '../importers/import-schema.ts'
import type { RouteDeps } from './deps.ts'
import type { JobReport, JobRun } from './import-jobs.ts'
import { keepSampleSchema, keepSamples, keepSchema, type ImportPlace, type SystemChoice } from './keep-import.ts'
import { empty, route, type Answer, type Route, type Who } from './route.ts'
import type { UploadedFiles } from './uploaded-files.ts'

export const importRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/projects/:project/schemas',
    summary: 'Import a description of a system: parts `file` (several), `system` (id) or `systemName`',
    gate: 'project.edit',
    body: 'files',
    answer: jobAnswer,
    async handle({ deps, params, who, body }) {
      const system = await readSystem(deps, params['project'] ?? '', body.fields)
      if (!system.ok) return system
      return startImport(deps, params['project'] ?? '', who, body, async (place, options) => {
        const graph = await importSchema(place.files, options)
        return graph.ok ? ok(() => keepSchema(place, graph.value, system.value)) : graph
      })
    },
  }),
  route({
    method: 'POST',
    path: '/api/projects/:project/samples',
    summary:
      'Import sample records: parts `file` (several), `schema` (id), `object` (JSON), `name`; without `schema` they are the schema of `system` or `systemName`',
    gate: 'project.edit',
    body: 'files',
    answer: jobAnswer,
    async handle({ deps, params, who, body }) {
      const project = params['project'] ?? ''
      const name = body.fields.get('name') || (body.files[0]?.name ?? 'samples')
      const target = await readTarget(deps, project, body.fields)
      if (!target.ok) return target
      return startImport(deps, project, who, body, async (place, options) => {
        const samples = await importSamples(place.files, options)
        if (!samples.ok) return samples
        const { value } = target
        return ok(() =>
          'schema' in value ? keepSamples(place, samples.value, value.schema, value.object, name) : keepSampleSchema(place, samples.value, value.system, name),
        )
      })
    },
  }),
  route({
    method: 'GET',
    path: '/api/projects/:project/jobs/:job',
    summary: 'How far an import is',
    gate: 'project.edit',
    answer: jobAnswer,
    async handle({ deps, params }) {
      const job = deps.jobs.find(params['project'] ?? '', params['job'] ?? '')
      return job === undefined ? fail({ type: 'NotFound', what: 'import' }) : { ok: true, value: { kind: 'json', value: job } }
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/projects/:project/jobs/:job',
    summary: 'Cancel an import',
    gate: 'project.edit',
    handle: async ({ deps, params }) => (deps.jobs.cancel(params['project'] ?? '', params['job'] ?? '') ? empty : fail({ type: 'NotFound', what: 'import' })),
  }),
]

/** Reads in the child; what it gives back then keeps the result. */
type ReadImport = (place: ImportPlace, options: ImportOptions) => Promise<Result<() => Promise<string>, ImportError>>

function startImport(deps: RouteDeps, project: string, who: Who, body: UploadedFiles, read: ReadImport): Result<Answer, RouteError> {
  if (body.files.length === 0) return fail({ type: 'InvalidRequest', message: 'There is no file in the upload: send one or more parts named `file`.' })
  const place: ImportPlace = { deps, project, person: who.subject.person, files: body.files }
  const run: JobRun = async (report, signal) => {
    const keep = await read(place, { signal, onProgress: (progress) => report(progressOf(progress)) })
    if (!keep.ok) {
      if (keep.error.type === 'ReaderCrashed') deps.log.error({ reason: keep.error.reason }, 'an import failed')
      return fail({ message: describeImportError(keep.error) })
    }
    if (signal.aborted) return fail({ message: describeImportError({ type: 'Aborted' }) })
    report({ fraction: 0.95, message: 'Saving' })
    return ok(await keep.value())
  }
  return { ok: true, value: { kind: 'json', value: deps.jobs.start(project, run, body.takeOver()), status: 202 } }
}

const stages: Readonly<Record<ImportProgress['stage'], Parameters<JobReport>[0]>> = {
  waiting: { waiting: true, message: 'Waiting for another import' },
  reading: { fraction: 0.05, message: 'Reading the files' },
  parsing: { fraction: 0.2, message: 'Reading the files' },
  building: { fraction: 0.5, message: 'Following the references' },
  'handing-over': { fraction: 0.8, message: 'Handing over the result' },
  finished: { fraction: 0.9, message: 'Checking the result' },
}

function progressOf(progress: ImportProgress): Parameters<JobReport>[0] {
  const stage = stages[progress.stage]
  return progress.file === undefined ? stage : { ...stage, message: `${stage.message}: ${progress.file}` }
}

async function readSystem(deps: RouteDeps, project: string, fields: ReadonlyMap<string, string>): Promise<Result<SystemChoice, RouteError>> {
  const id = fields.get('system')
  const name = fields.get('systemName')?.trim() ?? ''
  if (id !== undefined) {
    const known = (await deps.rooms.readProject(project)).systems.some((system) => system.id === id && system.deleted !== true)
    return known ? ok({ id }) : fail({ type: 'NotFound', what: 'system' })
  }
  return name === '' || name.length > 200
    ? fail({ type: 'InvalidRequest', message: 'Say which system it describes: `system` with an id, or `systemName` with up to 200 characters.' })
    : ok({ name })
}

type SampleTarget = { readonly schema: string; readonly object: ObjectAddress } | { readonly system: SystemChoice }

async function readTarget(deps: RouteDeps, project: string, fields: ReadonlyMap<string, string>): Promise<Result<SampleTarget, RouteError>> {
  const schema = fields.get('schema')
  if (schema === undefined) {
    const system = await readSystem(deps, project, fields)
    return system.ok ? ok({ system: system.value }) : system
  }
  const known = (await deps.rooms.readProject(project)).schemas.some((version) => version.id === schema && version.deleted !== true)
  if (!known) return fail({ type: 'NotFound', what: 'schema' })
  const object = objectAddress.safeParse(parseJson(fields.get('object') ?? ''))
  return object.success
    ? ok({ schema, object: object.data })
    : fail({ type: 'InvalidRequest', message: '`object` must be the JSON of an object address of that schema.' })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
