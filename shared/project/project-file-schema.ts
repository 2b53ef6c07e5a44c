// The published JSON Schema of the project file, made from the shape its reader checks with. The file beside this one is its output.
import { z } from 'zod'
import type { JsonValue } from '../schema/json-value.ts'
import { printJson } from './print-json.ts'
import { projectFileShape } from './project-file.ts'

export function printProjectFileSchema(): string {
  const schema = z.toJSONSchema(projectFileShape, { io: 'input', target: 'draft-2020-12' })
  return printJson({
    ...schema,
    title: 'Crosswalk project file',
    description: 'A project of Crosswalk (*.crosswalk.json), format version 1. Keys that are not listed are kept.',
  } as unknown as JsonValue)
}
