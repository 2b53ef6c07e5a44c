// Edits of steps as writes of cells: what is chosen, what goes with it, copies and places. Pure.
import { isSameJson, type CellWrite } from '../../shared/project/edits.ts'
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'
import type { Step } from '../../shared/project/use-case.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import type { ObjectAddress, SchemaGraph } from '../../shared/schema/schema-graph.ts'
import type { StepCell } from './step-fields.ts'

/** Cells by name; undefined clears one. */
export type StepPatch = { readonly [C in StepCell]?: Step[C] | undefined }

/** Only of cells that change. An empty text clears its cell; a title is never cleared. */
export function stepWrites(step: Step, patch: StepPatch): CellWrite[] {
  const stored = new Map(Object.entries(step as Record<string, JsonValue | undefined>))
  return Object.entries(patch as Record<string, JsonValue | undefined>).flatMap(([cell, value]): CellWrite[] => {
    const next = value === '' ? undefined : value
    if (isSameJson(stored.get(cell), next) || (next === undefined && (cell === 'title' || cell === 'kind'))) return []
    return [{ home: 'steps', object: step.id, cell, value: next }]
  })
}

/** Another endpoint: records inside the old one's bodies go with it, what is asked for stays. */
export function endpointPatch(step: Step, endpoint: string, schema: string | undefined): StepPatch {
  const isOther = (address: ObjectAddress | undefined) => address !== undefined && address.kind !== 'object' && address.endpoint !== endpoint
  return {
    endpoint: endpoint === '' ? undefined : endpoint,
    ...(schema === undefined ? {} : { schema }),
    ...(isOther(step.object) ? { object: undefined } : {}),
    ...(isOther(step.answer) ? { answer: undefined } : {}),
  }
}

/** Another system: its newest schema; the endpoint stays only where that schema has it too. */
export function systemPatch(step: Step, system: string, schemas: readonly SchemaVersion[], findGraph: (key: string) => SchemaGraph | undefined): StepPatch {
  if (system === step.system) return {}
  const schema = newestSchema(schemas, system)
  const graph = schema === undefined ? undefined : findGraph(schema.graph)
  const stays = step.endpoint !== undefined && graph?.endpoints.some(({ id }) => id === step.endpoint) === true
  return {
    system: system === '' ? undefined : system,
    schema: schema?.id,
    ...(stays || step.schema === undefined ? {} : { endpoint: undefined, object: undefined, answer: undefined }),
  }
}

/** The one that no other one replaces, the last of them. */
export function newestSchema(schemas: readonly SchemaVersion[], system: string): SchemaVersion | undefined {
  const own = schemas.filter((schema) => schema.system === system)
  return own.findLast(({ id }) => !own.some(({ replaces }) => replaces === id)) ?? own.at(-1)
}

/** The same step once more, which means itself where the first one does. Its result gets a name of its own. */
export function copyOfStep(step: Step, id: string, names: readonly (string | undefined)[]): Omit<Step, 'order'> {
  const {
    order: _,
    deleted: __,
    ...cells
  } = JSON.parse(JSON.stringify(step).replaceAll(`"input":${JSON.stringify(step.id)}`, () => `"input":${JSON.stringify(id)}`)) as Step
  const { result } = step
  return { ...cells, id, title: `${step.title} (copy)`, ...(result === undefined ? {} : { result: freeName(result, names) }) }
}

function freeName(name: string, taken: readonly (string | undefined)[]): string {
  for (let n = 2; ; n++) if (!taken.includes(`${name} ${n}`)) return `${name} ${n}`
}

/** Where a step stands after it is dropped before (`at`: index of the step it is dropped on) or behind it, in the list without itself. */
export function dropPlace(ids: readonly string[], moved: string, on: string, side: 'before' | 'after'): number {
  const others = ids.filter((id) => id !== moved)
  const at = others.indexOf(on)
  return at < 0 ? ids.indexOf(moved) : side === 'before' ? at : at + 1
}
