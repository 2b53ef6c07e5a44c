// The only place that reads Protocol Buffers definitions: messages, enums and services of the files of one upload.
import { createGraphWriter, printSourcePlace } from '../../../shared/schema/graph-writer.ts'
import { fail, ok } from '../../../shared/schema/result.ts'
import type { FormatReader } from '../format-reader.ts'
import { buildProtoGraph } from '../protobuf/build-proto-graph.ts'
import { isKnownImport, KNOWN_MESSAGES } from '../protobuf/known-types.ts'
import { parseProto } from '../protobuf/parse-proto.ts'
import type { ProtoFile } from '../protobuf/proto-file.ts'

export const protobuf: FormatReader = {
  formats: ['protobuf'],
  recognises: (file) => file.syntax === 'protobuf',
  read(own, _all, name) {
    const writer = createGraphWriter()
    const files: ProtoFile[] = []
    for (const { text, name: file } of own) {
      const parsed = parseProto(text, file)
      if (!parsed.ok) return parsed
      files.push(parsed.value)
    }
    const isThere = listEndings(own.map((file) => file.name))
    for (const file of files) {
      for (const { path, place } of file.imports)
        if (!isThere(path) && !isKnownImport(path))
          writer.problem('external-reference', printSourcePlace(place), `\`${path.slice(0, 300)}\` is imported here. Upload this file too.`, path)
      for (const { of, place } of file.extensions)
        if (!of.includes('google.protobuf.'))
          writer.problem('unsupported-construct', printSourcePlace(place), `Fields that extend \`${of.slice(0, 200)}\` are not shown.`)
    }
    const known = KNOWN_MESSAGES.flatMap((text) => {
      const parsed = parseProto(text, '')
      return parsed.ok ? [parsed.value] : []
    })
    const built = buildProtoGraph(files, known, writer)
    const [first] = own
    if (built.objects.length === 0 && built.endpoints.length === 0)
      return fail({ type: 'NotADescription', expected: 'a message or a service', found: 'a file without one', ...(first && { file: first.name }) })
    const packages = new Set(files.map((file) => file.package))
    const [only] = packages
    const title = packages.size === 1 && only !== undefined && only !== '' && only.length < 200 ? only : name
    const written = writer.finish({ format: 'protobuf', title, ...built })
    return written.ok ? ok({ ...written.value, samples: [] }) : fail({ ...written.error, ...(first && { file: first.name }) })
  },
}

/** An import names a file from a folder that the upload may lack, and the upload may lie in folders that the import lacks. */
function listEndings(names: readonly string[]): (path: string) => boolean {
  const endings = new Set<string>()
  for (const name of names) for (let at = 0; at >= 0 && at < name.length; at = name.indexOf('/', at) + 1 || -1) endings.add(name.slice(at))
  const bare = new Set(names.filter((name) => !name.includes('/')))
  return (path) => endings.has(path) || bare.has(path.split('/').at(-1) ?? path)
}
