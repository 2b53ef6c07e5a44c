// The project of a live document as a plain value: only what changed is read again.
import type * as Y from 'yjs'
import { collectionNames, homeMap, readInfo, readObject, type CellChange } from '../../shared/project/project-doc.ts'
import { compareObjects, type CollectionName, type Project } from '../../shared/project/project.ts'

export type ProjectView = {
  /** Tell it of every change. */
  changed(changes: readonly CellChange[]): void
  /** The same value until something changes; unchanged collections and objects are the same values for longer. */
  read(): Project
}

type Shelf = {
  readonly objects: Map<string, { readonly id: string; readonly order?: string }>
  readonly stale: Set<string>
  list: readonly unknown[] | undefined
}

export function createProjectView(doc: Y.Doc): ProjectView {
  const shelves = new Map<CollectionName, Shelf>(
    collectionNames.map((home) => [home, { objects: new Map(), stale: new Set(homeMap(doc, home).keys()), list: undefined }]),
  )
  let project: Project | undefined
  const list = (home: CollectionName, shelf: Shelf): readonly unknown[] => {
    for (const id of shelf.stale) {
      const object = readObject(doc, home, id)
      if (object === undefined) shelf.objects.delete(id)
      else shelf.objects.set(id, object)
    }
    shelf.stale.clear()
    shelf.list ??= [...shelf.objects.values()].sort(compareObjects)
    return shelf.list
  }
  return {
    changed: (changes) => {
      if (changes.length === 0) return
      project = undefined
      for (const { home, object } of changes) {
        const shelf = home === 'info' ? undefined : shelves.get(home)
        shelf?.stale.add(object)
        if (shelf !== undefined) shelf.list = undefined
      }
    },
    read: () => {
      project ??= { info: readInfo(doc), ...Object.fromEntries([...shelves].map(([home, shelf]) => [home, list(home, shelf)])) } as Project
      return project
    },
  }
}
