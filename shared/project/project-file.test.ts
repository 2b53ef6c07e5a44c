// Rules of the project file.
import { readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FieldPath } from '../schema/field-path.ts'
import type { JsonValue } from '../schema/json-value.ts'
import type { SchemaGraph } from '../schema/schema-graph.ts'
import { isSameJson } from './edits.ts'
import { collectionNames } from './project-doc.ts'
import { printProjectFileSchema } from './project-file-schema.ts'
import { FORMAT_VERSION, parseProjectFile, printProjectFile, type ProjectFile } from './project-file.ts'
import { compareObjects, type Project } from './project.ts'

const graph: SchemaGraph = {
  readerVersion: 1,
  format: 'openapi-3.0',
  title: 'Shop',
  servers: [],
  endpoints: [],
  objects: [{ name: '__proto__', node: 'n1' }],
  nodes: { n1: { types: ['object'], properties: [{ name: 'constructor', node: 'n2', required: true }] }, n2: { types: ['text'] } },
  fieldCount: 1,
  problems: [],
}

function buildFile(project: Partial<Project> = {}, others: Partial<ProjectFile> = {}): ProjectFile {
  const empty = Object.fromEntries(collectionNames.map((home) => [home, []]))
  return {
    format: 'crosswalk-project',
    formatVersion: 1,
    project: { info: { name: 'Orders' }, ...empty, ...project } as Project,
    schemas: { g1: graph },
    samples: {},
    records: {},
    baselines: [],
    ...others,
  }
}

function parsed(text: string): ProjectFile {
  const file = parseProjectFile(text)
  if (!file.ok) throw new Error(file.error.message)
  return file.value
}

const oddText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'constructor', 'hasOwnProperty', '"', '\\u2028', '\u2028', ''))
const prototypeFree = (value: JsonValue): boolean =>
  typeof value !== 'object' || value === null || (!Object.hasOwn(value, '__proto__') && Object.values(value).every((inner) => prototypeFree(inner)))
const anyJson = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as JsonValue)
const hashKey = fc.constantFrom('a', '__proto__', 'toString', '12', 'ä')
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

const anyFile: fc.Arbitrary<ProjectFile> = fc
  .record({
    name: oddText,
    systems: fc.uniqueArray(
      fc.record({
        id: fc.string({ minLength: 1, maxLength: 12 }),
        name: oddText,
        order: fc.constantFrom('a0', 'a1', 'Zz'),
        vendor: oddText,
        deleted: fc.boolean(),
      }),
      { selector: ({ id }) => id, maxLength: 5 },
    ),
    rows: fc.uniqueArray(
      fc.record({
        id: fc.string({ minLength: 1, maxLength: 12 }),
        fieldMap: fc.constant('m1'),
        destination: oddText as unknown as fc.Arbitrary<FieldPath>,
        order: fc.string({ maxLength: 5 }),
        note: oddText,
        transform: fc.record({ kind: fc.constant('constant' as const), value: fc.oneof(oddText, fc.integer(), fc.constant(null)) }),
      }),
      { selector: ({ id }) => id, maxLength: 5 },
    ),
    records: fc.dictionary(hashKey, anyJson),
    samples: fc.dictionary(hashKey, fc.record({ records: fc.array(anyJson, { maxLength: 3 }), evidence: fc.constant([]) })),
    frozen: fc.uniqueArray(
      fc.record({ baseline: fc.string({ minLength: 1, maxLength: 12 }), found: fc.array(anyJson.filter(prototypeFree), { maxLength: 3 }) }),
      {
        selector: ({ baseline }) => baseline,
        maxLength: 3,
      },
    ),
    pictures: optional(
      fc.dictionary(fc.constantFrom('a', 'toString', '12'), fc.record({ mediaType: fc.constant('image/png' as const), base64: fc.base64String() })),
    ),
    unknown: optional(anyJson),
  })
  .map(({ name, systems, rows, records, samples, frozen, pictures, unknown }) =>
    buildFile(
      { info: { name }, systems: systems.toSorted(compareObjects), rows: rows.toSorted(compareObjects) },
      {
        records,
        samples,
        baselines: frozen
          .map(({ baseline, found }) => ({
            baseline,
            state: { project: buildFile({ info: { name } }).project, problems: [], outcomes: [], coverage: [], found },
          }))
          .toSorted((a, b) => (a.baseline < b.baseline ? -1 : 1)),
        ...(pictures === undefined ? {} : { pictures }),
        ...(unknown === undefined ? {} : { ofANewerVersion: unknown }),
      },
    ),
  )

function frozenOf(baseline: string, project: Partial<Project> = {}): ProjectFile['baselines'][number] {
  return { baseline, state: { project: buildFile(project).project, problems: [], outcomes: [], coverage: [] } }
}

test('[P12] baselines print alike in whatever order they and their keys come', () => {
  const [first, second] = [frozenOf('b1'), frozenOf('b2')]
  const shuffled = { state: Object.fromEntries(Object.entries(first.state).toReversed()) as typeof first.state, baseline: 'b1' }
  expect(printProjectFile(buildFile({}, { baselines: [second, shuffled] }))).toBe(printProjectFile(buildFile({}, { baselines: [first, second] })))
})

test('[P11] reading what was printed gives the same file', () => {
  fc.assert(
    fc.property(anyFile, (file) => {
      // Not toEqual alone: it passes over an own key `__proto__`.
      const [printed, given] = [parsed(printProjectFile(file)), parsed(JSON.stringify(file))] as unknown as [JsonValue, JsonValue]
      expect(printed).toEqual(given)
      expect(isSameJson(printed, given)).toBe(true)
    }),
  )
})

test('[P11] printing what was read gives the same bytes', () => {
  fc.assert(fc.property(anyFile, (file) => void expect(printProjectFile(parsed(printProjectFile(file)))).toBe(printProjectFile(file))))
})

test('[P12] equal projects print equal bytes, in whatever order objects and keys come', () => {
  const row = {
    id: 'r1',
    fieldMap: 'm1',
    destination: 'Total' as FieldPath,
    order: 'a0',
    transform: { kind: 'copy', from: { of: 'input', input: 'i1', path: 'total' as FieldPath } },
  } as const
  const shuffled = {
    transform: { from: { path: 'total' as FieldPath, input: 'i1', of: 'input' }, kind: 'copy' },
    order: 'a0',
    destination: 'Total' as FieldPath,
    fieldMap: 'm1',
    id: 'r1',
  } as const
  const other = { id: 'r2', fieldMap: 'm1', destination: 'Sum' as FieldPath, order: 'Zz' }
  expect(printProjectFile(buildFile({ rows: [row, other] }))).toBe(printProjectFile(buildFile({ rows: [other, shuffled] })))
})

test('[P13] a file of a newer format is refused with a message that says so', () => {
  expect(parseProjectFile(JSON.stringify({ ...buildFile(), formatVersion: FORMAT_VERSION + 1 }))).toEqual({
    ok: false,
    error: {
      type: 'NotAProjectFile',
      at: '#/formatVersion',
      message: 'At #/formatVersion: This file was written by a newer Crosswalk (format 2; this one reads up to 1). Open it with that version.',
    },
  })
})

test('[P13] unknown keys are kept, at the top, in the project and in an object', () => {
  const file = { ...buildFile({ systems: [{ id: 's1', name: 'Shop', order: 'a0', colour: ['red'] } as never] }), later: { a: 1 } } as ProjectFile
  const withCollection = { ...file, project: { ...file.project, laterThings: [{ id: 'x' }] } as Project }
  expect(parsed(printProjectFile(withCollection))).toEqual(withCollection)
})

test.each([
  { given: '{"format": "crosswalk-project", ', at: '#', says: 'not JSON' },
  { given: '[]', at: '#', says: 'not a Crosswalk project file' },
  { given: 'null', at: '#', says: 'not a Crosswalk project file' },
  { given: JSON.stringify({ ...buildFile(), project: { info: {} } }), at: '#/project/info/name', says: 'expected string' },
  { given: JSON.stringify(buildFile({ systems: [{ id: 's1', order: 'a0' } as never] })), at: '#/project/systems/0/name', says: 'expected string' },
  {
    given: JSON.stringify(
      buildFile({
        rows: [
          {
            id: 'r1',
            fieldMap: 'm1',
            destination: 'x',
            order: 'a0',
            transform: { kind: 'number', from: { of: 'constant', value: 1 }, steps: [{ do: 'round', decimals: 99, mode: 'up' }] },
          } as never,
        ],
      }),
    ),
    at: '#/project/rows/0/transform/steps/0/decimals',
    says: '12',
  },
  {
    given: JSON.stringify(
      buildFile({
        systems: [
          { id: 's1', name: 'A', order: 'a0' },
          { id: 's1', name: 'B', order: 'a1' },
        ],
      }),
    ),
    at: '#/project/systems/1/id',
    says: 'Two objects have the id "s1"',
  },
  {
    given: JSON.stringify(buildFile({}, { schemas: { g1: { ...graph, objects: [{ name: 'x', node: 'gone' }] } } })),
    at: '#/schemas/g1/objects/0',
    says: '"gone"',
  },
  { given: JSON.stringify(buildFile({}, { schemas: { 'a/b': { ...graph, nodes: { n1: { types: [] } } } } })), at: '#/schemas/a~1b/nodes/n1/types', says: '' },
  {
    given: `{"format":"crosswalk-project","formatVersion":1,"project":{"info":{"name":"x"},"overlays":[{"id":"o","system":"s","object":{"kind":"object","name":"x"},"path":"a","fact":"f","value":{"__proto__":{}}}]}}`,
    at: '#/project/overlays/0/value',
    says: '__proto__',
  },
  {
    given: `{"format":"crosswalk-project","formatVersion":1,"project":{"info":{"name":"x"}},"records":{"h":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
    at: '#',
    says: 'nested too deep',
  },
  {
    given: JSON.stringify({ ...buildFile(), baselines: [{ baseline: 'b1', state: { project: {} } }] }),
    at: '#/baselines/0/state/project/info',
    says: 'object',
  },
  {
    given: JSON.stringify(buildFile({}, { baselines: [frozenOf('b1', { systems: [{ id: 's1', name: 5, order: 'a0' } as never] })] })),
    at: '#/baselines/0/state/project/systems/0/name',
    says: 'expected string',
  },
  { given: JSON.stringify(buildFile({}, { baselines: [frozenOf('b1'), frozenOf('b1')] })), at: '#/baselines/1/baseline', says: 'Two states' },
  {
    given: JSON.stringify(buildFile({}, { baselines: [frozenOf('b1')] })).replace('"coverage":[]', '"coverage":[{"map":"m","coverage":{"__proto__":{}}}]'),
    at: '#/baselines/0',
    says: '__proto__',
  },
  {
    given: JSON.stringify({ ...buildFile(), pictures: { h: { mediaType: 'image/svg+xml', base64: '' } } }),
    at: '#/pictures/h/mediaType',
    says: 'image/png',
  },
  {
    given: `{"format":"crosswalk-project","formatVersion":1,"project":{"info":{"name":"x"}},"pictures":{"__proto__":{}}}`,
    at: '#/pictures',
    says: '__proto__',
  },
])('[P14] damage is named: $at $says', ({ given, at, says }) => {
  const file = parseProjectFile(given)
  expect(file).toMatchObject({ ok: false, error: { type: 'NotAProjectFile', at } })
  expect(file.ok ? '' : file.error.message).toContain(says)
})

test('[P14] whatever a damaged file holds, reading it never throws', () => {
  const text = printProjectFile(buildFile({ systems: [{ id: 's1', name: 'Shop', order: 'a0' }] }, { records: { h: { a: [1, null] } } }))
  fc.assert(
    fc.property(fc.nat({ max: text.length }), fc.nat({ max: 40 }), fc.constantFrom('', 'null', '0', '{}', '"x"', ','), (from, length, instead) => {
      const file = parseProjectFile(text.slice(0, from) + instead + text.slice(from + length))
      if (!file.ok) expect(file.error.message.length).toBeGreaterThan(10)
      else expect(printProjectFile(file.value)).toBeTypeOf('string')
    }),
    { numRuns: 500 },
  )
})

test('[P15] the published JSON Schema is current', () => {
  const published = new URL('crosswalk-project.schema.json', import.meta.url)
  if (process.env['UPDATE'] === '1') writeFileSync(published, printProjectFileSchema())
  expect(JSON.parse(readFileSync(published, 'utf8')), 'write it anew: UPDATE=1 npx vitest run shared/project/project-file && npx oxfmt shared/project').toEqual(
    JSON.parse(printProjectFileSchema()),
  )
})
