// Undo and redo for a page: does it, and says what was left alone because somebody changed it since.
import { useCallback, useEffect } from 'react'
import type { UndoOutcome } from '../collab/commands.ts'
import { useProject } from '../collab/project-context.tsx'
import { offerUndo, showNotice } from '../ui/notices.tsx'

export function useUndo() {
  const { undo, redo, edit } = useProject()
  const say = useCallback((word: string, outcome: UndoOutcome | undefined) => {
    if (outcome === undefined) showNotice(`Nothing to ${word.toLowerCase()}`)
    else showNotice(describeUndo(word, outcome))
  }, [])
  return {
    undo: useCallback(() => say('Undo', undo()), [undo, say]),
    redo: useCallback(() => say('Redo', redo()), [redo, say]),
    /** Makes an edit at once and offers to take it back. */
    editWithUndo: useCallback(
      (label: string, work: Parameters<typeof edit>[1]) => {
        edit(label, work)
        offerUndo(label, () => say('Undo', undo()))
      },
      [edit, undo, say],
    ),
  }
}

export function describeUndo(word: string, outcome: UndoOutcome): string {
  const skipped = outcome.skipped.length
  if (skipped === 0) return `${word}: ${outcome.label}`
  const left = `${skipped} ${skipped === 1 ? 'cell was' : 'cells were'} left as ${skipped === 1 ? 'it is' : 'they are'}, because somebody changed ${skipped === 1 ? 'it' : 'them'} since`
  return outcome.reverted.length === 0 ? `Nothing undone of "${outcome.label}": ${left}` : `${word}: ${outcome.label}. ${left}`
}

/** Ctrl+Z and Ctrl+Y (Ctrl+Shift+Z) outside of text fields; a grid that handles them itself prevents the default. */
export function useUndoKeys(): void {
  const { undo, redo } = useUndo()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.altKey) return
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"]') !== null) return
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
