// A whole project as writes into an empty document: new projects, copies, project files. Never into one that people edit.
import type * as Y from 'yjs'
import { objectWrites, writeCells, type CellWrite, type EditOrigin } from './edits.ts'
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

export function projectToDoc(project: Project, doc: Y.Doc, origin: EditOrigin): void {
  for (const writes of listProjectWrites(project)) writeCells(doc, writes, origin)
}
