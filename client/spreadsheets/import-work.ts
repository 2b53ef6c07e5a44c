// The import that is being looked at, one for each project and person: it outlives its page, so that a look at a row loses nothing. Never leaves this window.
import { useSyncExternalStore } from 'react'
import type { ForeignChoice } from '../../shared/spreadsheet/foreign-choice.ts'
import type { Spreadsheet } from '../../shared/spreadsheet/spreadsheet.ts'
import type { Corrections } from './corrections.ts'
import type { Decisions } from './decisions.ts'
import type { Guess } from './planner-replica.ts'
import type { Summary } from './summary.ts'

/** `columns`: somebody else's file, whose columns are given a meaning. */
export type Stage = 'columns' | 'review' | 'done'

export type ImportWork = {
  readonly file: Spreadsheet
  /** Undefined until the file was looked at. */
  readonly guess?: Guess
  /** Absent: the file is read as ours. */
  readonly choice?: ForeignChoice
  readonly stage: Stage
  readonly corrections: Corrections
  readonly decisions: Decisions
  readonly summary?: Summary
}

const works = new Map<string, ImportWork>()
const listeners = new Set<() => void>()

/** The browser asks before the window is closed on undone work. */
function onLeave(event: BeforeUnloadEvent): void {
  event.preventDefault()
}

function setWork(key: string, work: ImportWork | undefined): void {
  if (work === undefined) works.delete(key)
  else works.set(key, work)
  if ([...works.values()].some(({ stage }) => stage !== 'done')) window.addEventListener('beforeunload', onLeave)
  else window.removeEventListener('beforeunload', onLeave)
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export type ChangeWork = (change: Partial<ImportWork> | ((before: ImportWork) => Partial<ImportWork>)) => void

export type WorkHandle = {
  readonly work: ImportWork | undefined
  readonly begin: (file: Spreadsheet) => void
  /** Nothing while there is none. */
  readonly change: ChangeWork
  readonly end: () => void
}

export function useImportWork(project: string, person: string): WorkHandle {
  const key = JSON.stringify([project, person])
  const work = useSyncExternalStore(subscribe, () => works.get(key))
  return {
    work,
    begin: (file) => setWork(key, { file, stage: 'review', corrections: {}, decisions: new Map() }),
    change: (change) => {
      const before = works.get(key)
      if (before !== undefined) setWork(key, { ...before, ...(typeof change === 'function' ? change(before) : change) })
    },
    end: () => setWork(key, undefined),
  }
}
