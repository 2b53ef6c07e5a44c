// Proof that the lines of a field map's sheet say what is decided, what is not, and why.
import { describe, expect, it } from 'vitest'
import { buildMap, constant, copy, field, of, ofItem, type MapSetup } from '../../fixtures/build.ts'
import type { SchemaNode } from '../schema/schema-graph.ts'
import { listMapLines, printLimits } from './map-lines.ts'

const source = { number: 'text', note: 'text', quantity: 'integer', lines: [{ sku: 'text', total: 'text' }] } as const

function linesOf(setup: Omit<MapSetup, 'inputs'>) {
  return listMapLines(buildMap({ inputs: { order: source }, ...setup }).context).map(({ kind, depth, label, rule, source: from, onlyIf }) => ({
    kind,
    depth,
    label,
    rule,
    from,
    onlyIf,
  }))
}

describe('listMapLines', () => {
  it('tells a gap from an optional field that nobody decided', () => {
    expect(linesOf({ destination: { Name: 'text!', Note: 'text' } })).toEqual([
      { kind: 'gap', depth: 0, label: 'Name', rule: 'Undecided, needs a source.', from: '', onlyIf: '' },
      { kind: 'undecided', depth: 0, label: 'Note', rule: 'Undecided.', from: '', onlyIf: '' },
    ])
  })

  it('keeps a text that is no source field, word for word', () => {
    const rows = [{ to: 'Note', unmatched: 'nubmer' }]
    expect(linesOf({ destination: { Note: 'text' }, rows }).map((line) => [line.from, line.rule])).toEqual([
      ['nubmer', 'Undecided: somebody wrote "nubmer", which is no source field.'],
    ])
  })

  it('takes a rule back over which somebody wrote a text that is no source field', () => {
    const rows = [{ to: 'Name', transform: copy(of('order', 'number')), unmatched: 'nubmer' }]
    expect(linesOf({ destination: { Name: 'text!' }, rows })[0]).toMatchObject({
      kind: 'gap',
      from: 'nubmer',
      rule: expect.stringMatching(/^Undecided/) as string,
    })
  })

  it('gives the condition a place of its own and keeps it out of the sentence', () => {
    const rows = [
      {
        to: 'Name',
        transform: copy(of('order', 'number')),
        when: { test: 'compare', left: of('order', 'quantity'), operator: '>', right: constant(0) } as const,
      },
    ]
    expect(linesOf({ destination: { Name: 'text' }, rows })[0]).toMatchObject({
      kind: 'mapped',
      rule: "The order's number.",
      from: 'number',
      onlyIf: "The order's quantity is more than 0",
    })
  })

  it('names each source once, in the order used', () => {
    const rows = [{ to: 'Name', transform: { kind: 'template', parts: [of('order', 'number'), ' ', of('order', 'note'), of('order', 'number')] } as const }]
    expect(linesOf({ destination: { Name: 'text' }, rows })[0]?.from).toBe('number\nnote')
  })

  it('lets a reason on an object cover what is below, but for what has a rule', () => {
    const rows = [
      { to: 'Contact', transform: { kind: 'notMapped', reason: 'Made elsewhere' } as const },
      { to: 'Contact.Id', transform: copy(of('order', 'number')) },
    ]
    const lines = linesOf({ destination: { Contact: field({ Id: 'text', Name: 'text', Phone: 'text' }, { required: true }) }, rows })
    expect(lines.map((line) => [line.kind, line.depth, line.rule])).toEqual([
      ['group', 0, 'All other fields below: not mapped: Made elsewhere.'],
      ['mapped', 1, "The order's number."],
      ['more', 1, '2 not mapped: Made elsewhere (R-1).'],
    ])
  })

  it('lists read-only fields as one line that says who fills them', () => {
    const lines = linesOf({ destination: { Name: 'text!', Id: field('text', { readOnly: true }), At: field('text', { readOnly: true }) } })
    expect(lines.map((line) => [line.kind, line.label, line.rule])).toEqual([
      ['gap', 'Name', 'Undecided, needs a source.'],
      ['more', '2 more fields', '2 read-only: the destination fills them itself.'],
    ])
  })

  it('tells the parts of one list apart and the cases of one field', () => {
    const each = { kind: 'each', list: of('order', 'lines') } as const
    const rows = [
      { to: 'Lines', transform: each, rows: [{ to: 'Lines[].Code', transform: copy(ofItem('sku')) }] },
      { to: 'Lines', transform: each, rows: [{ to: 'Lines[].Code', transform: copy(ofItem('total')) }] },
      { to: 'Name', transform: copy(of('order', 'number')) },
      { to: 'Name', transform: copy(of('order', 'note')) },
    ]
    const lines = linesOf({ destination: { Lines: [{ Code: 'text' }], Name: 'text' }, rows })
    expect(lines.map((line) => [line.kind, line.depth, line.label, line.from])).toEqual([
      ['group', 0, 'Lines[]', ''],
      ['each', 1, 'Lines[] (part 1 of 2)', 'lines[]'],
      ['mapped', 2, 'Code', 'sku'],
      ['each', 1, 'Lines[] (part 2 of 2)', 'lines[]'],
      ['mapped', 2, 'Code', 'total'],
      ['mapped', 0, 'Name (case 1 of 2)', 'number'],
      ['mapped', 0, 'Name (case 2 of 2)', 'note'],
    ])
  })

  it('never hides a row whose field is gone from the schema', () => {
    const rows = [{ to: 'Gone.Away', transform: copy(of('order', 'number')) }]
    expect(linesOf({ destination: { Name: 'text' }, rows }).map((line) => line.label)).toContain('Gone.Away')
  })
})

describe('printLimits', () => {
  const cases: readonly { given: Partial<SchemaNode>; want: string }[] = [
    { given: {}, want: '' },
    { given: { maxLength: 255 }, want: 'max 255' },
    { given: { minLength: 1, maxLength: 4000 }, want: 'min 1, max 4000' },
    { given: { enum: ['A', '', 'C'] }, want: 'one of A, (empty), C' },
    { given: { enum: ['A', 'B', 'C', 'D', 'E', 'F', 'G'] }, want: 'one of A, B, C, D, E and 2 more' },
    { given: { multipleOf: 0.0001 }, want: '4 decimals' },
    { given: { multipleOf: 5 }, want: 'multiple of 5' },
    { given: { minimum: 0, exclusiveMaximum: 100 }, want: '≥ 0, < 100' },
    { given: { format: 'date' }, want: '' },
    { given: { format: 'uuid' }, want: 'uuid' },
    { given: { minItems: 1, maxItems: 2 }, want: 'at least 1, at most 2' },
  ]
  it.each(cases)('says $want', ({ given, want }) => {
    expect(printLimits({ types: ['text'], ...given })).toBe(want)
  })
})
