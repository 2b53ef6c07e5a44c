// What the check lets through at a source's place: the only place of the writer that follows paths into the inputs' shapes.
import type { MapIr, ObjectIr, PartIr, PathExpr, Shape, ValueIr } from '../../transform/ir.ts'
import type { Scope } from './writer.ts'

/** An item is a list's own, a group of them, or an entry of a map. */
type Item = { readonly is: 'item' | 'group' | 'entry'; readonly shape: Shape | undefined }
type Each = Pick<PartIr, 'list' | 'over' | 'groupBy'>

/** Undefined where it is not known. */
export function findShape(scope: Scope, path: PathExpr): Shape | undefined {
  const { ir } = scope.writer
  return walk(ir, itemsOf(ir), scope.each, path)
}

const items = new WeakMap<MapIr, ReadonlyMap<string, { readonly each: Each; readonly above: string | undefined }>>()

/** The `each` rows by id, with the one that they stand in; the run's under the empty id. */
function itemsOf(ir: MapIr): ReadonlyMap<string, { readonly each: Each; readonly above: string | undefined }> {
  const known = items.get(ir)
  if (known !== undefined) return known
  const made = new Map<string, { each: Each; above: string | undefined }>()
  if (ir.runs !== null) made.set('', { each: ir.runs, above: undefined })
  const visit = (node: ObjectIr | ValueIr, above: string | undefined) => {
    for (const field of node.is === 'object' ? node.fields : []) {
      if (field.node.is === 'object') visit(field.node, above)
      else if (field.node.is !== 'value')
        for (const part of field.node.parts) {
          made.set(part.id, { each: part, above })
          visit(part.item, part.id)
        }
    }
  }
  visit(ir.destination.node, ir.runs === null ? undefined : '')
  items.set(ir, made)
  return made
}

function walk(ir: MapIr, known: ReturnType<typeof itemsOf>, each: string | undefined, { input, steps }: PathExpr): Shape | undefined {
  const start: Item = input === undefined ? itemOf(ir, known, each) : { is: 'item', shape: ir.inputs.find(({ name }) => name === input)?.shape }
  // The first name of a group's item, or of an entry's, is none of the record's.
  const isMade = start.is !== 'item'
  const names = steps.map(({ name }) => name)
  if (isMade && names[0] !== (start.is === 'group' ? 'items' : 'value')) return undefined
  return names.slice(isMade ? 1 : 0).reduce((shape: Shape | undefined, name) => shape?.fields?.find((field) => field.name === name)?.shape, start.shape)
}

function itemOf(ir: MapIr, known: ReturnType<typeof itemsOf>, id: string | undefined): Item {
  const found = known.get(id ?? '')
  if (found === undefined) return { is: 'item', shape: undefined }
  const { each, above } = found
  const whole = walk(ir, known, above, each.list)
  if (each.groupBy !== null) return { is: 'group', shape: whole }
  return each.over === 'map' ? { is: 'entry', shape: whole?.entries } : { is: 'item', shape: whole?.items }
}
