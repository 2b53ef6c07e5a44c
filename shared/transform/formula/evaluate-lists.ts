// The closures of terms that go through lists. The only place that says how jsonata's sequences come about at run time.
import type { JsonValue } from '../../schema/json-value.ts'
import { Failure } from '../outcome.ts'
import { childrenOf } from './term-facts.ts'
import { isSpent, slotOf, spent, type Compiling, type Frame, type Run, type Value } from './term-frame.ts'
import type { Term } from './term.ts'

type Of<Op extends Term['op']> = Extract<Term, { readonly op: Op }>

function costOf(term: Term): number {
  return childrenOf(term).reduce((sum, child) => sum + costOf(child), 1)
}

/** The list, or what to give instead of going through it: missing, an issue. */
function takeList(value: Value): readonly JsonValue[] | undefined | Failure {
  if (Array.isArray(value)) return value
  return value === undefined || value instanceof Failure ? value : new Failure('wrong-type', value)
}

/** One list alone is given as it is, so it may be empty; what is joined of several is missing where nothing is in it. */
export function compileCollect(term: Of<'collect'>, compiling: Compiling): Run {
  const from = compiling.compile(term.from)
  const slot = slotOf(compiling, term.as)
  const each = compiling.compile(term.each)
  const cost = costOf(term.each)
  const { flat } = term
  const isPlain = term.each.type.many !== true
  return (frame) => {
    const list = takeList(from(frame))
    if (list === undefined || list instanceof Failure) return list
    const found: JsonValue[] = []
    for (const item of list) {
      if (isSpent(frame, cost)) return spent()
      frame.slots[slot] = item
      const value = each(frame)
      if (value instanceof Failure) return value
      if (value !== undefined) found.push(value)
    }
    if (!flat) return found.length === 0 ? undefined : found
    const [only] = found
    if (found.length > 1 || !Array.isArray(only)) return joinLists(found, frame)
    if (isPlain) frame.plain?.add(only)
    return only
  }
}

function joinLists(found: readonly JsonValue[], frame: Frame): Value {
  const joined: JsonValue[] = []
  for (const value of found) {
    if (!Array.isArray(value)) {
      joined.push(value)
      continue
    }
    if (isSpent(frame, value.length)) return spent()
    for (const item of value) joined.push(item)
  }
  return joined.length === 0 ? undefined : joined
}

export function compileKeep(term: Of<'keep' | 'filter'>, compiling: Compiling): Run {
  const from = compiling.compile(term.from)
  const slot = slotOf(compiling, term.as)
  const index = term.op === 'filter' && term.index !== null ? slotOf(compiling, term.index) : undefined
  const test = compiling.compile(term.test)
  const cost = costOf(term.test)
  const asksOfNothing = term.op === 'keep'
  return (frame) => {
    const list = takeList(from(frame))
    if (list instanceof Failure) return list
    if (list === undefined) {
      if (!asksOfNothing) return undefined
      // jsonata asks a predicate once of nothing, which may be an issue.
      frame.slots[slot] = undefined
      const held = test(frame)
      return held instanceof Failure ? held : undefined
    }
    const kept: JsonValue[] = []
    for (let at = 0; at < list.length; at++) {
      if (isSpent(frame, cost)) return spent()
      const item = list[at] ?? null
      frame.slots[slot] = item
      if (index !== undefined) frame.slots[index] = at
      const held = test(frame)
      if (held instanceof Failure) return held
      if (held === true) kept.push(item)
    }
    return kept.length === 0 ? undefined : kept
  }
}

export function compileMapOf(term: Of<'map'>, compiling: Compiling): Run {
  const from = compiling.compile(term.from)
  const slot = slotOf(compiling, term.as)
  const index = term.index === null ? undefined : slotOf(compiling, term.index)
  const each = compiling.compile(term.each)
  const cost = costOf(term.each)
  return (frame) => {
    const list = takeList(from(frame))
    if (list === undefined || list instanceof Failure) return list
    const made: JsonValue[] = []
    for (let at = 0; at < list.length; at++) {
      if (isSpent(frame, cost)) return spent()
      frame.slots[slot] = list[at]
      if (index !== undefined) frame.slots[index] = at
      const value = each(frame)
      if (value instanceof Failure) return value
      if (value !== undefined) made.push(value)
    }
    return made.length === 0 ? undefined : made
  }
}

export function compileFold(term: Of<'fold'>, compiling: Compiling): Run {
  const from = compiling.compile(term.from)
  const start = term.start === null ? undefined : compiling.compile(term.start)
  const total = slotOf(compiling, term.total)
  const slot = slotOf(compiling, term.as)
  const each = compiling.compile(term.each)
  const cost = costOf(term.each)
  return (frame) => {
    const list = takeList(from(frame))
    const begun = start?.(frame)
    if (list instanceof Failure) return list
    if (begun instanceof Failure) return begun
    if (list === undefined) return undefined
    let value: Value = begun ?? (begun === null ? null : list[0])
    for (let at = begun === undefined ? 1 : 0; at < list.length; at++) {
      if (isSpent(frame, cost)) return spent()
      frame.slots[total] = value
      frame.slots[slot] = list[at]
      value = each(frame)
      if (value instanceof Failure) return value
    }
    return value
  }
}

/** Array constructor: what is `many` is opened. */
export function compileList(term: Of<'list'>, compiling: Compiling): Run {
  const items = term.items.map((item) => ({ run: compiling.compile(item), isOpened: item.type.many === true }))
  return (frame) => {
    const list: JsonValue[] = []
    let failed: Failure | undefined
    for (const { run, isOpened } of items) {
      const value = run(frame)
      if (value instanceof Failure) failed ??= value
      else if (isOpened && Array.isArray(value)) {
        if (isSpent(frame, value.length)) return spent()
        for (const item of value) list.push(item)
      } else if (value !== undefined) list.push(value)
    }
    return failed ?? list
  }
}
