// Tests of what an engineer's CI tells over HTTP, on a database on disk.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildObject } from '../../fixtures/build.ts'
import type { BuildAnswer } from '../../shared/api/review-routes.ts'
import type { Row } from '../../shared/project/field-map.ts'
import { addObject } from '../../shared/project/edits.ts'
import { rowFingerprint } from '../../shared/review/row-status.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { buildDiskApp, type TestApp } from '../app-fixture.ts'

let server: TestApp
let editor: string
let commenter: string
beforeAll(async () => {
  server = await buildDiskApp()
  editor = await server.signIn('editor')
  commenter = await server.signIn('commenter')
})
afterAll(() => server.close())

const ann = { person: 'ann', command: 'c' }
const rowOf = (id: string, cells: Partial<Row> = {}) => buildObject('rows', { id, fieldMap: 'm1', destination: id as FieldPath, ...cells })
const stamped = (row: Row) => ({ ...row, statusHash: rowFingerprint(row) })

async function create(): Promise<{ project: string; number: (id: string) => number }> {
  const { id: project } = (await (await server.ask('POST', '/api/projects', { cookie: editor, json: { name: 'Shop' } })).json()) as { id: string }
  await server.deps.rooms.edit(project, ann, (doc, origin) => {
    addObject(doc, 'systems', buildObject('systems', { id: 's' }), origin)
    addObject(doc, 'environments', buildObject('environments', { id: 'sandbox', system: 's', name: 'Demo organisation' }), origin)
    addObject(doc, 'fieldMaps', buildObject('fieldMaps', { id: 'm1' }), origin)
    const rows = [
      stamped(rowOf('ready', { status: 'ready' })),
      stamped(rowOf('approved', { status: 'approved' })),
      rowOf('draft'),
      { ...rowOf('changed', { status: 'ready' }), statusHash: 'of another' },
      stamped(rowOf('asked', { status: 'ready' })),
    ]
    for (const row of rows) addObject(doc, 'rows', row, origin)
    addObject(doc, 'questions', buildObject('questions', { id: 'q', at: 'row:asked' }), origin)
    addObject(doc, 'testCases', buildObject('testCases', { id: 'case', rows: ['ready', 'draft'] }), origin)
  })
  const { rows } = await server.deps.rooms.readProject(project)
  return { project, number: (id) => rows.find((row) => row.id === id)?.number ?? 0 }
}
const report = (project: string, json: object, cookie = editor) => server.ask('POST', `/api/projects/${project}/builds`, { cookie, json })
const statuses = async (project: string) =>
  Object.fromEntries((await server.deps.rooms.readProject(project)).rows.map(({ id, status }) => [id, status ?? 'draft']))

test('rows that are ready or approved become built; drafts, changed ones and those with a question are left and listed', async () => {
  const { project, number } = await create()
  const ids = ['ready', 'approved', 'draft', 'changed', 'asked']
  const answer = await report(project, { build: '1.4.0', rows: ids.map(number) })
  expect(answer.status).toBe(200)
  const { built, left } = (await answer.json()) as BuildAnswer
  expect(built).toBe(2)
  expect(new Set(left)).toEqual(new Set(['draft', 'changed', 'asked'].map(number)))
  expect(await statuses(project)).toEqual({ ready: 'built', approved: 'built', draft: 'draft', changed: 'ready', asked: 'ready' })
})

test('a passed run in a named environment raises what is built to tested, a failed one puts it back, one in no environment does neither', async () => {
  const { project, number } = await create()
  const run = (result: string, environment?: string) => ({ testCase: 1, result, ...(environment === undefined ? {} : { environment }) })
  await report(project, { build: '1', rows: [number('ready')], runs: [run('passed')] })
  expect((await statuses(project))['ready']).toBe('built')
  const passed = (await (await report(project, { build: '2', runs: [run('passed', 'Demo organisation')] })).json()) as BuildAnswer
  expect(passed.raised).toEqual([number('ready')])
  expect(await statuses(project)).toMatchObject({ ready: 'tested', draft: 'draft' })
  const failed = (await (await report(project, { build: '3', runs: [run('failed', 'Demo organisation')] })).json()) as BuildAnswer
  expect(failed.lowered).toEqual([number('ready')])
  const { testRuns } = await server.deps.rooms.readProject(project)
  const told = testRuns.map(({ build, result, by }) => `${build} ${result} by ${by}`)
  expect(new Set(told)).toEqual(new Set(['1 passed by a editor', '2 passed by a editor', '3 failed by a editor']))
})

test.each([
  { what: 'row', json: { build: '1', rows: [999] }, want: 'There is no row R-999.' },
  { what: 'test case', json: { build: '1', runs: [{ testCase: 77, result: 'passed' }] }, want: 'There is no test case T-77.' },
  { what: 'environment', json: { build: '1', runs: [{ testCase: 1, result: 'passed', environment: 'Moon' }] }, want: 'There is no environment "Moon".' },
])('where a $what is not known nothing is changed, and it is said which', async ({ json, want }) => {
  const { project, number } = await create()
  const answer = await report(project, { rows: [number('ready')], ...json })
  expect(answer.status).toBe(409)
  expect(((await answer.json()) as { detail: string }).detail).toContain(want)
  expect((await statuses(project))['ready']).toBe('ready')
})

test('who may only comment reports no build', async () => {
  const { project } = await create()
  expect((await report(project, { build: '1' }, commenter)).status).toBe(403)
})
