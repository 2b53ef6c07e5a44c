// Only for tests of readers: texts in, the fields of an object as lines out.
import { expandFields, findObject, rootField } from '../../../shared/schema/fields.ts'
import type { SchemaGraph } from '../../../shared/schema/schema-graph.ts'
import type { FormatReader, OpenedFile, ReadSchema } from '../format-reader.ts'
import { describeImportError } from '../import-error.ts'
import { openText } from '../open-files.ts'

const XML_SCHEMA = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'

/** `body` inside an `xs:schema`; `t:` is its own namespace. */
export function schemaText(body: string, namespace = 'urn:t', more = ''): string {
  const own = namespace === '' ? '' : ` targetNamespace="${namespace}" xmlns:t="${namespace}"`
  return `<xs:schema ${XML_SCHEMA}${own} ${more}>${body}</xs:schema>`
}

export function openTexts(texts: Readonly<Record<string, string>>): OpenedFile[] {
  return Object.entries(texts).map(([name, text]) => {
    const opened = openText(name, text)
    if (!opened.ok) throw new Error(describeImportError(opened.error))
    return opened.value
  })
}

export function readTexts(reader: FormatReader, texts: Readonly<Record<string, string>>): ReadSchema {
  const files = openTexts(texts)
  const read = reader.read(
    files.filter((file) => reader.recognises(file)),
    files,
    'upload',
  )
  if (!read.ok) throw new Error(describeImportError(read.error))
  return read.value
}

/** `total number! {"minimum":0} Sum with tax.`: path, types, `!` where required, `?` where nullable, other facts, description. */
export function listLines(graph: SchemaGraph, object: string, depth = 3): string[] {
  const node = findObject(graph, { kind: 'object', name: object })
  if (node === undefined) throw new Error(`no object ${object} among ${graph.objects.map(({ name }) => name).join(', ')}`)
  return expandFields(graph, rootField(graph, node), depth).fields.map(({ path, facts, required, recursive, variants }) => {
    const { types, nullable, description, properties, items, entries, variants: options, name, ...rest } = facts
    void [properties, items, entries, options, name]
    const parts = [
      `${path} ${types.join('|')}${required ? '!' : ''}${nullable === true ? '?' : ''}${recursive ? ' again' : ''}`,
      variants === undefined ? [] : `<${variants.join(' ')}>`,
      Object.keys(rest).length === 0 ? [] : JSON.stringify(rest),
      description ?? [],
    ]
    return parts.flat().join(' ')
  })
}
