// Applying an import: one command, only what was accepted, and nothing at all where it does not fit.
import { expect, test } from 'vitest'
import { limits } from '../../shared/api/limits.ts'
import type { CellWrite } from '../../shared/project/edits.ts'
import { createProjectDoc, readObject, readProject } from '../../shared/project/project-doc.ts'
import { rowFingerprint } from '../../shared/review/row-status.ts'
import { countItems, type ImportItem, type ImportPlan } from '../../shared/spreadsheet/import-plan.ts'
import { createCommands } from '../collab/commands.ts'
import { applyImport } from './apply-import.ts'
import { standsOf } from './decisions.ts'

const write = (object: string, cell: string, value: CellWrite['value']): CellWrite => ({ home: 'rows', object, cell, value })
const row = (id: string): CellWrite[] => [write(id, 'fieldMap', 'm'), write(id, 'destination', 'Total'), write(id, 'order', 'a')]
const item = (id: string, writes: readonly CellWrite[], accepted = true): ImportItem => ({
  id,
  kind: 'changed',
  place: { sheet: 'Invoice', row: 1 },
  title: id,
  theirs: id,
  message: '',
  writes,
  accepted,
})
const planOf = (items: readonly ImportItem[]): ImportPlan => ({ items, counts: countItems(items), notes: [] })

function setUp() {
  const doc = createProjectDoc()
  let id = 0
  const commands = createCommands(doc, 'mara', () => `c${id++}`)
  const apply = (plan: ImportPlan) => applyImport(commands, 'spec.xlsx', plan, standsOf(plan, new Map(), {}))
  return { doc, commands, apply }
}

test('what was accepted is one step with the name of the file, and undo takes all of it back', () => {
  const { doc, commands, apply } = setUp()
  const plan = planOf([item('a', [...row('r1'), write('r1', 'note', 'one')]), item('b', row('r2')), item('c', row('r3'), false)])
  const applied = apply(plan)
  expect(commands.state().undo).toBe('Import of spec.xlsx')
  expect(readProject(doc).project.rows.map(({ id, note }) => [id, note])).toEqual([
    ['r1', 'one'],
    ['r2', undefined],
  ])
  commands.undoCommand(applied.command)
  expect(readProject(doc).project.rows.filter(({ deleted }) => deleted !== true)).toEqual([])
})

test('a status is kept with what its row says, whatever else of the row was rejected', () => {
  const { doc, apply } = setUp()
  const formula = { kind: 'constant', value: 'x' }
  apply(
    planOf([
      item('row', row('r1')),
      item('formula', [write('r1', 'transform', formula)], false),
      item('status', [write('r1', 'status', 'ready'), write('r1', 'statusHash', 'of the row with the formula')]),
    ]),
  )
  const made = readObject(doc, 'rows', 'r1')
  expect(made?.status).toBe('ready')
  expect(made?.statusHash).toBe(made === undefined ? '' : rowFingerprint(made))
})

test('more rows than a project may hold are refused with nothing changed', () => {
  const { doc, commands, apply } = setUp()
  const many = Array.from({ length: limits.storedRowsMost + 1 }, (_, at) => write(`r${at}`, 'note', 'x'))
  expect(() => apply(planOf([item('many', many)]))).toThrow(/A project holds at most/)
  expect(readProject(doc).project.rows).toEqual([])
  expect(commands.state().undo).toBeUndefined()
})
