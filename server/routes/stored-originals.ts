// The only place that finds the uploaded files of a schema version again and lays them out for the importers.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { RouteError } from '../../shared/api/route-errors.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import { formatNames, READER_VERSION, type SchemaFormat } from '../../shared/schema/schema-graph.ts'
import { unpackBytes, unpackJson } from '../stored-content.ts'
import type { BlobKind } from '../storage/storage.ts'
import type { RouteDeps } from './deps.ts'
import type { UploadedFile } from './uploaded-files.ts'

/** What is stored of an upload. `format`: where a person said what it is. */
const uploadSet = z.object({
  files: z.array(z.object({ name: z.string(), hash: z.string() })),
  format: z.enum(Object.keys(formatNames) as [SchemaFormat, ...SchemaFormat[]]).optional(),
})
export type UploadSet = z.infer<typeof uploadSet>

export type Originals = { readonly files: readonly UploadedFile[]; readonly format?: SchemaFormat }

const NOT_KEPT = 'The uploaded files of this version are not kept here: it came with a project file. Import them to have them here.'

/** Whether nodes of the graph have the ids that the readers of today give. */
export function isOfTheseReaders(graphKey: string): boolean {
  return graphKey.endsWith(`.${READER_VERSION}`)
}

/** The files of the upload that the graph was made from, in `folder`. */
export async function layOutOriginals(deps: RouteDeps, project: string, graphKey: string, folder: string): Promise<Result<Originals, RouteError>> {
  const find = async (kind: BlobKind, key: string) => ((await deps.storage.isBlobLinked(project, kind, key)) ? deps.storage.findBlob(kind, key) : undefined)
  const set = await find('upload-set', graphKey.split('.')[0] ?? '')
  const known = set === undefined ? undefined : uploadSet.safeParse(await unpackJson(set)).data
  if (known === undefined) return fail({ type: 'NoSource', message: NOT_KEPT })
  const files: UploadedFile[] = []
  for (const { name, hash } of known.files) {
    const packed = await find('original', hash)
    if (packed === undefined) return fail({ type: 'NoSource', message: NOT_KEPT })
    const bytes = await unpackBytes(packed)
    const path = join(folder, `original-${files.length}`)
    await writeFile(path, bytes, { mode: 0o600, flag: 'wx' })
    files.push({ name, path, size: bytes.length })
  }
  return ok({ files, ...(known.format === undefined ? {} : { format: known.format }) })
}
