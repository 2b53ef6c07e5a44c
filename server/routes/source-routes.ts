// The only route that shows where a field stands in the files it was read from.
import { rm } from 'node:fs/promises'
import { sourceExcerpt } from '../../shared/api/routes.ts'
import { fail } from '../../shared/schema/result.ts'
import { describeImportError } from '../importers/import-error.ts'
import { findSource } from '../importers/import-schema.ts'
import { json, route, type Route } from './route.ts'
import { isOfTheseReaders, layOutOriginals } from './stored-originals.ts'
import { createUploadFolder } from './uploaded-files.ts'

/** Milliseconds: somebody looks at an empty panel meanwhile. */
const LONGEST = 60_000

export const sourceRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/projects/:project/schemas/:schema/source',
    summary: 'The uploaded file where a node of the schema stands',
    query: { node: 'Id of the node in the graph of that schema version' },
    gate: 'project.read',
    answer: sourceExcerpt,
    async handle({ deps, params, query }) {
      const project = params['project'] ?? ''
      const node = query.get('node') ?? ''
      if (!/^n\d{1,9}$/.test(node)) return fail({ type: 'InvalidRequest', message: '`node` must be the id of a node of that schema, such as n12.' })
      const version = (await deps.rooms.readProject(project)).schemas.find(({ id }) => id === params['schema'])
      if (version === undefined) return fail({ type: 'NotFound', what: 'schema' })
      if (!isOfTheseReaders(version.graph))
        return fail({
          type: 'NoSource',
          message: 'This version was read by another release of Crosswalk, which counted its fields otherwise. Import its files again to see where they stand.',
        })
      const shown = await deps.jobs.runNow(project, async (signal) => {
        const folder = await createUploadFolder(deps.settings.dataFolder)
        try {
          const originals = await layOutOriginals(deps, project, version.graph, folder)
          if (!originals.ok) return originals
          const { files, format } = originals.value
          const excerpt = await findSource(files, node, { signal, limits: { wallMs: LONGEST }, ...(format === undefined ? {} : { format }) })
          if (excerpt.ok) return json(excerpt.value)
          if (excerpt.error.type === 'ReaderCrashed') deps.log.error({ reason: excerpt.error.reason }, 'the source of a field was not found')
          return fail({ type: 'NoSource' as const, message: describeImportError(excerpt.error) })
        } finally {
          await rm(folder, { recursive: true, force: true })
        }
      })
      return shown.ok ? shown.value : shown
    },
  }),
]
