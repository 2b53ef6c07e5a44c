// Every rule of map-rules.ts, found on the smallest map that breaks it.
import { describe, expect, it } from 'vitest'
import { buildMap, buildObject, constant, copy, field, mapOf, of, ofItem, type MapSetup } from '../../fixtures/build.ts'
import type { FieldPath } from '../schema/field-path.ts'
import type { Condition, Transform } from '../transform/transform.ts'
import { compileMap, listGaps } from './compile-map.ts'
import { mapRules, type MapProblemCode } from './map-rules.ts'

const inputs = { order: { a: 'text!', n: 'number!', maybe: 'text', list: [{ x: 'text!' }], object: { y: 'text' } } } as const
const A = copy(of('order', 'a'))
const present: Condition = { test: 'present', value: of('order', 'maybe') }
const deep = Array.from({ length: 80 }).reduce<Transform>((inner) => ({ kind: 'when', cases: [], otherwise: inner as never }), A)

function changed(choice: 'undecided' | 'keep'): MapSetup {
  const decision = { id: 'd', schema: 'destination', change: 'retyped:object Destination:D', item: 'row:r1', choice, sentence: '`D` is text now.' } as const
  return { inputs, destination: { D: 'text' }, rows: [{ to: 'D', transform: A }], project: { schemaDecisions: [decision] } }
}

/** `rows`: the numbers of the rows that have it; null: a line without a row. */
const broken: Record<MapProblemCode, { readonly map: MapSetup; readonly rows: readonly (number | null)[] }> = {
  'schema-missing': { map: { inputs, destination: {}, fieldMap: { destination: { schema: 'gone', object: { kind: 'object', name: 'X' } } } }, rows: [null] },
  'no-input': { map: { inputs: {}, destination: { D: 'text' } }, rows: [null] },
  'required-destination-unmapped': {
    map: {
      inputs,
      destination: { D: 'text!', E: field({ F: 'text!' }, { required: true }), G: { H: 'text!' }, R: field('text', { required: true, readOnly: true }) },
    },
    rows: [null, null],
  },
  'unknown-destination': { map: { inputs, destination: { D: 'text' }, rows: [{ to: 'Gone', transform: A }] }, rows: [1] },
  'parent-missing': { map: { inputs, destination: { D: ['text'] }, rows: [{ to: 'D[]', parent: 'gone', transform: A }] }, rows: [1] },
  'outside-each': { map: { inputs, destination: { D: [{ E: 'text' }] }, rows: [{ to: 'D[].E', transform: A }] }, rows: [1] },
  'key-missing': {
    map: {
      inputs,
      destination: { D: mapOf('text') },
      rows: [{ to: 'D', transform: { kind: 'each', list: of('order', 'list') }, rows: [{ to: 'D{}', transform: copy(ofItem('x')) }] }],
    },
    rows: [1],
  },
  'key-unused': {
    map: {
      inputs,
      destination: { D: ['text'] },
      rows: [{ to: 'D', transform: { kind: 'each', list: of('order', 'list'), key: ofItem('x') }, rows: [{ to: 'D[]', transform: copy(ofItem('x')) }] }],
    },
    rows: [1],
  },
  'not-a-group-key': {
    map: {
      inputs: { order: { list: [{ x: 'text', o: { y: 'text' }, z: 'any' }] } },
      destination: { D: ['text'], E: ['text'] },
      rows: (['D', 'E'] as const).map((to) => ({
        to,
        transform: { kind: 'each', list: of('order', 'list'), groupBy: (to === 'D' ? 'o' : 'z') as FieldPath },
        rows: [{ to: `${to}[]`, transform: { kind: 'constant', value: 'x' } }],
      })),
    },
    rows: [1, 3],
  },
  'unknown-source': { map: { inputs, destination: { D: 'text' }, rows: [{ to: 'D', transform: copy(of('order', 'gone')) }] }, rows: [1] },
  'unmatched-source': { map: { inputs, destination: { D: 'text' }, rows: [{ to: 'D', transform: A, unmatched: 'Kundennummer' }] }, rows: [1] },
  'unknown-input': { map: { inputs, destination: { D: 'text' }, rows: [{ to: 'D', transform: copy(of('gone', 'a')) }] }, rows: [1] },
  'item-outside-each': { map: { inputs, destination: { D: 'text' }, rows: [{ to: 'D', transform: copy(ofItem('x')) }] }, rows: [1] },
  'list-into-single': { map: { inputs, destination: { D: 'text' }, rows: [{ to: 'D', transform: copy(of('order', 'list[].x')) }] }, rows: [1] },
  'list-into-value': { map: { inputs, destination: { D: 'text' }, rows: [{ to: 'D', transform: copy(of('order', 'list')) }] }, rows: [1] },
  'not-a-list': {
    map: {
      inputs,
      destination: { D: ['text'] },
      rows: [{ to: 'D', transform: { kind: 'each', list: of('order', 'a') }, rows: [{ to: 'D[]', transform: A }] }],
    },
    rows: [1],
  },
  'each-into-single': {
    map: {
      inputs,
      destination: { D: { E: 'text' } },
      rows: [{ to: 'D', transform: { kind: 'each', list: of('order', 'list') }, rows: [{ to: 'D.E', transform: A }] }],
    },
    rows: [1],
  },
  'each-without-rows': {
    map: { inputs, destination: { D: [{ E: 'text' }] }, rows: [{ to: 'D', transform: { kind: 'each', list: of('order', 'list') } }] },
    rows: [1],
  },
  'list-filled-twice': {
    map: {
      inputs,
      destination: { D: [{ E: 'text' }] },
      rows: [
        { to: 'D', transform: { kind: 'each', list: of('order', 'list') }, rows: [{ to: 'D[].E', transform: A }] },
        { to: 'D', transform: copy(of('order', 'list')) },
      ],
    },
    rows: [3],
  },
  'object-filled-twice': {
    map: {
      inputs,
      destination: { D: { E: 'text' } },
      rows: [
        { to: 'D.E', transform: A },
        { to: 'D', transform: copy(of('order', 'object')) },
      ],
    },
    rows: [2],
  },
  'type-mismatch': {
    map: {
      inputs,
      destination: { D: 'number', E: 'text', F: 'boolean' },
      rows: [
        { to: 'D', transform: A },
        { to: 'E', transform: copy(of('order', 'n')) },
        { to: 'F', transform: A },
      ],
    },
    rows: [1, 2, 3],
  },
  'default-mismatch': {
    map: {
      inputs,
      destination: { D: 'integer' },
      rows: [{ to: 'D', transform: { kind: 'convert', from: of('order', 'maybe'), to: 'integer' }, onMissing: { then: 'default', value: 1.5 } }],
    },
    rows: [1],
  },
  'not-in-enum': {
    map: { inputs, destination: { D: field('text', { enum: ['X', 'Y'] }) }, rows: [{ to: 'D', transform: { kind: 'constant', value: 'Z' } }] },
    rows: [1],
  },
  'lookup-table-missing': {
    map: { inputs, destination: { D: 'text' }, rows: [{ to: 'D', transform: { kind: 'lookup', from: of('order', 'a'), table: 'gone' } }] },
    rows: [1],
  },
  'lookup-entry-type': {
    map: {
      inputs,
      destination: { D: 'text' },
      rows: [{ to: 'D', transform: { kind: 'lookup', from: of('order', 'a'), table: 't' } }],
      project: {
        lookupTables: [buildObject('lookupTables', { id: 't', from: 'text', to: 'text' })],
        lookupEntries: [buildObject('lookupEntries', { id: 'e', table: 't', from: 1, to: 'x' })],
      },
    },
    rows: [1],
  },
  'config-missing': { map: { inputs, destination: { D: 'text' }, rows: [{ to: 'D', transform: { kind: 'config', config: 'gone' } }] }, rows: [1] },
  'secret-used': {
    map: {
      inputs,
      destination: { D: 'text' },
      rows: [{ to: 'D', transform: { kind: 'config', config: 'c' } }],
      project: { configValues: [buildObject('configValues', { id: 'c', type: 'secret' })] },
    },
    rows: [1],
  },
  'not-a-date-pattern': {
    map: { inputs, destination: { D: 'text' }, rows: [{ to: 'D', transform: { kind: 'date', from: of('order', 'a'), read: 'iso', write: 'DD' } }] },
    rows: [1],
  },
  'not-a-number': {
    map: {
      inputs,
      destination: { D: 'number' },
      rows: [{ to: 'D', transform: { kind: 'number', from: of('order', 'a'), steps: [{ do: 'add', by: constant('1,5') }] } }],
    },
    rows: [1],
  },
  'not-a-whole-number': {
    map: {
      inputs,
      destination: { D: 'text' },
      rows: [
        {
          to: 'D',
          transform: { kind: 'date', from: of('order', 'a'), read: 'iso', write: 'iso', add: { amount: constant(1.5), unit: 'days' } },
        },
      ],
    },
    rows: [1],
  },
  'not-a-number-form': {
    map: {
      inputs,
      destination: { D: 'number' },
      rows: [{ to: 'D', transform: { kind: 'number', from: of('order', 'a'), read: { decimal: ',', group: ',' }, steps: [] } }],
    },
    rows: [1],
  },
  'not-a-zone': {
    map: {
      inputs,
      destination: { D: 'text', E: 'text' },
      rows: [
        { to: 'D', transform: { kind: 'date', from: of('order', 'a'), read: 'instant', write: 'iso', zone: { to: constant('Europe/Atlantis') } } },
        { to: 'E', transform: { kind: 'date', from: of('order', 'a'), read: 'instant', write: 'iso', zone: { to: constant('+2') } } },
      ],
    },
    rows: [1, 2],
  },
  'zone-from-missing': {
    map: {
      inputs,
      destination: { D: 'text', E: 'text' },
      rows: [
        { to: 'D', transform: { kind: 'date', from: of('order', 'a'), read: 'iso', write: 'iso', zone: { to: constant('UTC') } } },
        { to: 'E', transform: { kind: 'date', from: of('order', 'a'), read: 'dd.MM.yyyy', write: 'instant' } },
      ],
    },
    rows: [1, 2],
  },
  'empty-text': {
    map: { inputs, destination: { D: 'text' }, rows: [{ to: 'D', transform: { kind: 'text', from: of('order', 'a'), steps: [{ do: 'before', text: '' }] } }] },
    rows: [1],
  },
  'steps-without-number': {
    map: {
      inputs,
      destination: { D: 'text' },
      rows: [{ to: 'D', transform: { kind: 'list', from: of('order', 'list'), take: 'x' as FieldPath, then: { do: 'first' }, steps: [{ do: 'negate' }] } }],
    },
    rows: [1],
  },
  'formula-in-where': {
    map: {
      inputs,
      destination: { D: 'text' },
      rows: [
        {
          to: 'D',
          transform: { kind: 'list', from: of('order', 'list'), where: { test: 'formula', text: 'true' }, take: 'x' as FieldPath, then: { do: 'first' } },
        },
      ],
    },
    rows: [1],
  },
  'nothing-chosen': { map: { inputs, destination: { D: 'text' }, rows: [{ to: 'D', transform: { kind: 'when', cases: [] } }] }, rows: [1] },
  'concurrent-duplicate': {
    map: {
      inputs,
      destination: { D: 'text' },
      rows: [
        { to: 'D', transform: A },
        { to: 'D', transform: A },
      ],
    },
    rows: [2],
  },
  'never-reached': {
    map: {
      inputs,
      destination: { D: 'text' },
      rows: [
        { to: 'D', transform: A },
        { to: 'D', transform: A, when: present },
      ],
    },
    rows: [2],
  },
  'when-without-otherwise': { map: { inputs, destination: { D: 'text!' }, rows: [{ to: 'D', transform: A, when: present }] }, rows: [1] },
  'read-only-destination': { map: { inputs, destination: { D: field('text', { readOnly: true }) }, rows: [{ to: 'D', transform: A }] }, rows: [1] },
  'optional-into-required': { map: { inputs, destination: { D: 'text!' }, rows: [{ to: 'D', transform: copy(of('order', 'maybe')) }] }, rows: [1] },
  'formula-error': {
    map: {
      inputs,
      destination: { D: 'text', E: 'text', F: 'text' },
      rows: [
        { to: 'D', transform: { kind: 'formula', text: 'gone & "x"' } },
        { to: 'E', transform: { kind: 'formula', text: 'list.x' } },
        { to: 'F', transform: A, when: { test: 'formula', text: 'n + 1' } },
      ],
    },
    rows: [1, 2, 3],
  },
  'formula-warning': {
    map: { inputs, destination: { D: 'boolean' }, rows: [{ to: 'D', transform: { kind: 'formula', text: 'maybe > "a"' } }] },
    rows: [1],
  },
  'map-part-warning': {
    map: { inputs, destination: { D: 'text' }, fieldMap: { appliesWhen: { test: 'formula', text: 'maybe > "a"' } } },
    rows: [null],
  },
  'invariant-unclear': {
    map: {
      inputs,
      destination: { D: 'text' },
      rows: [{ to: 'D', transform: A }],
      invariants: [
        { sentence: 'One', formula: '$result.Gone = "x"' },
        { sentence: 'Two', formula: '$result.D' },
        { sentence: 'Three', formula: '$result.D = "x"', tolerance: 1 },
      ],
    },
    rows: [null, null, null],
  },
  'runs-over-missing': { map: { inputs, destination: { D: 'text' }, fieldMap: { runs: 'item' } }, rows: [null] },
  'runs-by-missing': { map: { inputs, destination: { D: 'text' }, fieldMap: { runs: 'group', runsOver: of('order', 'list') } }, rows: [null] },
  'runs-unclear': { map: { inputs, destination: { D: 'text' }, fieldMap: { runs: 'item', runsOver: of('order', 'a') } }, rows: [null] },
  'applies-when-unclear': {
    map: { inputs, destination: { D: 'text' }, fieldMap: { appliesWhen: { test: 'present', value: of('order', 'gone') } } },
    rows: [null],
  },
  'damaged-row': { map: { inputs, destination: { D: 'text' }, rows: [{ to: 'D', transform: copy(of('order', 'a..b')) }] }, rows: [1] },
  'schema-change-undecided': { map: changed('undecided'), rows: [1] },
  'schema-change-kept': { map: changed('keep'), rows: [1] },
  'too-deep': { map: { inputs, destination: { D: 'text' }, rows: [{ to: 'D', transform: deep }] }, rows: [1] },
}

describe('the rules of a map', () => {
  it.each(Object.keys(mapRules) as MapProblemCode[])('%s is found where it is broken, and alone', (code) => {
    const { map, rows } = broken[code]
    const { problems } = compileMap(buildMap(map).context)
    expect(problems.map((problem) => [problem.code, problem.row])).toEqual(rows.map((row) => [code, row]))
    for (const problem of problems) expect(problem.message).toMatch(/[.]$/)
  })

  it('finds nothing on a sound map', () => {
    const { context } = buildMap({
      inputs,
      destination: { D: 'text!', E: ['text'] },
      rows: [
        { to: 'D', transform: A },
        { to: 'E', transform: { kind: 'each', list: of('order', 'list') }, rows: [{ to: 'E[]', transform: copy(ofItem('x')) }] },
      ],
    })
    expect(compileMap(context).problems).toEqual([])
  })

  it('tells rows for create from rows for update: they are no alternatives of each other', () => {
    const { context } = buildMap({
      inputs,
      destination: { D: 'text!', E: 'text!', F: 'text' },
      rows: [
        { to: 'D', transform: A, on: 'create' },
        { to: 'D', transform: A, on: 'update' },
        { to: 'E', transform: A, on: 'create' },
        { to: 'E', transform: A, on: 'update', when: present },
        { to: 'F', transform: A },
        { to: 'F', transform: A, on: 'update' },
        { to: 'F', transform: A, on: 'create', when: present },
      ],
    })
    expect(compileMap(context).problems.map((problem) => [problem.code, problem.row])).toEqual([
      ['when-without-otherwise', 4],
      ['concurrent-duplicate', 6],
      ['never-reached', 7],
    ])
  })

  it('says where in a formula a problem is, and gives its fixes', () => {
    const { context } = buildMap({ inputs, destination: { D: 'text' }, rows: [{ to: 'D', transform: { kind: 'formula', text: '  lst.x[0] & ""' } }] })
    const [problem] = compileMap(context).problems
    expect([problem?.code, problem?.formula]).toEqual([
      'formula-error',
      { text: '  lst.x[0] & ""', span: { from: 2, to: 5 }, fixes: [{ title: 'Write list', edit: { span: { from: 2, to: 5 }, text: 'list' } }] },
    ])
  })

  it('says of a required field that is not mapped with a reason nothing', () => {
    const { context } = buildMap({
      inputs,
      destination: { D: 'text!' },
      rows: [{ to: 'D', transform: { kind: 'notMapped', reason: 'set by the destination' } }],
    })
    expect(listGaps(compileMap(context).problems)).toEqual([])
  })

  it('compiles again without rows that were left out, so that nothing they alone used is checked', () => {
    const { context } = buildMap({
      inputs,
      destination: { D: 'number', E: 'text' },
      rows: [
        { to: 'D', transform: copy(of('order', 'object')) },
        { to: 'E', transform: A },
      ],
    })
    expect(compileMap(context).ir.inputs[0]?.shape.fields?.map((one) => one.name)).toEqual(['a'])
  })
})
