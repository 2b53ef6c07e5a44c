// Which rows and other parts of a map a change of a field affects, and that all of them follow a rename.
import { describe, expect, test } from 'vitest'
import { copy, of, ofItem, type MapSetup } from '../../fixtures/build.ts'
import type { NewerGraph } from '../../fixtures/newer-graph.ts'
import { affectedBy, changeProject, eachLine, followAll } from '../../fixtures/newer-project.ts'
import type { FieldPath } from '../schema/field-path.ts'
import type { Transform } from '../transform/transform.ts'

describe('the rows that a change of a source field affects', () => {
  const formula = (text: string): Transform => ({ kind: 'formula', text })
  const renamed = (newer: NewerGraph) =>
    newer.rename('Source', 'email', 'email_address').rename('Source', 'lines[].qty', 'quantity').rename('Source', 'billing.`vat number`', 'tax id')

  test.each<{ name: string; transform: Transform; want: Transform }>([
    { name: 'copy', transform: copy(of('order', 'email')), want: copy(of('order', 'email_address')) },
    {
      name: 'template',
      transform: { kind: 'template', parts: ['<', of('order', 'email'), '>'] },
      want: { kind: 'template', parts: ['<', of('order', 'email_address'), '>'] },
    },
    {
      name: 'when',
      transform: {
        kind: 'when',
        cases: [{ if: { test: 'filled', value: of('order', 'email') }, then: copy(of('order', 'number')) }],
        otherwise: copy(of('order', 'email')),
      },
      want: {
        kind: 'when',
        cases: [{ if: { test: 'filled', value: of('order', 'email_address') }, then: copy(of('order', 'number')) }],
        otherwise: copy(of('order', 'email_address')),
      },
    },
    {
      name: 'list',
      transform: {
        kind: 'list',
        from: of('order', 'lines'),
        where: { test: 'compare', left: { of: 'entry', path: 'qty' as FieldPath }, operator: '>', right: { of: 'constant', value: 1 } },
        sort: { by: 'qty' as FieldPath },
        take: 'qty' as FieldPath,
        then: { do: 'sum' },
      },
      want: {
        kind: 'list',
        from: of('order', 'lines'),
        where: { test: 'compare', left: { of: 'entry', path: 'quantity' as FieldPath }, operator: '>', right: { of: 'constant', value: 1 } },
        sort: { by: 'quantity' as FieldPath },
        take: 'quantity' as FieldPath,
        then: { do: 'sum' },
      },
    },
    {
      name: 'join',
      transform: { kind: 'join', list: of('order', 'lines'), key: 'qty' as FieldPath, equals: of('order', 'total'), take: 'sku' as FieldPath },
      want: { kind: 'join', list: of('order', 'lines'), key: 'quantity' as FieldPath, equals: of('order', 'total'), take: 'sku' as FieldPath },
    },
    {
      name: 'hook',
      transform: { kind: 'hook', words: 'x', uses: [of('order', 'email')] },
      want: { kind: 'hook', words: 'x', uses: [of('order', 'email_address')] },
    },
    { name: 'a name in a formula', transform: formula('$uppercase( email ) & "email"'), want: formula('$uppercase( email_address ) & "email"') },
    { name: 'a field of an input', transform: formula('order.email'), want: formula('order.email_address') },
    { name: 'a path through a list', transform: formula('$sum(lines.qty)'), want: formula('$sum(lines.quantity)') },
    { name: 'a condition in a path', transform: formula('lines[qty > 1][0].sku'), want: formula('lines[quantity > 1][0].sku') },
    { name: 'a block in a path', transform: formula('$sum(lines.(qty * price))'), want: formula('$sum(lines.(quantity * price))') },
    {
      name: 'a lambda',
      transform: formula('$sum($map(lines, function($l) { $l.qty * $l.price }))'),
      want: formula('$sum($map(lines, function($l) { $l.quantity * $l.price }))'),
    },
    {
      name: 'a filter',
      transform: formula('$filter(lines, function($l) { $l.qty > 1 }).qty'),
      want: formula('$filter(lines, function($l) { $l.quantity > 1 }).quantity'),
    },
    {
      name: 'a variable',
      transform: formula('($all := lines; $e := email; $sum($all.qty) & $e)'),
      want: formula('($all := lines; $e := email_address; $sum($all.quantity) & $e)'),
    },
    { name: 'names in back-quotes', transform: formula('billing.`vat number` ?? email'), want: formula('billing.`tax id` ?? email_address') },
    { name: 'the record by $$ and $', transform: formula('$$.email & $.email'), want: formula('$$.email_address & $.email_address') },
    { name: 'a choice', transform: formula('total > 1 ? email : "none"'), want: formula('total > 1 ? email_address : "none"') },
    { name: 'another field of that name', transform: formula('billing.email'), want: formula('billing.email') },
    { name: 'a name that only looks like it', transform: formula('{ "email": number }.email'), want: formula('{ "email": number }.email') },
    { name: 'a formula with a mistake', transform: formula('email + 1 + nothing'), want: formula('email_address + 1 + nothing') },
    { name: 'a formula that cannot be read', transform: formula('email +'), want: formula('email +') },
  ])('$name: follows a rename', ({ transform, want }) => {
    const { written } = changeProject({ rows: [{ to: 'A', transform }] }, renamed, followAll)
    expect(written('rows', 'r1')['transform'] ?? transform).toEqual(want)
  })

  test('rows inside an each, its order, its groups and conditions follow with paths relative to the item', () => {
    const rows: MapSetup['rows'] = [
      {
        to: 'L',
        transform: { kind: 'each', list: of('order', 'lines'), groupBy: 'qty' as FieldPath },
        when: { test: 'present', value: ofItem('qty') },
        rows: [
          { to: 'L[].X', transform: copy(ofItem('key')) },
          { to: 'L[].Y', transform: formula('$sum(items.qty)') },
        ],
      },
    ]
    const { written, open } = changeProject({ rows }, renamed, followAll)
    expect(written('rows', 'r1')).toMatchObject({ transform: { groupBy: 'quantity' }, when: { value: { of: 'item', path: 'quantity' } } })
    expect(written('rows', 'r3')).toMatchObject({ transform: { text: '$sum(items.quantity)' } })
    expect(written('rows', 'r2')).toEqual({})
    expect(open.impacts.find(({ change }) => change.place.path === 'lines[].qty')?.affected.map(({ id }) => id)).toContain('row:r3')
  })

  test('a list that is renamed affects the each and everything below it, and only the each is rewritten', () => {
    const { open, written } = changeProject(
      { rows: [eachLine([{ to: 'L[].X', transform: copy(ofItem('sku')) }])] },
      (newer) => newer.rename('Source', 'lines', 'order_lines'),
      followAll,
    )
    expect(open.impacts[0]?.affected.map(({ id }) => id)).toEqual(['row:r1', 'row:r2'])
    expect(written('rows', 'r1')).toEqual({ transform: { kind: 'each', list: { of: 'input', input: 'order', path: 'order_lines' } } })
    expect(written('rows', 'r2')).toEqual({})
  })

  test('fields of a map follow below their free names', () => {
    const rows: MapSetup['rows'] = [
      { to: 'L', transform: { kind: 'each', list: of('order', 'prices') }, rows: [{ to: 'L[].Y', transform: copy(ofItem('value.amount')) }] },
    ]
    const { written } = changeProject({ rows }, (newer) => newer.rename('Source', 'prices{}.amount', 'amount_due'), followAll)
    expect(written('rows', 'r2')).toEqual({ transform: copy(ofItem('value.amount_due')) })
  })

  test('what a map says as a whole is affected and follows: applies when, runs, invariants, reasons', () => {
    const { open, written } = changeProject(
      {
        rows: [{ to: 'A', transform: copy(ofItem('sku')) }],
        fieldMap: { runs: 'group', runsOver: of('order', 'lines'), runsBy: 'qty' as FieldPath, appliesWhen: { test: 'formula', text: 'email != ""' } },
        invariants: [{ sentence: 'Same', formula: '$result.A = order.email' }],
        leftOut: { order: { email: 'private', total: 'not needed' } },
      },
      renamed,
      followAll,
    )
    expect(affectedBy({ open })).toMatchObject({
      'renamed:object Source:email': ['map:map', 'decision:order-email'],
      'renamed:object Source:lines[].qty': ['map:map'],
    })
    expect(written('fieldMaps', 'map')).toEqual({ runsBy: 'quantity', appliesWhen: { test: 'formula', text: 'email_address != ""' } })
    expect(written('invariants', 'i1')).toEqual({ formula: '$result.A = order.email_address' })
    expect(written('sourceDecisions', 'order-email')).toEqual({ path: 'email_address' })
  })

  test('a change that nothing reads needs no decision; one of a description neither', () => {
    const { open } = changeProject({ rows: [{ to: 'A', transform: copy(of('order', 'email')) }] }, (newer) =>
      newer
        .remove('Source', 'tax')
        .change('Source', 'email', { description: 'Where letters go' })
        .add('Source', 'fresh', { types: ['text'] }),
    )
    expect(open).toMatchObject({ needed: 0, decided: 0 })
    expect(open.impacts.map(({ change, undecided }) => [change.kind, undecided])).toEqual([
      ['removed', false],
      ['description', false],
      ['added', false],
    ])
  })
})
