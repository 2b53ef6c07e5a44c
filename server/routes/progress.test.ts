// Tests of how far a project was from day to day, on a database on disk.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildObject } from '../../fixtures/build.ts'
import { createRandom } from '../../fixtures/random-maps.ts'
import type { ProgressDay } from '../../shared/api/review-routes.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { addObject, deleteObject, setCell, type EditOrigin } from '../../shared/project/edits.ts'
import { buildDiskApp, type TestApp } from '../app-fixture.ts'
import type { LiveDoc } from './live-objects.ts'

let server: TestApp
let cookie: string
beforeAll(async () => {
  server = await buildDiskApp()
  cookie = await server.signIn('viewer')
})
afterAll(() => server.close())

async function create(): Promise<string> {
  const json = { name: 'Shop' }
  return ((await (await server.ask('POST', '/api/projects', { cookie: await server.signIn('owner'), json })).json()) as { id: string }).id
}
const read = async (project: string) => {
  const answer = await server.ask('GET', `/api/projects/${project}/progress`, { cookie })
  expect(answer.status).toBe(200)
  return (await answer.json()) as ProgressDay[]
}
const row = (id: string, cells: object = {}) => buildObject('rows', { id, destination: id as FieldPath, ...cells })
async function on(day: string, project: string, change: (doc: LiveDoc, origin: EditOrigin) => void): Promise<void> {
  server.setNow(new Date(`${day}T23:59:59.999Z`))
  await server.deps.rooms.edit(project, { person: 'ann', command: day }, (doc, origin) => change(doc, origin))
}

test('each day tells what stood at its end: rows that were not deleted, how many had at least a status, and the sum of estimates', async () => {
  const project = await create()
  await on('2026-11-01', project, (doc, by) => {
    for (const each of [row('a'), row('b'), row('c', { status: 'ready' })]) addObject(doc, 'rows', each, by)
    addObject(doc, 'useCases', buildObject('useCases', { id: 'u1', estimate: 2.5 }), by)
  })
  await on('2026-11-02', project, (doc, by) => setCell(doc, 'rows', 'a', 'note', 'a note moves nothing', by))
  await on('2026-11-03', project, (doc, by) => {
    setCell(doc, 'rows', 'a', 'status', 'ready', by)
    setCell(doc, 'rows', 'a', 'status', 'approved', by)
    setCell(doc, 'rows', 'b', 'status', 'tested', by)
    setCell(doc, 'useCases', 'u1', 'estimate', 4, by)
  })
  await on('2026-11-05', project, (doc, by) => {
    deleteObject(doc, 'rows', 'b', by)
    setCell(doc, 'rows', 'a', 'status', undefined, by)
    addObject(doc, 'rows', row('d', { status: 'built' }), by)
    addObject(doc, 'useCases', buildObject('useCases', { id: 'u2', estimate: 1 }), by)
  })
  await on('2026-11-09', project, (doc, by) => {
    setCell(doc, 'rows', 'b', 'deleted', undefined, by)
    deleteObject(doc, 'useCases', 'u1', by)
    addObject(doc, 'questions', buildObject('questions', { id: 'q', status: 'open' }), by)
  })
  expect(await read(project)).toEqual([
    { day: '2026-11-01', rows: 3, ready: 1, approved: 0, built: 0, tested: 0, estimate: 2.5 },
    { day: '2026-11-03', rows: 3, ready: 3, approved: 2, built: 1, tested: 1, estimate: 4 },
    { day: '2026-11-05', rows: 3, ready: 2, approved: 1, built: 1, tested: 0, estimate: 5 },
    { day: '2026-11-09', rows: 4, ready: 3, approved: 2, built: 2, tested: 1, estimate: 1 },
  ])
})

test('what one day ends with is what the present was on that day, whatever was done after', async () => {
  const project = await create()
  const next = createRandom(7)
  const random = (below: number) => Math.floor(next() * below)
  const seen: ProgressDay[] = []
  for (let day = 1; day <= 20; day++) {
    const name = `2026-10-${String(day).padStart(2, '0')}`
    await on(name, project, (doc, by) => {
      addObject(doc, 'rows', row(`r${day}`), by)
      for (let edit = 0; edit < 12; edit++) {
        const of = `r${random(day) + 1}`
        if (random(3) === 0) setCell(doc, 'rows', of, 'deleted', random(2) === 0 ? true : undefined, by)
        else setCell(doc, 'rows', of, 'status', ['draft', 'ready', 'approved', 'built', 'tested'][random(5)], by)
      }
    })
    seen.push((await read(project)).at(-1) ?? expect.unreachable('a day'))
  }
  expect(await read(project)).toEqual(seen)
  expect(new Set(seen.map(({ tested }) => tested)).size).toBeGreaterThan(2)
})

test('a project without rows has no days, and more changes than one page holds are all told', { timeout: 20_000 }, async () => {
  const project = await create()
  expect(await read(project)).toEqual([])
  await on('2026-11-01', project, (doc, by) => {
    for (let index = 0; index < 2_500; index++) addObject(doc, 'rows', row(`r${index}`), by)
  })
  for (const [day, status] of [
    ['2026-11-02', 'ready'],
    ['2026-11-03', 'built'],
  ] as const)
    await on(day, project, (doc, by) => {
      for (let index = 0; index < 2_500; index++) setCell(doc, 'rows', `r${index}`, 'status', status, by)
    })
  expect((await read(project)).map(({ day, rows, ready, built }) => [day, rows, ready, built])).toEqual([
    ['2026-11-01', 2_500, 0, 0],
    ['2026-11-02', 2_500, 2_500, 0],
    ['2026-11-03', 2_500, 2_500, 2_500],
  ])
})

test('of a project that is not there nothing is told', async () => {
  expect((await server.ask('GET', '/api/projects/none/progress', { cookie })).status).toBe(404)
  expect((await server.ask('GET', '/api/projects/none/progress')).status).toBe(401)
})
