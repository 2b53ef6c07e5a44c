// Undo and redo for a page: does it, and says what was left alone and who changed it since.
import { useEffect, useMemo } from 'react'
import { fetchHistoryOf, namesOfChangers } from '../api/history.ts'
import type { UndoOutcome } from '../collab/commands.ts'
import { useMe, useProject } from '../collab/project-context.tsx'
import { offerUndo, showNotice } from '../ui/notices.tsx'

export function useUndo() {
  const { undo, redo, commands, edit, project } = useProject()
  const me = useMe().person
  return useMemo(() => {
    const say = (word: UndoWord, outcome: UndoOutcome | undefined) => {
      if (outcome === undefined) return void showNotice(`Nothing to ${word.toLowerCase()}`)
      const notice = showNotice(describeUndo(word, outcome))
      if (outcome.skipped.length === 0) return
      // Only the history knows who it was; where it cannot be asked, the sentence stays as it is.
      fetchHistoryOf(project, outcome.skipped).then(
        (entries) => notice.change(describeUndo(word, outcome, namesOfChangers(entries, outcome.skipped, me))),
        () => {},
      )
    }
    return {
      undo: () => say('Undo', undo()),
      redo: () => say('Redo', redo()),
      /** Takes back this command, whatever was done after it. */
      undoCommand: (id: string) => say('Undo', commands.undoCommand(id)),
      /** Makes an edit at once and offers to take it back. */
      editWithUndo: (label: string, work: Parameters<typeof edit>[1]) => {
        const { id } = edit(label, work)
        offerUndo(label, () => say('Undo', commands.undoCommand(id)))
      },
    }
  }, [undo, redo, commands, edit, project, me])
}

export type UndoWord = 'Undo' | 'Redo' | 'Done'

/** `who`: everybody who changed what was left alone, where that is known. */
export function describeUndo(word: UndoWord, outcome: UndoOutcome, who: readonly string[] = []): string {
  const skipped = outcome.skipped.length
  if (skipped === 0) return `${word}: ${outcome.label}`
  const [were, are, them] = skipped === 1 ? ['cell was', 'it is', 'it'] : ['cells were', 'they are', 'them']
  const left = `${skipped} ${were} left as ${are}, because ${listNames(who)} changed ${them} since`
  if (outcome.reverted.length > 0) return `${word}: ${outcome.label}. ${left}`
  return `Nothing ${word === 'Redo' ? 'redone' : 'undone'} of "${outcome.label}": ${left}`
}

/** `Priya`, `Priya and you`, `Priya, Tomás and 2 others`. */
export function listNames(names: readonly string[]): string {
  const [first = 'somebody', ...rest] = names
  if (rest.length === 0) return first
  if (rest.length === 1) return `${first} and ${rest[0]}`
  return rest.length === 2 ? `${first}, ${rest[0]} and ${rest[1]}` : `${first}, ${rest[0]} and ${rest.length - 1} others`
}

/** Where the browser undoes what was typed. A box to tick and a list of choices have nothing of their own to take back. */
const WITH_OWN_UNDO = 'input:not([type="checkbox"], [type="radio"]), textarea, [contenteditable="true"], [role="dialog"]'

/** Ctrl+Z and Ctrl+Y (Ctrl+Shift+Z) outside of text fields; a grid that handles them itself prevents the default. */
export function useUndoKeys(): void {
  const { undo, redo } = useUndo()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.altKey) return
      if (event.target instanceof HTMLElement && event.target.closest(WITH_OWN_UNDO) !== null) return
      const key = event.key.toLowerCase()
      if (key === 'z' && !event.shiftKey) undo()
      else if (key === 'y' || (key === 'z' && event.shiftKey)) redo()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [undo, redo])
}
