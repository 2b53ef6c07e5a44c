// The project for what is worked out from all of it: not after every keystroke of everybody, but when a moment has passed.
import { useMemo, useSyncExternalStore } from 'react'
import type { Project } from '../../shared/project/project.ts'
import { createListeners } from '../collab/listeners.ts'
import { useProject } from '../collab/project-context.tsx'

/** Milliseconds after the first change until it is looked at; what changes meanwhile is looked at with it. */
export const SETTLES_AFTER = 250

export type ProjectSource = { readonly project: () => Project; readonly subscribeAll: (listener: () => void) => () => void }
export type SettledProject = { readonly project: () => Project; readonly subscribe: (listener: () => void) => () => void }

/** `later` runs the work once, after so many milliseconds, unless what it answers is called before. */
export function createSettledProject(source: ProjectSource, later: (work: () => void, wait: number) => () => void): SettledProject {
  const listeners = createListeners()
  let project = source.project()
  let listening = 0
  let stop = () => {}
  let forget: (() => void) | undefined
  const settle = () => {
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
        stop = source.subscribeAll(() => (forget ??= later(settle, SETTLES_AFTER)))
        // Changes that came while nobody listened.
        if (project !== source.project()) forget ??= later(settle, 0)
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

export function useSettledProject(): Project {
  const { store } = useProject()
  const settled = useMemo(() => createSettledProject(store, laterByTimer), [store])
  return useSyncExternalStore(settled.subscribe, settled.project)
}

function laterByTimer(work: () => void, wait: number): () => void {
  const timer = setTimeout(work, wait)
  return () => clearTimeout(timer)
}
