// Project files that anybody may have written: refused with a sentence and nothing left behind, or taken without harm to other projects.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { limits } from '../../shared/api/limits.ts'
import type { ProjectSummary } from '../../shared/api/routes.ts'
import type { ProjectFile } from '../../shared/project/project-file.ts'
import { buildApp, type TestApp } from '../app-fixture.ts'

let server: TestApp
let cookie: string
beforeAll(async () => {
  server = await buildApp()
  cookie = await server.signIn('owner')
})
afterAll(() => server.close())

type Row = ProjectFile['project']['rows'][number]
type Schemas = Record<string, ProjectFile['schemas'][string]>
/** A file of the demo project, to be spoilt. */
type Spoilt = { project: { info: { name: string }; rows: Row[]; fieldMaps: object[]; schemas: { graph: string }[] }; schemas: Schemas }
const demo = () => JSON.parse(readFileSync(new URL('../../fixtures/woocommerce-to-xero.crosswalk.json', import.meta.url), 'utf8')) as Spoilt
const send = (text: string) => server.ask('POST', '/api/projects/import', { cookie, body: text, headers: { 'content-type': 'application/json' } })
const list = async () => (await (await server.ask('GET', '/api/projects', { cookie })).json()) as ProjectSummary[]
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
/** The stored graph of a project's first schema version. */
const readGraph = async (project: string) => {
  const [schema] = (await server.deps.rooms.readProject(project)).schemas
  return (await (await server.ask('GET', `/api/projects/${project}/graphs/${schema?.graph}`, { cookie })).json()) as { title: string }
}

describe('a project file', () => {
  test.each<{ given: string; text: () => string; says: RegExp }>([
    {
      given: '200,000 levels deep',
      text: () => JSON.stringify(demo()).replace('"records":{', `"records":{"deep":${nested(200_000)},`),
      says: /nested too deep/,
    },
    {
      given: 'with a cell nested deeper than a document may',
      text: () => JSON.stringify(demo()).replace('"status":', `"later":${nested(40)},"status":`),
      says: /deep/,
    },
    {
      given: 'with a graph under a name that reaches a prototype',
      text: () => JSON.stringify(demo()).replace('"schemas":{', '"schemas":{"__proto__":{"x":1},'),
      says: /__proto__/,
    },
    {
      given: 'with more rows than a project holds',
      text: () => {
        const file = demo()
        const row = file.project.rows[0] as Row
        file.project.rows = Array.from({ length: limits.storedRowsMost + 1 }, (_, index) => ({ ...row, id: `r${index}`, number: undefined }))
        return JSON.stringify(file)
      },
      says: /25000 rows/,
    },
    {
      given: 'with a node under such a name',
      text: () => JSON.stringify(demo()).replace('"nodes":{', '"nodes":{"__proto__":{"properties":5},'),
      says: /__proto__/,
    },
    {
      given: 'with a project cell under such a name',
      text: () => JSON.stringify(demo()).replace('"info":{', '"info":{"__proto__":{"x":1},'),
      says: /__proto__/,
    },
    { given: 'that is empty', text: () => '', says: /not JSON/ },
  ])('$given is refused with a sentence, and no project is left', async ({ text, says }) => {
    const before = (await list()).length
    const answer = await send(text())
    expect(await answer.json()).toMatchObject({ type: 'NotAProjectFile', status: 422, detail: expect.stringMatching(says) })
    expect((await list()).length).toBe(before)
  })

  test('whose objects arrive in several pieces is one whole project, not archived', async () => {
    const file = demo()
    const row = file.project.rows[0] as Row
    file.project.rows = Array.from({ length: 1_201 }, (_, index) => ({ ...row, id: `r${index}`, number: index + 1, parent: undefined }))
    const made = (await (await send(JSON.stringify(file))).json()) as ProjectSummary
    expect(made).toMatchObject({ archived: false, fieldMaps: file.project.fieldMaps.length })
    const { rows, info } = await server.deps.rooms.readProject(made.id)
    expect(rows).toHaveLength(1_201)
    expect(rows.every(({ id, number }) => id === `r${(number ?? 0) - 1}`)).toBe(true)
    expect(info.name).toBe(file.project.info.name)
  })

  test('never changes or shows what another project keeps under the same name', async () => {
    const [honest, hostile] = [demo(), demo()]
    hostile.schemas = Object.fromEntries(Object.entries(hostile.schemas).map(([key, graph]) => [key, { ...graph, title: 'Forged' }]))
    const first = (await (await send(JSON.stringify(honest))).json()) as ProjectSummary
    const title = (await readGraph(first.id)).title
    const second = (await (await send(JSON.stringify(hostile))).json()) as ProjectSummary
    expect((await readGraph(second.id)).title).toBe('Forged')
    expect((await readGraph(first.id)).title).toBe(title)
  })

  test('cannot take the name of a description that somebody uploads later', async () => {
    const upload = async () => {
      const parts = new FormData()
      parts.append('file', new Blob(['openapi: 3.0.3\ninfo: { title: Shop, version: "1" }\npaths: {}\n']), 'shop.yaml')
      parts.append('systemName', 'Shop')
      const { id } = (await (await server.ask('POST', '/api/projects', { cookie, json: { name: 'Empty' } })).json()) as ProjectSummary
      const job = (await (await server.ask('POST', `/api/projects/${id}/schemas`, { cookie, body: parts, headers: { 'x-crosswalk': '1' } })).json()) as {
        id: string
      }
      await expect.poll(async () => server.deps.jobs.find(id, job.id)?.state, { timeout: 20_000 }).toBe('done')
      return id
    }
    const other = await buildApp()
    const own = [server, cookie] as const
    ;[server, cookie] = [other, await other.signIn('owner')]
    const elsewhere = await upload()
    const key = (await server.deps.rooms.readProject(elsewhere)).schemas[0]?.graph ?? ''
    ;[server, cookie] = own
    await other.close()
    const file = demo()
    const [graph] = Object.values(file.schemas)
    const [schema] = file.project.schemas
    if (graph === undefined || schema === undefined) expect.unreachable('the demo has schemas')
    file.schemas = { ...file.schemas, [key]: { ...graph, title: 'Forged' } }
    schema.graph = key
    expect((await send(JSON.stringify(file))).status).toBe(201)
    expect((await readGraph(await upload())).title).toBe('Shop')
  })
})
