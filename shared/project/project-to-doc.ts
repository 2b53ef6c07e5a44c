// A whole project into an empty document: new projects, copies, project files. Never into one that people edit.
import type * as Y from 'yjs'
import { objectWrites, setInfo, writeCells, type CellWrite, type EditOrigin } from './edits.ts'
import { collectionNames } from './project-doc.ts'
import type { CollectionName, ObjectOf, Project } from './project.ts'

/** Objects in one transaction: a bigger one would hold up everybody who edits another project. */
const CHUNK = 500

export function projectToDoc(project: Project, doc: Y.Doc, origin: EditOrigin): void {
  setInfo(doc, project.info, origin)
  for (const home of collectionNames) {
    const objects = project[home] as readonly ObjectOf<CollectionName>[]
    for (let from = 0; from < objects.length; from += CHUNK) {
      const writes: CellWrite[] = objects.slice(from, from + CHUNK).flatMap((object) => objectWrites(home, object))
      writeCells(doc, writes, origin)
    }
  }
}
