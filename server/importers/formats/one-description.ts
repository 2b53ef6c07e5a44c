// The only place that finds the one description among uploaded files that are parts of each other (OpenAPI, Swagger).
import type { WrittenGraph } from '../../../shared/schema/graph-writer.ts'
import { linkFiles, rootFiles, type JsonFile, type LinkedFile, type LinkedFiles } from '../../../shared/schema/link-files.ts'
import { isRawObject } from '../../../shared/schema/raw-schema.ts'
import { fail, ok, type Result } from '../../../shared/schema/result.ts'
import type { SchemaReadError } from '../../../shared/schema/schema-read-error.ts'
import type { OpenedFile, ReadSchema } from '../format-reader.ts'
import type { ImportError } from '../import-error.ts'

type ReadFiles = (main: LinkedFile, linked: LinkedFiles) => Result<WrittenGraph, SchemaReadError>

export function readOneDescription(own: readonly OpenedFile[], all: readonly OpenedFile[], read: ReadFiles): Result<ReadSchema, ImportError> {
  const linked = linkFiles(listJsonFiles(own, all))
  const names = new Set(own.map((file) => file.name))
  const roots = rootFiles(
    linked.files.filter((file) => names.has(file.name)),
    linked,
  )
  // Files that all refer to each other: the one with endpoints is the description.
  const withEndpoints = roots.length > 1 && linked.files.some((file) => roots.some((root) => linked.refersTo(file).has(root))) ? roots.filter(hasEndpoints) : []
  const [main, ...others] = withEndpoints.length === 1 ? withEndpoints : roots
  if (main === undefined) return fail({ type: 'NoFiles' })
  if (others.length > 0) return fail({ type: 'SeveralDescriptions', files: [main, ...others].map((file) => file.name) })
  const written = read(main, linked)
  return written.ok ? ok({ ...written.value, samples: [] }) : fail({ ...written.error, file: main.name })
}

/** Those that references may lead to: what is JSON or YAML, this format's own first. */
export function listJsonFiles(own: readonly OpenedFile[], all: readonly OpenedFile[]): JsonFile[] {
  return [...new Set([...own, ...all])].filter(({ value }) => typeof value === 'object' && value !== null).map(({ name, value }) => ({ name, value }))
}

function hasEndpoints({ value }: LinkedFile): boolean {
  return isRawObject(value) && ['paths', 'webhooks', 'x-webhooks'].some((key) => isRawObject(value[key]) && Object.keys(value[key]).length > 0)
}
