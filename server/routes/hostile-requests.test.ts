// Whatever is sent to the routes of reviews, baselines, pictures and builds: no answer is a failure of the server, and nothing of another project is taken.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildObject } from '../../fixtures/build.ts'
import { addObject } from '../../shared/project/edits.ts'
import type { Project } from '../../shared/project/project.ts'
import { rowFingerprint } from '../../shared/review/row-status.ts'
import { readSignatures } from '../../shared/review/use-case-signatures.ts'
import { buildApp, type TestApp } from '../app-fixture.ts'

let server: TestApp
let cookie = ''
let project = ''
let other = ''
beforeAll(async () => {
  server = await buildApp()
  cookie = await server.signIn('owner')
  const create = async () => ((await (await server.ask('POST', '/api/projects', { cookie, json: { name: 'Shop' } })).json()) as { id: string }).id
  ;[project, other] = [await create(), await create()]
  for (const [id, mark] of [
    [project, ''],
    [other, 'x'],
  ] as const) {
    await server.deps.rooms.edit(id, { person: 'ann', command: 'c' }, (doc, by) => {
      for (const deleted of [false, true]) {
        const end = `${mark}${deleted ? '-gone' : ''}`
        const gone = deleted ? { deleted: true } : {}
        addObject(doc, 'rows', buildObject('rows', { id: `r${end}`, fieldMap: `m${end}`, ...gone }), by)
        addObject(doc, 'fieldMaps', buildObject('fieldMaps', { id: `m${end}`, ...gone }), by)
        addObject(doc, 'useCases', buildObject('useCases', { id: `u${end}`, ...gone }), by)
        addObject(doc, 'people', buildObject('people', { id: `p${end}`, ...gone }), by)
        addObject(doc, 'questions', buildObject('questions', { id: `q${end}`, at: `row:r${end}`, ...gone }), by)
        addObject(doc, 'testCases', buildObject('testCases', { id: `t${end}`, ...gone }), by)
        addObject(doc, 'waivers', buildObject('waivers', { id: `w${end}`, ...gone }), by)
        addObject(doc, 'signOffs', buildObject('signOffs', { id: `s${end}`, useCase: `u${end}`, person: `p${end}`, ...gone }), by)
        addObject(doc, 'baselines', buildObject('baselines', { id: `b${end}`, ...gone }), by)
      }
    })
  }
})
afterAll(() => server.close())

const strangers = [
  'rx',
  'mx',
  'ux',
  'px',
  'qx',
  'tx',
  'wx',
  'sx',
  'bx',
  'r-gone',
  'm-gone',
  'u-gone',
  'p-gone',
  'q-gone',
  't-gone',
  'w-gone',
  's-gone',
  'b-gone',
  'none',
  '__proto__',
  'constructor',
]
const ids = fc.oneof(fc.constantFrom('r', 'm', 'u', 'p', 'q', 't', 'w', 's', 'b'), fc.constantFrom(...strangers))
const odd = fc.oneof(
  fc.constantFrom<unknown>('', ' ', 0, -1, 1.5, 1e308, true, null, [], {}, [[]], '\u0000', '\ud800', '__proto__', 'x'.repeat(33_000)),
  ids,
  ids.map((id) => `row:${id}`),
  ids.map((id) => `field:${id}:a[].b`),
  fc.constantFrom('use-case:u', 'use-case:', 'field::', 'row:', 'test-case:constructor', 'step:__proto__', 'approved', 'passed', 'failed'),
)
const names = [
  'rows',
  'row',
  'fingerprint',
  'build',
  'runs',
  'testCase',
  'environment',
  'result',
  'note',
  'problems',
  'code',
  'at',
  'message',
  'reason',
  'useCase',
  'baseline',
  'person',
  'openPoints',
  'openCount',
  'content',
  'text',
  'askedOf',
  'neededBy',
  'answer',
  '__proto__',
  'status',
  'by',
  'byName',
]
const inner = fc.dictionary(fc.constantFrom(...names), odd, { maxKeys: 5 })
const mangled = fc.oneof(odd, fc.dictionary(fc.constantFrom(...names), fc.oneof(odd, fc.array(fc.oneof(inner, odd), { maxLength: 3 })), { maxKeys: 6 }))
const words = fc.constantFrom('Why?', 'x')
const person = fc.oneof(fc.constant('p'), ids)
const at = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('row:r', 'use-case:u', 'field:m:a', 'test-case:t') },
  ids.map((id) => `row:${id}`),
  ids.map((id) => `use-case:${id}`),
  ids.map((id) => `field:${id}:a`),
  fc.constantFrom('use-case:', 'field::', 'row:', 'test-case:constructor', 'step:__proto__'),
)
const sound: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  approvals: fc.record({
    rows: fc.array(fc.record({ row: ids, fingerprint: fc.constantFrom(rowFingerprint(buildObject('rows', { id: 'r', fieldMap: 'm' })), '') }), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
  builds: fc.record(
    {
      build: words,
      rows: fc.array(fc.constantFrom(1, 2, 3, 1e9), { maxLength: 3 }),
      runs: fc.array(
        fc.record(
          {
            testCase: fc.constantFrom(1, 2, 1e9),
            result: fc.constantFrom('passed', 'failed', 'blocked'),
            environment: fc.constantFrom('', 'Sandbox', '__proto__'),
          },
          { requiredKeys: ['testCase', 'result'] },
        ),
        { maxLength: 2 },
      ),
    },
    { requiredKeys: ['build'] },
  ),
  waivers: fc.record({ problems: fc.array(fc.record({ code: words, at, message: words }), { minLength: 1, maxLength: 2 }), reason: words }),
  'sign-offs': fc.oneof(
    fc.record({ useCase: fc.oneof(fc.constant('u'), ids), person, content: fc.constant('use-case') }),
    fc.record({ baseline: fc.oneof(fc.constant('b'), ids), person, content: fc.constantFrom('state', buildObject('baselines', { id: 'b' }).state) }),
  ),
  questions: fc.record({ at, text: words, askedOf: person, neededBy: fc.constantFrom('2026-11-22', 'x') }, { requiredKeys: ['at', 'text'] }),
}
const paths = Object.keys(sound)
const call = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(...paths).chain((path) => fc.record({ method: fc.constant('POST'), path: fc.constant(path), json: sound[path] ?? mangled })),
  },
  {
    weight: 2,
    arbitrary: fc.record({ method: fc.constant('POST'), path: fc.constantFrom(...paths, 'pictures', 'records', 'baselines/none', 'progress'), json: mangled }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      method: fc.constant('POST'),
      path: ids.map((id) => `questions/${id}/answer`),
      json: fc.oneof(fc.record({ answer: words }), mangled),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      method: fc.constant('DELETE'),
      path: fc.tuple(fc.constantFrom('waivers', 'sign-offs'), fc.constantFrom(...strangers)).map((parts) => parts.join('/')),
      json: fc.constant({}),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      method: fc.constant('GET'),
      path: fc.tuple(fc.constantFrom('baselines', 'pictures', 'records'), ids).map((parts) => parts.join('/')),
      json: fc.constant(undefined),
    }),
  },
)

/** Ids that an object of one project names, and that are objects of another or gone. */
function listForeign({ signOffs, questions, waivers, testRuns }: Project): string[] {
  const named = [
    ...signOffs.flatMap(({ id, useCase, baseline, person }) => (id.startsWith('s') ? [] : [useCase, baseline, person])),
    ...questions.flatMap(({ id, at, askedOf }) => (id.startsWith('q') ? [] : [at.split(':')[1], askedOf])),
    ...waivers.flatMap(({ id, at }) => (id.startsWith('w') ? [] : [at.split(':')[1]])),
    ...testRuns.map(({ testCase }) => testCase),
  ]
  return named.flatMap((id) => (id !== undefined && strangers.includes(id) ? [id] : []))
}

test('[T-46] no request makes the server fail, and none refers to what is gone or another project’s', async () => {
  const before = await server.deps.rooms.readProject(other)
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 6 }), async (calls) => {
      for (const { method, path, json } of calls) {
        const content = readSignatures(await server.deps.rooms.readProject(project), 'u').content
        const sent = JSON.stringify(json)?.replace('"use-case"', JSON.stringify(content))
        const answer = await server.ask(method, `/api/projects/${project}/${path}`, {
          cookie,
          headers: { 'content-type': 'application/json' },
          ...(sent === undefined ? {} : { body: sent }),
        })
        expect([method, path, answer.status < 500 ? '' : await answer.text()]).toEqual([method, path, ''])
      }
      expect(listForeign(await server.deps.rooms.readProject(project))).toEqual([])
    }),
    { numRuns: Number(process.env['RUNS'] ?? 60) },
  )
  expect(await server.deps.rooms.readProject(other)).toEqual(before)
})
