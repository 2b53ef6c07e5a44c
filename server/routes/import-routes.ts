// The only routes that take schemas and samples: uploads become jobs, and jobs are watched and cancelled.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { objectAddress } from '../../shared/project/parts.ts'
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'
import { jobAnswer } from '../../shared/api/routes.ts'
import type { RouteError } from '../../shared/api/route-errors.ts'
import { formatNames, type ObjectAddress, type SchemaFormat } from '../../shared/schema/schema-graph.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import { describeImportError, type ImportError } from '../importers/import-error.ts'
import { importSamples, importSchema, type ImportOptions, type ImportProgress } from '../importers/import-schema.ts'
import { unpackBytes } from '../stored-content.ts'
import type { RouteDeps } from './deps.ts'
import type { JobReport, JobRun } from './import-jobs.ts'
import { keepSamples, keepSchema, type ImportPlace, type SchemaPlace, type SystemChoice } from './keep-import.ts'
import { empty, route, type Answer, type Route, type Who } from './route.ts'
import { layOutOriginals } from './stored-originals.ts'
import type { UploadedFile, UploadedFiles } from './uploaded-files.ts'

export const importRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/projects/:project/schemas',
    summary:
      'Import a description of a system: parts `file` (several), `system` (id) or `systemName`; or `replaces` (id of the version it is a newer one of), or `with` (id of the version whose own files are read again together with these); `format` where detection is wrong',
    gate: 'project.edit',
    body: 'files',
    answer: jobAnswer,
    async handle({ deps, params, who, body }) {
      const project = params['project'] ?? ''
      const target = await readSchemaTarget(deps, project, body)
      if (!target.ok) return target
      const { earlier, format, ...place } = target.value
      // A file of the same name is a better copy of the earlier one.
      const names = new Set(body.files.map(({ name }) => name))
      const files = [...earlier.filter(({ name }) => !names.has(name)), ...body.files]
      return startImport(deps, project, who, body, files, async (into, options) => {
        const imported = await importSchema(into.files, { ...options, ...(format === undefined ? {} : { format }) })
        return imported.ok ? ok(() => keepSchema(into, imported.value, { ...place, ...(format === undefined ? {} : { format }) })) : imported
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
      const target = await readSampleTarget(deps, project, body)
      if (!target.ok) return target
      return startImport(deps, project, who, body, body.files, async (into, options) => {
        const { value } = target
        if ('system' in value) {
          const imported = await importSchema(into.files, { ...options, format: 'samples' })
          return imported.ok ? ok(() => keepSchema(into, imported.value, { system: value.system, format: 'samples', sampleName: name })) : imported
        }
        const { schema, object, graphPath } = value
        const samples = await importSamples(into.files, { ...options, documented: { graphPath, object } })
        return samples.ok ? ok(() => keepSamples(into, samples.value, schema, object, name)) : samples
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

function startImport(
  deps: RouteDeps,
  project: string,
  who: Who,
  body: UploadedFiles,
  files: readonly UploadedFile[],
  read: ReadImport,
): Result<Answer, RouteError> {
  if (body.files.length === 0) return fail({ type: 'InvalidRequest', message: 'There is no file in the upload: send one or more parts named `file`.' })
  const place: ImportPlace = { deps, project, person: who.subject.person, personName: who.person.name, files }
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
  const started = deps.jobs.start(project, run, () => release())
  if (!started.ok) return started
  const release = body.takeOver()
  return { ok: true, value: { kind: 'json', value: started.value, status: 202 } }
}

const stages: Readonly<Record<ImportProgress['stage'], Parameters<JobReport>[0]>> = {
  waiting: { waiting: true, message: 'Waiting for another import' },
  reading: { fraction: 0.02, message: 'Reading the files' },
  parsing: { fraction: 0.05, message: 'Reading the files' },
  building: { fraction: 0.5, message: 'Following the references' },
  'handing-over': { fraction: 0.8, message: 'Handing over the result' },
  finished: { fraction: 0.95, message: 'Checking the result' },
}

function progressOf({ stage, file, fraction }: ImportProgress): Parameters<JobReport>[0] {
  const known = stages[stage]
  return {
    ...known,
    ...(fraction === undefined ? {} : { fraction }),
    ...(file === undefined ? {} : { message: `${known.message}: ${file}` }),
  }
}

/** `earlier`: files of the version that is completed, to be read again. */
type SchemaTarget = SchemaPlace & { readonly earlier: readonly UploadedFile[] }

async function readSchemaTarget(deps: RouteDeps, project: string, { fields, folder }: UploadedFiles): Promise<Result<SchemaTarget, RouteError>> {
  const format = fields.get('format') || undefined
  if (format !== undefined && !isFormat(format))
    return fail({ type: 'InvalidRequest', message: `\`format\` must be one of ${Object.keys(formatNames).join(', ')}, or absent.` })
  const chosen = format === undefined ? {} : { format }
  const replaces = fields.get('replaces')
  const completes = fields.get('with')
  if (replaces !== undefined && completes !== undefined)
    return fail({ type: 'InvalidRequest', message: 'Send either `replaces` or `with`: the files are a newer version, or complete one.' })
  const other = replaces ?? completes
  if (other === undefined) {
    const system = await readSystem(deps, project, fields)
    return system.ok ? ok({ system: system.value, earlier: [], ...chosen }) : system
  }
  const version = await findVersion(deps, project, other)
  if (version === undefined) return fail({ type: 'NotFound', what: 'schema' })
  const system = { id: version.system }
  if (completes === undefined) return ok({ system, replaces: version.id, earlier: [], ...chosen })
  const originals = await layOutOriginals(deps, project, version.graph, folder)
  if (!originals.ok) return originals
  const { files: earlier, format: before } = originals.value
  return ok({ system, completes: version.id, earlier, ...(before === undefined ? {} : { format: before }), ...chosen })
}

function isFormat(text: string): text is SchemaFormat {
  return Object.hasOwn(formatNames, text)
}

async function findVersion(deps: RouteDeps, project: string, id: string): Promise<SchemaVersion | undefined> {
  return (await deps.rooms.readProject(project)).schemas.find((version) => version.id === id && version.deleted !== true)
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

type SampleTarget = { readonly schema: string; readonly object: ObjectAddress; readonly graphPath: string } | { readonly system: SystemChoice }

async function readSampleTarget(deps: RouteDeps, project: string, { fields, folder }: UploadedFiles): Promise<Result<SampleTarget, RouteError>> {
  const schema = fields.get('schema')
  if (schema === undefined) {
    const system = await readSystem(deps, project, fields)
    return system.ok ? ok({ system: system.value }) : system
  }
  const version = await findVersion(deps, project, schema)
  const graph = version === undefined ? undefined : await deps.storage.findBlob('graph', version.graph)
  if (graph === undefined || version === undefined || !(await deps.storage.isBlobLinked(project, 'graph', version.graph)))
    return fail({ type: 'NotFound', what: 'schema' })
  const object = objectAddress.safeParse(parseJson(fields.get('object') ?? ''))
  if (!object.success) return fail({ type: 'InvalidRequest', message: '`object` must be the JSON of an object address of that schema.' })
  const graphPath = join(folder, 'graph.json')
  await writeFile(graphPath, await unpackBytes(graph), { mode: 0o600, flag: 'wx' })
  return ok({ schema, object: object.data, graphPath })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
