// What a destination refuses of a record: one rule at a time, and nothing of a record that keeps them all.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildGraph, field, mapOf, type FieldSpec } from '../../fixtures/build.ts'
import { buildExampleRecord } from '../schema/example-record.ts'
import type { JsonValue } from '../schema/json-value.ts'
import type { NodeId, SchemaGraph, SchemaNode } from '../schema/schema-graph.ts'
import { validateRecord, type RecordFinding, type RecordRule } from './validate-record.ts'

const validate = (fields: Readonly<Record<string, FieldSpec>>, value: JsonValue): RecordFinding[] =>
  validateRecord(buildGraph({ objects: { T: fields } }), 'o-T', value)
const codes = (findings: readonly RecordFinding[]) => findings.map(({ path, code }) => `${path} ${code}`)

describe('one field x', () => {
  test.each<{ rule: RecordRule; x: FieldSpec; bad: JsonValue | undefined; good: JsonValue | undefined }>([
    { rule: 'required', x: 'text!', bad: undefined, good: '' },
    { rule: 'type', x: 'integer', bad: 1.5, good: 2 },
    { rule: 'type', x: 'number', bad: '2', good: 2 },
    { rule: 'type', x: 'text', bad: 2, good: '2' },
    { rule: 'type', x: ['text'], bad: 'a', good: ['a'] },
    { rule: 'type', x: { y: 'text' }, bad: [], good: {} },
    { rule: 'null', x: 'text', bad: null, good: 'a' },
    { rule: 'null', x: 'text', bad: null, good: undefined },
    { rule: 'enum', x: field('text', { enum: ['A', 'B'] }), bad: 'a', good: 'B' },
    { rule: 'enum', x: field('integer', { const: 3 }), bad: 4, good: 3 },
    { rule: 'too-long', x: field('text', { maxLength: 2 }), bad: 'abc', good: '😀😀' },
    { rule: 'too-short', x: field('text', { minLength: 2 }), bad: '😀', good: 'ab' },
    { rule: 'pattern', x: field('text', { pattern: '^[A-Z]+$' }), bad: 'a', good: 'A' },
    { rule: 'too-large', x: field('number', { maximum: 2 }), bad: 2.1, good: 2 },
    { rule: 'too-large', x: field('number', { exclusiveMaximum: 2 }), bad: 2, good: 1.9 },
    { rule: 'too-small', x: field('number', { minimum: 2 }), bad: 1.9, good: 2 },
    { rule: 'too-small', x: field('number', { exclusiveMinimum: 2 }), bad: 2, good: 2.1 },
    { rule: 'not-in-steps', x: field('number', { multipleOf: 0.01 }), bad: 19.999, good: 19.99 },
    { rule: 'not-in-steps', x: field('number', { multipleOf: 0.1 }), bad: 0.35, good: 0.3 },
    { rule: 'format', x: field('text', { format: 'date' }), bad: '2026-02-30', good: '2028-02-29' },
    { rule: 'format', x: field('text', { format: 'date-time' }), bad: '2026-01-31 09:30', good: '2026-01-31T09:30:00+02:00' },
    { rule: 'format', x: field('text', { format: 'email' }), bad: 'a.example.com', good: 'a@example.com' },
    { rule: 'format', x: field('text', { format: 'uri' }), bad: 'example com', good: 'https://example.com/a' },
    { rule: 'format', x: field('text', { format: 'uuid' }), bad: '12', good: '00000000-0000-4000-8000-000000000001' },
    { rule: 'too-many-items', x: field(['text'], { maxItems: 1 }), bad: ['a', 'b'], good: ['a'] },
    { rule: 'too-few-items', x: field(['text'], { minItems: 1 }), bad: [], good: ['a'] },
    { rule: 'read-only', x: field('text', { readOnly: true, required: true }), bad: 'a', good: undefined },
  ])('$rule: $bad is refused, $good is not', ({ rule, x, bad, good }) => {
    const record = (value: JsonValue | undefined): JsonValue => (value === undefined ? {} : { x: value })
    expect(codes(validate({ x }, record(bad)))).toEqual([`x ${rule}`])
    expect(codes(validate({ x }, record(good)))).toEqual([])
  })

  test.each<{ x: FieldSpec; value: JsonValue }>([
    { x: 'text?', value: null },
    { x: 'any', value: { a: [1] } },
    { x: 'text|number', value: 2 },
    { x: field('text', { format: 'iban' }), value: 'anything' },
    { x: field('text', { pattern: '(?=never)x' }), value: 'a' },
    { x: field('text', { enum: ['A', null] }), value: null },
  ])('$value is let through where no rule decides', ({ x, value }) => {
    expect(validate({ x }, { x: value })).toEqual([])
  })
})

test('a finding says where it is in the record, and in the schema', () => {
  const found = validate(
    { Lines: [{ Tax: field('text', { maxLength: 2 }) }], by: mapOf('integer') },
    { Lines: [{ Tax: 'ok' }, { Tax: 'long' }], by: { 'a b': 'x' } },
  )
  expect(found).toEqual([
    { path: 'Lines[1].Tax', field: 'Lines[].Tax', code: 'too-long', severity: 'error', message: '4 characters: at most 2 fit.' },
    { path: 'by.`a b`', field: 'by{}', code: 'type', severity: 'error', message: '"x" is a text; a whole number is wanted.' },
  ])
})

test('a field that the schema does not have is a warning', () => {
  expect(validate({ x: 'text' }, { x: 'a', y: 1 })).toMatchObject([{ path: 'y', code: 'unknown-field', severity: 'warning' }])
  expect(validate({}, JSON.parse('{"__proto__":1}') as JsonValue)).toMatchObject([{ path: '__proto__', code: 'unknown-field' }])
})

describe('variants', () => {
  const withVariants = (discriminator?: string): SchemaGraph => {
    const graph = buildGraph({ objects: { Pet: { name: 'text!' }, Cat: { lives: 'integer!' }, Dog: { bark: 'text!' } } })
    const pet = graph.nodes['o-Pet'] as SchemaNode
    const option = (label: string) => ({ label, node: `o-${label}`, ...(discriminator === undefined ? {} : { discriminatorValue: label.toLowerCase() }) })
    const variants = { kind: 'oneOf' as const, options: [option('Cat'), option('Dog')], ...(discriminator === undefined ? {} : { discriminator }) }
    return { ...graph, nodes: { ...graph.nodes, 'o-Pet': { ...pet, variants } } }
  }
  const check = (graph: SchemaGraph, value: JsonValue) => codes(validateRecord(graph, 'o-Pet', value))

  test('a value that fits one of them is right, with the fields of both', () => {
    expect(check(withVariants(), { name: 'Tom', lives: 9 })).toEqual([])
    expect(check(withVariants(), { name: 'Tom', lives: 9, wings: 2 })).toEqual(['wings unknown-field'])
  })
  test('a value that fits none is told once, with the nearest', () => {
    const [finding, ...others] = validateRecord(withVariants(), 'o-Pet', { name: 'Tom', lives: 'nine' })
    expect(others).toEqual([])
    expect(finding).toMatchObject({ path: '', code: 'no-variant' })
    expect(finding?.message).toBe('Fits none of Cat, Dog. Nearest is Cat, but for lives: "nine" is a text; a whole number is wanted.')
  })
  test('the discriminator decides which one it must be', () => {
    const graph = withVariants('name')
    expect(check(graph, { name: 'dog', lives: 9 })).toContain('bark required')
    expect(check(graph, { name: 'cow' })).toEqual(['name no-variant'])
  })
})

/** A field with its rule, and a value that breaks just that one. */
const broken: readonly { readonly x: FieldSpec; readonly bad: JsonValue; readonly rule: RecordRule }[] = [
  { x: field('text', { maxLength: 4 }), bad: 'much too long', rule: 'too-long' },
  { x: field('text', { minLength: 6 }), bad: 'a', rule: 'too-short' },
  { x: field('text', { enum: ['A', 'B'] }), bad: 'C', rule: 'enum' },
  { x: field('text', { format: 'date' }), bad: 'today', rule: 'format' },
  { x: field('number', { multipleOf: 0.01 }), bad: 0.001, rule: 'not-in-steps' },
  { x: field('integer', { minimum: 10 }), bad: 9, rule: 'too-small' },
  { x: field('integer', { maximum: 10 }), bad: 11, rule: 'too-large' },
  { x: 'boolean', bad: 'yes', rule: 'type' },
  { x: 'text', bad: null, rule: 'null' },
]

test('a record made from any schema is right, and breaking one rule gives exactly that finding', () => {
  const leaf = fc.nat({ max: broken.length - 1 })
  type Tree = number | { [name: string]: Tree } | Tree[]
  const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.dictionary(fc.constantFrom('a', 'b', 'c d', 'e`f'), tie('tree'), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
      tie('tree').map((one) => [one]),
    ),
  }))
  const specOf = (one: Tree): FieldSpec =>
    typeof one === 'number'
      ? (broken[one]?.x as FieldSpec)
      : Array.isArray(one)
        ? [specOf(one[0] as Tree)]
        : Object.fromEntries(Object.entries(one).map(([name, below]) => [name, specOf(below)]))
  /** All places where a rule may be broken, each with how. */
  const breaks = (one: Tree, value: JsonValue): (() => { rule: RecordRule })[] => {
    if (typeof one === 'number' || typeof value !== 'object' || value === null) return []
    const children: [string | number, Tree][] = Array.isArray(one) ? [[0, one[0] as Tree]] : Object.entries(one)
    return children.flatMap(([key, below]) => {
      const holder = value as Record<string | number, JsonValue>
      if (typeof below !== 'number') return breaks(below, holder[key] as JsonValue)
      const { bad, rule } = broken[below] as (typeof broken)[number]
      return [
        () => {
          holder[key] = bad
          return { rule }
        },
      ]
    })
  }
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('x', 'y'), tree, { minKeys: 1, noNullPrototype: true }), fc.nat(), (fields, pick) => {
      const graph = buildGraph({ objects: { T: specOf(fields) as Readonly<Record<string, FieldSpec>> } })
      const node: NodeId = 'o-T'
      // Each value once: made-up lists repeat one item.
      const record = JSON.parse(JSON.stringify(buildExampleRecord(graph, node))) as JsonValue
      expect(validateRecord(graph, node, record)).toEqual([])
      const places = breaks(fields, record)
      if (places.length === 0) return
      const { rule } = (places[pick % places.length] as (typeof places)[number])()
      expect(validateRecord(graph, node, record).map(({ code }) => code)).toEqual([rule])
    }),
  )
})
