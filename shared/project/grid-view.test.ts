// Rules of saved views that a project shares.
import { expect, test } from 'vitest'
import type { JsonValue } from '../schema/json-value.ts'
import { addObject, setCell } from './edits.ts'
import { gridLook, type GridLook } from './grid-view.ts'
import { createProjectDoc, readProject } from './project-doc.ts'

const ann = { person: 'ann', command: 'a' }
const view: GridLook = { columns: [{ id: 'row' }, { id: 'source', width: 200, pinned: 'left' }], density: 'dense' }

test('[P16] a saved view whose shape does not fit is left out and listed, the others stay', () => {
  const doc = createProjectDoc()
  addObject(doc, 'gridViews', { id: 'v1', name: 'Review', view, order: 'a0' }, ann)
  addObject(doc, 'gridViews', { id: 'v2', name: 'Broken', view, order: 'a1' }, ann)
  const plain = JSON.parse(JSON.stringify(view)) as Record<string, JsonValue>
  const broken: JsonValue[] = [null, 'x', {}, { ...plain, columns: [] }, { ...plain, density: 'huge' }, { ...plain, columns: [{ id: 'row', width: -1 }] }]
  for (const value of broken) {
    setCell(doc, 'gridViews', 'v2', 'view', value, ann)
    const { project, damage } = readProject(doc)
    expect(project.gridViews.map(({ id }) => id)).toEqual(['v1'])
    expect(damage).toContainEqual({ home: 'gridViews', object: 'v2', cell: 'view', message: 'the value does not fit' })
  }
})

test('[P16] columns of a newer Crosswalk are kept', () => {
  const newer = { ...view, columns: [...view.columns, { id: 'mood' }], filters: [{ column: 'mood', words: [''] }] }
  expect(gridLook.parse(newer)).toEqual(newer)
})
