// The only list of what can be imported: the first reader that recognises a file reads it. More special formats stand first.
import type { FormatReader } from '../format-reader.ts'
import { avro } from './avro.ts'
import { documentationTable } from './documentation-table.ts'
import { graphql } from './graphql.ts'
import { har } from './har.ts'
import { jsonSchema } from './json-schema.ts'
import { openApi } from './openapi.ts'
import { postman } from './postman.ts'
import { protobuf } from './protobuf.ts'
import { samples } from './samples.ts'
import { sql } from './sql.ts'
import { swagger } from './swagger.ts'
import { wsdl } from './wsdl.ts'
import { xsd } from './xsd.ts'

export const allFormats: readonly FormatReader[] = [
  openApi,
  swagger,
  postman,
  har,
  graphql,
  avro,
  wsdl,
  xsd,
  protobuf,
  sql,
  jsonSchema,
  documentationTable,
  samples,
]
