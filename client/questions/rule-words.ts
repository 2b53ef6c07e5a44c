// What a row does now, in the words of the mail about its questions. Pure.
import { describeRow } from '../../shared/codegen/english.ts'
import { buildMapContext, type MapContext } from '../../shared/mapping/map-context.ts'
import { listRowSources } from '../../shared/mapping/row-sources.ts'
import { inputNames } from '../../shared/mapping/source-text.ts'
import { wholePath } from '../../shared/mapping/coverage.ts'
import type { Row } from '../../shared/project/field-map.ts'
import type { Project } from '../../shared/project/project.ts'
import type { RowWords } from '../../shared/review/mail.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'

/** Maps are joined with their schemas once. Undefined words: a schema of the map is not loaded. */
export function createRowWords(project: Project, graphs: ReadonlyMap<string, SchemaGraph>): (row: Row) => RowWords | undefined {
  const contexts = new Map<string, MapContext | undefined>()
  return (row) => {
    if (!contexts.has(row.fieldMap))
      contexts.set(
        row.fieldMap,
        buildMapContext(project, row.fieldMap, (key) => graphs.get(key)),
      )
    const context = contexts.get(row.fieldMap)
    return context === undefined || context.missing.length > 0 ? undefined : wordsOf(context, row)
  }
}

function wordsOf(context: MapContext, row: Row): RowWords {
  const names = inputNames(context)
  const from = listRowSources(context, row).flatMap(({ ref, each }) => {
    const whole = wholePath(context, ref, each)
    return whole === undefined || whole.path === '' ? [] : [`${names.get(whole.input) ?? ''}.${whole.path}${systemOf(context, whole.input)}`]
  })
  return { rule: describeRow(context, row), from: [...new Set(from)], to: `${row.destination}${systemNamed(context, context.destination.ref.schema)}` }
}

function systemOf(context: MapContext, input: string): string {
  return systemNamed(context, context.inputs.find((side) => side.input.id === input)?.ref.schema)
}

function systemNamed({ project }: MapContext, schema: string | undefined): string {
  const system = project.schemas.find(({ id }) => id === schema)?.system
  const name = project.systems.find(({ id }) => id === system)?.name
  return name === undefined ? '' : ` in ${name}`
}
