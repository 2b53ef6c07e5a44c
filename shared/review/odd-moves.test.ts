// Odd cases of moves: names that need quotes or mean something else, circles, both sides one description, shared tables, facts of analysts, two people at once.
import { describe, expect, test } from 'vitest'
import { buildGraph, buildMap, buildObject, copy, of, ofItem, type Fields, type MapSetup } from '../../fixtures/build.ts'
import { affectedBy, changeProject, eachLine, followAll, type ChangedSetup } from '../../fixtures/newer-project.ts'
import { newerGraph, type NewerGraph } from '../../fixtures/newer-graph.ts'
import { collections } from '../project/project.ts'
import { compareGraphs } from '../schema/compare-graphs.ts'
import type { FieldPath } from '../schema/field-path.ts'
import type { JsonValue } from '../schema/json-value.ts'
import type { SchemaGraph } from '../schema/schema-graph.ts'
import type { Transform } from '../transform/transform.ts'
import { planSchemaMove } from './plan-schema-move.ts'
import { findSchemaImpact } from './schema-impact.ts'
import { correctSides } from './version-sides.ts'

const formula = (text: string): Transform => ({ kind: 'formula', text })

describe('names', () => {
  const followed = (setup: ChangedSetup, change: (newer: NewerGraph) => NewerGraph) =>
    changeProject(setup, change, followAll).written('rows', 'r1')['transform']

  test.each([
    { to: 'e-mail', want: '`e-mail` & $$.`e-mail` & order.`e-mail`' },
    { to: 'e mail', want: '`e mail` & $$.`e mail` & order.`e mail`' },
    { to: 'E.MAIL', want: '`E.MAIL` & $$.`E.MAIL` & order.`E.MAIL`' },
    { to: '$email', want: '`$email` & $$.`$email` & order.`$email`' },
  ])('a formula names `$to` in back-quotes', ({ to, want }) => {
    expect(followed({ rows: [{ to: 'A', transform: formula('email & $$.email & order.email') }] }, (newer) => newer.rename('Source', 'email', to))).toEqual(
      formula(want),
    )
  })

  test('a field that is called like an input now is still a field in formulas', () => {
    const built = (text: string) => renamedBy({ orders: 'text', lines: [{ orders: 'text' }] }, { orders: 'order' }, [{ to: 'A', transform: formula(text) }])
    expect(built('orders & "x"')).toEqual(formula('$.order & "x"'))
    expect(built('order.orders & $$.orders & $.orders')).toEqual(formula('order.order & $$.order & $.order'))
  })

  test('a field of an item that is called like an input now is still a field in formulas', () => {
    const rows: MapSetup['rows'] = [eachLine([{ to: 'L[].X', transform: formula('orders & "x"') }])]
    expect(renamedBy({ lines: [{ orders: 'text' }] }, { 'lines[].orders': 'order' }, rows, 'r2')).toEqual(formula('$.order & "x"'))
  })

  test('a field that would hide an input inside of a list keeps its old name there, and shows a problem', () => {
    const renames = { 'lines[].orders': 'order' }
    const text = (formulaText: string) => renamedBy({ number: 'text', lines: [{ orders: 'text' }] }, renames, [{ to: 'A', transform: formula(formulaText) }])
    expect(text('lines[orders = order.number][0].orders')).toBeUndefined()
    const fields = { number: 'text', orders: 'text', lines: [{ sku: 'text' }] } as const
    const inFunction = (formulaText: string) => renamedBy(fields, { orders: 'order' }, [{ to: 'A', transform: formula(formulaText) }])
    expect(inFunction('$map(lines, function($l) { orders & order.number })')).toBeUndefined()
    expect(inFunction('$map(lines, function($l) { orders & $l.sku })')).toEqual(formula('$map(lines, function($l) { $.order & $l.sku })'))
    expect(text('lines[orders = "x"][0].orders & order.number')).toEqual(formula('lines[order = "x"][0].order & order.number'))
  })

  test.each(['and', 'or', 'in', 'true', 'null'])('a field that is called `%s` now stands in back-quotes', (name) => {
    expect(renamedBy({ [`${name}_`]: 'text' }, { [`${name}_`]: name }, [{ to: 'A', transform: formula(`${name}_ & "x"`) }])).toEqual(
      formula(`\`${name}\` & "x"`),
    )
  })

  test('a name that no formula can write stays, and the path of a picker takes it', () => {
    const rows: MapSetup['rows'] = [
      { to: 'A', transform: formula('email & "x"') },
      { to: 'B', transform: copy(of('order', 'email')) },
    ]
    const { written } = changeProject({ rows }, (newer) => newer.rename('Source', 'email', 'e`mail'), followAll)
    expect(written('rows', 'r1')['transform']).toBeUndefined()
    expect(written('rows', 'r2')['transform']).toEqual(copy(of('order', '`e``mail`')))
  })

  test('parent and child renamed at once, also to __proto__', () => {
    const rows: MapSetup['rows'] = [
      { to: 'A', transform: copy(of('order', 'billing.email')) },
      { to: 'B', transform: formula('billing.email & $$.billing.`vat number`') },
    ]
    const change = (newer: NewerGraph) => newer.rename('Source', 'billing.email', '__email__').rename('Source', 'billing', 'Billing ')
    const { written } = changeProject({ rows }, change, followAll)
    expect(written('rows', 'r1')['transform']).toEqual(copy(of('order', '`Billing `.__email__')))
    expect(written('rows', 'r2')['transform']).toEqual(formula('`Billing `.__email__ & $$.`Billing `.`vat number`'))
  })

  function renamedBy(order: Fields, renames: Readonly<Record<string, string>>, rows: MapSetup['rows'], row = 'r1') {
    const change = (newer: NewerGraph) => Object.entries(renames).reduce((made, [from, to]) => made.rename('Source', from, to), newer)
    return changeProject({ order, rows }, change, followAll).written('rows', row)['transform']
  }
})

describe('what stands in a list', () => {
  const itemRows: MapSetup['rows'] = [
    {
      to: 'L',
      transform: { kind: 'each', list: of('order', 'tags') },
      rows: [
        { to: 'L[].X', transform: copy(ofItem('')) },
        { to: 'L[].Y', transform: formula('$ & "x"') },
      ],
    },
    { to: 'A', transform: { kind: 'list', from: of('order', 'tags'), take: '' as FieldPath, then: { do: 'join', with: ',' } } },
    { to: 'B', transform: formula('$join(tags, ",")') },
  ]

  test('the type of a list of values reaches every row that takes the item or the list', () => {
    const made = changeProject({ order: { tags: ['text'] }, rows: itemRows }, (newer) => newer.changeItems('Source', 'tags', { types: ['number'] }))
    expect(affectedBy(made)).toEqual({ 'retyped:object Source:tags[]': ['row:r1', 'row:r2', 'row:r3', 'row:r4', 'row:r5'] })
  })

  test('the key of a group is told of the field that makes the groups, and of a map of its entries', () => {
    const rows: MapSetup['rows'] = [
      {
        to: 'L',
        transform: { kind: 'each', list: of('order', 'lines'), groupBy: 'sku' as FieldPath },
        rows: [
          { to: 'L[].X', transform: copy(ofItem('key')) },
          { to: 'L[].Y', transform: formula('key & ""') },
        ],
      },
    ]
    const made = changeProject({ rows }, (newer) => newer.change('Source', 'lines[].sku', { types: ['number'] }))
    expect(affectedBy(made)).toEqual({ 'retyped:object Source:lines[].sku': ['row:r1', 'row:r2', 'row:r3'] })
  })
})

test('types without a name that hold themselves are followed at every depth', () => {
  const built = buildMap({
    inputs: { order: {} },
    destination: { A: 'text' },
    rows: [{ to: 'A', transform: copy(of('order', 'child.child.child.title')) }],
  })
  const graph = (name: string): SchemaGraph => ({
    ...(built.graphs['source-order'] as SchemaGraph),
    nodes: {
      root: { types: ['object'], name: 'Source', properties: [{ name: 'child', node: 'child', required: false }] },
      child: {
        types: ['object'],
        properties: [
          { name, node: 'title', required: false },
          { name: 'child', node: 'child', required: false },
        ],
      },
      title: { types: ['text'] },
    },
    objects: [{ name: 'Source', node: 'root' }],
  })
  const [before, after] = [graph('title'), graph('title_')]
  const old = built.project.schemas.find(({ id }) => id === 'source-order')
  const base = {
    ...built.project,
    schemas: [...built.project.schemas, buildObject('schemas', { ...old, id: 'next', graph: 'next', replaces: 'source-order' })],
  }
  const { impacts } = findSchemaImpact(base, 'next', before, after, () => undefined)
  expect(impacts[0]?.affected.map(({ id }) => id)).toEqual(['row:r1'])
  const project = {
    ...base,
    schemaDecisions: impacts.map(({ change }, i) => buildObject('schemaDecisions', { id: `d${i}`, schema: 'next', change: change.id, choice: 'follow' })),
  }
  const impact = findSchemaImpact(project, 'next', before, after, () => undefined)
  const move = planSchemaMove({
    project,
    newVersion: 'next',
    before,
    after,
    impact,
    findRecord: () => undefined,
    newId: () => 'x',
    person: 'P',
    command: 'c',
    now: '',
  })
  expect(move.writes.find(({ object, cell }) => object === 'r1' && cell === 'transform')?.value).toEqual(copy(of('order', 'child.child.child.title_')))
})

describe('lookup tables', () => {
  const tables: ChangedSetup['project'] = {
    lookupTables: [buildObject('lookupTables', { id: 't', number: 1, name: 'Status', from: 'text', to: 'text' })],
    customerProfiles: [buildObject('customerProfiles', { id: 'cedar', name: 'Cedar & Sons' })],
    lookupEntries: [
      buildObject('lookupEntries', { id: 'e1', table: 't', from: 'paid', to: 'P', order: 'a0' }),
      buildObject('lookupEntries', { id: 'e2', table: 't', from: 'open', to: 'O', order: 'a1' }),
      buildObject('lookupEntries', { id: 'e3', table: 't', from: 'gone', to: 'G', order: 'a2' }),
      buildObject('lookupEntries', { id: 'e4', table: 't', profile: 'cedar', from: 'held', to: 'H', order: 'a3' }),
    ],
  }
  const rows: MapSetup['rows'] = [{ to: 'A', transform: { kind: 'lookup', from: of('order', 'status'), table: 't' } }]
  const more = (newer: NewerGraph) => newer.change('Source', 'status', { enum: ['paid', 'open', 'gone', 'held'] })

  test('a new value that only one customer has a line for is asked for, and gets a line for all', () => {
    const { open, made } = changeProject({ rows, project: tables }, more, ([one]) => [
      { change: one?.change.id ?? '', item: 'lookup:t', choice: 'remap', to: 'X' },
    ])
    expect(open.impacts[0]?.affected.map(({ id }) => id)).toContain('lookup:t')
    expect(made('lookupEntries')).toMatchObject([{ table: 't', from: 'held', to: 'X' }])
    expect(made('lookupEntries')[0]).not.toHaveProperty('profile')
  })

  test('where other rows take the table too, whoever deletes or replaces lines is told', () => {
    const both: MapSetup['rows'] = [...(rows ?? []), { to: 'B', transform: { kind: 'lookup', from: of('order', 'email'), table: 't' } }]
    const less = (newer: NewerGraph) => newer.change('Source', 'status', { enum: ['paid', 'open'] })
    const sentences = (of: MapSetup['rows']) =>
      changeProject({ rows: of ?? [], project: tables }, less)
        .open.impacts[0]?.affected.find(({ kind }) => kind === 'lookup')
        ?.choices.find(({ choice }) => choice === 'drop')?.sentence
    expect(sentences(rows)).toBe('The line of gone is marked as deleted.')
    expect(sentences(both)).toBe('The line of gone is marked as deleted. R-2 takes this table too.')
  })
})

test('what a choice does is told of each kind of item that it reaches', () => {
  const project: ChangedSetup['project'] = {
    testCases: [buildObject('testCases', { id: 'c', number: 1, kind: 'mapping', fieldMap: 'map', rows: ['r1'], given: 'given' })],
  }
  const rows: MapSetup['rows'] = [{ to: 'A', transform: copy(of('order', 'email')) }]
  const { open } = changeProject({ rows, project }, (newer) => newer.rename('Source', 'email', 'email_address'))
  expect(open.impacts[0]?.choices.map(({ label, sentence, needs }) => [label, sentence, needs])).toEqual([
    ['Follow', 'The row reads the new path. An approved row goes back to Ready. The field is renamed in the records of the case.', undefined],
    ['Keep', 'The row keeps the old path and shows a problem until somebody settles it. The records stay as they are.', undefined],
    ['Remap', 'Choose another source field for the row. The records stay as they are: change them to the field that the rows take.', 'source-path'],
  ])
})

describe('test cases', () => {
  test('an issue that is expected at a field which the record lacks follows the field', () => {
    const project: ChangedSetup['project'] = {
      testCases: [
        buildObject('testCases', {
          id: 'c',
          number: 1,
          kind: 'mapping',
          fieldMap: 'map',
          given: 'given',
          expectedIssues: [{ code: 'missing', path: 'order.billing.email' }],
        }),
      ],
    }
    const rows: MapSetup['rows'] = [{ to: 'A', transform: copy(of('order', 'billing.email')) }]
    const { open, written } = changeProject({ rows, project }, (newer) => newer.rename('Source', 'billing.email', 'email_address'), followAll)
    expect(open.impacts[0]?.affected.map(({ id }) => id)).toEqual(['row:r1', 'test:c'])
    expect(written('testCases', 'c')).toEqual({ expectedIssues: [{ code: 'missing', path: 'order.billing.email_address' }] })
  })
})

describe('items with long names', () => {
  test('a destination field far down that is required now can be decided about', () => {
    const deep = 'a'.repeat(70)
    const destination = { [deep]: { [deep]: { [deep]: { A: 'text', B: 'text' } } } }
    const rows: MapSetup['rows'] = [{ to: `${deep}.${deep}.${deep}.A`, transform: copy(of('order', 'email')) }]
    const { open } = changeProject({ side: 'destination', destination, rows }, (newer) => newer.require('Destination', `${deep}.${deep}.${deep}.B`, true))
    const line = open.impacts[0]?.affected.find(({ kind }) => kind === 'line')
    expect(line?.label).toBe(`${deep}.${deep}.${deep}.B`)
    expect(line?.id.length).toBeGreaterThan(200)
    const decision = { id: 'd', schema: 'next', change: open.impacts[0]?.change.id, item: line?.id, choice: 'drop' }
    expect(collections.schemaDecisions.safeParse(decision).success).toBe(true)
  })
})

describe('facts of analysts', () => {
  const graphs = () => {
    const before = buildGraph({ objects: { Order: { billing: 'Address', total: 'text' }, Address: { city: 'text' } } })
    return {
      before,
      after: newerGraph(before).rename('Order', 'billing', 'billing_address').rename('Order', 'total', 'total_').renameObject('Address', 'Address_').graph,
    }
  }
  const changes = (...facts: readonly (readonly [object: string, path: string, fact: string, value: JsonValue])[]) => {
    const overlays = facts.map(([name, path, fact, value], i) =>
      buildObject('overlays', { id: `f${i}`, object: { kind: 'object', name }, path: path as FieldPath, fact, value }),
    )
    const version = buildObject('schemas', { id: 'v1' })
    const { before, after } = correctSides({ overlays }, { before: version, after: version }, graphs())
    return compareGraphs(before, after).flatMap(({ id, kind }) => (kind === 'added' ? [] : [id]))
  }
  const renames = ['renamed:object Order:billing', 'renamed:object Order:total', 'renamed:object Address:']

  test('about renamed fields, types and parents are no changes of their own', () => {
    expect(changes()).toEqual(renames)
    expect(
      changes(
        ['Order', 'total', 'type', 'number'],
        ['Order', 'total', 'maxLength', 20],
        ['Address', 'city', 'required', true],
        ['Address', 'zip', 'added', true],
      ),
    ).toEqual(renames)
    expect(changes(['Order', 'billing.zip', 'added', true], ['Order', 'billing.zip', 'type', 'text'])).toEqual(renames)
  })

  test('a field that analysts added and that is documented now as they said is no change', () => {
    expect(changes(['Order', 'note', 'added', true], ['Order', 'note', 'type', 'text'])).toEqual(renames)
  })
})
