// Which change is looked at, which are chosen, and what the keys of the list do: the state of the review.
import { useMemo, useState, type KeyboardEvent } from 'react'
import type { ImportItem } from '../../shared/spreadsheet/import-plan.ts'
import { decide, type Decision } from './decisions.ts'
import type { ImportWork, ChangeWork } from './import-work.ts'
import type { AnyPlan } from './planner-replica.ts'
import { findNextUndecided, type ReviewLine, type ReviewView, WHOLE_VIEW } from './review-lines.ts'

export type How = 'only' | 'extend' | 'toggle'

export type ReviewingInput = {
  readonly plan: AnyPlan
  readonly lines: readonly ReviewLine[]
  readonly view: ReviewView
  readonly onView: (view: ReviewView) => void
  readonly work: ImportWork
  readonly change: ChangeWork
}

export function useReviewing({ plan, lines, view, onView, work, change }: ReviewingInput) {
  const [activeKey, setActiveKey] = useState<string>()
  const [anchor, setAnchor] = useState(0)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  /** Counts up when the text of the active change is to be edited. */
  const [editAsked, setEditAsked] = useState(0)
  const found = useMemo(() => lines.findIndex((line) => keyOf(line) === activeKey), [lines, activeKey])
  const active = Math.max(0, found)
  // Until somebody chooses, the first change is looked at.
  const at = found < 0 && lines[0]?.line === 'sheet' && lines.length > 1 ? 1 : active
  const activeLine = lines[at]
  const current = activeLine?.line === 'item' ? activeLine.item : undefined
  const many = useMemo(() => (chosen.size === 0 ? [] : plan.items.filter(({ id }) => chosen.has(id))), [plan, chosen])

  const onActive = (to: number, how: How = 'only') => {
    const line = lines[to]
    if (how === 'extend') setChosen(new Set(idsOf(lines.slice(Math.min(anchor, to), Math.max(anchor, to) + 1))))
    else setAnchor(to)
    if (how === 'toggle' && line?.line === 'item') toggle(line.item)
    if (how === 'only' && chosen.size > 0) setChosen(new Set())
    if (line !== undefined) setActiveKey(keyOf(line))
  }
  const toggle = ({ id }: ImportItem) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  const set = (items: readonly ImportItem[], decision: Decision | undefined) => {
    const ids = items.filter(({ writes }) => writes.length > 0).map(({ id }) => id)
    change((before) => ({ decisions: decide(plan, before.decisions, ids, decision) }))
  }
  const fold = (sheet: string) => {
    const folded = new Set(view.folded)
    if (!folded.delete(sheet)) folded.add(sheet)
    onView({ ...view, folded })
  }
  /** Deciding by key goes on to the next line, so that a list is gone through with one finger. */
  const decideByKey = (decision: Decision) => {
    if (many.length > 1) set(many, decision)
    else if (current !== undefined) {
      set([current], decision)
      // Where the filter takes it out of the list, the next one moves up by itself.
      const next = lines[at + 1] ?? lines[at]
      if (next !== undefined) setActiveKey(keyOf(next))
    } else if (activeLine?.line === 'sheet') set(activeLine.items, decision)
  }
  const next = () => {
    const to = findNextUndecided(lines, at)
    if (to !== undefined) return onActive(to)
    const hidden = plan.items.find((item) => item.writes.length > 0 && !item.accepted && !work.decisions.has(item.id))
    if (hidden === undefined) return
    onView(WHOLE_VIEW)
    setActiveKey(hidden.id)
  }
  const edit = () => current !== undefined && setEditAsked((count) => count + 1)
  const keys: Readonly<Record<string, () => void>> = {
    j: () => onActive(Math.min(lines.length - 1, at + 1)),
    k: () => onActive(Math.max(0, at - 1)),
    a: () => decideByKey('accept'),
    r: () => decideByKey('reject'),
    n: next,
    e: edit,
    Enter: () => (activeLine?.line === 'sheet' ? fold(activeLine.sheet) : edit()),
    ' ': () => (activeLine?.line === 'sheet' ? fold(activeLine.sheet) : current !== undefined && toggle(current)),
    ...(chosen.size > 0 ? { Escape: () => setChosen(new Set()) } : {}),
  }
  /** True: taken. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (event.altKey) return false
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== 'a') return false
      setChosen(new Set(idsOf(lines)))
      return true
    }
    const named = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    named?.()
    return named !== undefined
  }
  return { active: at, current, chosen, many, editAsked, onActive, onKey, set, fold, next, toggle, show: setActiveKey, chooseNone: () => setChosen(new Set()) }
}

export type Reviewing = ReturnType<typeof useReviewing>

export function keyOf(line: ReviewLine): string {
  return line.line === 'sheet' ? `sheet ${line.sheet}` : line.item.id
}

function idsOf(lines: readonly ReviewLine[]): string[] {
  return lines.flatMap((line) => (line.line === 'item' ? [line.item.id] : []))
}
