// Proof that marks which somebody wrote by hand, or lines put into another table, write nothing they should not and end nothing.
import { describe, expect, test } from 'vitest'
import { exportProject, inTable, viewOf, type HeldTable } from '../../fixtures/returned-workbook.ts'
import { exported, findGraph, planWith, project, ROWS, rowOf } from '../../fixtures/small-workbook.ts'
import { BASE_COLUMN, hashOfCell, ROW_COLUMN, TABLE_COLUMN } from '../document/returned-table.ts'
import { applyWrites } from '../project/apply-writes.ts'
import type { Project } from '../project/project.ts'
import { writesOf, type ImportPlan } from './import-plan.ts'
import { planOwn } from './plan-own.ts'

const NAMES = ['__proto__', 'constructor', '__defineGetter__', 'toString', 'hasOwnProperty']
const TABLES = [ROWS, 'lookup:codes', 'questions', 'config']

function apply(plan: ImportPlan, to: Project): Project {
  return applyWrites(to, writesOf(plan, new Set(plan.items.map(({ id }) => id)))).project
}

function mark(held: HeldTable, table: string): void {
  const cells = held.lines[held.head] ?? []
  cells[cells.indexOf(TABLE_COLUMN) + 1] = JSON.stringify({ table, export: 'e' })
}

describe.each(NAMES)('a mark called %s', (name) => {
  test.each(TABLES)('in place of the table %s changes no object', (table) => {
    for (const forged of [name, `${name}:x`, `rows:${name}`, `lookup:${name}`]) {
      const plan = planWith(table, (held) => {
        mark(held, forged)
        for (const cells of held.lines.slice(held.head + 2)) if (cells[1] !== undefined && cells[1] !== '') cells[1] = 'Edited'
      })
      expect(plan.items.flatMap(({ writes }) => writes).filter(({ home }) => home !== 'questions')).toEqual([])
    }
  })

  test('in place of a column is a column that nobody knows, and of an empty cell nothing was edited', () => {
    const plan = planWith(ROWS, (held) => {
      const at = held.at('scope')
      for (const cells of held.lines.slice(held.head)) cells[at] = ''
      ;(held.lines[held.head] ?? [])[at] = name
    })
    expect(plan.items).toEqual([])
  })
})

describe('a line put into the table of another field map', () => {
  const second = { ...rowOf(project, 'r3'), id: 's1', number: 90, fieldMap: 'other', note: 'As it was' }
  const [map] = project.fieldMaps
  const two: Project = {
    ...project,
    fieldMaps: [...project.fieldMaps, { ...map, id: 'other', number: 9, name: 'Another', order: 'b' }] as Project['fieldMaps'],
    rows: [...project.rows, second] as Project['rows'],
  }

  test('never writes into the row it came from, whatever that says now', () => {
    const taken = inTable(exportProject(two, findGraph), 'rows:other', (held) => held.drop('row:s1'))
    const cut = { destinationPath: 'Name', note: 'Pasted', [ROW_COLUMN]: 'row:s1', [BASE_COLUMN]: JSON.stringify({ note: hashOfCell('As it was') }) }
    const pasted = inTable(taken, ROWS, (held) => void held.add(cut))
    const now: Project = { ...two, rows: two.rows.map((row) => (row.id === 's1' ? { ...row, note: 'Written since' } : row)) }
    const plan = planOwn(pasted, viewOf(now, findGraph))
    expect(plan.items.map(({ kind, at, accepted }) => [kind, at === 'row:s1', accepted])).toEqual([
      ['added', false, true],
      ['removed', true, false],
    ])
    const after = apply({ ...plan, items: plan.items.filter(({ accepted }) => accepted) }, now)
    expect(rowOf(after, 's1')).toEqual(rowOf(now, 's1'))
    expect(after.rows.filter(({ note, fieldMap }) => fieldMap === 'map' && note?.includes('Pasted'))).toHaveLength(1)
  })

  test('is compared with its own map where the mark does not say which map it is', () => {
    const now: Project = { ...project, rows: project.rows.map((row) => (row.id === 'r1' ? { ...row, note: 'Written since' } : row)) }
    const plan = planWith(
      ROWS,
      (held) => {
        mark(held, 'rows')
        held.type('row:r1', 'note', 'Theirs')
      },
      now,
    )
    expect(plan.items.find(({ column }) => column === 'note')).toMatchObject({ kind: 'conflict', ours: 'Written since', accepted: false })
  })
})

test('an entry put into another lookup table is an entry there', () => {
  let copied: string[] = []
  const read = inTable(exported, 'lookup:codes', (held) => {
    copied = [...held.row('entry:e1')]
    copied[held.at('to')] = '0.7'
    copied[held.at('from')] = 'z'
  })
  const plan = planOwn(
    inTable(read, 'lookup:rates', (held) => void held.lines.splice(held.head + 3, 0, copied)),
    viewOf(project, findGraph),
  )
  const after = apply(plan, project)
  expect(after.lookupEntries.find(({ id }) => id === 'e1')).toEqual(project.lookupEntries.find(({ id }) => id === 'e1'))
  expect(after.lookupEntries.filter(({ table, from, to }) => table === 'rates' && from === 'z' && to === 0.7)).toHaveLength(1)
})

test.each(['row:__proto__', 'entry:constructor', 'question:"', 'config:__proto__', 'field:map:', 'more:x', `row:${'x'.repeat(5000)}`])(
  'a row marked %s writes to no object that there is',
  (address) => {
    for (const table of TABLES) {
      const plan = planWith(table, (held) => {
        const [at, notes] = [held.at(ROW_COLUMN), held.at(BASE_COLUMN)]
        for (const cells of held.lines.slice(held.head + 2))
          if ((cells[at] ?? '') !== '') {
            cells[at] = address
            cells[notes] = '{"__proto__":"x","note":'
            cells[1] = 'Edited'
          }
      })
      const known = new Set([...project.rows, ...project.lookupEntries, ...project.configValues, ...project.profileValues].map(({ id }) => id))
      const written = plan.items.filter(({ kind }) => kind !== 'removed').flatMap(({ writes }) => writes)
      expect(written.filter(({ object }) => known.has(object))).toEqual([])
    }
  },
)
