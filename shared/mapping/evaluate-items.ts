// The items of a list or a map as closures: the only place that filters, sorts and groups what an `each` or a run goes through.
import { printName } from '../schema/field-path.ts'
import type { JsonScalar } from '../schema/json-value.ts'
import { compileExpr, compileTest, type Scope, type Tables } from '../transform/evaluate.ts'
import { compileReader } from '../transform/evaluate-path.ts'
import type { Issue, PartIr, PathExpr } from '../transform/ir.ts'
import { sortInOrder } from '../transform/list-order.ts'
import type { Outcome } from '../transform/outcome.ts'
import { printKey, printStep, readOwn } from './check-input.ts'
import type { Watch } from './watch-run.ts'

/** One record on its way. `at`: where the item stands (`order.line_items[0]`); '' at the top. `watch`: for the preview. `isHidden`: another item is looked at. */
export type Run = { readonly scope: Scope; readonly at: string; readonly issues: Issue[]; readonly watch: Watch | undefined; readonly isHidden: boolean }

/** Undefined: there is no list. */
export type Items = (run: Run) => readonly Run[] | undefined

export function compileItems({ list, over, when, sort, groupBy }: Pick<PartIr, 'list' | 'over' | 'when' | 'sort' | 'groupBy'>, tables: Tables): Items {
  const read = compileExpr(list, tables)
  const holds = when === null ? undefined : compileTest(when, tables)
  const sortKeyOf = sort === null ? undefined : compileReader(sort.by)
  const keyOf = groupBy === null ? undefined : compileReader(groupBy)
  return (run) => {
    const source = read(run.scope)
    const keys = over === 'map' ? listKeys(source) : undefined
    const entries = over === 'map' ? keys?.map((key) => ({ key, value: readOwn(source, key) })) : Array.isArray(source) ? source : undefined
    if (entries === undefined) return undefined
    const place = placeOf(list, run.at)
    const items: Run[] = []
    for (let index = 0; index < entries.length; index++) {
      const item: unknown = entries[index]
      const scope: Scope = { ...run.scope, item, index, steps: 0 }
      if (holds !== undefined && !holds(scope)) continue
      items.push({ ...run, scope, at: `${place}${keys === undefined ? `[${index}]` : printKey(keys[index] ?? '')}` })
    }
    const sorted = sortKeyOf === undefined ? items : sortInOrder(items, ({ scope }) => sortKeyOf(scope.item), sort?.descending === true)
    return keyOf === undefined ? sorted : inGroups(run, sorted, keyOf, place)
  }
}

/** Where a source stands, with the positions of the items it is in. */
export function placeOf(path: PathExpr, at: string): string {
  return (path.input === undefined ? at : printName(path.input)) + path.steps.map((step) => printStep(step.name)).join('')
}

function inGroups(run: Run, items: readonly Run[], keyOf: (item: unknown) => Outcome, place: string): Run[] {
  const groups = new Map<JsonScalar, unknown[]>()
  for (const { scope } of items) {
    const key = keyOf(scope.item)
    if (typeof key !== 'string' && typeof key !== 'number' && typeof key !== 'boolean') continue
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [scope.item])
    else group.push(scope.item)
  }
  return [...groups].map(([key, members], index) => ({
    ...run,
    scope: { ...run.scope, item: { key, items: members }, index },
    at: `${place}${printKey(key)}`,
  }))
}

function listKeys(source: Outcome): string[] | undefined {
  return typeof source === 'object' && source !== null && !Array.isArray(source) ? Object.keys(source) : undefined
}
