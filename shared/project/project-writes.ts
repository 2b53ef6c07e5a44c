// The only place that turns a whole project into writes for an empty document: copies, project files. Never for one that people edit.
import { objectWrites, type CellWrite } from './edits.ts'
import { collectionNames } from './project-doc.ts'
import type { CollectionName, ObjectOf, Project } from './project.ts'

/** Objects in one transaction: a bigger one would hold up everybody who edits another project. */
const CHUNK = 200

/** The writes of one transaction after the other. */
export function* listProjectWrites(project: Project): Generator<CellWrite[]> {
  yield Object.entries(project.info).map(([cell, value]) => ({ home: 'info' as const, object: '', cell, value }))
  for (const home of collectionNames) {
    const objects = project[home] as readonly ObjectOf<CollectionName>[]
    for (let from = 0; from < objects.length; from += CHUNK) yield objects.slice(from, from + CHUNK).flatMap((object) => objectWrites(home, object))
  }
}
