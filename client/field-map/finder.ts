// The state of find and replace on one page: what is looked for, what was found, and going through it.
import type { Row } from '../../shared/project/field-map.ts'
import { printNumber } from '../../shared/project/project.ts'
import { findColumn, type ColumnId } from '../grid/columns.ts'
import { countCells } from '../grid/selected.ts'
import { READ_ONLY } from './command-run.ts'
import { collectCells, listTexts, pickFound, readCell, type SearchCell } from './find-cells.ts'
import { describeReplace, planReplace, readSearch, type FoundCell, type Pattern, type ReplacePlan } from './find-in-cells.ts'
import { askTexts, type AskTexts } from './find-texts.ts'
import type { Finder, FindState } from './finder-contract.ts'
import { listEverything, reveal, sayThere, type Revealing } from './reveal.ts'
import type { MapTools } from './tools.tsx'

/** Edits of others are searched after a pause. Milliseconds. */
const PAUSE = 300
const TOO_LONG = 'This expression takes too long on these texts. Make it simpler.'

const start: FindState = {
  mode: 'closed',
  asked: 0,
  setting: { text: '', matchCase: false, whole: false, regex: false },
  replacement: '',
  scope: 'map',
  selection: undefined,
  column: 'source',
  hits: [],
  at: -1,
  isSearching: false,
  message: undefined,
  plan: undefined,
}

/** What it needs of the page. */
export type FinderTools = Revealing & Pick<MapTools, 'selected' | 'apply' | 'fresh' | 'readOnly'>

export function createFinder(tools: FinderTools, ask: AskTexts = askTexts): Finder {
  const listeners = new Set<() => void>()
  let state = start
  let cells: readonly SearchCell[] = []
  let places: ReadonlyMap<string, number> = new Map()
  let stopModel: (() => void) | undefined
  let stopCollecting: (() => void) | undefined
  let stopAsking = () => {}
  let timer: ReturnType<typeof setTimeout> | undefined

  function set(part: Partial<FindState>): void {
    state = { ...state, ...part }
    for (const listener of listeners) listener()
  }

  /** The cells in scope are listed anew, then searched. */
  function collect(): void {
    stopWork()
    clearTimeout(timer)
    timer = undefined
    const view = tools.model.state()?.view
    if (view === undefined) return
    set({ isSearching: true })
    const { scope, selection, column } = state
    const inSelection = scope === 'selection' && selection !== undefined ? new Set(selection.lines.map((line) => line.address)) : undefined
    const lines = listEverything(view.context).filter((line) => inSelection?.has(line.address) ?? true)
    const shown = tools.arrangement().columns.map(({ id }) => id)
    places = new Map(lines.map((line, at) => [line.address, at]))
    stopCollecting = collectCells(view, lines, inSelection !== undefined ? (selection?.columns ?? []) : scope === 'column' ? [column] : shown, (next) => {
      cells = next
      stopCollecting = undefined
      search()
    })
  }

  function stopWork(): void {
    stopCollecting?.()
    stopCollecting = undefined
    stopAsking()
  }

  /** While cells are still being listed nothing is searched: that follows by itself. */
  function search(): void {
    stopAsking()
    if (stopCollecting !== undefined) return
    const read = readSearch(state.setting)
    if (!read.ok || read.value === undefined) return found([], read.ok ? undefined : read.error.message)
    const texts = listTexts(cells)
    set({ isSearching: true })
    stopAsking = ask({ pattern: read.value, texts: texts.texts }, (answer) =>
      answer === undefined ? found([], TOO_LONG) : found(pickFound(cells, texts, answer.ranges), undefined),
    )
  }

  function found(hits: readonly FoundCell[], message: string | undefined): void {
    const here = state.hits[state.at]
    const at = here === undefined ? -1 : hits.findIndex((hit) => hit.line.address === here.line.address && hit.column === here.column)
    set({ hits, at, message, isSearching: false })
    mark()
    // What is shown of a replacement follows the edits of others: in a busy room it would else never stay.
    if (state.plan !== undefined) withReplaced(hits, (plan) => set({ plan }))
  }

  function mark(): void {
    const here = state.hits[state.at]
    const byLine = new Map<string, Map<string, FoundCell>>()
    for (const hit of state.mode === 'closed' ? [] : state.hits) {
      const ofLine = byLine.get(hit.line.address) ?? new Map<string, FoundCell>()
      byLine.set(hit.line.address, ofLine)
      ofLine.set(hit.column, hit)
    }
    tools.grid()?.setFound(
      byLine.size === 0
        ? undefined
        : {
            at: (line, column) => byLine.get(line)?.get(column),
            here: here === undefined ? undefined : { line: here.line.address, column: here.column },
          },
    )
  }

  function onModel(): void {
    timer ??= setTimeout(() => {
      timer = undefined
      collect()
    }, PAUSE)
  }

  function open(mode: 'find' | 'replace'): void {
    const selected = tools.selected()
    const selection = selected !== undefined && countCells(selected) > 1 ? selected : undefined
    const scope = selection !== undefined ? 'selection' : state.scope === 'selection' ? 'map' : state.scope
    set({ mode, asked: state.asked + 1, selection, scope, column: selected?.column ?? state.column, at: -1, plan: undefined })
    stopModel ??= tools.model.subscribe({ changed: onModel, derived: onModel })
    collect()
  }

  function close(): void {
    stopWork()
    clearTimeout(timer)
    timer = undefined
    stopModel?.()
    stopModel = undefined
    set({ mode: 'closed', hits: [], at: -1, plan: undefined, isSearching: false })
    cells = []
    mark()
  }

  /** The hit after the cell in focus, or before it; at the ends it goes round. */
  function nextHit(step: 1 | -1): number {
    const { hits, at } = state
    const focus = tools.selected()
    const here = hits[at]
    if (focus === undefined || (here !== undefined && here.line.address === focus.line.address && here.column === focus.column))
      return (at < 0 && step < 0 ? hits.length - 1 : at + step + hits.length) % hits.length
    const columns = tools.arrangement().columns.map(({ id }) => id)
    const rank = (address: string, column: ColumnId) => (places.get(address) ?? -1) * columns.length + columns.indexOf(column)
    const from = rank(focus.line.address, focus.column)
    const ranks = hits.map((hit) => rank(hit.line.address, hit.column))
    // The cell in focus itself counts as the next: nothing was gone to yet.
    if (step > 0)
      return Math.max(
        0,
        ranks.findIndex((other) => other >= from),
      )
    const before = ranks.findLastIndex((other) => other < from)
    return before < 0 ? hits.length - 1 : before
  }

  function go(step: 1 | -1, then: () => void = () => {}): void {
    if (state.hits.length === 0) return tools.say(state.setting.text === '' ? 'Type what to find first.' : 'Nothing found.')
    const at = nextHit(step)
    const hit = state.hits[at]
    if (hit === undefined) return
    set({ at })
    reveal(tools, hit.line.address, hit.column, nameOf(hit), () => {
      mark()
      tools.grid()?.say(`${at + 1} of ${state.hits.length}. ${nameOf(hit)}, ${findColumn(hit.column)?.title ?? ''}: ${hit.shown}`)
      then()
    })
  }

  /** With the latest rows: somebody may have edited since the cells were listed. */
  function withReplaced(hits: readonly FoundCell[], then: (plan: ReplacePlan) => void): void {
    const view = tools.model.state()?.view
    const read = readSearch(state.setting)
    if (view === undefined || !read.ok || read.value === undefined) return
    const rows = new Map<string, Row>(view.context.rows.map((row) => [row.id, row]))
    const latest = hits.map((hit): FoundCell => {
      const row = hit.line.row === undefined ? undefined : rows.get(hit.line.row.id)
      return row === hit.line.row || row === undefined ? hit : { ranges: [], ...readCell(view, { ...hit.line, row }, hit.column) }
    })
    ask({ pattern: read.value satisfies Pattern, texts: latest.map(({ typed }) => typed?.text ?? ''), replacement: state.replacement }, (answer) => {
      if (answer === undefined) return set({ message: TOO_LONG })
      const texts = latest.map(({ typed }, at) => (typed === undefined ? undefined : answer.replaced[at]))
      then(planReplace(view.context, latest, texts, tools.fresh))
    })
  }

  function replaceOne(then: () => void = () => {}): void {
    const hit = state.hits[state.at]
    if (tools.readOnly) return tools.say(READ_ONLY)
    if (hit === undefined) return go(1, then)
    withReplaced([hit], (plan) => {
      if (plan.replaced.length > 0) tools.apply({ label: `Replace in ${nameOf(hit)}`, writes: plan.writes })
      // Left out at once, so that a text that is still found is not replaced for ever.
      const { at } = state
      set({ hits: state.hits.filter((_, other) => other !== at), at: at - 1, plan: undefined })
      const said = plan.replaced.length > 0 && plan.unmatched === 0 ? undefined : describeReplace(plan)
      if (state.hits.length === 0) mark()
      else goAfter(at, then)
      if (said !== undefined) sayThere(tools, said)
    })
  }

  /** To the hit that has taken the place of the one that was replaced. */
  function goAfter(at: number, then: () => void): void {
    const hit = state.hits[at % state.hits.length]
    if (hit === undefined) return
    set({ at: at % state.hits.length })
    reveal(tools, hit.line.address, hit.column, nameOf(hit), () => {
      mark()
      then()
    })
  }

  function planAll(): void {
    if (tools.readOnly) return tools.say(READ_ONLY)
    if (state.hits.length === 0) return tools.say(state.setting.text === '' ? 'Type what to find first.' : 'Nothing found.')
    withReplaced(state.hits, (plan) => set({ plan }))
  }

  function replaceAll(): void {
    if (tools.readOnly) return tools.say(READ_ONLY)
    withReplaced(state.hits, (plan) => {
      const count = plan.replaced.length
      if (count > 0) tools.apply({ label: `Replace "${state.setting.text}" in ${count} ${count === 1 ? 'cell' : 'cells'}`, writes: plan.writes })
      set({ plan: undefined, at: -1 })
      tools.say(describeReplace(plan))
    })
  }

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    open,
    close,
    change: (part) => {
      set({ ...part, plan: undefined })
      if (part.scope !== undefined) collect()
      else if (part.setting !== undefined) {
        set({ at: -1 })
        search()
      }
    },
    go,
    replaceOne,
    planAll,
    replaceAll,
  }
}

export function nameOf({ line }: Pick<FoundCell, 'line'>): string {
  return line.row === undefined ? line.path : printNumber('rows', line.row.number)
}
