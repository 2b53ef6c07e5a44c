// The only place that reads GraphQL schemas: SDL files and introspection results, several of them as one schema.
import { createGraphWriter } from '../../../shared/schema/graph-writer.ts'
import { fail, ok } from '../../../shared/schema/result.ts'
import type { FormatReader } from '../format-reader.ts'
import { buildGraphqlGraph } from '../graphql/build-graph.ts'
import { ROOT_KINDS, type GraphqlSchema } from '../graphql/graphql-schema.ts'
import { findIntrospection, readIntrospection } from '../graphql/read-introspection.ts'
import { readSdl } from '../graphql/read-sdl.ts'

export const graphql: FormatReader = {
  formats: ['graphql'],
  recognises: (file) => file.syntax === 'graphql' || findIntrospection(file.value) !== undefined,
  read(own, _all, name) {
    const writer = createGraphWriter()
    const schema: GraphqlSchema = { types: new Map(), roots: new Map() }
    let defines = false
    for (const file of own) {
      if (findIntrospection(file.value) !== undefined) {
        readIntrospection(file.value, file.name, schema, writer.problem)
        defines = true
        continue
      }
      const read = readSdl(file.text, file.name, schema, writer.problem)
      if (!read.ok) return read
      defines ||= read.value
    }
    const [first] = own
    if (!defines) return fail({ type: 'NotADescription', expected: 'a GraphQL schema', found: 'queries without one', ...(first && { file: first.name }) })
    // A schema that names no roots has these, where there are such types.
    if (schema.roots.size === 0)
      for (const kind of ROOT_KINDS) {
        const root = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`
        if (schema.types.get(root)?.kind === 'object') schema.roots.set(kind, root)
      }
    const written = writer.finish({ format: 'graphql', title: name, ...buildGraphqlGraph(schema, writer) })
    return written.ok ? ok({ ...written.value, samples: [] }) : fail({ ...written.error, ...(first && { file: first.name }) })
  },
}
