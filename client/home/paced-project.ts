// The project for what is worked out from all of it: not after every keystroke of everybody, but when a moment has passed.
import { useMemo, useSyncExternalStore } from 'react'
import type { Project } from '../../shared/project/project.ts'
import { createListeners } from '../collab/listeners.ts'
import { useProject } from '../collab/project-context.tsx'

/** Milliseconds after the first change until it is looked at; what changes meanwhile is looked at with it. */
export const LOOKS_AFTER = 250

export type ProjectSource = { readonly project: () => Project; readonly subscribeAll: (listener: () => void) => () => void }
export type PacedProject = { readonly project: () => Project; readonly subscribe: (listener: () => void) => () => void }

/** `later` runs the work once, after so many milliseconds, unless what it answers is called before. */
export function createPacedProject(source: ProjectSource, later: (work: () => void, wait: number) => () => void): PacedProject {
  const listeners = createListeners()
  let project = source.project()
  let listening = 0
  let stop = () => {}
  let forget: (() => void) | undefined
  const look = () => {
    forget = undefined
    project = source.project()
    listeners.notify()
  }
  return {
    project: () => project,
    subscribe(listener) {
      const leave = listeners.subscribe(listener)
      listening += 1
      if (listening === 1) {
        stop = source.subscribeAll(() => (forget ??= later(look, LOOKS_AFTER)))
        // Changes that came while nobody listened.
        if (project !== source.project()) forget ??= later(look, 0)
      }
      return () => {
        leave()
        listening -= 1
        if (listening > 0) return
        stop()
        forget?.()
        forget = undefined
      }
    },
  }
}

export function usePacedProject(): Project {
  const { store } = useProject()
  const paced = useMemo(() => createPacedProject(store, laterByTimer), [store])
  return useSyncExternalStore(paced.subscribe, paced.project)
}

function laterByTimer(work: () => void, wait: number): () => void {
  const timer = setTimeout(work, wait)
  return () => clearTimeout(timer)
}
