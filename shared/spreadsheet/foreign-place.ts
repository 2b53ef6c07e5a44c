// Where a line of somebody else's mapping goes in a field map: the field it names, the row that is there, the list around it. Pure.
import { listPathsAbove } from '../mapping/field-tree.ts'
import { fieldAddress, type Line } from '../mapping/line.ts'
import { intoItem, parseSource } from '../mapping/source-text.ts'
import type { Row } from '../project/field-map.ts'
import { pathSteps, type FieldPath } from '../schema/field-path.ts'
import type { SourceRef } from '../transform/transform.ts'
import type { ForeignLine } from './foreign-line.ts'
import type { ForeignPath } from './foreign-path.ts'
import { placeKey, type ForeignPlanning, type TargetMap } from './foreign-planning.ts'
import type { FilePlace } from './import-plan.ts'
import { newRow } from './row-writes.ts'
import { placeAt } from '../project/order-keys.ts'

/** `matched`: the schema knows the field. `candidates`: the text may be several of them. */
export type FoundPlace = { readonly line: Line; readonly matched: boolean; readonly candidates: readonly string[] }

/** A path that the schema does not know keeps its place as it was written: the grid shows it as not in the schema. */
export function findPlace({ context, matcher }: TargetMap, path: ForeignPath): FoundPlace {
  const targets = matcher.findTargets(path.names.join('/'))
  const places = new Map(targets.map((target) => [placeKey(target.line.each?.id, target.line.path), target.line]))
  const [only, ...others] = places.values()
  if (only !== undefined && others.length === 0) {
    const { row: _, ...line } = only
    return { line: { ...line, kind: 'field' }, matched: true, candidates: [] }
  }
  const line: Line = {
    address: fieldAddress(context.fieldMap.id, path.path),
    kind: 'field',
    path: path.path,
    label: path.names.at(-1) ?? path.text,
    depth: 0,
    foldable: false,
    folded: false,
  }
  return { line, matched: false, candidates: [...new Set(targets.map(({ label }) => label))] }
}

/** The field that a path means where the line stands. Undefined: no source has it, or several. */
export function findSource({ context, matcher }: TargetMap, path: ForeignPath, each: Row | undefined): SourceRef | undefined {
  const match = matcher.matchSource(path.names.join('/'), each)
  const parsed = match.found ? parseSource(context, match.text, each) : undefined
  return parsed?.ok === true ? parsed.value : undefined
}

export type InsideList = { readonly line: Line; readonly refs: readonly SourceRef[]; readonly needs: readonly string[] }

/** A field of one list from a field of one list: the row that goes through the list is made, once for each pair of lists. */
export function goInsideList(planning: ForeignPlanning, target: TargetMap, line: Line, refs: readonly SourceRef[], place: FilePlace): InsideList {
  const lists = line.each === undefined ? listsAbove(line.path) : []
  const [ref] = refs
  const list = lists[0]
  if (list === undefined || lists.length > 1) return { line, refs, needs: [] }
  const from = ref?.of === 'input' ? listsAbove(ref.path).at(-1) : undefined
  if (ref?.of !== 'input' || from === undefined) {
    // A value that comes from no list stands inside the row that goes through the list, where there is one.
    const [only, ...others] = [...target.eachs.values()].filter(({ row }) => row.destination === list)
    return only === undefined || others.length > 0 ? { line, refs, needs: [] } : inside(target, line, refs, only)
  }
  const key = JSON.stringify([list, ref.input, from])
  const known = target.eachs.get(key) ?? makeEach(planning, target, list, { of: 'input', input: ref.input, path: from }, place)
  target.eachs.set(key, known)
  return inside(target, line, refs, known)
}

function inside({ context }: TargetMap, line: Line, refs: readonly SourceRef[], { row, item }: { readonly row: Row; readonly item: string }): InsideList {
  const known = { ...context, rows: [...context.rows, row] }
  return {
    line: { ...line, each: row, address: fieldAddress(context.fieldMap.id, line.path, row) },
    refs: refs.map((one) => intoItem(known, one, row)),
    needs: item === '' ? [] : [item],
  }
}

/** Before the rows themselves, so that it does not matter in which order the file names them. */
export function makeLists(planning: ForeignPlanning, target: TargetMap, { source, destination }: ForeignLine, place: FilePlace): void {
  for (const path of destination ?? []) {
    const { line, matched } = findPlace(target, path)
    if (!matched || listsAbove(line.path).length === 0) continue
    const refs = (source ?? []).flatMap((one) => findSource(target, one, line.each) ?? [])
    if (refs.length > 0) goInsideList(planning, target, line, refs, place)
  }
}

/** Lists that the path goes into, outermost first, without their mark. */
function listsAbove(path: FieldPath): FieldPath[] {
  return listPathsAbove(path)
    .filter((above) => above.endsWith('[]'))
    .map((above) => above.slice(0, -2) as FieldPath)
    .toSorted((a, b) => pathSteps(a).length - pathSteps(b).length)
}

function makeEach(
  planning: ForeignPlanning,
  target: TargetMap,
  list: FieldPath,
  from: SourceRef,
  place: FilePlace,
): { readonly row: Row; readonly item: string } {
  const { context } = target
  const here = target.rows.get(placeKey(undefined, list)) ?? []
  const known = here.find(({ transform }) => transform?.kind === 'each' && JSON.stringify(transform.list) === JSON.stringify(from))
  if (known !== undefined) return { row: known, item: '' }
  const { id, randomBit } = planning.view.fresh()
  const at = placeAt(here, here.length, randomBit)
  const row: Row = { id, fieldMap: context.fieldMap.id, destination: list, transform: { kind: 'each', list: from }, order: at.order }
  target.rows.set(placeKey(undefined, list), [...here, row])
  target.used.add(id)
  const item = planning.nextItem(place)
  const line: Line = { address: '', kind: 'field', path: list, label: list, depth: 0, foldable: false, folded: false }
  planning.items.push({
    id: item,
    kind: 'added',
    place,
    at: `row:${id}`,
    title: `New row: ${list}`,
    theirs: `${list} from ${from.path}`,
    message: `Makes one entry of ${list} for each entry of ${from.path}: rows of the file stand inside.`,
    writes: [...newRow(line, id, at, context.fieldMap.id), { home: 'rows', object: id, cell: 'transform', value: { kind: 'each', list: from } }],
    accepted: true,
  })
  return { row, item }
}
