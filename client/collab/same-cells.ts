// Tells when a colleague and I wrote the same cell at the same time: the document keeps one of the two without a word.
import type * as Y from 'yjs'
import { isSameJson, type EditOrigin } from '../../shared/project/edits.ts'
import { listCellChanges, listLostWrites, readCell, type CellChange } from '../../shared/project/project-doc.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { createListeners } from './listeners.ts'

export type SameCell = Pick<CellChange, 'home' | 'object' | 'cell'> & {
  readonly mine: JsonValue | undefined
  readonly theirs: JsonValue | undefined
  /** Which of the two stands now. */
  readonly kept: 'mine' | 'theirs'
}

/** `offlineEdits`: so many edits of mine were made without the server and have reached it now; 0: I was connected. */
export type SameCellNews = { readonly offlineEdits: number; readonly cells: readonly SameCell[] }

export type SameCells = {
  /** What there is to tell, once: the next call gives nothing. */
  readonly take: () => SameCellNews | undefined
  readonly subscribe: (listener: () => void) => () => void
  /** Edits of an earlier visit are about to be put on top of what the server has. Call the answer when they are. */
  readonly adopt: (edits: readonly { readonly command: string; readonly changes: readonly CellChange[] }[]) => () => void
  /** Everything of mine is on the server. */
  readonly saved: () => void
  readonly close: () => void
}

export type SameCellsPorts = {
  /** Whose edits are mine. */
  readonly person: string
  readonly isOffline: () => boolean
  /** Milliseconds. */
  readonly clock: () => number
  readonly later: (work: () => void) => void
}

/** A colleague's change this soon after mine was hardly made with mine before their eyes. Milliseconds. */
const RIGHT_AFTER = 5_000
const MOST_PENDING = 5_000

/** Places in a list and numbers sort themselves out. */
const SILENT = new Set(['order', 'number', 'statusHash'])

type Mine = { readonly change: CellChange; readonly at: number; readonly offline: boolean }

export function createSameCells(doc: Y.Doc, ports: SameCellsPorts): SameCells {
  const listeners = createListeners()
  const mine = new Map<string, Mine>()
  const commands = new Set<string>()
  const found = new Map<string, SameCell>()
  let isTelling = false
  let news: SameCellNews | undefined

  const onTransaction = (transaction: Y.Transaction) => {
    const origin = transaction.origin as Partial<EditOrigin> | null
    if (transaction.local) {
      if (origin?.person === ports.person) note(listCellChanges(doc, transaction), origin.command ?? '')
    } else if (mine.size > 0) compare(transaction)
  }
  doc.on('afterTransaction', onTransaction)

  function note(changes: readonly CellChange[], command: string): void {
    const offline = ports.isOffline()
    if (offline) commands.add(command)
    for (const change of changes) {
      if (SILENT.has(change.cell)) continue
      const key = keyOf(change)
      const before = mine.get(key)
      const first = before?.offline === true ? before.change.before : change.before
      mine.delete(key)
      mine.set(key, { change: { ...change, before: first }, at: ports.clock(), offline: offline || before?.offline === true })
      found.delete(key)
    }
    forgetOld()
  }

  function compare(transaction: Y.Transaction): void {
    forgetOld()
    if (mine.size === 0) return
    for (const { before, after, ...at } of listCellChanges(doc, transaction)) {
      const own = mine.get(keyOf(at))
      if (own === undefined || !isSameJson(before, own.change.after) || isSameJson(after, own.change.after)) continue
      mine.delete(keyOf(at))
      add({ ...at, mine: own.change.after, theirs: after, kept: 'theirs' })
    }
    for (const { value, ...at } of listLostWrites(doc, transaction)) {
      const own = mine.get(keyOf(at))
      // Whoever is connected is told by the one whose write was lost.
      if (own?.offline === true && !isSameJson(value, own.change.after)) add({ ...at, mine: own.change.after, theirs: value, kept: 'mine' })
    }
  }

  function add(cell: SameCell): void {
    found.set(keyOf(cell), cell)
    if (commands.size === 0) tellSoon()
  }

  /** What comes together is told together. */
  function tellSoon(): void {
    if (isTelling) return
    isTelling = true
    ports.later(() => {
      isTelling = false
      if (commands.size === 0) tell(0)
    })
  }

  function tell(offlineEdits: number): void {
    // What was put right meanwhile needs no words.
    const cells = [...found.values()].filter(({ home, object, cell, mine: own, theirs, kept }) =>
      isSameJson(readCell(doc, home, object, cell), kept === 'mine' ? own : theirs),
    )
    found.clear()
    if (cells.length === 0 && offlineEdits === 0) return
    const earlier = news
    news = { offlineEdits: offlineEdits + (earlier?.offlineEdits ?? 0), cells: [...(earlier?.cells ?? []), ...cells] }
    listeners.notify()
  }

  function forgetOld(): void {
    const oldest = ports.clock() - RIGHT_AFTER
    // In the order they were written.
    for (const [key, { at, offline }] of mine) {
      if (mine.size <= MOST_PENDING && (offline || at >= oldest)) {
        if (offline) continue
        break
      }
      mine.delete(key)
    }
  }

  return {
    take: () => {
      const taken = news
      news = undefined
      return taken
    },
    subscribe: listeners.subscribe,
    adopt: (edits) => {
      const differing = [...merge(edits.flatMap(({ changes }) => changes)).values()].flatMap((change): SameCell[] => {
        const theirs = readCell(doc, change.home, change.object, change.cell)
        const isTheirs = !SILENT.has(change.cell) && !isSameJson(theirs, change.before) && !isSameJson(theirs, change.after)
        return isTheirs ? [{ home: change.home, object: change.object, cell: change.cell, mine: change.after, theirs, kept: 'mine' }] : []
      })
      return () => {
        for (const { command } of edits) commands.add(command)
        for (const cell of differing) {
          const isMine = isSameJson(readCell(doc, cell.home, cell.object, cell.cell), cell.mine)
          found.set(keyOf(cell), { ...cell, kept: isMine ? 'mine' : 'theirs' })
        }
      }
    },
    saved: () => {
      if (commands.size === 0) return
      const count = commands.size
      commands.clear()
      for (const [key, own] of mine) if (own.offline) mine.set(key, { ...own, offline: false, at: ports.clock() })
      tell(count)
    },
    close: () => doc.off('afterTransaction', onTransaction),
  }
}

function merge(changes: readonly CellChange[]): Map<string, CellChange> {
  const merged = new Map<string, CellChange>()
  for (const change of changes) merged.set(keyOf(change), { ...change, before: merged.has(keyOf(change)) ? merged.get(keyOf(change))?.before : change.before })
  return merged
}

function keyOf({ home, object, cell }: Pick<CellChange, 'home' | 'object' | 'cell'>): string {
  return `${home} ${object} ${cell}`
}
