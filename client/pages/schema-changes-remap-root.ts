// Which object's fields are offered when something is taken instead: that of the map's input, or of its destination.
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'
import type { Project } from '../../shared/project/project.ts'
import type { AffectedItem, ChangeImpact, Choice } from '../../shared/review/schema-impact.ts'
import { findObject } from '../../shared/schema/fields.ts'
import type { NodeId, ObjectAddress, SchemaGraph } from '../../shared/schema/schema-graph.ts'
import type { FoundImpact } from './schema-changes-hooks.ts'
import { findSides } from './schema-changes-replica.ts'

const EMPTY: SchemaGraph = {
  readerVersion: 0,
  format: 'openapi-3.0',
  title: '',
  servers: [],
  endpoints: [],
  objects: [],
  nodes: {},
  fieldCount: 0,
  problems: [],
}

/** `root` undefined: the newer version does not have the object. `near`: the object type that the change is in. */
export function findRemapRoot(
  { of: project, graphs }: Pick<FoundImpact, 'of' | 'graphs'>,
  after: SchemaVersion,
  { affected, change }: ChangeImpact,
  item: string | undefined,
  needs: NonNullable<Choice['needs']>,
): { readonly graph: SchemaGraph; readonly root: NodeId | undefined; readonly near: NodeId | undefined } {
  const graph = findSides(project, after.id, graphs)?.after ?? EMPTY
  const items = item === undefined ? affected : affected.filter(({ id }) => id === item)
  const addresses = [...items.flatMap((one) => objectsOf(project, after, one, needs)), change.place.object]
  const root = addresses.map((address) => findObject(graph, address)).find((node) => node !== undefined)
  return { graph, root, near: findObject(graph, (change.to ?? change.place).object) }
}

function objectsOf(project: Project, { replaces }: SchemaVersion, { fieldMap }: AffectedItem, needs: NonNullable<Choice['needs']>): ObjectAddress[] {
  if (fieldMap === undefined) return []
  if (needs === 'destination-path')
    return project.fieldMaps.filter(({ id, destination }) => id === fieldMap && destination.schema === replaces).map(({ destination }) => destination.object)
  return project.mapInputs
    .filter((input) => input.fieldMap === fieldMap && input.deleted !== true && input.source.schema === replaces)
    .map(({ source }) => source.object)
}
