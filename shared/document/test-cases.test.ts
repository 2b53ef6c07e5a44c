// Proof of the section of test cases: what is given and expected can be copied out of it exactly, and it says how each case came out.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildMap, buildObject, constant, copy, of } from '../../fixtures/build.ts'
import { demoSource } from '../../fixtures/demo-source.ts'
import { factsBelow, rowTexts, tableOf, textsOfSections } from '../../fixtures/document-texts.ts'
import { printJson } from '../project/print-json.ts'
import type { TestCase } from '../project/review-parts.ts'
import type { JsonValue } from '../schema/json-value.ts'
import { listLeaves } from './case-blocks.ts'
import { withOutcomes } from './case-results.ts'
import type { Block, Section } from './document.ts'
import type { DocumentSource } from './document-options.ts'
import { testCasesSection } from './test-cases.ts'

const given = { order: { number: '7', total: 3, note: '' } }

function sourceOf(cells: Partial<TestCase>, records: Readonly<Record<string, JsonValue>> = { g: given, e: { Number: '7', Mode: 'x' } }): DocumentSource {
  const { project, findGraph } = buildMap({
    inputs: { order: { number: 'text', total: 'number', note: 'text' } },
    destination: { Number: 'text', Mode: 'text' },
    rows: [
      { to: 'Number', transform: copy(of('order', 'number')) },
      { to: 'Mode', transform: copy({ of: 'config', config: 'c' }) },
    ],
    project: {
      configValues: [
        buildObject('configValues', { id: 'c', name: 'mode', default: 'x' }),
        buildObject('configValues', { id: 's', name: 'key', type: 'secret' }),
        buildObject('configValues', { id: 'n', name: 'unused', default: 'u' }),
      ],
      customerProfiles: [buildObject('customerProfiles', { id: 'p', name: 'Cedar' })],
      profileValues: [buildObject('profileValues', { id: 'v', profile: 'p', config: 'c', value: 'y' })],
      testCases: [buildObject('testCases', { id: 't', number: 1, fieldMap: 'map', given: 'g', expected: 'e', ...cells })],
    },
  })
  return { project, findGraph, choice: {}, findRecord: (hash) => records[hash] }
}

function jsonBelow(section: Section | undefined, title: string): string {
  const blocks: readonly Block[] = section?.blocks ?? []
  const at = blocks.findIndex((block) => block.kind === 'heading' && block.text === title)
  const code = blocks.slice(at).find((block) => block.kind === 'text' && block.tone === 'code')
  return code?.kind === 'text' ? code.text : ''
}

describe('a case of a field map', () => {
  it('has what is given and what is expected field by field, each with the row that fills it, and as exact JSON', () => {
    const section = testCasesSection(sourceOf({}))
    expect(tableOf(section, 'given:t').rows.map(rowTexts)).toEqual([
      { path: 'order.number', value: '"7"' },
      { path: 'order.total', value: '3' },
      { path: 'order.note', value: '""' },
    ])
    expect(tableOf(section, 'expected:t').rows.map(rowTexts)).toEqual([
      { path: 'Number', value: '"7"', row: 'R-1' },
      { path: 'Mode', value: '"x"', row: 'R-2' },
    ])
    expect(JSON.parse(jsonBelow(section, 'Given, as JSON'))).toEqual(given)
    expect(JSON.parse(jsonBelow(section, 'Expected, as JSON'))).toEqual({ Number: '7', Mode: 'x' })
  })

  const cases: readonly { readonly name: string; readonly cells: Partial<TestCase>; readonly says: Readonly<Record<string, readonly string[]>> }[] = [
    {
      name: 'that passes',
      cells: {},
      says: { 'How it came out': ['It passes.'], 'Config values': ['mode = "x"'], Compared: ['Exactly: no field more, none less.'] },
    },
    {
      name: 'of a customer',
      cells: { profile: 'p' },
      says: { Customer: ['Cedar'], 'Config values': ['mode = "y"'], 'How it came out': ['It fails.', 'Mode: expected "x", is "y"'] },
    },
    {
      name: 'with a value of its own',
      cells: {
        config: [
          { config: 'c', value: 'z' },
          { config: 's', value: 'hunter2' },
        ],
      },
      says: { 'Config values': ['mode = "z" (in this case)'] },
    },
    {
      name: 'that leaves fields aside',
      cells: { ignore: ['Mode'], compare: 'containing', profile: 'p' },
      says: { 'Not compared': ['Mode'], 'How it came out': ['It passes.'] },
    },
    {
      name: 'of an update at a time',
      cells: { operation: 'update', now: '2026-02-03T04:05:06.000Z' },
      says: { Operation: ['Update: rows for creating only take no part.'], Now: ['2026-02-03T04:05:06.000Z'] },
    },
    {
      name: 'that expects issues',
      cells: {
        expectedIssues: [
          { code: 'missing', row: 'r1', path: 'Number' },
          { code: 'wrong-type', row: null },
        ],
      },
      says: { Expected: ['No record, but exactly these issues, in any order:', 'missing, at Number, of R-1', 'wrong-type, in the check before the rows'] },
    },
    { name: 'that is not whole', cells: { given: undefined }, says: { 'How it came out': ['It cannot run.', 'Say what is given.'] } },
  ]
  it.each(cases)('$name says so', ({ cells, says }) => {
    expect(factsBelow(testCasesSection(sourceOf(cells)), 'test-case:t')).toMatchObject(says)
  })

  it('whose record is not at hand says so, and no secret of it is told', () => {
    const section = testCasesSection(sourceOf({ config: [{ config: 's', value: 'hunter2' }] }, {}))
    const texts = textsOfSections(section === undefined ? [] : [section])
    expect(texts).toContain('The record is not at hand. Open the project to see it.')
    expect(texts.filter((text) => text.includes('hunter2'))).toEqual([])
  })

  it('with a text longer than a cell is told on several lines, and says how to join them', () => {
    const long = { order: { number: 'x'.repeat(70_000) } }
    const section = testCasesSection(sourceOf({}, { g: long, e: {} }))
    const lines = jsonBelow(section, 'Given, as JSON').split('\n')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(30_000)
    expect(textsOfSections(section === undefined ? [] : [section]).some((text) => text.startsWith('A line that is too long for a cell'))).toBe(true)
    const joined = lines.map((line) => (line.length === 30_000 ? line : `${line}\n`)).join('')
    expect(JSON.parse(joined)).toEqual(long)
  })
})

it('the fields of a record are all of its values, in its order, each at a place of its own', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const record = JSON.parse(JSON.stringify(value)) as JsonValue
      const leaves = listLeaves(record)
      expect(new Set(leaves.map(({ path }) => path)).size).toBe(leaves.length)
      const met: string[] = []
      JSON.stringify(record, (_, one: JsonValue) => {
        if (typeof one !== 'object' || one === null || Object.keys(one).length === 0) met.push(JSON.stringify(one))
        return one
      })
      expect(leaves.map((leaf) => JSON.stringify(leaf.value))).toEqual(met)
    }),
    { numRuns: 200 },
  )
})

describe('the demo', () => {
  it('has every record of every case exactly, and every case has run, also those of flows', async () => {
    const source = await withOutcomes(demoSource())
    const section = testCasesSection(source)
    const code = new Set(section?.blocks.flatMap((block) => (block.kind === 'text' && block.tone === 'code' ? [block.text] : [])))
    for (const { given: g, expected: e } of source.project.testCases)
      for (const hash of [g, e]) if (hash !== undefined) expect(code).toContain(printJson(source.findRecord?.(hash) ?? null).trimEnd())
    const results = tableOf(section, 'test-cases').rows.map((row) => rowTexts(row)['result'])
    expect(new Set(results)).toEqual(new Set(['passes']))
    expect(results).toHaveLength(source.project.testCases.length)
  })

  it('tells a flow call by call', () => {
    const table = tableOf(testCasesSection(demoSource()), 'given:case-flow-twice')
    const groups = table.rows.flatMap((row) => (row.tone === 'group' ? [rowTexts(row)['path']] : []))
    expect(groups).toEqual([
      'The record that starts the run',
      'Answer to the first call of GET /orders/{id}',
      'Answer to the first call of GET /Contacts',
      'Answer to the first call of GET /Invoices',
    ])
  })

  it('tells stakeholders what is proven and how it came out, without records', () => {
    const section = testCasesSection(demoSource({ audience: 'stakeholders' }))
    expect(section?.blocks).toHaveLength(1)
    const [first] = tableOf(section, 'test-cases').rows
    expect(first?.id).toBe('test-case:case-two-products')
    expect(rowTexts(first ?? { cells: {} })).toMatchObject({
      number: 'T-1',
      result: 'It passes.',
      run: '2026-11-18 11:05 passed in Demo organisation, build 0.4.0, by Lea Roth.',
    })
  })

  it('leaves out cases of maps that were not chosen', () => {
    const rows = tableOf(testCasesSection(demoSource({ maps: ['payment-map'] })), 'test-cases').rows
    expect(new Set(rows.map((row) => rowTexts(row)['map']).filter((map) => map !== ''))).toEqual(new Set(['M-3 Order → Payment']))
  })
})

it('a row of the expected record is found by its own path, and not by another', () => {
  const { project, findGraph } = buildMap({
    inputs: { order: { lines: [{ sku: 'text' }] } },
    destination: { Lines: [{ Code: 'text' }], Code: 'text' },
    rows: [
      { to: 'Lines[]', transform: { kind: 'each', list: of('order', 'lines') }, rows: [{ to: 'Lines[].Code', transform: copy(constant('a')) }] },
      { to: 'Code', transform: copy(constant('b')) },
    ],
    project: { testCases: [buildObject('testCases', { id: 't', fieldMap: 'map', expected: 'e' })] },
  })
  const section = testCasesSection({ project, findGraph, choice: {}, findRecord: () => ({ Lines: [{ Code: 'a' }, { Code: 'a' }], Code: 'b', Other: 1 }) })
  expect(tableOf(section, 'expected:t').rows.map((row) => [rowTexts(row)['path'], rowTexts(row)['row']])).toEqual([
    ['Lines[0].Code', 'R-2'],
    ['Lines[1].Code', 'R-2'],
    ['Code', 'R-3'],
    ['Other', ''],
  ])
})
