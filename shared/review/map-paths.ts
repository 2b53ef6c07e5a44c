// Every field path that a field map holds: the only place that goes through all of them, to see which they are and to change them.
import { ENTRY, ITEM, printFieldPath, ROOT_PATH, type FieldPath, type PathStep } from '../schema/field-path.ts'
import { isBelow } from '../schema/fields.ts'
import type { Invariant, Row, SourceDecision } from '../project/field-map.ts'
import type { ObjectRef } from '../project/parts.ts'
import { listInvariants } from '../mapping/compile-invariants.ts'
import { isTooDeep } from '../mapping/compile-row.ts'
import { eachAbove, findItemScope, insideOf, ownItems, runRow, type ItemScope } from '../mapping/item-scope.ts'
import type { MapContext } from '../mapping/map-context.ts'
import { inputNames } from '../mapping/source-text.ts'
import { isWritableName, printName } from '../transform/formula/print.ts'
import type { Condition, NumberStep, Operand, SourceRef, Transform, ValueTransform } from '../transform/transform.ts'
import { stepsOf } from './field-places.ts'
import { rewriteFormula, type NamedValue } from './formula-names.ts'

/** The object that a path starts from. `input`: of a source, the map's input. */
export type Origin = { readonly side: 'source' | 'destination'; readonly ref: ObjectRef; readonly input?: string }

/** Asked for every path, from the root of its object; gives the path to hold instead, as long as before. */
export type PathVisitor = (origin: Origin, path: FieldPath) => FieldPath
/** The field of that name below a path, through lists; undefined where there is none or nothing is known. For names in formulas. */
export type FindChild = (origin: Origin, path: FieldPath, name: string) => FieldPath | undefined

export type PathRewriter = {
  readonly destination: (row: Row) => FieldPath
  readonly transform: (row: Row) => Transform | undefined
  readonly when: (row: Row) => Condition | undefined
  readonly runsOver: () => SourceRef | undefined
  readonly runsBy: () => FieldPath | undefined
  readonly appliesWhen: () => Condition | undefined
  readonly invariants: () => readonly { readonly invariant: Invariant; readonly formula: string }[]
  readonly decision: (decision: SourceDecision) => FieldPath
}

/** How the paths of one place (a row's value, its condition) are read: against which item. */
export type Reading = {
  readonly ref: (ref: SourceRef) => SourceRef
  readonly formula: (text: string) => string
  /** A path of the entries of a list that stands here. */
  readonly entry: (list: SourceRef, path: FieldPath) => FieldPath
}

export function createPathRewriter(context: MapContext, visit: PathVisitor, findChild: FindChild): PathRewriter {
  const { fieldMap, destination } = context
  const origins = new Map(context.inputs.map(({ input }) => [input.id, { side: 'source', ref: input.source, input: input.id } as const]))
  const result: Origin = { side: 'destination', ref: destination.ref }

  const wholeOf = (input: string, path: FieldPath): FieldPath => {
    const origin = origins.get(input)
    return origin === undefined ? path : visit(origin, path)
  }

  /** A path of an item: what it is from the root of its input is asked for. What is no longer inside the item is taken from the input. */
  const ofItem = (scope: ItemScope, path: FieldPath): SourceRef => {
    const steps = stepsOf(path)
    const list = stepsOf(scope.path)
    if (steps === undefined || list === undefined) return { of: 'item', path }
    const [first, ...rest] = steps
    const name = first?.kind === 'name' ? first.name : undefined
    if (scope.group !== undefined) {
      if (name === 'items' && rest[0]?.kind === 'item') return withHead(steps.slice(0, 2), ofItem(scope.group.own, printFieldPath(rest.slice(1))))
      // The key comes of the field that makes the group, all else of the list.
      if (name === 'key') ofItem(scope.group.own, scope.group.by)
      else wholeOf(scope.input, scope.path)
      return { of: 'item', path }
    }
    const part: PathStep = scope.over === 'map' ? ENTRY : ITEM
    if (scope.over === 'map' && (name !== 'value' || rest.length === 0)) {
      wholeOf(scope.input, printFieldPath([...list, part]))
      return { of: 'item', path }
    }
    const own = scope.over === 'map' ? rest : steps
    const whole = wholeOf(scope.input, printFieldPath([...list, part, ...own]))
    const item = printFieldPath([...(stepsOf(wholeOf(scope.input, scope.path)) ?? list), part])
    if (whole !== item && !isBelow(whole, item)) return { of: 'input', input: scope.input, path: whole }
    const below: SourceRef = { of: 'item', path: printFieldPath((stepsOf(whole) ?? []).slice(stepsOf(item)?.length ?? 0)) }
    return scope.over === 'map' ? withHead(steps.slice(0, 1), below) : below
  }

  /** `inside`: the row whose item plain names mean; undefined: the primary input's record. `outside`: of what is asked before any item. */
  const readingIn = (each: Row | undefined, more: { readonly outside?: boolean; readonly result?: boolean } = {}): Reading => {
    const inside = more.outside === true ? undefined : insideOf(context, undefined, each)
    const scope = inside === undefined ? undefined : findItemScope(context, inside)
    const ref = (one: SourceRef): SourceRef => {
      if (one.of === 'input') return { ...one, path: wholeOf(one.input, one.path) }
      return one.of === 'item' && scope !== undefined ? ofItem(scope, one.path) : one
    }
    const primary = context.inputs[0]?.input.id
    /** A path as a formula here writes it; undefined where it cannot. */
    const written: WritePath = (origin, path) => {
      if (origin.side === 'destination') return namesText('$result', path)
      const item = scope === undefined || scope.input !== origin.input || scope.group !== undefined || scope.over !== 'list' ? undefined : scope.path
      const ofItems = item === undefined ? undefined : (`${visit(origin, item)}[]` as FieldPath)
      if (ofItems !== undefined && isBelow(path, ofItems)) return namesText('', printFieldPath((stepsOf(path) ?? []).slice(stepsOf(ofItems)?.length ?? 0)))
      const name = inputNames(context).get(origin.input ?? '')
      const isBare = inside === undefined && origin.input === primary && !clashes(path)
      return name === undefined ? undefined : namesText(isBare ? '' : printName(name), path)
    }
    const names = values(written)
    return {
      ref,
      formula: (text) =>
        rewriteFormula(text, {
          item: inside === undefined ? names.root(primary) : scope === undefined ? undefined : names.item(scope),
          root: names.root(primary),
          inputs: new Map([...inputNames(context)].flatMap(([id, name]) => [[name, names.root(id) ?? NOTHING] as const])),
          ...(more.result === true ? { result: names.field(result, ROOT_PATH) } : {}),
        }),
      entry: (list, path) => {
        if (path === '') {
          ref({ ...list, path: `${list.path}[]` as FieldPath })
          return path
        }
        const joint = path.startsWith('[') || path.startsWith('{') ? '' : '.'
        const whole = ref({ ...list, path: `${list.path}[]${joint}${path}` as FieldPath })
        const item = `${ref(list).path}[]` as FieldPath
        const below = isBelow(whole.path, item) ? stepsOf(whole.path)?.slice(stepsOf(item)?.length ?? 0) : undefined
        return below === undefined ? path : printFieldPath(below)
      },
    }
  }

  const clashes = (path: FieldPath) => {
    const [first] = stepsOf(path) ?? []
    return first?.kind === 'name' && [...inputNames(context).values()].includes(first.name)
  }

  /** What names in a formula stand for. */
  const values = (write: WritePath) => {
    const root = (input: string | undefined): NamedValue | undefined => {
      const origin = input === undefined ? undefined : origins.get(input)
      return origin === undefined ? undefined : field(origin, ROOT_PATH)
    }
    const item = (scope: ItemScope): NamedValue => {
      const origin = origins.get(scope.input)
      if (origin === undefined) return NOTHING
      // Asked for what the name leads to, though the name itself stays.
      const note = (path: string) => () => void ofItem(scope, path as FieldPath)
      const named = (name: string, { child }: NamedValue): NamedValue => ({ child, note: note(name) })
      if (scope.group !== undefined) {
        const own = item(scope.group.own)
        return { note: note(''), child: (name) => (name === 'items' ? named(name, own) : name === 'key' ? named(name, NOTHING) : undefined) }
      }
      const entry = field(origin, `${scope.path}${scope.over === 'map' ? '{}' : '[]'}` as FieldPath)
      if (scope.over !== 'map') return { note: note(''), child: entry.child }
      return { note: note(''), child: (name) => (name === 'value' ? named(name, entry) : name === 'key' ? named(name, NOTHING) : undefined) }
    }
    const field = (origin: Origin, path: FieldPath): NamedValue => ({
      child: (name) => {
        const found = findChild(origin, path, name)
        return found === undefined ? undefined : field(origin, found)
      },
      rename: () => {
        const last = stepsOf(visit(origin, path))?.at(-1)
        return isElsewhere(origin, path) || last?.kind !== 'name' ? undefined : last.name
      },
      elsewhere: () => (isElsewhere(origin, path) ? write(origin, visit(origin, path)) : undefined),
    })
    return { root, item, field }
  }

  /** The field has another parent now. */
  const isElsewhere = (origin: Origin, path: FieldPath): boolean => {
    const [steps, moved] = [stepsOf(path), stepsOf(visit(origin, path))]
    if (steps === undefined || moved === undefined || steps.length === 0) return false
    return visit(origin, printFieldPath(steps.slice(0, -1))) !== printFieldPath(moved.slice(0, -1))
  }

  return {
    destination: (row) => visit(result, row.destination),
    transform: (row) => (row.transform === undefined ? undefined : rewriteTransform(row.transform, row)),
    // The condition of an `each` is about the list's own items.
    when: (row) =>
      row.when === undefined || isTooDeep(row.when)
        ? row.when
        : rewriteCondition(row.when, readingIn(row.transform?.kind === 'each' ? ownItems(row) : eachAbove(context, row))),
    runsOver: () => (fieldMap.runsOver === undefined ? undefined : readingIn(undefined, { outside: true }).ref(fieldMap.runsOver)),
    runsBy: () => {
      const run = runRow(context)
      return fieldMap.runsBy === undefined || run === undefined ? fieldMap.runsBy : ownPath(readingIn(ownItems(run)), fieldMap.runsBy)
    },
    appliesWhen: () =>
      fieldMap.appliesWhen === undefined || isTooDeep(fieldMap.appliesWhen)
        ? fieldMap.appliesWhen
        : rewriteCondition(fieldMap.appliesWhen, readingIn(undefined, { outside: true })),
    invariants: () => listInvariants(context).map((invariant) => ({ invariant, formula: readingIn(undefined, { result: true }).formula(invariant.formula) })),
    decision: (decision) => wholeOf(decision.input, decision.path),
  }

  function rewriteTransform(transform: Transform, row: Row): Transform {
    if (isTooDeep(transform)) return transform
    const above = readingIn(eachAbove(context, row))
    if (transform.kind === 'notMapped') return transform
    if (transform.kind !== 'each') return rewriteValue(transform, above)
    const own = readingIn(ownItems(row))
    const { groupBy, sort, key } = transform
    return {
      ...transform,
      list: above.ref(transform.list),
      ...(groupBy === undefined ? {} : { groupBy: ownPath(own, groupBy) }),
      ...(sort === undefined ? {} : { sort: { ...sort, by: ownPath(own, sort.by) } }),
      ...(key === undefined ? {} : { key: rewriteOperand(key, readingIn(row)) }),
    }
  }
}

export function rewriteOperand<T extends Operand>(operand: T, { ref }: Pick<Reading, 'ref'>): Operand {
  return operand.of === 'constant' || operand.of === 'config' ? operand : ref(operand)
}

function rewriteSteps(steps: readonly NumberStep[], reading: Reading): NumberStep[] {
  return steps.map((step) => ('by' in step ? { ...step, by: rewriteOperand(step.by, reading) } : step))
}

/** The transform with other sources. */
export function rewriteValue(transform: ValueTransform, reading: Reading): ValueTransform {
  const { ref, formula, entry } = reading
  switch (transform.kind) {
    case 'constant':
    case 'config':
      return transform
    case 'copy':
    case 'lookup':
    case 'convert':
    case 'text':
      return { ...transform, from: rewriteOperand(transform.from, reading) }
    case 'template':
      return { ...transform, parts: transform.parts.map((part) => (typeof part === 'string' ? part : rewriteOperand(part, reading))) }
    case 'when':
      return {
        ...transform,
        cases: transform.cases.map((one) => ({ if: rewriteCondition(one.if, reading), then: rewriteValue(one.then, reading) })),
        ...(transform.otherwise === undefined ? {} : { otherwise: rewriteValue(transform.otherwise, reading) }),
      }
    case 'number':
      return { ...transform, from: rewriteOperand(transform.from, reading), steps: rewriteSteps(transform.steps, reading) }
    case 'date': {
      const { zone, add } = transform
      return {
        ...transform,
        from: rewriteOperand(transform.from, reading),
        ...(zone === undefined
          ? {}
          : { zone: { ...(zone.from === undefined ? {} : { from: rewriteOperand(zone.from, reading) }), to: rewriteOperand(zone.to, reading) } }),
        ...(add === undefined ? {} : { add: { ...add, amount: rewriteOperand(add.amount, reading) } }),
      }
    }
    case 'list': {
      const { from, where, sort, take, steps } = transform
      const ofEntries: Reading = { ...reading, ref: (one) => (one.of === 'entry' ? { ...one, path: entry(from, one.path) } : ref(one)) }
      return {
        ...transform,
        from: ref(from),
        take: entry(from, take),
        ...(where === undefined ? {} : { where: rewriteCondition(where, ofEntries) }),
        ...(sort === undefined ? {} : { sort: { ...sort, by: entry(from, sort.by) } }),
        ...(steps === undefined ? {} : { steps: rewriteSteps(steps, reading) }),
      }
    }
    case 'join': {
      const { list, key, take, equals } = transform
      return { ...transform, list: ref(list), key: entry(list, key), take: entry(list, take), equals: rewriteOperand(equals, reading) }
    }
    case 'formula':
      return { ...transform, text: formula(transform.text) }
    case 'hook':
      return { ...transform, uses: transform.uses.map(ref) }
  }
}

export function rewriteCondition(condition: Condition, reading: Pick<Reading, 'ref' | 'formula'>): Condition {
  switch (condition.test) {
    case 'compare':
      return { ...condition, left: rewriteOperand(condition.left, reading), right: rewriteOperand(condition.right, reading) }
    case 'in':
      return { ...condition, left: rewriteOperand(condition.left, reading) }
    case 'present':
    case 'filled':
      return { ...condition, value: rewriteOperand(condition.value, reading) }
    case 'all':
    case 'any':
      return { ...condition, of: condition.of.map((part) => rewriteCondition(part, reading)) }
    case 'not':
      return { ...condition, of: rewriteCondition(condition.of, reading) }
    case 'formula':
      return { ...condition, text: reading.formula(condition.text) }
  }
}

/** A path that can only be one of the item; one that would leave it stays as it is, and shows a problem. */
function ownPath({ ref }: Reading, path: FieldPath): FieldPath {
  const found = ref({ of: 'item', path })
  return found.of === 'item' ? found.path : path
}

export const NOTHING: NamedValue = { child: () => undefined }

type WritePath = (origin: Origin, path: FieldPath) => string | undefined

/** A formula goes through lists by itself; free names it cannot write. */
export function namesText(head: string, path: FieldPath): string | undefined {
  const steps = stepsOf(path)
  if (steps === undefined || steps.some((step) => step.kind === 'entry' || (step.kind === 'name' && !isWritableName(step.name)))) return undefined
  const names = steps.flatMap((step) => (step.kind === 'name' ? [printName(step.name)] : []))
  return [...(head === '' ? [] : [head]), ...names].join('.')
}

function withHead(head: readonly PathStep[], below: SourceRef): SourceRef {
  return below.of === 'item' ? { of: 'item', path: printFieldPath([...head, ...(stepsOf(below.path) ?? [])]) } : below
}
