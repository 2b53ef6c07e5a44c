// The only place for undo and redo: one person's commands on cells. A cell that somebody changed since is left alone and
// reported (Yjs's own undo manager would blank it).
import type * as Y from 'yjs'
import { dropNewObjects, revertChanges, writeCells, type EditOrigin } from '../../shared/project/edits.ts'
import type { CellChange } from '../../shared/project/project-doc.ts'
import { collections, projectInfo } from '../../shared/project/project.ts'
import { isReserved } from '../../shared/project/reserved-cells.ts'
import { createListeners } from './listeners.ts'

/** What was done, in words ("Change note of R-14"), and the cells it changed. Its id stays the same through undo and redo. */
export type Command = { readonly id: string; readonly label: string; readonly changes: readonly CellChange[] }

/** `skipped`: cells somebody changed since. */
export type UndoOutcome = { readonly label: string; readonly reverted: readonly CellChange[]; readonly skipped: readonly CellChange[] }

export type Commands = {
  /**
   * One transaction, one undo step. `work` calls the named edits of shared/project/edits.ts with the origin it gets and
   * returns all their changes. Throws EditRefused where a value does not fit; then nothing has changed.
   */
  readonly edit: (label: string, work: (doc: Y.Doc, origin: EditOrigin) => readonly CellChange[]) => Command
  /** Undefined: nothing to undo. */
  readonly undo: () => UndoOutcome | undefined
  readonly redo: () => UndoOutcome | undefined
  /** Takes this one back, whatever was done after it; redo does it again. Undefined: it was taken back already. */
  readonly undoCommand: (id: string) => UndoOutcome | undefined
  readonly subscribe: (listener: () => void) => () => void
  /** The labels of what undo and redo would do. Same object until that changes. */
  readonly state: () => { readonly undo: string | undefined; readonly redo: string | undefined }
}

const MOST_COMMANDS = 500

/** An edit that does not fit the project's shape; it was taken back before anybody saw it. The message is for people. */
export class EditRefused extends Error {}

export function createCommands(doc: Y.Doc, person: string, newId: () => string): Commands {
  const done: Command[] = []
  const undone: Command[] = []
  const listeners = createListeners()
  let state: ReturnType<Commands['state']> = { undo: undefined, redo: undefined }
  const changed = () => {
    state = { undo: done.at(-1)?.label, redo: undone.at(-1)?.label }
    listeners.notify()
  }
  const run = (work: (origin: EditOrigin) => readonly CellChange[]): { id: string; changes: readonly CellChange[] } => {
    // What only the server writes is left out before it is written: taking it back afterwards would still be sent.
    const origin: EditOrigin = { person, command: newId(), leavesOut: isReserved }
    let unfit: CellChange | undefined
    const changes = doc.transact(() => {
      const made = mergeChanges(work(origin))
      unfit = made.find((change) => !isFit(change))
      // In the same transaction: the server closes the connection of a copy that sends what does not fit. An approval that was lowered comes back too.
      if (unfit !== undefined) takeBack(doc, made, { person, command: origin.command })
      return made
    }, origin)
    if (unfit !== undefined) throw new EditRefused(`That does not fit into "${unfit.cell}": it is too long or of another kind. Nothing was changed.`)
    return { id: origin.command, changes }
  }
  const step = (from: Command[], to: Command[], at = from.length - 1): UndoOutcome | undefined => {
    const command = from[at]
    if (command === undefined) return undefined
    from.splice(at, 1)
    let skipped: readonly CellChange[] = []
    const { changes } = run((origin) => {
      const outcome = revertChanges(doc, command.changes, origin)
      skipped = outcome.skipped
      return outcome.reverted
    })
    if (changes.length > 0) to.push({ ...command, changes })
    changed()
    return { label: command.label, reverted: changes, skipped }
  }
  return {
    edit: (label, work) => {
      const command: Command = { ...run((origin) => work(doc, origin)), label }
      if (command.changes.length > 0) {
        done.push(command)
        if (done.length > MOST_COMMANDS) done.shift()
        undone.length = 0
        changed()
      }
      return command
    },
    undo: () => step(done, undone),
    redo: () => step(undone, done),
    undoCommand: (id) =>
      step(
        done,
        undone,
        done.findIndex((command) => command.id === id),
      ),
    subscribe: listeners.subscribe,
    state: () => state,
  }
}

/** Objects that it made go; what does not fit may not stay in others, whoever put the rest of them there. */
function takeBack(doc: Y.Doc, made: readonly CellChange[], origin: EditOrigin): void {
  dropNewObjects(doc, made)
  revertChanges(doc, made, origin)
  const unfit = made.filter((change) => !isFit(change))
  writeCells(
    doc,
    unfit.map(({ home, object, cell, before }) => ({ home, object, cell, value: before })),
    origin,
  )
}

function isFit({ home, cell, after }: CellChange): boolean {
  const shape: Record<string, { safeParse: (value: unknown) => { success: boolean } }> = home === 'info' ? projectInfo.shape : collections[home].shape
  const check = Object.hasOwn(shape, cell) ? shape[cell] : undefined
  return after === undefined || check === undefined || check.safeParse(after).success
}

/** A cell written twice in one command is one change: first before, last after. */
function mergeChanges(changes: readonly CellChange[]): CellChange[] {
  const merged = new Map<string, CellChange>()
  for (const change of changes) {
    const key = JSON.stringify([change.home, change.object, change.cell])
    const first = merged.get(key)
    merged.set(key, first === undefined ? change : { ...change, before: first.before })
  }
  return [...merged.values()]
}
