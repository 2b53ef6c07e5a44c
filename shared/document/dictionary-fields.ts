// Which objects and fields of the systems' schemas a specification describes: those that its maps and steps use, and what stands beside them.
import { listUsedPaths } from '../mapping/coverage.ts'
import { fieldTree, listPathsAbove, type FieldTree } from '../mapping/field-tree.ts'
import { correctGraph } from '../project/corrected-graph.ts'
import type { MapInput, Row } from '../project/field-map.ts'
import type { ObjectRef } from '../project/parts.ts'
import { usersByPath } from './source-fields.ts'
import { parseFieldPath, type FieldPath } from '../schema/field-path.ts'
import { findObject, printObjectAddress, type Field } from '../schema/fields.ts'
import { chosenMaps, chosenUseCases } from './chosen-maps.ts'
import type { DocumentSource } from './document-options.ts'

export type UsedObject = {
  readonly ref: ObjectRef
  readonly address: string
  readonly side: 'source' | 'destination' | 'steps'
  /** The fields of the object itself and of what is opened, in schema order. */
  readonly fields: readonly { readonly field: Field; readonly depth: number }[]
  /** More fields than are listed. */
  readonly isCut: boolean
  readonly rowsByPath: ReadonlyMap<FieldPath, readonly Row[]>
  /** Its samples are those of this input. */
  readonly input?: MapInput
}

/** Fields of one object, and levels below its top, at most: a description may go round in circles. */
const MOST_FIELDS = 2_000
export const MOST_LEVELS = 12

type Use = {
  readonly ref: ObjectRef
  side: UsedObject['side']
  input?: MapInput
  readonly opened: Set<FieldPath>
  readonly used: Set<FieldPath>
  readonly rows: Map<FieldPath, Row[]>
}

/** Where a field is described. */
export function fieldTarget(ref: ObjectRef, path: FieldPath): string {
  return `field-of:${ref.schema}:${printObjectAddress(ref.object)}#${path}`
}

/** In the order in which maps and steps name them. */
export function listUsedObjects(source: DocumentSource): UsedObject[] {
  const uses = new Map<string, Use>()
  const objectOf = (ref: ObjectRef, side: Use['side']): Use => {
    const key = `${ref.schema}\n${printObjectAddress(ref.object)}`
    const known = uses.get(key) ?? { ref, side, opened: new Set<FieldPath>(), used: new Set<FieldPath>(), rows: new Map<FieldPath, Row[]>() }
    uses.set(key, known)
    if (known.side === 'steps') known.side = side
    return known
  }
  for (const { context } of chosenMaps(source)) {
    for (const side of context.inputs) {
      const known = objectOf(side.ref, 'source')
      known.input ??= side.input
      const decided = context.decisions.filter(({ input }) => input === side.input.id).map(({ path }) => path)
      for (const path of [...listUsedPaths(context, side.input.id), ...decided]) openAbove(known, path)
      for (const [path, rows] of usersByPath(context, side.input.id)) addRows(known, path, rows)
    }
    const known = objectOf(context.destination.ref, 'destination')
    for (const row of context.rows) {
      openAbove(known, row.destination)
      if (row.transform !== undefined && row.transform.kind !== 'notMapped') addRows(known, row.destination, [row])
    }
  }
  for (const { ref, paths } of listStepObjects(source)) {
    const known = objectOf(ref, 'steps')
    for (const path of paths) openAbove(known, path)
  }
  return [...uses.values()].flatMap((one) => describeUse(source, one))
}

function openAbove({ opened, used }: Use, path: FieldPath): void {
  used.add(path)
  for (const above of listPathsAbove(path)) opened.add(above)
}

function addRows({ rows }: Use, path: FieldPath, more: readonly Row[]): void {
  const known = rows.get(path) ?? []
  for (const row of more) if (!known.includes(row)) known.push(row)
  rows.set(path, known)
}

/** Nothing where the schema or the object is not there: the map says so. */
function describeUse({ project, findGraph }: DocumentSource, { ref, side, input, opened, used, rows }: Use): UsedObject[] {
  const schema = project.schemas.find(({ id }) => id === ref.schema)
  const documented = schema === undefined ? undefined : findGraph(schema.graph)
  if (schema === undefined || documented === undefined) return []
  const { graph } = correctGraph(project, schema.system, documented)
  const node = findObject(graph, ref.object)
  if (node === undefined) return []
  const tree = fieldTree(graph, node)
  const { fields, isCut } = listOpened(tree, opened, side === 'steps' ? used : undefined)
  if (fields.length === 0) return []
  return [{ ref, address: printObjectAddress(ref.object), side, fields, isCut, rowsByPath: rows, ...(input === undefined ? {} : { input }) }]
}

/** `only`: of what steps alone use, nothing else is of interest. */
function listOpened(tree: FieldTree, opened: ReadonlySet<FieldPath>, only: ReadonlySet<FieldPath> | undefined): Pick<UsedObject, 'fields' | 'isCut'> {
  const fields: { field: Field; depth: number }[] = []
  const isShown = ({ path }: Field) => only === undefined || only.has(path) || opened.has(path)
  // A stack of our own: no schema can overflow the engine's (T-15).
  const below = (parent: Field, depth: number) =>
    tree
      .children(parent)
      .filter(isShown)
      .map((field) => ({ field, depth }))
      .reverse()
  const stack = below(tree.root, 0)
  let isCut = false
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (fields.length >= MOST_FIELDS) return { fields, isCut: true }
    fields.push(next)
    if (!opened.has(next.field.path) && !opened.has(`${next.field.path}[]` as FieldPath) && !opened.has(`${next.field.path}{}` as FieldPath)) continue
    if (next.depth >= MOST_LEVELS) isCut = true
    else stack.push(...below(next.field, next.depth + 1))
  }
  return { fields, isCut }
}

/** The records that steps name, with the fields of them that steps ask for. */
function listStepObjects({ project, choice }: DocumentSource): { readonly ref: ObjectRef; readonly paths: readonly FieldPath[] }[] {
  const useCases = new Set(chosenUseCases({ project, choice }).map(({ id }) => id))
  const steps = project.steps.filter((step) => step.deleted !== true && useCases.has(step.useCase))
  const asked = new Map<string, Set<FieldPath>>()
  const ask = (key: string, path: unknown) => {
    if (typeof path !== 'string' || path === '' || !parseFieldPath(path).ok) return
    const known = asked.get(key) ?? new Set<FieldPath>()
    known.add(path as FieldPath)
    asked.set(key, known)
  }
  for (const step of steps)
    walk(step, (part) => {
      if (part['of'] === 'input' && typeof part['input'] === 'string') ask(part['input'], part['path'])
      if (part['of'] === 'entry') ask(`${step.id} lookup`, part['path'])
    })
  return steps.flatMap((step) => {
    const { schema, lookup } = step
    const own = [...(asked.get(step.id) ?? [])]
    const refs: { readonly ref: ObjectRef; readonly paths: readonly FieldPath[] }[] = []
    const result = step.kind === 'send' ? step.answer : step.object
    if (schema !== undefined && result !== undefined) refs.push({ ref: { schema, object: result }, paths: own })
    const found = lookup?.schema ?? schema
    if (lookup !== undefined && found !== undefined)
      refs.push({ ref: { schema: found, object: lookup.answer }, paths: [...(asked.get(`${step.id} lookup`) ?? []), ...own] })
    return refs
  })
}

function walk(root: unknown, visit: (part: Readonly<Record<string, unknown>>) => void): void {
  const stack: unknown[] = [root]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next !== 'object' || next === null) continue
    if (!Array.isArray(next)) visit(next as Readonly<Record<string, unknown>>)
    for (const child of Object.values(next)) if (child !== undefined) stack.push(child)
  }
}
