// Undo and redo of one person among others.
import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import { addObject, setCell, writeCells, type CellWrite } from '../../shared/project/edits.ts'
import { createProjectDoc, readCell, readProject } from '../../shared/project/project-doc.ts'
import { createCommands, EditRefused } from './commands.ts'

function twoPeople() {
  let id = 0
  const docs = [createProjectDoc(), createProjectDoc()] as const
  docs[0].on('update', (update: Uint8Array, origin: unknown) => origin !== 'peer' && Y.applyUpdate(docs[1], update, 'peer'))
  docs[1].on('update', (update: Uint8Array, origin: unknown) => origin !== 'peer' && Y.applyUpdate(docs[0], update, 'peer'))
  return { docs, ana: createCommands(docs[0], 'ana', () => `a${id++}`), ben: createCommands(docs[1], 'ben', () => `b${id++}`) }
}
const note = (doc: Y.Doc, row = 'r1') => readCell(doc, 'rows', row, 'note')

describe('undo', () => {
  test('gives back what stood there, and redo does it again', () => {
    const { docs, ana } = twoPeople()
    ana.edit('One', (doc, origin) => setCell(doc, 'rows', 'r1', 'note', 'one', origin))
    ana.edit('Two', (doc, origin) => setCell(doc, 'rows', 'r1', 'note', 'two', origin))
    expect(ana.state()).toEqual({ undo: 'Two', redo: undefined })
    ana.undo()
    expect(note(docs[1])).toBe('one')
    ana.redo()
    expect(note(docs[1])).toBe('two')
    ana.undo()
    ana.undo()
    expect(note(docs[0])).toBeUndefined()
    expect(ana.undo()).toBeUndefined()
  })
  test('takes back only my own edits', () => {
    const { docs, ana, ben } = twoPeople()
    ana.edit('Mine', (doc, origin) => setCell(doc, 'rows', 'r1', 'note', 'mine', origin))
    ben.edit('His', (doc, origin) => setCell(doc, 'rows', 'r2', 'note', 'his', origin))
    ana.undo()
    expect([note(docs[0]), note(docs[0], 'r2')]).toEqual([undefined, 'his'])
  })
  test('leaves a cell that somebody changed since, and names it', () => {
    const { docs, ana, ben } = twoPeople()
    ana.edit('Paste', (doc, origin) =>
      writeCells(
        doc,
        ['r1', 'r2'].map((object) => ({ home: 'rows' as const, object, cell: 'note', value: 'pasted' })),
        origin,
      ),
    )
    ben.edit('Change', (doc, origin) => setCell(doc, 'rows', 'r1', 'note', 'better', origin))
    const outcome = ana.undo()
    expect(outcome?.skipped.map((change) => change.object)).toEqual(['r1'])
    expect([note(docs[0]), note(docs[0], 'r2')]).toEqual(['better', undefined])
  })
  test('a refused edit leaves no half of an object that it made', () => {
    const { docs, ana } = twoPeople()
    const useCase = { id: 'u1', title: 'x'.repeat(40_000), order: 'a0' }
    expect(() => ana.edit('Paste', (doc, origin) => addObject(doc, 'useCases', useCase, origin))).toThrow(EditRefused)
    for (const doc of docs) expect(readProject(doc)).toMatchObject({ damage: [], project: { useCases: [] } })
  })
  test('a refused edit leaves nothing that does not fit behind, not even in a row that it made', () => {
    const { docs, ana } = twoPeople()
    const set = (cell: string, value: string): CellWrite => ({ home: 'rows', object: 'new', cell, value })
    expect(() =>
      ana.edit('Paste', (doc, origin) =>
        writeCells(doc, [set('fieldMap', 'm'), set('destination', 'a'), set('order', 'a0'), set('note', 'x'.repeat(40_000))], origin),
      ),
    ).toThrow(EditRefused)
    expect(docs.map((doc) => [note(doc, 'new'), readCell(doc, 'rows', 'new', 'deleted')])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ])
  })
  test('a command of several edits is one transaction and one step', () => {
    const { docs, ana } = twoPeople()
    let transactions = 0
    docs[0].on('afterTransaction', () => (transactions += 1))
    ana.edit('Both', (doc, origin) => [
      ...setCell(doc, 'rows', 'r1', 'note', 'draft', origin),
      ...setCell(doc, 'rows', 'r1', 'note', 'final', origin),
      ...setCell(doc, 'rows', 'r2', 'note', 'x', origin),
    ])
    expect(transactions).toBe(1)
    ana.undo()
    expect([note(docs[0]), note(docs[0], 'r2')]).toEqual([undefined, undefined])
    ana.redo()
    expect([note(docs[0]), note(docs[0], 'r2')]).toEqual(['final', 'x'])
  })
  test('one command is taken back although others followed it, and what followed stays', () => {
    const { docs, ana, ben } = twoPeople()
    const first = ana.edit('First', (doc, origin) =>
      writeCells(
        doc,
        ['r1', 'r2', 'r3'].map((object) => ({ home: 'rows' as const, object, cell: 'note', value: 'pasted' })),
        origin,
      ),
    )
    ana.edit('Second', (doc, origin) => setCell(doc, 'rows', 'r2', 'note', 'my own later', origin))
    ben.edit('His', (doc, origin) => setCell(doc, 'rows', 'r3', 'note', 'his later', origin))
    const outcome = ana.undoCommand(first.id)
    expect(outcome).toMatchObject({ label: 'First', reverted: [{ object: 'r1' }] })
    expect(outcome?.skipped.map((change) => change.object).sort()).toEqual(['r2', 'r3'])
    expect(['r1', 'r2', 'r3'].map((row) => note(docs[1], row))).toEqual([undefined, 'my own later', 'his later'])
    expect(ana.state()).toEqual({ undo: 'Second', redo: 'First' })
  })
  test('a command taken back once is not taken back again, but again after redo', () => {
    const { docs, ana } = twoPeople()
    const { id } = ana.edit('One', (doc, origin) => setCell(doc, 'rows', 'r1', 'note', 'one', origin))
    ana.undo()
    expect(ana.undoCommand(id)).toBeUndefined()
    ana.redo()
    expect(ana.undoCommand(id)?.label).toBe('One')
    expect(note(docs[1])).toBeUndefined()
  })
  test('a new edit forgets what could be done again; an edit that changes nothing is no step', () => {
    const { ana } = twoPeople()
    ana.edit('One', (doc, origin) => setCell(doc, 'rows', 'r1', 'note', 'one', origin))
    ana.undo()
    ana.edit('Nothing', (doc, origin) => setCell(doc, 'rows', 'r1', 'note', undefined, origin))
    expect(ana.state()).toEqual({ undo: undefined, redo: 'One' })
    ana.edit('Two', (doc, origin) => setCell(doc, 'rows', 'r1', 'note', 'two', origin))
    expect(ana.state()).toEqual({ undo: 'Two', redo: undefined })
  })
  test('an edit that does not fit changes nothing, for nobody, and is no step', () => {
    const { docs, ana } = twoPeople()
    ana.edit('Note', (doc, origin) => setCell(doc, 'rows', 'r1', 'note', 'good', origin))
    expect(() => ana.edit('Too long', (doc, origin) => setCell(doc, 'rows', 'r1', 'note', 'x'.repeat(32_001), origin))).toThrow(EditRefused)
    expect([note(docs[0]), note(docs[1])]).toEqual(['good', 'good'])
    expect(ana.state().undo).toBe('Note')
  })
})
