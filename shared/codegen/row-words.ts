// The rule and the condition of a row as two sentences, for comparisons: the only place that tells them apart.
import { eachAbove, ownItems } from '../mapping/item-scope.ts'
import { buildMapContext, type MapContext } from '../mapping/map-context.ts'
import type { Row } from '../project/field-map.ts'
import type { Project } from '../project/project.ts'
import type { SchemaGraph } from '../schema/schema-graph.ts'
import { describeCondition, describeRow } from './english.ts'

export type RowWords = { readonly rule?: string; readonly condition?: string }

/** Of rows of this project. A map is looked up once. Schemas that are not there leave fields with their plain names. */
export function createRowWords(project: Project, findGraph: (key: string) => SchemaGraph | undefined): (row: Row) => RowWords | undefined {
  const contexts = new Map<string, MapContext | undefined>()
  const contextOf = (map: string) => {
    if (!contexts.has(map)) contexts.set(map, buildMapContext(project, map, findGraph))
    return contexts.get(map)
  }
  return (row) => {
    const context = contextOf(row.fieldMap)
    if (context === undefined) return undefined
    const { when, on: _on, ...alone } = row
    const rule = row.transform === undefined ? undefined : describeRow(context, alone)
    const each = row.transform?.kind === 'each' ? ownItems(row) : eachAbove(context, row)
    return {
      ...(rule === undefined ? {} : { rule }),
      ...(when === undefined ? {} : { condition: describeCondition(context, when, each) }),
    }
  }
}
