import { describe, expect, test } from 'vitest'
import { buildOpenApi, objectNode, readGraph } from '../../fixtures/openapi-documents.ts'
import { compareEvidence } from './compare-evidence.ts'
import type { FieldEvidence } from './evidence.ts'
import { evidenceOf } from './evidence-of.ts'
import { listFieldFacts, printFactValue, type AnalystWord, type FieldFact } from './field-facts.ts'
import type { FieldPath } from './field-path.ts'
import { findField, rootField } from './fields.ts'
import type { JsonValue } from './json-value.ts'
import { applyOverlays, type AnalystFact } from './overlay.ts'
import { readSamples } from './read-samples.ts'
import type { FactName } from './schema-graph.ts'

const order = {
  type: 'object',
  required: ['total'],
  properties: {
    total: { type: 'string', maxLength: 5, description: 'What is to be paid' },
    status: { type: 'string', enum: ['open', 'paid'] },
    count: { type: 'number', minimum: 1, maximum: 10 },
    secret: { type: 'string', readOnly: true, writeOnly: false },
    note: { type: 'string' },
  },
}
const graph = readGraph(buildOpenApi({ Order: order }))
const object = { kind: 'object', name: 'Order' } as const
const records = [
  { total: 12, status: 'open', count: 3, note: null },
  { total: '1234567', status: 'lost', count: 0 },
]
const evidence = new Map(evidenceOf(records, { graph, node: objectNode(graph, 'Order') }).map((one) => [one.path as string, one]))

type Correction = { readonly path: string; readonly fact: FactName; readonly value: JsonValue }
function listFacts(
  path: string,
  corrections: readonly Correction[] = [],
  seen?: FieldEvidence,
  options: { readonly by?: string; readonly masked?: 'secret' } = {},
): FieldFact[] {
  const facts = corrections.map((one): AnalystFact => ({ ...one, object, path: one.path as FieldPath }))
  const corrected = applyOverlays(graph, facts).graph
  const field = findField(corrected, rootField(corrected, objectNode(corrected, 'Order')), path as FieldPath)
  if (field === undefined) throw new Error(`no field ${path}`)
  const analysts = facts
    .filter((one) => one.path === path)
    .map(({ fact, value }): AnalystWord => ({ fact, value, ...(options.by === undefined ? {} : { by: options.by, at: '2025-11-03' }) }))
  const conflicts = seen === undefined ? [] : compareEvidence(corrected, objectNode(corrected, 'Order'), [seen]).conflicts.get(field.path)
  return listFieldFacts({ graph: corrected, field, evidence: seen, conflicts, analysts: options.by === undefined ? [] : analysts, masked: options.masked })
}
const fact = (facts: readonly FieldFact[], name: string) => facts.find((one) => one.name === name)
const told = (facts: readonly FieldFact[], name: string) => fact(facts, name)?.told.map(({ origin, words }) => `${origin}: ${words}`)

describe('what is known of a field', () => {
  test('[S91] each fact has the word of the document, of samples and of the analyst, in that order; what holds is what the analyst says', () => {
    const facts = listFacts('total', [{ path: 'total', fact: 'type', value: 'number' }], evidence.get('total'), { by: 'Bo' })
    expect(told(facts, 'type')).toEqual(['document: text', 'samples: integer 1 of 2, text 1 of 2', 'analyst: number'])
    expect(fact(facts, 'type')).toMatchObject({ value: 'number', words: 'number', origin: 'analyst', differs: true, contradicted: true, correctable: true })
    expect(fact(facts, 'type')?.told.at(-1)).toMatchObject({ by: 'Bo', at: '2025-11-03' })
    expect(told(facts, 'required')).toEqual(['document: yes', 'samples: seen in 2 of 2'])
    expect(fact(facts, 'required')).toMatchObject({ origin: 'document', differs: false })
  })

  test('[S92] samples decide nothing: what they show beside what holds is marked where it does not fit', () => {
    const differing = (path: string) =>
      listFacts(path, [], evidence.get(path))
        .filter(({ differs }) => differs)
        .map(({ name }) => name)
    expect(differing('total')).toEqual(['type', 'maxLength'])
    expect(differing('status')).toEqual(['enum'])
    expect(differing('count')).toEqual(['minimum'])
    expect(differing('note')).toEqual(['nullable'])
    expect(fact(listFacts('note', [], evidence.get('note')), 'nullable')).toMatchObject({ value: undefined, words: 'no', origin: 'document' })
    expect(told(listFacts('status', [], evidence.get('status')), 'enum')).toEqual(['document: open, paid', 'samples: also lost'])
    // Seen less often than required, and a whole number where a number is asked for.
    const half = { ...(evidence.get('count') as FieldEvidence), seen: 1, of: 2 }
    expect(fact(listFacts('count', [{ path: 'count', fact: 'required', value: true }], half), 'required')).toMatchObject({ differs: true })
    expect(fact(listFacts('count', [], half), 'type')).toMatchObject({ differs: false })
  })

  test('[S93] type, required and nullable are always told, of the others what somebody says something about', () => {
    expect(listFacts('note').map(({ name }) => name)).toEqual(['type', 'required', 'nullable'])
    expect(listFacts('total').map(({ name }) => name)).toEqual(['type', 'required', 'nullable', 'description', 'maxLength'])
    expect(listFacts('secret').map(({ name }) => name)).toEqual(['type', 'required', 'nullable', 'readOnly'])
  })

  test('[S94] a field that an analyst added has nothing of the document', () => {
    const facts = listFacts(
      'extra',
      [
        { path: 'extra', fact: 'added', value: true },
        { path: 'extra', fact: 'type', value: 'number' },
      ],
      undefined,
      { by: 'Bo' },
    )
    expect(told(facts, 'type')).toEqual(['analyst: number'])
    expect(told(facts, 'required')).toEqual([])
  })

  test('[S95] a correction that takes a limit away shows the limit of the document; one whose author is unknown is told all the same', () => {
    const facts = listFacts('total', [
      { path: 'total', fact: 'maxLength', value: null },
      { path: 'total', fact: 'required', value: false },
    ])
    expect(told(facts, 'maxLength')).toEqual(['document: 5 characters', 'analyst: none'])
    expect(fact(facts, 'maxLength')).toMatchObject({ value: undefined, words: 'none', differs: true, contradicted: false })
    expect(told(facts, 'required')).toEqual(['document: yes', 'analyst: no'])
  })

  test('[S96] where samples are to be masked, none of their values is in the words', () => {
    const words = JSON.stringify([
      ...listFacts('status', [], evidence.get('status'), { masked: 'secret' }),
      ...listFacts('count', [], { ...(evidence.get('count') as FieldEvidence), minimum: -4711 }, { masked: 'secret' }),
    ])
    expect(words).not.toMatch(/lost|4711/)
  })

  test('[S97] where samples are the description, they are named as the origin', () => {
    const sampled = readSamples(records, 'Orders').graph
    const field = findField(sampled, rootField(sampled, sampled.objects[0]?.node ?? ''), 'count' as FieldPath)
    if (field === undefined) throw new Error('no field')
    const facts = listFieldFacts({ graph: sampled, field, evidence: evidence.get('count') })
    expect(new Set(facts.flatMap((one) => one.told.map(({ origin }) => origin)))).toEqual(new Set(['samples']))
    expect(told(facts, 'type')).toEqual(['samples: integer 2 of 2'])
    const masked = listFieldFacts({ graph: sampled, field, evidence: evidence.get('count'), masked: 'personal' })
    expect(told(listFieldFacts({ graph: sampled, field }), 'example')).toEqual(['samples: 3'])
    expect([fact(masked, 'example')?.words, ...(told(masked, 'example') ?? [])].join()).not.toContain('3')
  })
})

test.each<{ name: Parameters<typeof printFactValue>[0]; value: JsonValue | undefined; want: string }>([
  { name: 'type', value: ['text', 'number'], want: 'text or number' },
  { name: 'type', value: undefined, want: 'any' },
  { name: 'required', value: true, want: 'yes' },
  { name: 'deprecated', value: undefined, want: 'no' },
  { name: 'maxLength', value: 1, want: '1 character' },
  { name: 'maximum', value: null, want: 'none' },
  { name: 'enum', value: ['', 'a', 1], want: '"", a, 1' },
  { name: 'example', value: { a: 1 }, want: '{"a":1}' },
])('[S93] values are printed as people read them: $name $value', ({ name, value, want }) => {
  expect(printFactValue(name, value)).toBe(want)
})
