// Rules of document layouts. fixtures/documents/ keeps one document of every released layout, for ever.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { migrateDoc, type DocMigration } from './doc-migrations.ts'
import { addObject, setCell } from './edits.ts'
import { createProjectDoc, LAYOUT_VERSION, readCell, readLayoutVersion, readProject } from './project-doc.ts'
import { collections } from './project.ts'

const folder = new URL('../../fixtures/documents/', import.meta.url)
const server = { person: 'crosswalk', command: 'load' }

const toLayout2: DocMigration = {
  to: LAYOUT_VERSION + 1,
  migrate: (doc) => {
    for (const id of doc.getMap('systems').keys()) setCell(doc, 'systems', id, 'vendor', 'unknown', server)
  },
}

test('[P9] documents of every released layout open, and read as they did when they were kept', () => {
  for (let layout = 1; layout <= LAYOUT_VERSION; layout++) {
    const document = new URL(`layout-${layout}.yjs`, folder)
    expect(existsSync(document), `keep a document of layout ${layout} in fixtures/documents/`).toBe(true)
    const doc = createProjectDoc()
    Y.applyUpdate(doc, readFileSync(document))
    expect(readLayoutVersion(doc)).toBe(layout)
    expect(migrateDoc(doc, server)).toEqual({ ok: true, value: layout })
    expect(readLayoutVersion(doc)).toBe(LAYOUT_VERSION)
    const { project, damage } = readProject(doc)
    expect(damage).toEqual([])
    // Collections that came later are empty in an older document.
    const kept: object = JSON.parse(readFileSync(new URL(`layout-${layout}.json`, folder), 'utf8'))
    const none = Object.fromEntries(Object.keys(collections).map((name) => [name, []]))
    expect(project).toEqual({ ...none, ...kept })
  }
  expect(readdirSync(folder).filter((name) => name.endsWith('.yjs'))).toHaveLength(LAYOUT_VERSION)
})

test('[P9] an older document is brought to the newest layout in one transaction', () => {
  const doc = createProjectDoc()
  addObject(doc, 'systems', { id: 's1', name: 'Shop', order: 'a0' }, server)
  let transactions = 0
  doc.on('afterTransaction', () => (transactions += 1))
  expect(migrateDoc(doc, server, [toLayout2])).toEqual({ ok: true, value: LAYOUT_VERSION })
  expect(transactions).toBe(1)
  expect(readLayoutVersion(doc)).toBe(LAYOUT_VERSION + 1)
  expect(readCell(doc, 'systems', 's1', 'vendor')).toBe('unknown')
})

test('[P9] an empty document is stamped with the newest layout and runs no migration', () => {
  const doc = createProjectDoc()
  const never: DocMigration = { to: LAYOUT_VERSION + 1, migrate: () => expect.unreachable() }
  expect(migrateDoc(doc, server, [never])).toEqual({ ok: true, value: 0 })
  expect(readLayoutVersion(doc)).toBe(LAYOUT_VERSION + 1)
})

test('[P9] a document of a newer layout is refused and not touched', () => {
  const doc = createProjectDoc()
  doc.getMap('meta').set('layout', LAYOUT_VERSION + 5)
  const before = Y.encodeStateAsUpdate(doc)
  expect(migrateDoc(doc, server)).toEqual({ ok: false, error: { type: 'NewerLayout', found: LAYOUT_VERSION + 5, known: LAYOUT_VERSION } })
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
})
