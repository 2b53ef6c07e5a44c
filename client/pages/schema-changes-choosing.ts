// Which change is looked at, which are chosen, and what the keys of the list do: the state of the list of changes.
import { useState, type KeyboardEvent } from 'react'
import type { AffectedItem, ChangeImpact, Choice, SchemaImpact } from '../../shared/review/schema-impact.ts'
import { choiceOfKey } from './schema-changes-decision.tsx'
import { findNextUndecided, sharedChoices, type DecisionTarget, type ListLine } from './schema-changes-model.ts'

/** Something is to be chosen before this is a decision. */
export type Remapping = DecisionTarget & { readonly choice: Choice }

export type ChoosingInput = {
  readonly impact: SchemaImpact
  readonly lines: readonly ListLine[]
  readonly readOnly: boolean
  readonly decide: (targets: readonly DecisionTarget[], choice: Choice | undefined, to?: string) => void
  readonly onFold: () => void
  /** Shows what a filter hides. */
  readonly onShowAll: () => void
}

const FOLD = 'fold'

export function useChoosing({ impact, lines, readOnly, decide, onFold, onShowAll }: ChoosingInput) {
  const [activeId, setActiveId] = useState<string>()
  const [anchor, setAnchor] = useState(0)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [remapping, setRemapping] = useState<Remapping>()
  const at = lines.findIndex((line) => (line.line === 'fold' ? FOLD : line.impact.change.id) === activeId)
  const active = Math.max(0, at)
  const activeLine = lines[active]
  const current = activeLine?.line === 'change' ? activeLine.impact : undefined
  const many = impact.impacts.filter(({ change, affected }) => affected.length > 0 && chosen.has(change.id))

  const toggle = (one: ChangeImpact | undefined) => {
    if (one === undefined || one.affected.length === 0 || readOnly) return
    const next = new Set(chosen)
    if (!next.delete(one.change.id)) next.add(one.change.id)
    setChosen(next)
  }
  const onActive = (to: number, how: 'only' | 'extend' | 'toggle') => {
    const line = lines[to]
    if (how === 'extend' && !readOnly) setChosen(new Set(idsOf(lines.slice(Math.min(anchor, to), Math.max(anchor, to) + 1))))
    else setAnchor(to)
    if (how === 'toggle') toggle(line?.line === 'change' ? line.impact : undefined)
    setActiveId(line?.line === 'change' ? line.impact.change.id : FOLD)
    setRemapping(undefined)
  }
  /** Pressing what is decided already takes it back. */
  const choose = (one: ChangeImpact, choice: Choice, item?: AffectedItem) => {
    if (readOnly) return
    const target = { change: one.change.id, ...(item === undefined ? {} : { item: item.id }) }
    setActiveId(one.change.id)
    setRemapping(choice.needs === undefined ? undefined : { ...target, choice })
    if (choice.needs === undefined) decide([target], item === undefined && one.decision?.choice === choice.choice ? undefined : choice)
  }
  const clear = (one: ChangeImpact, item: AffectedItem) => decide([{ change: one.change.id, item: item.id }], undefined)
  const remapTo = (to: string) => {
    setRemapping(undefined)
    if (remapping !== undefined) decide([remapping], remapping.choice, to)
  }
  const chooseMany = (choice: Choice | undefined) =>
    decide(
      many.map(({ change }) => ({ change: change.id })),
      choice,
    )
  const next = () => {
    const found = findNextUndecided(lines, at)
    const hidden = impact.impacts.find(({ undecided }) => undecided)
    if (found !== undefined) onActive(found, 'only')
    else if (hidden !== undefined) {
      onShowAll()
      setActiveId(hidden.change.id)
    }
  }
  const keys: Readonly<Record<string, () => void>> = {
    n: next,
    ...(chosen.size > 0 || remapping !== undefined ? { Escape: () => (setChosen(new Set()), setRemapping(undefined)) } : {}),
    ...(activeLine?.line === 'fold' ? { Enter: onFold, ' ': onFold } : readOnly ? {} : { ' ': () => toggle(current) }),
  }
  /** True: taken. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (event.altKey) return false
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== 'a' || readOnly) return false
      setChosen(new Set(idsOf(lines)))
      return true
    }
    const named = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (named !== undefined) return (named(), true)
    const choice = readOnly || current === undefined ? undefined : choiceOfKey(many.length > 1 ? sharedChoices(many) : current.choices, event.key)
    if (choice === undefined || current === undefined) return false
    if (many.length > 1) chooseMany(choice)
    else choose(current, choice)
    return true
  }
  return {
    active,
    current,
    chosen,
    many,
    remapping: remapping?.change === current?.change.id ? remapping : undefined,
    onActive,
    onKey,
    toggle,
    choose,
    clear,
    chooseMany,
    chooseNone: () => setChosen(new Set()),
    remapTo,
    cancelRemap: () => setRemapping(undefined),
    next,
  }
}

/** Of those that need a decision. */
function idsOf(lines: readonly ListLine[]): string[] {
  return lines.flatMap((line) => (line.line === 'change' && line.impact.affected.length > 0 ? [line.impact.change.id] : []))
}
