// The sources of a row as they read in another place: inside another `each`, or at the top. The only place that moves them there. Pure.
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { isBelow } from '../../shared/schema/fields.ts'
import type { Row } from '../../shared/project/field-map.ts'
import { wholePath } from '../../shared/mapping/coverage.ts'
import { checkRowFormula, formulaSources } from '../../shared/mapping/formula-scope.ts'
import type { FieldTree } from '../../shared/mapping/field-tree.ts'
import { findItemScope, inputTree, insideOf, type ItemScope } from '../../shared/mapping/item-scope.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { inputNames, intoItem, printSource } from '../../shared/mapping/source-text.ts'
import { stepsOf } from '../../shared/review/field-places.ts'
import { rewriteFormula, type NamedValue } from '../../shared/review/formula-names.ts'
import { namesText, rewriteCondition, rewriteValue, type Reading } from '../../shared/review/map-paths.ts'
import { printName } from '../../shared/transform/formula/print.ts'
import type { SourceRef, Transform } from '../../shared/transform/transform.ts'
import type { RowCells } from '../../shared/spreadsheet/read-cell.ts'

/** `cells`: only those that change. `lost`: sources that cannot be said there, as they were written; they are kept as text. `widened`: of one item before, of all items now. */
export type Rebased = { readonly cells: RowCells; readonly lost: readonly string[]; readonly widened: number }

/** `from`, `to`: the `each` rows it stands in before and after; undefined at the top. */
export function rebaseRow(context: MapContext, row: Row, from: Row | undefined, to: Row | undefined): Rebased {
  if (from?.id === to?.id) return { cells: {}, lost: [], widened: 0 }
  const lost: string[] = []
  let widened = 0
  const note = (before: SourceRef, after: SourceRef) => {
    if (before.of === 'item' && after.of === 'input') widened += 1
  }
  const reading: Reading = {
    ref(ref) {
      const there = rebaseSource(context, ref, from, to)
      if (there === undefined) lost.push(printSource(context, ref, from))
      else note(ref, there)
      return there ?? ref
    },
    formula(text) {
      const there = rebaseFormula(context, text, from, to, note)
      if (there === undefined) lost.push(`=${text}`)
      return there ?? text
    },
    entry: (_list, path) => path,
  }
  const { transform, when } = row
  const moved = transform === undefined ? undefined : rebaseTransform(transform, reading)
  // The condition of an `each` is about the items of its own list, which goes along.
  const asked = when === undefined || transform?.kind === 'each' ? when : rewriteCondition(when, reading)
  return {
    cells: {
      ...(transform === undefined ? {} : { transform: moved }),
      ...(when === undefined ? {} : { when: asked }),
      ...(lost.length === 0 ? {} : { unmatched: row.unmatched ?? lost.join(', ') }),
    },
    lost,
    widened,
  }
}

function rebaseTransform(transform: Transform, reading: Reading): Transform {
  if (transform.kind === 'notMapped') return transform
  return transform.kind === 'each' ? { ...transform, list: reading.ref(transform.list) } : rewriteValue(transform, reading)
}

/** Undefined: there it cannot be said. */
export function rebaseSource(context: MapContext, ref: SourceRef, from: Row | undefined, to: Row | undefined): SourceRef | undefined {
  if (ref.of === 'entry') return ref
  const scope = scopeIn(context, from)
  if (ref.of === 'item' && (scope === undefined || !isPathOf(scope, ref.path))) return undefined
  const whole = wholePath(context, ref, from)
  if (whole === undefined) return undefined
  // Inside its own list a whole path means all items on purpose, and so it does elsewhere.
  if (ref.of === 'input' && scope !== undefined && isInItem(scope, whole.input, whole.path)) return ref
  return intoItem(context, { of: 'input', ...whole }, insideOf(context, undefined, to))
}

function scopeIn(context: MapContext, each: Row | undefined): ItemScope | undefined {
  const inside = insideOf(context, undefined, each)
  return inside === undefined ? undefined : findItemScope(context, inside)
}

/** Whether a path of the item is one from the root of its input too: what a group holds and the names of a map are nowhere else. */
function isPathOf(scope: ItemScope, path: FieldPath): boolean {
  const [first] = stepsOf(path) ?? []
  const name = first?.kind === 'name' ? first.name : undefined
  if (scope.group !== undefined) return path === 'key'
  return scope.over === 'map' ? name === 'value' : stepsOf(path) !== undefined
}

function isInItem(scope: ItemScope, input: string, path: FieldPath): boolean {
  const item = `${scope.path}${scope.over === 'map' ? '{}' : '[]'}` as FieldPath
  return scope.input === input && scope.group === undefined && (path === item || isBelow(path, item))
}

/** The formula with its names written as they are there. Undefined: it would read other fields. */
function rebaseFormula(
  context: MapContext,
  text: string,
  from: Row | undefined,
  to: Row | undefined,
  note: (before: SourceRef, after: SourceRef) => void,
): string | undefined {
  const sound = isSound(context, text, from)
  const scope = scopeIn(context, from)
  const primary = context.inputs[0]?.input.id
  let isLost = false
  let widens = false
  const lose = () => {
    isLost = true
  }
  const place = (ref: SourceRef): SourceRef | undefined => {
    const there = rebaseSource(context, ref, from, to)
    // A sound formula that reads all items of a list (their sum) goes on doing so.
    return sound && ref.of === 'input' && there?.of === 'item' ? ref : there
  }
  const field = (tree: FieldTree | undefined, ref: SourceRef): NamedValue => ({
    child: (name) => {
      const parent = tree?.find(ref.path)
      const child = parent === undefined ? undefined : tree?.children(parent).find((one) => one.name === name)
      return child === undefined ? undefined : field(tree, { ...ref, path: child.path })
    },
    elsewhere: () => {
      const there = place(ref)
      const written = there === undefined ? undefined : writeNames(context, there, to)
      if (there === undefined || written === undefined) lose()
      else note(ref, there)
      widens ||= ref.of === 'item' && there?.of === 'input'
      return written
    },
  })
  const record = (input: string): NamedValue => field(inputTree(context, input), { of: 'input', input, path: '' as FieldPath })
  const primaryRecord = primary === undefined ? undefined : record(primary)
  // What a group holds and the names of a map cannot be written elsewhere.
  const ofItem =
    scope?.over === 'list' && scope.group === undefined
      ? field(scope.tree, { of: 'item', path: '' as FieldPath }).child
      : () => ({ child: () => undefined, note: lose })
  const item: NamedValue | undefined =
    insideOf(context, undefined, from) === undefined ? primaryRecord && { child: primaryRecord.child, note: lose } : { child: ofItem, note: lose }
  const inputs = new Map([...inputNames(context)].map(([id, name]) => [name, { child: record(id).child }] as const))
  const written = rewriteFormula(text, { item, root: primaryRecord && { child: primaryRecord.child }, inputs })
  if (isLost) return undefined
  // Out of its list a formula finds several values where it had one: it says so itself. One that was wrong before is no more wrong now.
  if (!sound || (widens && !isSound(context, written, to))) return written
  return isSound(context, written, to) && readsOf(context, text, from) === readsOf(context, written, to) ? written : undefined
}

function isSound(context: MapContext, text: string, each: Row | undefined): boolean {
  const checked = checkRowFormula(context, text, each)
  return checked.ok && checked.term.type.many !== true
}

/** The fields that a sound formula reads, from the roots of their inputs. */
function readsOf(context: MapContext, text: string, each: Row | undefined): string {
  const read = formulaSources(context, text, each).map((ref) => wholePath(context, ref, each))
  return [...new Set(read.map((at) => `${at?.input ?? ''} ${at?.path ?? ''}`))].toSorted().join('\n')
}

/** As a formula writes the source in that place; undefined where it cannot. */
function writeNames(context: MapContext, ref: SourceRef, each: Row | undefined): string | undefined {
  const names = inputNames(context)
  const [first] = stepsOf(ref.path) ?? []
  const isInput = first?.kind === 'name' && [...names.values()].includes(first.name)
  if (ref.of !== 'input') return ref.path === '' ? undefined : namesText(isInput ? '$' : '', ref.path)
  const isBare = insideOf(context, undefined, each) === undefined && ref.input === context.inputs[0]?.input.id && !isInput
  const name = names.get(ref.input)
  return name === undefined ? undefined : namesText(isBare ? '' : printName(name), ref.path)
}
