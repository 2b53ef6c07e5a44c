// Cell writes on a project as a plain value, as the document would take them: for work on project files and for tests. Pure.
import type { JsonValue } from '../schema/json-value.ts'
import { isSameJson, type CellWrite } from './edits.ts'
import type { CellChange } from './project-doc.ts'
import { compareObjects, numberPrefix, type CollectionName, type NumberedCollection, type Project, type ProjectInfo } from './project.ts'

/** `changes`: what really changed. `left`: what `leavesOut` kept out. */
export type AppliedWrites = { readonly project: Project; readonly changes: readonly CellChange[]; readonly left: readonly CellChange[] }

type Cells = Record<string, JsonValue | undefined> & { readonly id: string }

/** Objects that do not exist are made. The writes are trusted to fit; what comes of unknown ones is checked where the project is read again. */
export function applyWrites(project: Project, writes: readonly CellWrite[], leavesOut: (change: CellChange) => boolean = () => false): AppliedWrites {
  let info: Record<string, JsonValue | undefined> = { ...project.info }
  const touched = new Map<CollectionName, Map<string, Cells>>()
  const changes: CellChange[] = []
  const left: CellChange[] = []
  const cellsIn = (home: CollectionName) => {
    const known = touched.get(home)
    if (known !== undefined) return known
    const made = new Map(project[home].map((object) => [object.id, object as unknown as Cells]))
    touched.set(home, made)
    return made
  }
  for (const { home, object, cell, value } of writes) {
    const before = home === 'info' ? info : cellsIn(home).get(object)
    const change = { home, object, cell, before: before?.[cell], after: value }
    if (isSameJson(change.before, value)) continue
    if (leavesOut(change)) {
      left.push(change)
      continue
    }
    changes.push(change)
    const { [cell]: _, ...rest } = before ?? {}
    const after = value === undefined ? rest : { ...rest, [cell]: value }
    if (home === 'info') info = after
    else cellsIn(home).set(object, { ...after, id: object })
  }
  const lists = [...touched].map(([home, cells]) => [home, [...cells.values()].toSorted(compareObjects)])
  return { project: { ...project, info: info as ProjectInfo, ...Object.fromEntries(lists) } as Project, changes, left }
}

/** The next free numbers for objects that have none, as the server gives them: above all that were ever given in this project (DESIGN §9.1). */
export function numberNew(project: Project): Project {
  const numbered = Object.keys(numberPrefix) as NumberedCollection[]
  const lists = numbered.flatMap((home) => {
    const objects: readonly { readonly id: string; readonly number?: number | undefined }[] = project[home]
    if (objects.every(({ number }) => number !== undefined)) return []
    let last = objects.reduce((most, { number = 0 }) => Math.max(most, number), 0)
    return [[home, objects.map((object) => (object.number === undefined ? { ...object, number: (last += 1) } : object))] as const]
  })
  return { ...project, ...Object.fromEntries(lists) }
}
