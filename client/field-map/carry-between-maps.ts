// Takes a transform or a condition out of one map and puts it into another: the only place that does. Between the two, sources are paths from
// the roots of the inputs, and formulas write the input's name in front of each path; inputs are found again by their names.
import { parseFieldPath, printFieldPath, printName, ROOT_PATH, type FieldPath } from '../../shared/schema/field-path.ts'
import type { Row } from '../../shared/project/field-map.ts'
import { wholePath } from '../../shared/mapping/coverage.ts'
import type { FieldTree } from '../../shared/mapping/field-tree.ts'
import { findItemScope, insideOf, inputTree, isOpenEnded, pathFromRoot, type ItemScope } from '../../shared/mapping/item-scope.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { inputNames, intoItem, parseSource } from '../../shared/mapping/source-text.ts'
import type { Condition, SourceRef, Transform } from '../../shared/transform/transform.ts'
import { rewriteFormula, type NamedValue } from '../../shared/review/formula-names.ts'
import { namesText, rewriteCondition, rewriteOperand, rewriteValue, type Reading } from '../../shared/review/map-paths.ts'

/** Where a value or a condition stands: inside which `each` row; undefined at the top. */
export type CarryPlace = { readonly context: MapContext; readonly each: Row | undefined }

/** `lost`: the source that cannot be named there, as it is written from its input's root. */
export type NotCarried = { readonly lost: string }
export type Carry = {
  readonly ref: (ref: SourceRef) => SourceRef | NotCarried
  readonly transform: (transform: Transform) => Transform | NotCarried
  readonly condition: (condition: Condition) => Condition | NotCarried
}

/** The names of the inputs where something comes from, by id. */
export type CarriedInputs = ReadonlyMap<string, string>

export function carryOut({ context, each }: CarryPlace): Carry {
  const names = inputNames(context)
  const inside = insideOf(context, undefined, each)
  const scope = inside === undefined ? undefined : findItemScope(context, inside)
  const primary = context.inputs[0]?.input.id
  const write: Write = (input, path) => {
    const name = names.get(input)
    return name === undefined ? undefined : namesText(printName(name), path)
  }
  const item = inside === undefined ? rootValue(context, primary, write) : scope === undefined ? undefined : itemValue(scope, write)
  return carryBy(
    (ref) => {
      if (ref.of !== 'item') return ref
      const whole = isKeyOfMap(scope, ref.path) ? undefined : wholePath(context, ref, each)
      return whole === undefined ? { lost: ref.path } : { of: 'input', ...whole }
    },
    (text) => rewriteFormula(text, { item, root: rootValue(context, primary, write), inputs: inputValues(context, names, write) }),
  )
}

/** `inputs`: the names where it comes from. */
export function carryIn(place: CarryPlace, inputs: CarriedInputs): Carry {
  const { context, each } = place
  const names = inputNames(context)
  const known = new Map([...names].filter(([, name]) => [...inputs.values()].includes(name)))
  const write: Write = (input, path) => writeAt(place, input, path)
  return carryBy(
    (ref) => {
      if (ref.of !== 'input') return ref
      const name = inputs.get(ref.input)
      const text = `${printName(name ?? 'removed input')}${ref.path === '' || ref.path.startsWith('[') || ref.path.startsWith('{') ? '' : '.'}${ref.path}`
      const found = name === undefined || ![...known.values()].includes(name) ? undefined : parseSource(context, text, each)
      return found?.ok === true ? found.value : { lost: text }
    },
    (text) => rewriteFormula(text, { item: undefined, root: undefined, inputs: inputValues(context, known, write) }),
  )
}

export function isCarried<T extends object>(carried: T | NotCarried): carried is T {
  return !('lost' in carried)
}

function carryBy(refOf: (ref: SourceRef) => SourceRef | NotCarried, formula: (text: string) => string): Carry {
  /** What stands in a value is rewritten whole, so that the first source that fails is kept aside. */
  const attempt = <T extends object>(work: (reading: Reading) => T): T | NotCarried => {
    let failed: NotCarried | undefined
    const ref = (one: SourceRef): SourceRef => {
      const found = refOf(one)
      if (isCarried(found)) return found
      failed ??= found
      return one
    }
    // The list of a `list` or `join` travels with its entries, whose paths therefore stay.
    const made = work({ ref, formula, entry: (list, path) => (ref(list), path) })
    return failed ?? made
  }
  return {
    ref: refOf,
    transform: (transform) =>
      attempt((reading): Transform => {
        if (transform.kind === 'notMapped') return transform
        if (transform.kind !== 'each') return rewriteValue(transform, reading)
        // Group, order and key are about the list's own items; only what a key takes from elsewhere changes.
        const own: Pick<Reading, 'ref'> = { ref: (one) => (one.of === 'input' ? reading.ref(one) : one) }
        return { ...transform, list: reading.ref(transform.list), ...(transform.key === undefined ? {} : { key: rewriteOperand(transform.key, own) }) }
      }),
    condition: (condition) => attempt((reading) => rewriteCondition(condition, reading)),
  }
}

function isKeyOfMap(scope: ItemScope | undefined, path: FieldPath): boolean {
  return scope?.over === 'map' && scope.group === undefined && path === 'key'
}

type Write = (input: string, path: FieldPath) => string | undefined

/** As a formula in this place names it. */
function writeAt({ context, each }: CarryPlace, input: string, path: FieldPath): string | undefined {
  const inside = insideOf(context, undefined, each)
  const names = inputNames(context)
  const clashes = (own: FieldPath) => {
    const first = parseFieldPath(own)
    const step = first.ok ? first.value[0] : undefined
    return step?.kind !== 'name' || [...names.values()].includes(step.name)
  }
  const ref = intoItem(context, { of: 'input', input, path }, inside)
  if (ref.of === 'item') return ref.path === '' ? '$' : namesText(clashes(ref.path) ? '$' : '', ref.path)
  const name = names.get(input)
  const isBare = inside === undefined && input === context.inputs[0]?.input.id && !clashes(path)
  return name === undefined ? undefined : namesText(isBare ? '' : printName(name), path)
}

function inputValues(context: MapContext, names: ReadonlyMap<string, string>, write: Write): Map<string, NamedValue> {
  return new Map([...names].flatMap(([id, name]) => [[name, rootValue(context, id, write) ?? { child: () => undefined }] as const]))
}

function rootValue(context: MapContext, input: string | undefined, write: Write): NamedValue | undefined {
  return input === undefined ? undefined : fieldValue(inputTree(context, input), ROOT_PATH, (path) => write(input, path))
}

/** A name of the item, written by its path from the input's root. */
function itemValue(scope: ItemScope, write: Write): NamedValue {
  return fieldValue(scope.tree, ROOT_PATH, (path) => {
    const whole = isKeyOfMap(scope, path) ? undefined : pathFromRoot(scope, path)
    return whole === undefined ? undefined : write(scope.input, whole)
  })
}

function fieldValue(tree: FieldTree | undefined, path: FieldPath, write: (path: FieldPath) => string | undefined): NamedValue {
  return {
    elsewhere: () => (path === ROOT_PATH ? undefined : write(path)),
    child: (name) => {
      const found = findBelow(tree, path, name)
      return found === undefined ? undefined : fieldValue(tree, found, write)
    },
  }
}

/** Names go through lists by themselves. */
const MOST_LISTS = 4

function findBelow(tree: FieldTree | undefined, path: FieldPath, name: string): FieldPath | undefined {
  const own = printFieldPath([{ kind: 'name', name }])
  let here: string = path
  for (let lists = 0; lists <= MOST_LISTS; lists++) {
    const child = `${here}${here === '' ? '' : '.'}${own}` as FieldPath
    if (tree === undefined || tree.find(child) !== undefined) return child
    here = `${here}[]`
  }
  const facts = tree?.find(path)?.facts
  return facts !== undefined && isOpenEnded(facts) ? (`${path}${path === '' ? '' : '.'}${own}` as FieldPath) : undefined
}
