// Laws of comparing, on graphs made at random, and what it costs.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildGraph, field, type FieldSpec, type Fields, type GraphSetup } from '../../fixtures/build.ts'
import { newerGraph, withOtherIds } from '../../fixtures/newer-graph.ts'
import { compareGraphs } from './compare-graphs.ts'
import { printPlace } from './change-pieces.ts'
import type { NodeId, SchemaGraph, SchemaNode } from './schema-graph.ts'

const NAMES = ['id', 'total', 'vat_number', 'tax_id', 'email', 'lines', 'first name', 'note', 'status', 'qty'] as const
const OBJECTS = ['Order', 'Line', 'Address', 'Contact'] as const

const leaf: fc.Arbitrary<FieldSpec> = fc.oneof(
  fc.constantFrom('text', 'text!', 'number?', 'integer', 'boolean', 'text|number', ...OBJECTS),
  fc.record({ maxLength: fc.constantFrom(5, 9), required: fc.boolean(), readOnly: fc.boolean() }).map((facts) => field('text', facts)),
  fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }).map((values) => field('text', { enum: values })),
)
const fields = (inner: fc.Arbitrary<FieldSpec>): fc.Arbitrary<Fields> => fc.dictionary(fc.constantFrom(...NAMES), inner, { maxKeys: 6, noNullPrototype: true })
const spec: fc.Arbitrary<FieldSpec> = fc.oneof(
  { weight: 4, arbitrary: leaf },
  { weight: 1, arbitrary: fields(leaf) },
  { weight: 1, arbitrary: leaf.map((item) => [item] as const) },
)
const anyGraph: fc.Arbitrary<SchemaGraph> = fc
  .record({ objects: fc.tuple(fields(spec), fields(spec), fields(spec), fields(spec)), body: fields(spec), hasEndpoint: fc.boolean() })
  .map(({ objects, body, hasEndpoint }): SchemaGraph => {
    const setup: GraphSetup = {
      objects: Object.fromEntries(OBJECTS.map((name, i) => [name, objects[i] ?? {}])),
      ...(hasEndpoint ? { endpoints: { 'GET /orders': { response: ['Order'] }, 'POST /contacts': { request: body, response: 'Contact' } } } : {}),
    }
    return buildGraph(setup)
  })

describe('laws', () => {
  test('[S74] a description compared with itself, under whatever ids, has no changes', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        expect(compareGraphs(graph, withOtherIds(graph))).toEqual([])
      }),
    )
  })

  test('[S74] what is found does not depend on the ids of nodes', () => {
    fc.assert(
      fc.property(anyGraph, anyGraph, (before, after) => {
        expect(compareGraphs(withOtherIds(before), withOtherIds(after))).toEqual(compareGraphs(before, after))
      }),
    )
  })

  test('[S75] what is added in one direction is removed in the other, and what is renamed is renamed back', () => {
    fc.assert(
      fc.property(anyGraph, anyGraph, (before, after) => {
        const [there, back] = [compareGraphs(before, after), compareGraphs(after, before)]
        const places = (changes: typeof there, kind: string) => changes.filter((change) => change.kind === kind).map(({ place }) => printPlace(place))
        expect(places(back, 'removed').toSorted()).toEqual(places(there, 'added').toSorted())
        expect(places(back, 'added').toSorted()).toEqual(places(there, 'removed').toSorted())
        const renames = (changes: typeof there, turned: boolean) =>
          changes.flatMap(({ kind, place, to }) =>
            kind === 'renamed' && to !== undefined ? [(turned ? [to, place] : [place, to]).map(printPlace).join(' → ')] : [],
          )
        expect(renames(back, true).toSorted()).toEqual(renames(there, false).toSorted())
      }),
      { numRuns: 300 },
    )
  })

  test('[S76] ids are unique and say the kind and the place; what is added stands last', () => {
    fc.assert(
      fc.property(anyGraph, anyGraph, (before, after) => {
        const changes = compareGraphs(before, after)
        expect(new Set(changes.map(({ id }) => id)).size).toBe(changes.length)
        for (const { id, kind, place, what } of changes) if (what === 'field') expect(id).toBe(`${kind}:${printPlace(place)}`)
        const firstAdded = changes.findIndex(({ kind }) => kind === 'added')
        if (firstAdded >= 0) expect(changes.slice(firstAdded).every(({ kind }) => kind === 'added')).toBe(true)
        expect(compareGraphs(before, after)).toEqual(changes)
      }),
    )
  })

  test('[S76] changes stand in the order of the old document', () => {
    const before = buildGraph({ objects: { B: { z: 'text', a: 'text' }, A: { y: 'text' } } })
    const after = buildGraph({ objects: { A: { y: 'number', n: 'text' }, B: { a: 'number', z: 'number', m: 'text' } } })
    expect(compareGraphs(before, after).map(({ id }) => id)).toEqual([
      'retyped:object B:z',
      'retyped:object B:a',
      'retyped:object A:y',
      'added:object B:m',
      'added:object A:n',
    ])
  })
})

/** A chain of types, each with two fields of the next: opened, it has 2^depth rows. */
function fanOut(depth: number, last: SchemaNode, named: boolean): SchemaGraph {
  const nodes: Record<NodeId, SchemaNode> = { leaf: last }
  for (let i = depth; i >= 0; i--) {
    const next = i === depth ? 'leaf' : `t${i + 1}`
    nodes[`t${i}`] = {
      types: ['object'],
      ...(named ? { name: `T${i}` } : {}),
      properties: [
        { name: 'left', node: next, required: false },
        { name: 'right', node: next, required: false },
        // Back to the top: a circle through every type.
        { name: 'top', node: 't0', required: false },
      ],
    }
  }
  return {
    ...buildGraph({}),
    nodes,
    objects: named ? Array.from({ length: depth + 1 }, (_, i) => ({ name: `T${i}`, node: `t${i}` })) : [{ name: 'T0', node: 't0' }],
  }
}

describe('what it costs', () => {
  test('[S83] circles and fan-out cost nothing: each definition is compared once', () => {
    const changes = compareGraphs(fanOut(60, { types: ['text'] }, true), fanOut(60, { types: ['number'] }, true))
    expect(changes.map(({ id }) => id)).toEqual(['retyped:object T60:left', 'retyped:object T60:right'])
  })

  test('[S83] definitions without names that many places share are told place by place up to a limit, and nothing is lost', () => {
    const same = compareGraphs(fanOut(60, { types: ['text'] }, false), fanOut(60, { types: ['text'] }, false))
    expect(same).toEqual([])
    const few = compareGraphs(fanOut(3, { types: ['text'] }, false), fanOut(3, { types: ['number'] }, false))
    expect(few).toHaveLength(16)
    const many = compareGraphs(fanOut(40, { types: ['text'] }, false), fanOut(40, { types: ['number'] }, false))
    expect(many.length).toBeGreaterThan(1_000)
    expect(many.length).toBeLessThan(20_000)
    expect(many.some(({ words }) => words === 'its type has changed inside')).toBe(true)
  })

  test('[S83] a circle of types without names ends', () => {
    const circle = (type: 'text' | 'number'): SchemaGraph => ({
      ...buildGraph({}),
      nodes: {
        a: { types: ['object'], properties: [{ name: 'b', node: 'b', required: false }] },
        b: { types: ['list'], items: 'c' },
        c: {
          types: ['object'],
          properties: [
            { name: 'd', node: 'd', required: false },
            { name: 'again', node: 'b', required: false },
          ],
        },
        d: { types: [type] },
      },
      objects: [{ name: 'A', node: 'a' }],
    })
    expect(compareGraphs(circle('text'), circle('number')).map(({ id }) => id)).toEqual(['retyped:object A:b[].d'])
  })

  test('[S85] a type as deep as its document is long overflows no stack', () => {
    const deep = (type: 'text' | 'number'): SchemaGraph => {
      const nodes: Record<NodeId, SchemaNode> = { n20000: { types: [type] } }
      for (let i = 0; i < 20_000; i++) nodes[`n${i}`] = { types: ['object'], properties: [{ name: 'a', node: `n${i + 1}`, required: false }] }
      return { ...buildGraph({}), nodes, objects: [{ name: 'Deep', node: 'n0' }] }
    }
    expect(compareGraphs(deep('text'), deep('number'))).toHaveLength(1)
  })

  test('[S85] names such as __proto__ and constructor are names like any other', () => {
    const graph = (type: string) =>
      buildGraph({ objects: { ['__proto__']: { a: 'text' }, constructor: JSON.parse(`{ "__proto__": "${type}", "toString": "${type}" }`) as Fields } })
    expect(compareGraphs(graph('text'), graph('number')).map(({ place }) => place.path)).toEqual(['__proto__', 'toString'])
    expect(compareGraphs(graph('text'), newerGraph(graph('text')).graph)).toEqual([])
  })

  test('[S85] objects of a thousand renamed fields, and lists of ten thousand values, come through', () => {
    const wide = (prefix: string) => buildGraph({ objects: { Wide: Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`${prefix}${i}`, 'text'])) } })
    const values = (from: number) => buildGraph({ objects: { A: { s: field('text', { enum: Array.from({ length: 10_000 }, (_, i) => `v${i + from}`) }) } } })
    expect(compareGraphs(wide('alpha'), wide('omega'))).toHaveLength(4_000)
    expect(compareGraphs(values(0), values(5_000))).toMatchObject([{ kind: 'enum' }])
  })
})
