// What may be decided about what a change affects, and what a move makes of the decision: rows, lookup tables, lines, facts, records.
import { describe, expect, test } from 'vitest'
import { buildMap, buildObject, copy, field, of, ofItem, type MapSetup } from '../../fixtures/build.ts'
import { newerGraph, type NewerGraph } from '../../fixtures/newer-graph.ts'
import { changeProject, eachLine, followAll, source, type ChangedSetup, type Decision } from '../../fixtures/newer-project.ts'
import type { Project } from '../project/project.ts'
import type { FieldPath } from '../schema/field-path.ts'
import { planSchemaMove } from './plan-schema-move.ts'
import { findSchemaImpact } from './schema-impact.ts'

describe('choices and what becomes of them', () => {
  const oneRow: MapSetup['rows'] = [{ to: 'A', transform: copy(of('order', 'email')), status: 'approved', statusHash: 'x' }]
  const gone = (newer: NewerGraph) => newer.remove('Source', 'email')

  test('a source field that is gone may be replaced, not mapped or kept', () => {
    const { open } = changeProject({ rows: oneRow }, gone)
    expect(open.impacts[0]?.choices.map(({ choice, label, needs }) => [choice, label, needs])).toEqual([
      ['remap', 'Remap', 'source-path'],
      ['drop', 'Not mapped', undefined],
      ['keep', 'Keep', undefined],
    ])
  })

  test('another source is taken, and the row goes back to Ready', () => {
    const { written } = changeProject({ rows: oneRow }, gone, ([impact]) => [{ change: impact?.change.id ?? '', choice: 'remap', to: 'billing.email' }])
    expect(written('rows', 'r1')).toEqual({ transform: copy(of('order', 'billing.email')), status: 'ready', statusHash: undefined })
  })

  test('another field of the item is taken relative to it; one outside from the record', () => {
    const rows = [eachLine([{ to: 'L[].X', transform: copy(ofItem('sku')) }])]
    const to = (path: string) =>
      changeProject(
        { rows },
        (newer) => newer.remove('Source', 'lines[].sku'),
        ([impact]) => [{ change: impact?.change.id ?? '', choice: 'remap', to: path }],
      ).written('rows', 'r2')
    expect(to('lines[].qty')).toEqual({ transform: copy(ofItem('qty')) })
    expect(to('number')).toEqual({ transform: copy(of('order', 'number')) })
  })

  test('in a formula the whole path gives way to the other field', () => {
    const rows: MapSetup['rows'] = [{ to: 'A', transform: { kind: 'formula', text: '$trim(email) & order.email' } }]
    const { written } = changeProject({ rows }, gone, ([impact]) => [{ change: impact?.change.id ?? '', choice: 'remap', to: 'billing.email' }])
    expect(written('rows', 'r1')).toEqual({ transform: { kind: 'formula', text: '$trim(billing.email) & billing.email' } })
    const ofLine = [eachLine([{ to: 'L[].X', transform: { kind: 'formula', text: 'sku & "-" & $string(qty)' } }])]
    const inItem = (to: string) =>
      changeProject(
        { rows: ofLine },
        (newer) => newer.remove('Source', 'lines[].sku'),
        ([impact]) => [{ change: impact?.change.id ?? '', choice: 'remap', to }],
      ).written('rows', 'r2')
    expect(inItem('lines[].price')).toEqual({ transform: { kind: 'formula', text: 'price & "-" & $string(qty)' } })
    expect(inItem('billing.email')).toEqual({ transform: { kind: 'formula', text: 'order.billing.email & "-" & $string(qty)' } })
  })

  test('not mapped: the row says why', () => {
    const { written, move } = changeProject({ rows: oneRow }, gone, ([impact]) => [{ change: impact?.change.id ?? '', choice: 'drop' }])
    expect(written('rows', 'r1')).toMatchObject({ transform: { kind: 'notMapped', reason: 'email was removed in 2' }, status: 'ready' })
    expect(move.writes.some(({ cell }) => cell === 'deleted')).toBe(false)
  })

  test('a destination field that is gone: the row is retired, moved or kept', () => {
    const setup: ChangedSetup = { side: 'destination', rows: oneRow }
    const without = (newer: NewerGraph) => newer.remove('Destination', 'A').add('Destination', 'Contact', { types: ['text'] })
    const decide = (cells: Decision) => changeProject(setup, without, ([impact]) => [{ change: impact?.change.id ?? '', ...cells }])
    expect(changeProject(setup, without).open.impacts[0]?.choices.map(({ label }) => label)).toEqual(['Retire', 'Remap', 'Keep'])
    expect(decide({ choice: 'drop' }).written('rows', 'r1')).toEqual({ deleted: true })
    expect(decide({ choice: 'remap', to: 'Contact' }).written('rows', 'r1')).toEqual({ destination: 'Contact', status: 'ready', statusHash: undefined })
    const kept = decide({ choice: 'keep' })
    expect(kept.written('rows', 'r1')).toEqual({})
    expect(kept.made('schemaDecisions')).toMatchObject([{ item: 'row:r1', choice: 'keep', sentence: '`A` of Destination is gone in 2.' }])
  })

  test('a destination field that is renamed moves its row, and what stands below it', () => {
    const rows: MapSetup['rows'] = [
      { to: 'Lines', transform: { kind: 'each', list: of('order', 'lines') }, rows: [{ to: 'Lines[].X', transform: copy(ofItem('sku')) }] },
    ]
    const { written } = changeProject(
      { side: 'destination', destination: { Lines: [{ X: 'text', Y: 'number' }] }, rows },
      (newer) => newer.rename('Destination', 'Lines', 'LineItems'),
      followAll,
    )
    expect([written('rows', 'r1'), written('rows', 'r2')]).toEqual([{ destination: 'LineItems' }, { destination: 'LineItems[].X' }])
  })

  test('an item may be decided otherwise than the rest', () => {
    const rows: MapSetup['rows'] = [
      { to: 'A', transform: copy(of('order', 'email')) },
      { to: 'L', transform: copy(of('order', 'email')) },
    ]
    const { impact, written, made } = changeProject(
      { rows },
      (newer) => newer.rename('Source', 'email', 'email_address'),
      ([one]) => [
        { change: one?.change.id ?? '', choice: 'follow' },
        { change: one?.change.id ?? '', choice: 'keep', item: 'row:r2' },
      ],
    )
    expect(impact).toMatchObject({ needed: 1, decided: 1 })
    expect(impact.impacts[0]?.affected.map(({ decision }) => decision?.choice)).toEqual(['follow', 'keep'])
    expect([written('rows', 'r1'), written('rows', 'r2')]).toEqual([{ transform: copy(of('order', 'email_address')) }, {}])
    expect(made('schemaDecisions')).toEqual([])
    expect(written('schemaDecisions', 'd1')).toEqual({ sentence: '`email` of Source is called `email_address` of Source in 2.' })
  })

  test('of two decisions about one thing the later counts; a decision that an item does not have leaves it undecided', () => {
    const renamed = (newer: NewerGraph) => newer.rename('Source', 'email', 'email_address')
    const { impact } = changeProject({ rows: oneRow }, renamed, ([one]) => [
      { change: one?.change.id ?? '', choice: 'follow', at: '2026-11-22T10:00:00.000Z' },
      { change: one?.change.id ?? '', choice: 'keep', at: '2026-11-22T11:00:00.000Z' },
    ])
    expect(impact.impacts[0]?.decision?.choice).toBe('keep')
    expect(changeProject({ rows: oneRow }, renamed, ([one]) => [{ change: one?.change.id ?? '', choice: 'drop' }]).impact).toMatchObject({
      needed: 1,
      decided: 0,
    })
  })

  test('what nobody decided is written as undecided, with the change in words', () => {
    const { made, move } = changeProject({ rows: oneRow }, (newer) => newer.change('Source', 'email', { types: ['number'] }))
    expect(made('schemaDecisions')).toEqual([
      {
        ...{ schema: 'next', change: 'retyped:object Source:email', item: 'row:r1', choice: 'undecided', by: 'Priya', at: '2026-11-22T10:00:00.000Z' },
        sentence: '`email` of Source has another type in 2: text to number.',
      },
    ])
    expect(move.sentences).toContain('1 row stays undecided, until somebody settles it.')
  })
})

describe('lookup tables', () => {
  const table: Partial<Project> = {
    lookupTables: [buildObject('lookupTables', { id: 't', number: 1, name: 'Status', from: 'text', to: 'text' })],
    lookupEntries: [
      buildObject('lookupEntries', { id: 'e1', table: 't', from: 'paid', to: 'PAID', order: 'a0' }),
      buildObject('lookupEntries', { id: 'e2', table: 't', from: 'gone', to: 'VOID', order: 'a1' }),
    ],
  }
  const rows: MapSetup['rows'] = [
    {
      to: 'A',
      transform: {
        kind: 'when',
        cases: [{ if: { test: 'present', value: of('order', 'tax') }, then: { kind: 'lookup', from: of('order', 'status'), table: 't' } }],
      },
    },
  ]
  const values = (list: readonly string[]) => (newer: NewerGraph) => newer.change('Source', 'status', { enum: list })

  test('a value that is new and has no line, or is gone and has one, affects the table', () => {
    const affected = (list: readonly string[]) => changeProject({ rows, project: table }, values(list)).open.impacts[0]?.affected.map(({ id }) => id)
    expect(affected(['paid', 'open', 'gone', 'draft'])).toEqual(['row:r1', 'lookup:t'])
    expect(affected(['paid', 'open'])).toEqual(['row:r1', 'lookup:t'])
    expect(affected(['paid', 'gone'])).toEqual(['row:r1'])
  })

  test('a line is added for each new value, behind the others', () => {
    const { made, open } = changeProject({ rows, project: table }, values(['paid', 'open', 'gone', 'draft']), ([one]) => [
      { change: one?.change.id ?? '', choice: 'remap', to: 'DRAFT' },
    ])
    expect(open.impacts[0]?.choices.map(({ label, needs }) => [label, needs])).toEqual([
      ['Follow', undefined],
      ['Keep', undefined],
      ['Add a line', 'value'],
    ])
    expect(made('lookupEntries')).toMatchObject([{ table: 't', from: 'draft', to: 'DRAFT' }])
    expect((made('lookupEntries')[0]?.['order'] as string) > 'a1').toBe(true)
  })

  test('lines of values that are gone are marked as deleted where somebody says so', () => {
    const { written } = changeProject({ rows, project: table }, values(['paid', 'open']), ([one]) => [
      { change: one?.change.id ?? '', choice: 'drop', item: 'lookup:t' },
    ])
    expect(written('lookupEntries', 'e2')).toEqual({ deleted: true })
  })

  test('a value that the destination takes no more is replaced in the lines', () => {
    const { written, open } = changeProject(
      { side: 'destination', rows, project: table, destination: { A: field('text', { enum: ['PAID', 'VOID'] }) } },
      (newer) => newer.change('Destination', 'A', { enum: ['PAID', 'VOIDED'] }),
      ([one]) => [{ change: one?.change.id ?? '', choice: 'remap', item: 'lookup:t', to: 'VOIDED' }],
    )
    expect(open.impacts[0]?.affected.map(({ id }) => id)).toEqual(['row:r1', 'lookup:t'])
    expect(written('lookupEntries', 'e2')).toEqual({ to: 'VOIDED' })
  })
})

describe('lines, facts and records', () => {
  test('a destination field that is required now and has no row is a line to decide about', () => {
    const { open, made } = changeProject(
      { side: 'destination', rows: [eachLine([{ to: 'L[].X', transform: copy(ofItem('sku')) }])] },
      (newer) =>
        newer
          .require('Destination', 'B', true)
          .add('Destination', 'C', { types: ['text'] }, true)
          .require('Destination', 'L[].Y', true),
      (impacts) => impacts.map(({ change }) => ({ change: change.id, choice: 'drop' as const })),
    )
    expect(open.impacts.map(({ affected }) => affected.map(({ id, kind }) => [id, kind]))).toEqual([
      [['field:map:B', 'line']],
      [['field:map:L[].Y', 'line']],
      [['field:map:C', 'line']],
    ])
    expect(made('rows').map(({ destination, parent, transform }) => [destination, parent, (transform as { kind: string }).kind])).toEqual([
      ['B', undefined, 'notMapped'],
      ['L[].Y', 'r1', 'notMapped'],
      ['C', undefined, 'notMapped'],
    ])
  })

  test('facts of analysts follow their field', () => {
    const overlay = buildObject('overlays', {
      id: 'o',
      system: 'source-system',
      object: { kind: 'object', name: 'Source' },
      path: 'billing.email' as FieldPath,
      fact: 'description',
      value: 'x',
    })
    const { open, written } = changeProject(
      { project: { overlays: [overlay] } },
      (newer) => newer.rename('Source', 'billing.email', 'email_address'),
      followAll,
    )
    expect(open.impacts[0]?.affected).toMatchObject([{ id: 'overlay:o', kind: 'overlay' }])
    expect(written('overlays', 'o')).toEqual({ path: 'billing.email_address' })
  })

  test('records of test cases have the field renamed, and cases that cover an affected row are told', () => {
    const testCases = [
      buildObject('testCases', { id: 'holds', number: 6, title: 'Company buyer', fieldMap: 'map', given: 'given', expected: 'expected' }),
      buildObject('testCases', { id: 'covers', number: 7, title: 'Covers', fieldMap: 'map', rows: ['r1'], kind: 'manual' }),
      buildObject('testCases', { id: 'other', number: 8, title: 'Other', fieldMap: 'map', kind: 'manual' }),
    ]
    const { open, move } = changeProject(
      { rows: [{ to: 'A', transform: copy(of('order', 'email')) }], project: { testCases } },
      (newer) => newer.rename('Source', 'email', 'email_address').remove('Source', 'total'),
      followAll,
    )
    expect(open.impacts[0]?.affected.map(({ id, number, label }) => [id, number, label])).toEqual([
      ['row:r1', 'R-1', 'A'],
      ['test:holds', 'T-6', 'Company buyer gives email'],
      ['test:covers', 'T-7', 'Covers'],
    ])
    expect(open.needed).toBe(1)
    expect(move.records).toEqual([
      { test: 'holds', cell: 'given', value: { order: { number: '1', email_address: 'a@b.c', total: 1, lines: [{ sku: 'x', qty: 2 }] } } },
    ])
  })

  test('an expected field that is gone is taken out of the records where somebody says so', () => {
    const testCases = [buildObject('testCases', { id: 'holds', title: 'Buyer', fieldMap: 'map', given: 'given', expected: 'expected' })]
    const { move, open } = changeProject(
      { side: 'destination', project: { testCases } },
      (newer) => newer.remove('Destination', 'A'),
      ([one]) => [{ change: one?.change.id ?? '', choice: 'drop' }],
    )
    expect(open.impacts[0]?.affected).toMatchObject([{ id: 'test:holds', label: 'Buyer expects A' }])
    expect(move.records).toEqual([{ test: 'holds', cell: 'expected', value: { L: [{ X: 'x' }] } }])
  })
})

test('a version that replaces nothing affects nothing, and its move is empty', () => {
  const { context, project, graphs } = buildMap({ inputs: { order: source }, destination: { A: 'text' } })
  const graph = graphs['source-order']
  if (graph === undefined) throw new Error('there is no such graph')
  const after = newerGraph(graph).remove('Source', 'email').graph
  const impact = findSchemaImpact(project, 'unknown', graph, after, () => undefined)
  expect([context.rows, impact.needed, impact.impacts.length]).toEqual([[], 0, 1])
  const move = planSchemaMove({
    project,
    newVersion: 'unknown',
    before: graph,
    after,
    impact,
    findRecord: () => undefined,
    newId: () => 'x',
    person: '',
    command: '',
    now: '',
  })
  expect(move).toEqual({ writes: [], records: [], sentences: [] })
})
