// The cases of a generated package: they pass and fail where the same cases do on closures, and say what differs.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildMap, buildObject, copy, of, ofItem, orderAt, type BuiltMap, type MapSetup } from '../../fixtures/build.ts'
import { createMappingCaseRunner } from '../../shared/mapping/run-test-case.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { exportTypeScript, type ExportedFile } from './typescript-package.ts'
import { compilePackages } from './typescript-run.ts'

type RunCases = (hooks?: unknown) => readonly { readonly name: string; readonly passed: boolean; readonly difference?: string }[]
type Case = { readonly id: string; readonly given?: JsonValue; readonly expected?: JsonValue } & Partial<Omit<TestCase, 'given' | 'expected'>>

const records: Record<string, JsonValue> = {}
const findRecord = (hash: string) => records[hash]
const keep = (id: string, value: JsonValue | undefined): { [name: string]: string } | undefined => {
  if (value === undefined) return undefined
  records[id] = value
  return { [id.split(' ')[1] ?? '']: id }
}

function build(setup: MapSetup, cases: readonly Case[]): BuiltMap {
  const testCases = cases.map(({ given, expected, ...cells }, index) =>
    buildObject('testCases', {
      number: index + 1,
      fieldMap: 'map',
      title: `case ${cells.id}`,
      order: orderAt(index),
      ...keep(`${cells.id} given`, given),
      ...keep(`${cells.id} expected`, expected),
      ...cells,
    }),
  )
  return buildMap({ ...setup, project: { ...setup.project, testCases } })
}

const order = (status: string, lines: JsonValue[] = []) => ({ order: { status, lines, note: 'n' } })
const mapped: MapSetup = {
  inputs: { order: { status: 'text!', note: 'text', lines: [{ sku: 'text!', total: 'text' }] } },
  destination: { State: 'text!', Kind: 'text', Prefix: 'text', Lines: [{ Sku: 'text', Total: 'number' }], __proto__x: 'text' },
  rows: [
    { to: 'State', transform: { kind: 'lookup', from: of('order', 'status'), table: 't' } },
    { to: 'Kind', transform: { kind: 'constant', value: 'new' }, on: 'create' },
    { to: 'Prefix', transform: { kind: 'config', config: 'c' } },
    {
      to: 'Lines',
      transform: { kind: 'each', list: of('order', 'lines') },
      rows: [
        { to: 'Lines[].Sku', transform: copy(ofItem('sku')) },
        { to: 'Lines[].Total', transform: { kind: 'convert', from: ofItem('total'), to: 'number' } },
      ],
    },
  ],
  project: {
    useCases: [buildObject('useCases', { id: 'u1', number: 7, title: 'Invoices' })],
    configValues: [buildObject('configValues', { id: 'c', name: 'prefix', type: 'text', default: 'WC-' })],
    customerProfiles: [buildObject('customerProfiles', { id: 'p1', name: 'Cedar & Sons' })],
    profileValues: [buildObject('profileValues', { id: 'v1', profile: 'p1', config: 'c', value: 'CS-' })],
    lookupTables: [buildObject('lookupTables', { id: 't', number: 1, name: 'States', from: 'text', to: 'text' })],
    lookupEntries: [
      buildObject('lookupEntries', { id: 'e1', table: 't', from: 'a', to: 'A' }),
      buildObject('lookupEntries', { id: 'e2', table: 't', profile: 'p1', from: 'a', to: 'mine' }),
    ],
  },
}
const cases: readonly Case[] = [
  { id: 'exact', useCases: ['u1'], given: order('a'), expected: { State: 'A', Kind: 'new', Prefix: 'WC-', Lines: [] } },
  { id: 'more', given: order('a'), expected: { State: 'A', Kind: 'new', Lines: [] } },
  { id: 'containing', compare: 'containing', given: order('a', [{ sku: 's', total: '2' }]), expected: { Lines: [{ Total: 2 }] } },
  { id: 'longer', compare: 'containing', given: order('a', [{ sku: 's' }, { sku: 't' }]), expected: { Lines: [{ Sku: 's' }] } },
  { id: 'customer', profile: 'p1', compare: 'containing', given: order('a'), expected: { State: 'mine', Prefix: 'CS-' } },
  { id: 'config', config: [{ config: 'c', value: 'X-' }], compare: 'containing', given: order('a'), expected: { Prefix: 'X-' } },
  { id: 'update', operation: 'update', given: order('a'), expected: { State: 'A', Prefix: 'WC-', Lines: [] } },
  {
    id: 'issue',
    given: order('b', [{ sku: 's', total: 'x' }]),
    expectedIssues: [
      { row: 'r6', code: 'not-a-number' },
      { row: 'r1', path: 'order.status', code: 'not-in-lookup-table' },
    ],
  },
  { id: 'checked', given: { order: { lines: [] } }, expectedIssues: [{ row: null, code: 'missing-required' }] },
  { id: 'left', given: order('b', [{ sku: 's', total: 'x' }]), expectedIssues: [{ code: 'not-in-lookup-table' }] },
  { id: 'no-issue', given: order('a'), expectedIssues: [{ code: 'not-in-lookup-table' }] },
  { id: 'refused', given: order('b'), expected: {} },
  {
    id: 'ignored',
    ignore: ['Prefix', 'Lines[].Total', 'no path [1]'],
    given: order('a', [{ sku: 's', total: '2' }, { sku: 't' }]),
    expected: {
      State: 'A',
      Kind: 'new',
      Prefix: 'other',
      Lines: [
        { Sku: 's', Total: 9 },
        { Sku: 't', Total: 9 },
      ],
    },
  },
  { id: 'ignored-items', ignore: ['Lines[]'], compare: 'containing', given: order('a', [{ sku: 's' }]), expected: { Lines: [] } },
  { id: 'ignored-but-longer', ignore: ['Lines[].Sku'], compare: 'containing', given: order('a', [{ sku: 's' }]), expected: { Lines: [] } },
]
const hooked: MapSetup = {
  inputs: { order: { status: 'text!' } },
  destination: { State: 'text' },
  rows: [{ to: 'State', transform: { kind: 'hook', words: 'Ask the archive', uses: [of('order', 'status')] } }],
}
/** Names that are also those of what generated code makes itself. */
const clashing: MapSetup = {
  inputs: {
    order: { a: 'text!' },
    isOrder: { a: 'text!' },
    fitsOrder: { a: 'text!' },
    'applies to': { a: 'text!' },
    index: { a: 'text!' },
    at: { a: 'text!' },
    'group by': { a: 'text!' },
  },
  destination: { Result: 'text', Issues: 'text', Into: 'text', Key: 'text', Value: 'text', Before: 'text', Mapped: 'text' },
  rows: ['order', 'isOrder', 'fitsOrder', 'applies to', 'index', 'at', 'group by'].map((input, index) => ({
    to: ['Result', 'Issues', 'Into', 'Key', 'Value', 'Before', 'Mapped'][index] ?? '',
    transform: copy(of(input, 'a')),
  })),
}

const folder = mkdtempSync(join(tmpdir(), 'crosswalk-cases-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the cases of a generated package', () => {
  const built = {
    plain: build(mapped, cases),
    hooked: build(hooked, [{ id: 'asked', given: { order: { status: 'a' } }, expected: { State: 'A' } }]),
    clashing: build(clashing, []),
  }
  const packages = new Map<string, readonly ExportedFile[]>()
  let errors = ''

  beforeAll(async () => {
    for (const [name, { project, findGraph }] of Object.entries(built)) {
      const code = await exportTypeScript(project, 'map', findGraph, { findRecord })
      if (!code.ok) throw new Error(JSON.stringify(code.error))
      packages.set(name, code.value.files)
    }
    errors = (await compilePackages(folder, packages)).errors
  }, 120_000)

  const load = async (name: string): Promise<RunCases> =>
    ((await import(pathToFileURL(join(folder, 'out', name, 'cases.js')).href)) as { runCases: RunCases }).runCases

  it('compile, also where names are those of what the code makes itself', () => {
    expect(errors).toBe('')
  })

  it('pass and fail as on closures, named by case and use case', async () => {
    const results = (await load('plain'))()
    const { project, findGraph } = built.plain
    const run = createMappingCaseRunner({ project, findGraph, findRecord, now: '2026-01-01T00:00:00.000Z' })
    expect(results.map(({ passed }) => passed)).toEqual(project.testCases.map((testCase) => run(testCase).state === 'passed'))
    expect(results.filter(({ passed }) => !passed).map(({ name }) => name)).toEqual([
      'T-2 case more',
      'T-4 case longer',
      'T-10 case left',
      'T-11 case no-issue',
      'T-12 case refused',
      'T-15 case ignored-but-longer',
    ])
    expect(results[0]?.name).toBe('T-1 case exact (UC-7)')
  })

  it('say what is not as expected', async () => {
    const results = (await load('plain'))()
    const difference = (id: string) => results.find(({ name }) => name.endsWith(id))?.difference
    expect(difference('more')).toBe('the record.Prefix: expected undefined, got "WC-"')
    expect(difference('longer')).toBe('the record.Lines: expected [{"Sku":"s"}], got [{"Sku":"s"},{"Sku":"t"}]')
    expect(difference('no-issue')).toBe('expected the issue {"code":"not-in-lookup-table"}, got []')
    expect(difference('exact (UC-7)')).toBeUndefined()
  })

  it('take the code of hooks, which only an engineer has', async () => {
    const run = await load('hooked')
    expect(run({ state: (status: string) => status.toUpperCase() })).toEqual([{ name: 'T-1 case asked', passed: true }])
  })

  it('are left out, with a sentence, where something is missing or does not fit', async () => {
    const { project, findGraph } = build(mapped, [
      { id: 'empty' },
      { id: 'gone', profile: 'nobody', given: order('a'), expected: {} },
      { id: 'unfit', config: [{ config: 'c', value: 5 }], given: order('a'), expected: {} },
      { id: 'whole', given: order('a'), expected: {} },
    ])
    const code = await exportTypeScript(project, 'map', findGraph, { findRecord })
    const text = code.ok ? code.value.files.find(({ path }) => path === 'cases.ts')?.text : undefined
    expect(text?.match(/^\/\/ Not here: T-\d case \w+/gm)).toEqual(['// Not here: T-1 case empty', '// Not here: T-2 case gone', '// Not here: T-3 case unfit'])
  })

  it.each(['vitest', 'node'] as const)('have an adapter for %s, the only file that imports a runner', async (tests) => {
    const code = await exportTypeScript(built.plain.project, 'map', built.plain.findGraph, { findRecord, tests })
    const files = code.ok ? code.value.files : []
    expect(files.filter(({ text }) => /from '(?:vitest|node:)/.test(text)).map(({ path }) => path)).toEqual([`mapper.${tests}.test.ts`])
  })
})
