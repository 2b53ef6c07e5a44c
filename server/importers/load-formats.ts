// The only place that loads the readers an upload needs: most uploads are descriptions that need none of the parsers of other formats.
import type { SchemaFormat } from '../../shared/schema/schema-graph.ts'
import type { FormatReader, OpenedFile } from './format-reader.ts'
import { openApi } from './formats/openapi.ts'
import { swagger } from './formats/swagger.ts'

/** The first of all formats, so that what they recognise is theirs, whatever the others would say. */
const FIRST: readonly FormatReader[] = [openApi, swagger]

/** Loading all takes a tenth of a second, which the import of a description does not wait for. */
export async function loadFormats(files: readonly OpenedFile[], format?: SchemaFormat): Promise<readonly FormatReader[]> {
  const enough =
    format === undefined ? files.every((file) => FIRST.some((reader) => reader.recognises(file))) : FIRST.some((reader) => reader.formats.includes(format))
  return enough && files.length > 0 ? FIRST : (await import('./formats/all-formats.ts')).allFormats
}
