// What works out a newer version's changes and their impact, inside a worker: a copy of the project kept up to date by what it is told.
import type { Project } from '../../shared/project/project.ts'
import { findSchemaImpact, type SchemaImpact } from '../../shared/review/schema-impact.ts'
import { correctSides } from '../../shared/review/version-sides.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { createProjectCopy, type ObjectNews } from '../collab/project-copy.ts'

/** Plain values that can be cloned. Decisions are not told: what a change affects does not depend on them. */
export type ImpactMessage =
  | { readonly tell: 'graph'; readonly key: string; readonly graph: SchemaGraph }
  | ({ readonly tell: 'objects' } & ObjectNews)
  | { readonly tell: 'records'; readonly records: readonly (readonly [hash: string, record: JsonValue])[] }
  | { readonly tell: 'find'; readonly newVersion: string }

export type ImpactAnswer = { readonly impact: SchemaImpact } | { readonly failure: string }

export type ImpactReplica = { readonly receive: (message: ImpactMessage) => ImpactAnswer | undefined }

export function createImpactReplica(): ImpactReplica {
  const graphs = new Map<string, SchemaGraph>()
  const records = new Map<string, JsonValue>()
  const copy = createProjectCopy()
  return {
    receive(message) {
      switch (message.tell) {
        case 'graph':
          graphs.set(message.key, message.graph)
          return undefined
        case 'objects':
          copy.receive(message)
          return undefined
        case 'records':
          for (const [hash, record] of message.records) records.set(hash, record)
          return undefined
        case 'find':
          return findImpact(copy.project({ name: '' }), message.newVersion, graphs, records)
      }
    },
  }
}

/** As analysts see both versions, their facts laid over. */
export function findImpact(
  project: Project,
  newVersion: string,
  graphs: ReadonlyMap<string, SchemaGraph>,
  records: ReadonlyMap<string, JsonValue>,
): ImpactAnswer {
  const sides = findSides(project, newVersion, graphs)
  if (sides === undefined) return { failure: 'One of the two descriptions is not here any more. Go back to the schemas and choose again.' }
  return { impact: findSchemaImpact({ ...project, schemaDecisions: [] }, newVersion, sides.before, sides.after, (hash) => records.get(hash)) }
}

export function findSides(
  project: Project,
  newVersion: string,
  graphs: ReadonlyMap<string, SchemaGraph>,
): { readonly before: SchemaGraph; readonly after: SchemaGraph } | undefined {
  const after = project.schemas.find(({ id }) => id === newVersion)
  const before = project.schemas.find(({ id }) => id === after?.replaces)
  const [old, fresh] = [before, after].map((version) => (version === undefined ? undefined : graphs.get(version.graph)))
  if (before === undefined || after === undefined || old === undefined || fresh === undefined) return undefined
  return correctSides(project, { before, after }, { before: old, after: fresh })
}
