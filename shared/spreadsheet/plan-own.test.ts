// Proof of what becomes of the cells of a workbook that comes back, case by case.
import { describe, expect, test } from 'vitest'
import { buildObject, copy, of } from '../../fixtures/build.ts'
import { inTable, viewOf, type HeldTable } from '../../fixtures/returned-workbook.ts'
import { exported, findGraph, planWith, project, questionsAt, rowOf, ROWS, taken } from '../../fixtures/small-workbook.ts'
import { applyWrites } from '../project/apply-writes.ts'
import { writesOf, type ImportItem } from './import-plan.ts'
import { listOwnSheets, planOwn } from './plan-own.ts'

function brief({ kind, at, column, theirs, accepted }: ImportItem) {
  return { kind, at, column, theirs, accepted }
}

test('nothing is planned for an export as it was', () => {
  expect(planOwn(exported, viewOf(project, findGraph))).toMatchObject({ items: [], notes: [] })
  expect(listOwnSheets(exported).map(({ name }) => name)).toHaveLength(4)
})

describe('cells of rows', () => {
  test.each<{ column: string; row?: string; text: string; want: Partial<ImportItem>; cells?: object }>([
    { column: 'note', text: 'Not as it is', want: { kind: 'changed', ours: 'As it is', base: 'As it is', accepted: true }, cells: { note: 'Not as it is' } },
    { column: 'note', text: '', want: { kind: 'changed', accepted: true }, cells: { note: undefined } },
    { column: 'source', text: 'name', want: { kind: 'changed', ours: 'id', accepted: true }, cells: { transform: copy(of('order', 'name')) } },
    { column: 'source', text: 'nothing.like.it', want: { kind: 'unmatched', accepted: true }, cells: { unmatched: 'nothing.like.it' } },
    { column: 'source', text: '', want: { kind: 'changed', accepted: false }, cells: { transform: undefined } },
    { column: 'source', row: 'r2', text: 'id', want: { kind: 'prose-only', accepted: true } },
    { column: 'source', row: 'r3', text: 'first\nname', want: { kind: 'prose-only', accepted: true } },
    { column: 'formula', text: '=id + 1', want: { kind: 'changed', accepted: true }, cells: { transform: { kind: 'formula', text: 'id + 1' } } },
    { column: 'formula', text: 'id + 1', want: { kind: 'changed' }, cells: { transform: { kind: 'formula', text: 'id + 1' } } },
    { column: 'formula', text: '"A-1"', want: { kind: 'changed' }, cells: { transform: { kind: 'constant', value: 'A-1' } } },
    { column: 'formula', text: 'name', want: { kind: 'changed' }, cells: { transform: copy(of('order', 'name')) } },
    { column: 'formula', text: 'Take the customer’s own', want: { kind: 'prose-only', accepted: true } },
    { column: 'scope', text: 'Per customer', want: { kind: 'changed' }, cells: { scope: 'per-customer' } },
    { column: 'useCases', text: 'UC-1', want: { kind: 'changed' }, cells: { useCases: ['uc'] } },
    { column: 'useCases', text: 'UC-9', want: { kind: 'prose-only' } },
    { column: 'owner', text: 'mara ilves', want: { kind: 'changed' }, cells: { owner: 'mara' } },
    { column: 'owner', text: 'Somebody else', want: { kind: 'prose-only' } },
    { column: 'status', row: 'r3', text: 'Ready', want: { kind: 'changed', accepted: true }, cells: { status: 'ready' } },
    { column: 'status', row: 'r3', text: 'Approved', want: { kind: 'changed', writes: [], accepted: false } },
    { column: 'status', row: 'r3', text: 'Built', want: { kind: 'changed', writes: [], accepted: false } },
    { column: 'status', row: 'r3', text: 'Tested', want: { kind: 'changed', writes: [], accepted: false } },
    {
      column: 'status',
      text: 'Ready',
      want: { kind: 'changed', writes: [], accepted: false, message: 'The row cannot be ready yet. A question is open here.' },
    },
    { column: 'transform', text: 'Somewhat else', want: { kind: 'prose-only', accepted: true } },
    { column: 'type', text: 'number', want: { kind: 'prose-only', accepted: true } },
  ])('$column becomes $text', ({ column, row = 'r1', text, want, cells }) => {
    const change = (held: HeldTable) => held.type(`row:${row}`, column, text)
    const { items } = planWith(ROWS, change)
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ at: `row:${row}`, column, theirs: text, ...want })
    const after = taken(ROWS, change)
    if (cells !== undefined)
      for (const [cell, value] of Object.entries(cells)) expect({ cell, value: rowOf(after, row)?.[cell as 'note'] }).toEqual({ cell, value })
    if (want.kind !== 'prose-only') return
    expect(questionsAt(after, `row:${row}`).some((question) => question.startsWith('In Specification.xlsx, ') && question.includes(text))).toBe(true)
    expect(planOwn(inTable(exported, ROWS, change), viewOf(after, findGraph)).items).toEqual([])
  })

  test('who writes another formula may name its sources too', () => {
    const both = (source: string) =>
      planWith(ROWS, (held) => {
        held.type('row:r2', 'formula', '=id + 1')
        held.type('row:r2', 'source', source)
      }).items.map(({ kind, column }) => [kind, column])
    expect(both('id')).toEqual([['changed', 'formula']])
    expect(both('name')).toEqual([
      ['changed', 'formula'],
      ['prose-only', 'source'],
    ])
  })

  test('a field without a row gets one, and all its cells go into the same', () => {
    const change = (held: HeldTable) => {
      held.type('field:map:Note', 'note', 'Why not')
      held.type('field:map:Note', 'source', 'name')
    }
    expect(planWith(ROWS, change).items.map(brief)).toEqual([
      { kind: 'changed', at: 'field:map:Note', column: 'source', theirs: 'name', accepted: true },
      { kind: 'changed', at: 'field:map:Note', column: 'note', theirs: 'Why not', accepted: true },
    ])
    const made = taken(ROWS, change).rows.filter(({ destination }) => String(destination) === 'Note')
    expect(made).toMatchObject([{ fieldMap: 'map', note: 'Why not', transform: copy(of('order', 'name')) }])
  })

  test('a row that the field got since is the one that is written', () => {
    const now = { ...project, rows: [...project.rows, buildObject('rows', { id: 'since', number: 9, destination: 'Note' as never })] }
    const [item] = planWith(ROWS, (held) => held.type('field:map:Note', 'note', 'Typed'), now).items
    expect(item).toMatchObject({ at: 'row:since', kind: 'changed', writes: [{ object: 'since', cell: 'note', value: 'Typed' }] })
  })

  test('a question is asked at the row or the field, and once', () => {
    const change = (held: HeldTable) => {
      held.type('row:r1', 'question', 'What if it is empty?')
      held.type('field:map:Note', 'question', 'Is it needed?')
      held.type('row:r2', 'question', 'Twice?')
    }
    const after = taken(ROWS, change)
    expect(planWith(ROWS, change).items.map(brief)).toEqual([
      { kind: 'added', at: 'row:r1', column: 'question', theirs: 'What if it is empty?', accepted: true },
      { kind: 'added', at: 'field:map:Note', column: 'question', theirs: 'Is it needed?', accepted: true },
    ])
    expect(after.questions.filter(({ id }) => id.startsWith('new')).map(({ at, askedBy, askedAt, status }) => [at, askedBy, askedAt, status])).toEqual([
      ['row:r1', 'Bo Example', '2026-11-22T10:00:00.000Z', 'open'],
      ['field:map:Note', 'Bo Example', '2026-11-22T10:00:00.000Z', 'open'],
    ])
    expect(planOwn(inTable(exported, ROWS, change), viewOf(after, findGraph)).items).toEqual([])
  })

  test('both changed: a conflict with both texts, which writes theirs only if somebody says so', () => {
    const now = { ...project, rows: project.rows.map((row) => (row.id === 'r1' ? { ...row, note: 'Ours' } : row)) }
    const { items, counts } = planWith(ROWS, (held) => held.type('row:r1', 'note', 'Theirs'), now)
    expect(items).toMatchObject([{ kind: 'conflict', ours: 'Ours', theirs: 'Theirs', accepted: false, writes: [{ value: 'Theirs' }] }])
    expect(items[0]).not.toHaveProperty('base')
    expect(counts.conflicts).toBe(1)
  })

  test('a row that was removed meanwhile comes back only if somebody says so', () => {
    const now = { ...project, rows: project.rows.map((row) => (row.id === 'r1' ? { ...row, deleted: true } : row)) }
    const plan = planWith(ROWS, (held) => held.type('row:r1', 'note', 'Theirs'), now)
    expect(plan.items).toMatchObject([{ at: 'row:r1', accepted: false }])
    const after = applyWrites(now, writesOf(plan, new Set(plan.items.map(({ id }) => id)))).project
    expect(rowOf(after, 'r1')).toMatchObject({ note: 'Theirs' })
    expect(rowOf(after, 'r1')?.deleted).toBeUndefined()
  })

  test('what was typed into a row that is gone for good is asked at its map', () => {
    const now = { ...project, rows: project.rows.filter(({ id }) => id !== 'r1') }
    const { items } = planWith(ROWS, (held) => held.type('row:r1', 'note', 'Theirs'), now)
    expect(items).toMatchObject([{ kind: 'prose-only', at: 'field:map:', title: 'R-1 that is gone' }])
    expect(JSON.stringify(items[0]?.writes)).toContain('Theirs')
  })
})
