// Rows copied into another field map of the project: which fit there, which do not and why, and what copying writes. Pure.
import { wholePath } from '../../shared/mapping/coverage.ts'
import { formulaSources } from '../../shared/mapping/formula-scope.ts'
import { eachAbove, findSourceField } from '../../shared/mapping/item-scope.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { listRowSources } from '../../shared/mapping/row-sources.ts'
import { inputNames, printSource } from '../../shared/mapping/source-text.ts'
import type { CellWrite } from '../../shared/project/edits.ts'
import type { Row } from '../../shared/project/field-map.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { rewriteCondition, rewriteValue, type Reading } from '../../shared/review/map-paths.ts'
import type { SourceRef } from '../../shared/transform/transform.ts'
import type { RowCells } from '../../shared/spreadsheet/read-cell.ts'
import type { Fresh } from '../../shared/spreadsheet/row-writes.ts'
import { destinationTree } from './move-rows.ts'
import { OWN_CELLS, placeWrites, type RowsEdit } from './row-edits.ts'
import { createOrderPlan, rowsBelow, type RowPlace } from './row-order.ts'
import { countWords } from './row-words.ts'

/** `parent`: a row that is copied too, by its id here, or a row of the other map. `beside`: how many rows fill the field there already. */
type Copied = {
  readonly row: Row
  readonly parent?: { readonly copied: string } | { readonly there: string }
  readonly cells: RowCells
  readonly beside: number
  readonly warning?: string
}
export type CopyPlan = { readonly copied: readonly Copied[]; readonly left: readonly { readonly row: Row; readonly why: string }[] }

/** A row that fills a list takes the rows below it along. */
export function planCopy(from: MapContext, rows: readonly Row[], to: MapContext): CopyPlan {
  const chosen = [
    ...new Map(rows.flatMap((row) => [row, ...(row.transform?.kind === 'each' ? rowsBelow(from, row) : [])]).map((row) => [row.id, row])).values(),
  ]
  const inOrder = chosen.toSorted((a, b) => depthOf(from, a) - depthOf(from, b))
  const inputs = matchInputs(from, to)
  const tree = destinationTree(to)
  const copied = new Map<string, Copied>()
  const left: { row: Row; why: string }[] = []
  for (const row of inOrder) {
    const why = (reason: string) => left.push({ row, why: reason })
    const field = tree?.find(row.destination)
    if (field === undefined) why('The other map has no such field.')
    else if (field.readOnly) why('The field is read-only there.')
    else {
      const parent = parentIn(from, to, row, copied)
      const other = missingInput(from, row, inputs)
      if (parent === 'none') why('No row of the other map fills the list that this one stands in.')
      else if (other !== undefined) why(`The other map has no source called ${other}.`)
      else {
        const cells = cellsIn(row, inputs)
        const there = parent === undefined || 'copied' in parent ? undefined : to.rows.find((one) => one.id === parent.there)
        const misread = readsOtherwise(from, to, row, there, inputs, parent)
        if (misread) why('Its formula would read other fields there.')
        else
          copied.set(row.id, {
            row,
            ...(parent === undefined ? {} : { parent }),
            cells,
            beside: besides(to, row, parent),
            ...warningOf(to, row, cells, there, parent),
          })
      }
    }
  }
  return { copied: [...copied.values()], left }
}

export function writeCopies(to: MapContext, { copied, left }: CopyPlan, fresh: () => Fresh): RowsEdit {
  const plan = createOrderPlan(to, fresh().randomBit)
  const ids = new Map(copied.map(({ row }) => [row.id, fresh().id]))
  const writes: CellWrite[] = []
  for (const { row, parent, cells } of copied) {
    const id = ids.get(row.id) as string
    const above = parent === undefined ? undefined : 'copied' in parent ? ids.get(parent.copied) : parent.there
    const place: RowPlace = above === undefined ? { destination: row.destination } : { destination: row.destination, parent: above }
    plan.insert(place, id, plan.listAt(place).length)
    const set = Object.entries({ ...row, ...cells } as Record<string, JsonValue | undefined>).filter(
      ([cell, value]) => !OWN_CELLS.has(cell) && value !== undefined,
    )
    writes.push(...placeWrites(to, id, place), ...set.map(([cell, value]): CellWrite => ({ home: 'rows', object: id, cell, value })))
  }
  const what = countWords(copied.length, 'row')
  return {
    label: `Copy ${what} to ${to.fieldMap.name}`,
    message: `Copied ${what} to ${to.fieldMap.name}${left.length === 0 ? '' : `; ${countWords(left.length, 'row')} did not fit`}.`,
    writes: [...writes, ...plan.writes()],
  }
}

type Inputs = ReadonlyMap<string, string>

/** By name: the id there for the id here. */
function matchInputs(from: MapContext, to: MapContext): Inputs {
  const there = new Map([...inputNames(to)].map(([id, name]) => [name.toLowerCase(), id]))
  return new Map(
    [...inputNames(from)].flatMap(([id, name]) => {
      const other = there.get(name.toLowerCase())
      return other === undefined ? [] : [[id, other] as const]
    }),
  )
}

function missingInput(from: MapContext, row: Row, inputs: Inputs): string | undefined {
  const missing = listRowSources(from, row).flatMap(({ ref }) => (ref.of === 'input' && !inputs.has(ref.input) ? [ref.input] : []))
  return missing[0] === undefined ? undefined : (inputNames(from).get(missing[0]) ?? 'the removed input')
}

function cellsIn({ transform, when }: Row, inputs: Inputs): RowCells {
  const ref = (one: SourceRef): SourceRef => (one.of === 'input' ? { ...one, input: inputs.get(one.input) ?? one.input } : one)
  const reading: Reading = { ref, formula: (text) => text, entry: (_list, path) => path }
  return {
    ...(transform === undefined
      ? {}
      : {
          transform:
            transform.kind === 'notMapped'
              ? transform
              : transform.kind === 'each'
                ? { ...transform, list: ref(transform.list), ...(transform.key?.of === 'input' ? { key: ref(transform.key) } : {}) }
                : rewriteValue(transform, reading),
        }),
    ...(when === undefined ? {} : { when: rewriteCondition(when, reading) }),
  }
}

function parentIn(from: MapContext, to: MapContext, row: Row, copied: ReadonlyMap<string, Copied>): Copied['parent'] | 'none' {
  if (row.parent === undefined) return undefined
  if (copied.has(row.parent)) return { copied: row.parent }
  const above = eachAbove(from, row)
  const there = to.rows.filter((one) => one.transform?.kind === 'each' && one.destination === above?.destination)
  return there.length === 1 && there[0] !== undefined ? { there: there[0].id } : 'none'
}

/** A formula names its fields: the same names may mean others where the first input is another one. */
function readsOtherwise(from: MapContext, to: MapContext, row: Row, each: Row | undefined, inputs: Inputs, parent: Copied['parent']): boolean {
  const texts = [...(row.transform?.kind === 'formula' ? [row.transform.text] : []), ...(row.when?.test === 'formula' ? [row.when.text] : [])]
  // Below a row that is copied too, plain names are of the same item.
  if (texts.length === 0 || (parent !== undefined && 'copied' in parent)) return false
  const read = (context: MapContext, text: string, above: Row | undefined, idOf: (input: string) => string) =>
    formulaSources(context, text, above)
      .map((ref) => wholePath(context, ref, above))
      .map((at) => `${at === undefined ? '' : idOf(at.input)} ${at?.path ?? ''}`)
      .toSorted()
      .join('\n')
  return texts.some((text) => read(from, text, eachAbove(from, row), (input) => inputs.get(input) ?? input) !== read(to, text, each, (input) => input))
}

function besides(to: MapContext, row: Row, parent: Copied['parent']): number {
  if (parent !== undefined && 'copied' in parent) return 0
  return to.rows.filter((one) => one.destination === row.destination && one.parent === parent?.there && one.transform !== undefined).length
}

function warningOf(to: MapContext, row: Row, { transform }: RowCells, each: Row | undefined, parent: Copied['parent']): { readonly warning?: string } {
  if (transform?.kind !== 'copy' || transform.from.of === 'constant' || transform.from.of === 'config' || (parent !== undefined && 'copied' in parent))
    return {}
  return findSourceField(to, transform.from, each) === undefined && row.unmatched === undefined
    ? { warning: `${printSource(to, transform.from, each)} is not a field there: the row shows a problem until another one is chosen.` }
    : {}
}

function depthOf(context: MapContext, row: Row): number {
  let depth = 0
  for (let above = eachAbove(context, row); above !== undefined && depth < 20; above = eachAbove(context, above)) depth += 1
  return depth
}
