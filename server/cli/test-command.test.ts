// Tests of `crosswalk test` on a real project file.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildMap, buildObject, of } from '../../fixtures/build.ts'
import { printProjectFile } from '../../shared/project/project-file.ts'
import { runCommand } from '../command-fixture.ts'

let folder: string
let file: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crosswalk-test-'))
  file = join(folder, 'shop.crosswalk.json')
  const { project, graphs } = buildMap({
    inputs: { order: { number: 'text!', total: 'text' } },
    destination: { Number: 'text', Total: 'number' },
    rows: [
      { to: 'Number', transform: { kind: 'template', parts: [{ of: 'config', config: 'prefix' }, of('order', 'number')] } },
      { to: 'Total', transform: { kind: 'convert', from: of('order', 'total'), to: 'number' } },
    ],
    project: {
      configValues: [buildObject('configValues', { id: 'prefix', name: 'prefix', default: 'WC-' })],
      useCases: [
        buildObject('useCases', { id: 'u', number: 1, title: 'Invoice' }),
        buildObject('useCases', { id: 'v', number: 2, title: 'Other', order: 'a1' }),
      ],
      customerProfiles: [buildObject('customerProfiles', { id: 'shop', name: 'Shop' })],
      profileValues: [buildObject('profileValues', { id: 'p', profile: 'shop', config: 'prefix', value: 'S-' })],
      fieldMaps: [buildObject('fieldMaps', { id: 'second', number: 2, key: 'second', name: 'Second', order: 'a1' })],
      testCases: [
        buildObject('testCases', { id: 'a', number: 1, title: 'It passes', fieldMap: 'map', given: 'order', expected: 'made', useCases: ['u'] }),
        buildObject('testCases', { id: 'b', number: 2, title: 'It fails', fieldMap: 'map', given: 'order', expected: 'other', order: 'a1' }),
        buildObject('testCases', { id: 'c', number: 3, title: 'By hand', kind: 'manual', order: 'a2' }),
        buildObject('testCases', { id: 'd', number: 4, title: 'Not whole', fieldMap: 'map', given: 'order', order: 'a3' }),
        buildObject('testCases', { id: 'e', number: 5, title: 'Gone', fieldMap: 'map', given: 'order', expected: 'made', deleted: true, order: 'a4' }),
      ],
    },
  })
  const text = printProjectFile({
    format: 'crosswalk-project',
    formatVersion: 1,
    project,
    schemas: graphs,
    samples: {},
    records: {
      order: { order: { number: '7', total: '2.50' } },
      made: { Number: 'WC-7', Total: 2.5 },
      other: { Number: 'WC-8', Total: 2.5, Note: null },
    },
    baselines: [],
  })
  await writeFile(file, text)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('prints each case with what differs, counts them, and ends with 1 when one fails', async () => {
  const ended = await runCommand(['test', file])
  expect(ended.code).toBe(1)
  expect(ended.out.trimEnd().split('\n')).toEqual([
    'T-1 It passes: passed',
    'T-2 It fails: FAILED',
    '  Number: "WC-8" is expected, but it is "WC-7".',
    '  Note: null is expected, but nothing is there.',
    'T-3 By hand: not run',
    '  A person runs this case.',
    'T-4 Not whole: CANNOT RUN',
    '  Say what is expected.',
  ])
  expect(ended.err.trim()).toBe('4 cases: 1 passed, 1 failed, 1 cannot run, 1 run by people.')
})

test('ends with 0 where everything that is asked for passes', async () => {
  expect(await runCommand(['test', file, '--case', 'T-1'])).toMatchObject({ code: 0, out: 'T-1 It passes: passed\n' })
  expect(await runCommand(['test', file, '--map', 'second'])).toMatchObject({ code: 0, out: '' })
})

test('runs the cases of one use case, by its number or title', async () => {
  expect(await runCommand(['test', file, '--use-case', 'UC-1'])).toMatchObject({ code: 0, out: 'T-1 It passes: passed\n' })
  expect(await runCommand(['test', file, '--use-case', 'Other'])).toMatchObject({ code: 0, out: '' })
})

test('lists the rows that none of the cases covers, which is no failure', async () => {
  const covered = await runCommand(['test', file, '--case', 'T-1', '--coverage'])
  expect(covered).toMatchObject({ code: 0, out: 'T-1 It passes: passed\nEvery row is covered by a case.\n' })
  const none = await runCommand(['test', file, '--case', 'T-3', '--coverage'])
  expect(none.code).toBe(0)
  expect(none.out.split('\n').slice(2)).toEqual(['2 rows in no case:', '  R-1 Number (order-to-invoice)', '  R-2 Total (order-to-invoice)', ''])
  const json = await runCommand(['test', file, '--case', 'T-3', '--coverage', '--json'])
  expect(JSON.parse(json.out)).toMatchObject({ uncovered: [{ number: 1, map: 'order-to-invoice', destination: 'Number' }, { number: 2 }] })
})

test('prints everything as JSON', async () => {
  const ended = await runCommand(['test', file, '--json'])
  expect(ended.code).toBe(1)
  expect(JSON.parse(ended.out)).toEqual({
    cases: [
      { number: 1, title: 'It passes', kind: 'mapping', state: 'passed' },
      {
        number: 2,
        title: 'It fails',
        kind: 'mapping',
        state: 'failed',
        differences: [
          { path: 'Number', expected: 'WC-8', actual: 'WC-7' },
          { path: 'Note', expected: null },
        ],
      },
      { number: 3, title: 'By hand', kind: 'manual', state: 'not-run', message: 'A person runs this case.' },
      { number: 4, title: 'Not whole', kind: 'mapping', state: 'cannot-run', message: 'Say what is expected.' },
    ],
    passed: 1,
    failed: 1,
    cannotRun: 1,
    notRun: 1,
  })
})

test('takes the customer for cases that name none', async () => {
  const ended = await runCommand(['test', file, '--case', 'T-1', '--customer', 'Shop'])
  expect(ended).toMatchObject({ code: 1, out: expect.stringContaining('Number: "WC-7" is expected, but it is "S-7".') })
})

test.each([
  { args: ['--case', 'T-9'], says: /no test case "T-9"[\s\S]*T-1 It passes/ },
  { args: ['--map', 'nope'], says: /no field map "nope"/ },
  { args: ['--use-case', 'UC-9'], says: /no use case "UC-9"[\s\S]*UC-1 Invoice/ },
  { args: ['--customer', 'Nobody'], says: /no customer profile/ },
  { args: ['--now', 'tomorrow'], says: /ISO 8601/ },
])('ends with 2 for $args', async ({ args, says }) => {
  const ended = await runCommand(['test', file, ...args])
  expect([ended.code, ended.out]).toEqual([2, ''])
  expect(ended.err).toMatch(says)
})

test('run refuses an operation that is none', async () => {
  const ended = await runCommand(['run', file, '--map', 'order-to-invoice', '--operation', 'delete'], '{}\n')
  expect([ended.code, ended.out]).toEqual([2, ''])
  expect(ended.err).toMatch(/use create or update/)
})

test('says which rows and parts of a map take no part, as `run` does, and what there is where something is not', async () => {
  const unclear = join(folder, 'unclear.crosswalk.json')
  const { project, graphs } = buildMap({
    inputs: { order: { number: 'text!' } },
    destination: { Number: 'text', Total: 'number' },
    rows: [
      { to: 'Number', transform: { kind: 'copy', from: of('order', 'number') } },
      { to: 'Total', transform: { kind: 'formula', text: 'number + 1' } },
    ],
    fieldMap: { appliesWhen: { test: 'formula', text: 'gone = 1' } },
    invariants: [{ sentence: 'The number is kept', formula: '$result.Gone = number' }],
    project: { testCases: [buildObject('testCases', { id: 'a', number: 1, title: 'It passes', fieldMap: 'map', given: 'order', expected: 'made' })] },
  })
  const records = { order: { order: { number: '7' } }, made: { Number: '7' } }
  const content = { format: 'crosswalk-project', formatVersion: 1, project, schemas: graphs, samples: {}, records, baselines: [] } as const
  await writeFile(unclear, printProjectFile(content))
  const key = project.fieldMaps[0]?.key ?? ''
  const tested = await runCommand(['test', unclear])
  const ran = await runCommand(['run', unclear, '--map', key], '{"number":"7"}\n')
  for (const said of ['"Applies when" cannot be asked', '"The number is kept" is not checked', 'R-2 is left out: A number is needed here']) {
    expect(tested.err).toContain(`${key}: ${said}`)
    expect(ran.err).toContain(said)
  }
  expect((await runCommand(['run', unclear, '--map', key, '--customer', 'Nobody'])).err).toContain('"Nobody". The project has none.')
  expect((await runCommand(['test', unclear, '--case', 'T-9'])).err).toContain('There are:\n  T-1 It passes')
})
