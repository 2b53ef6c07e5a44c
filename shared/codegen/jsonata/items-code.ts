// The items that an `each` row or a run goes through, as JSONata: filtered, sorted and grouped (SPEC.md, M6 to M9).
import { listExprs, listRows, type PartIr, type RowIr, type Test, type ValueIr, type ObjectIr } from '../../transform/ir.ts'
import { childrenOf } from '../../transform/formula/term-facts.ts'
import type { Term } from '../../transform/formula/term.ts'
import { mayMiss } from '../../transform/static-type.ts'
import { sortedCode } from './list-code.ts'
import { call, helper, itemFunction, pathCode, rowText, type Code, type Scope } from './writer.ts'
import { singular } from '../typescript/names.ts'
import { identifier } from '../typescript/text.ts'

type Source = Pick<PartIr, 'list' | 'over' | 'when' | 'sort' | 'groupBy'> & { readonly item: ObjectIr | ValueIr }

/** `make` called with each item, as a sequence; as a list where an item may be a list. */
export function itemsCode(scope: Scope, part: Source, make: string, whenMissing: PartIr['whenMissing'], holdsLists: boolean): Code {
  const { writer } = scope
  const { list, over, sort, groupBy } = part
  const path = pathCode(scope, list)
  const found = !mayMiss(list) ? path : whenMissing === 'problem' ? helper(writer, 'required', path.text, rowText(scope)) : helper(writer, 'some', path.text)
  const items = over === 'map' ? helper(writer, 'entriesOf', found.text).text : found.text
  const each = (from: string, with_: string) => (holdsLists ? helper(writer, 'made', from, with_) : call('map', from, with_))
  if (groupBy !== null) return each(groupCode(scope, part, items), make)
  if (sort === null) return each(items, make)
  // The position is that in the list as it came.
  if (!usesIndex(part)) return each(sortedCode(scope, items, itemName(part), sort), make)
  const pairs = helper(writer, 'numbered', items).text
  const by = { ...sort, by: { ...sort.by, steps: [{ name: 'item', optional: false }, ...sort.by.steps] } }
  return each(sortedCode(scope, pairs, '$pair', by), `function($pair) { ${make}($pair.item, $pair.index) }`)
}

function groupCode(scope: Scope, part: Source, items: string): string {
  const { groupBy, sort, when } = part
  if (groupBy === null) throw new Error('only groups are grouped')
  const item = itemName(part)
  const filtered = when === null ? items : call('filter', items, filterOf(scope, item, when)).text
  const sorted = sort === null ? filtered : sortedCode(scope, filtered, item, sort)
  const { op, steps, types } = groupBy
  const key = pathCode({ ...scope, item }, { op, steps, types })
  return helper(scope.writer, 'groups', sorted, `function(${item}) { ${key.text} }`).text
}

function filterOf(scope: Scope, item: string, when: Test): string {
  const { parameters, body } = itemFunction(scope.writer, item, () => scope.writer.test({ ...scope, item }, when).text)
  return `function(${parameters}) { ${body} }`
}

/** A variable for the list's own item, where it is not the item of the function. */
function itemName({ list }: Source): string {
  const name = identifier(singular(list.steps.at(-1)?.name ?? ''), 'camel')
  return `$one${name.charAt(0).toUpperCase()}${name.slice(1)}`
}

function usesIndex(part: Source): boolean {
  const rows: readonly RowIr[] = part.item.is === 'value' ? part.item.rows : listRows(part.item)
  const tests = [part.when, ...rows.map((row) => row.when)]
  const terms = [...rows.flatMap((row) => listExprs(row.value)).flatMap((expr) => (expr.op === 'term' ? [expr.term] : [])), ...tests.flatMap(termsOfTest)]
  return terms.some(hasIndex)
}

function termsOfTest(test: Test | null): Term[] {
  if (test === null) return []
  if (test.op === 'term') return [test.term]
  if (test.op === 'not') return termsOfTest(test.of)
  return test.op === 'all' || test.op === 'any' ? test.of.flatMap(termsOfTest) : []
}

function hasIndex(term: Term): boolean {
  return term.op === 'index' || childrenOf(term).some(hasIndex)
}
