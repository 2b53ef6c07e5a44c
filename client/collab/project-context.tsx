// How pages reach the open project: one provider, and hooks that render only when what they read has changed.
import { createContext, useCallback, useContext, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react'
import type { CollectionName, ObjectOf, Project, ProjectInfo } from '../../shared/project/project.ts'
import { useGraphsByKey, type GraphsAnswer } from '../api/schemas.ts'
import { useMe } from '../api/session.ts'
import { createBrowserPorts } from './connection-ports.ts'
import type { ConnectionState } from './connection-state.ts'
import type { Other } from './presence.ts'
import { openProject, type ProjectConnection } from './project-connection.ts'

export { useMe }

const ProjectContext = createContext<{ readonly connection: ProjectConnection; readonly reopen: () => void } | undefined>(undefined)

/** Opens the project for as long as it is shown. `children` are rendered at once: pages look at `useConnectionState().ready`. */
export function ProjectProvider({ project, children }: { readonly project: string; readonly children: ReactNode }) {
  const { person, role } = useMe()
  const [attempt, setAttempt] = useState(0)
  const [connection, setConnection] = useState<ProjectConnection>()
  useEffect(() => {
    const opened = openProject(project, person, createBrowserPorts({ person, role }, project))
    // oxlint-disable-next-line react/set-state-in-effect -- the connection is a thing outside React with a life of its own: made and closed by this effect
    setConnection(opened)
    return () => {
      setConnection(undefined)
      opened.close()
    }
  }, [project, person, role, attempt])
  const value = useMemo(() => (connection === undefined ? undefined : { connection, reopen: () => setAttempt((before) => before + 1) }), [connection])
  return value === undefined ? null : <ProjectContext value={value}>{children}</ProjectContext>
}

function useProjectContext() {
  const value = useContext(ProjectContext)
  if (value === undefined) throw new Error('no project is open here')
  return value
}

/** The open project: `edit(label, work)`, `undo`, `redo`, `store`, `presence`, `doc`. */
export function useProject(): ProjectConnection {
  return useProjectContext().connection
}

/** Throws this copy away and loads the project from the server. */
export function useReopenProject(): () => void {
  return useProjectContext().reopen
}

/** Same array until an object of the collection changes, same object until one of its cells changes; deleted ones are left out. */
export function useCollection<C extends CollectionName>(name: C): readonly ObjectOf<C>[] {
  const { store } = useProject()
  const subscribe = useCallback((listener: () => void) => store.subscribe(name, listener), [store, name])
  return useSyncExternalStore(subscribe, () => store.list(name))
}

export function useInfo(): ProjectInfo {
  const { store } = useProject()
  const subscribe = useCallback((listener: () => void) => store.subscribe('info', listener), [store])
  return useSyncExternalStore(subscribe, store.info)
}

/** The whole project as one plain value, for the pure functions of shared/; a new value after every change. */
export function useProjectValue(): Project {
  const { store } = useProject()
  return useSyncExternalStore(store.subscribeAll, store.project)
}

/** Schema graphs by key, read once. Without `keys`: of all schemas of the project. */
export function useGraphs(keys?: readonly string[]): GraphsAnswer {
  const { project } = useProject()
  const schemas = useCollection('schemas')
  const wanted = keys ?? schemas.map((schema) => schema.graph)
  const text = [...new Set(wanted)].sort().join('\n')
  const stable = useMemo(() => (text === '' ? [] : text.split('\n')), [text])
  return useGraphsByKey(project, stable)
}

export function useConnectionState(): ConnectionState {
  const connection = useProject()
  return useSyncExternalStore(connection.subscribe, connection.state)
}

/** One part of the connection's state: the whole changes twice with every edit. */
export function useConnectionPart<P extends keyof ConnectionState>(part: P): ConnectionState[P] {
  const connection = useProject()
  return useSyncExternalStore(connection.subscribe, () => connection.state()[part])
}

export function useOthers(): readonly Other[] {
  const { presence } = useProject()
  return useSyncExternalStore(presence.subscribe, presence.others)
}

/** Whom this window follows, by the person's id. */
export function useFollowing(): string | undefined {
  const { presence } = useProject()
  return useSyncExternalStore(presence.subscribe, presence.following)
}

/** The labels of what undo and redo would do, for buttons. */
export function useUndoState(): { readonly undo: string | undefined; readonly redo: string | undefined } {
  const { commands } = useProject()
  return useSyncExternalStore(commands.subscribe, commands.state)
}
