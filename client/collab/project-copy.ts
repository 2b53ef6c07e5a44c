// A copy of the project inside a worker, kept up to date by what it is told: and what to tell it: the only place for both workers of the pages.
import { collections, compareObjects, type CollectionName, type ObjectOf, type Project, type ProjectInfo } from '../../shared/project/project.ts'

export type AnyObject = ObjectOf<CollectionName>
/** New or changed objects of a collection, and the ids of those that are gone. */
export type ObjectNews = { readonly of: CollectionName; readonly set: readonly AnyObject[]; readonly gone: readonly string[] }

export type ProjectCopy = { readonly receive: (news: ObjectNews) => void; readonly project: (info: ProjectInfo) => Project }

export function createProjectCopy(): ProjectCopy {
  const objects = new Map<CollectionName, Map<string, AnyObject>>((Object.keys(collections) as CollectionName[]).map((name) => [name, new Map()]))
  /** The same list until something in it changes, so that who worked from it sees at a glance whether it still holds. */
  const lists = new Map<CollectionName, readonly AnyObject[]>()
  const list = (name: CollectionName) => {
    const known = lists.get(name) ?? [...(objects.get(name)?.values() ?? [])].sort(compareObjects)
    lists.set(name, known)
    return known
  }
  return {
    receive({ of, set, gone }) {
      const byId = objects.get(of)
      for (const id of gone) byId?.delete(id)
      for (const object of set) byId?.set(object.id, object)
      lists.delete(of)
    },
    project: (info) => ({ info, ...Object.fromEntries([...objects.keys()].map((name) => [name, list(name)])) }) as Project,
  }
}

/** By identity: an object is the same until one of its cells changes. */
export function changesBetween(before: readonly AnyObject[], next: readonly AnyObject[]): { set: AnyObject[]; gone: string[] } {
  if (before.length === next.length && next.every((object, at) => object.id === before[at]?.id))
    return { set: next.filter((object, at) => object !== before[at]), gone: [] }
  const left = new Map(before.map((object) => [object.id, object]))
  const set: AnyObject[] = []
  for (const object of next) {
    if (left.get(object.id) !== object) set.push(object)
    left.delete(object.id)
  }
  return { set, gone: [...left.keys()] }
}
