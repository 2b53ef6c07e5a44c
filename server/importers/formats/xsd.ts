// The only place that reads XML Schema files: elements and complex types are objects. What is special about the graph of an XSD:
// members of a choice are optional fields, and the description says which exclude each other; what may stand for an element
// (substitution groups) are fields beside it; derived types are variants of an abstract one; attributes are fields after the elements.
import { createGraphWriter } from '../../../shared/schema/graph-writer.ts'
import { fail, type Result } from '../../../shared/schema/result.ts'
import type { FormatReader, OpenedFile, ReadSchema } from '../format-reader.ts'
import type { ImportError } from '../import-error.ts'
import { attributeOf } from '../xml-element.ts'
import { MOST_PARTICLES } from '../xsd/content-models.ts'
import { readSchemas } from '../xsd/read-schemas.ts'
import { XSD, type SchemaSource } from '../xsd/schema-set.ts'

export const xsd: FormatReader = {
  formats: ['xsd'],
  recognises: ({ xml }) => xml?.namespace === XSD && xml.name === 'schema',
  read,
}

function read(own: readonly OpenedFile[], all: readonly OpenedFile[], name: string): Result<ReadSchema, ImportError> {
  const files = [...new Set([...own, ...all.filter(xsd.recognises)])]
  const sources = files.flatMap(({ name: file, xml }): SchemaSource[] => (xml === undefined ? [] : [{ file, root: xml }]))
  const writer = createGraphWriter()
  const reading = readSchemas(sources, writer)
  const [main] = reading.set.documents
  const version = main === undefined ? undefined : attributeOf(main.root, 'version')
  const objects = reading.objects()
  const tooMany = fail<ImportError>({ type: 'TooManyNodes', limit: MOST_PARTICLES, file: own[0]?.name ?? name })
  if (reading.exceeded()) return tooMany
  const written = writer.finish({
    format: 'xsd',
    // Of the file that no other refers to. Its namespace would be long, and nobody knows a description by it.
    title: sources.length < 2 || main === undefined ? name : bareName(main.file) || name,
    ...(version === undefined ? {} : { version }),
    objects,
    fieldCount: reading.fieldCount,
  })
  // Types without a name are read while the graph is finished.
  if (reading.exceeded()) return tooMany
  return written.ok ? { ok: true, value: { ...written.value, samples: [] } } : written
}

/** `orders` of `types/orders.xsd`. */
function bareName(file: string): string {
  return file.replace(/^.*[/\\]/, '').replace(/\.[A-Za-z0-9]{1,8}$/, '')
}
