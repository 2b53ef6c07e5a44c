// A field map with everything its meaning depends on: the only place that joins a project with its schema graphs.
import { findObject, printObjectAddress, rootField, type Field } from '../schema/fields.ts'
import type { SchemaGraph } from '../schema/schema-graph.ts'
import { correctGraph } from '../project/corrected-graph.ts'
import type { FieldMap, MapInput, Row, SourceDecision } from '../project/field-map.ts'
import { compareObjects, type Project } from '../project/project.ts'
import type { ObjectRef } from '../project/parts.ts'

/** A resolved side. `graph` and `root` are absent where the schema or the object in it is not to be found. */
export type MapSide = { readonly ref: ObjectRef; readonly graph?: SchemaGraph; readonly root?: Field }
export type InputSide = MapSide & { readonly input: MapInput }

export type MapContext = {
  readonly project: Project
  readonly fieldMap: FieldMap
  /** By order; the first is the primary input. */
  readonly inputs: readonly InputSide[]
  readonly destination: MapSide
  /** Not deleted, by order, then id. */
  readonly rows: readonly Row[]
  readonly decisions: readonly SourceDecision[]
  /** Schemas or objects that were not found, each as a sentence. */
  readonly missing: readonly string[]
}

/** `findGraph` takes the key that SchemaVersion.graph holds. Undefined: no such field map. */
export function buildMapContext(project: Project, fieldMapId: string, findGraph: (key: string) => SchemaGraph | undefined): MapContext | undefined {
  const fieldMap = project.fieldMaps.find((map) => map.id === fieldMapId)
  if (fieldMap === undefined) return undefined
  const missing: string[] = []
  const resolve = (ref: ObjectRef): MapSide => {
    const schema = project.schemas.find((version) => version.id === ref.schema)
    const documented = schema === undefined ? undefined : findGraph(schema.graph)
    if (schema === undefined || documented === undefined) {
      missing.push(schema === undefined ? 'A schema that this field map uses is no longer in the project.' : `The schema "${schema.title}" is not loaded.`)
      return { ref }
    }
    const { graph } = correctGraph(project, schema.system, documented)
    const node = findObject(graph, ref.object)
    if (node === undefined) {
      missing.push(`"${schema.title}" has no ${printObjectAddress(ref.object)}.`)
      return { ref, graph }
    }
    return { ref, graph, root: rootField(graph, node) }
  }
  const inputs = project.mapInputs.filter((input) => input.fieldMap === fieldMapId && input.deleted !== true).sort(compareObjects)
  return {
    project,
    fieldMap,
    inputs: inputs.map((input) => ({ input, ...resolve(input.source) })),
    destination: resolve(fieldMap.destination),
    rows: project.rows.filter((row) => row.fieldMap === fieldMapId && row.deleted !== true).sort(compareObjects),
    decisions: project.sourceDecisions.filter((decision) => decision.fieldMap === fieldMapId && decision.deleted !== true),
    missing,
  }
}
