// Tests of what is done with the files of a schema version later: more of them, newer ones, and looking into them.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SourceExcerpt } from '../../shared/api/routes.ts'
import { limits } from '../../shared/api/limits.ts'
import { addObject } from '../../shared/project/edits.ts'
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'
import { READER_VERSION, type SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { makeZip } from '../../fixtures/make-zip.ts'
import { buildApp, type TestApp } from '../app-fixture.ts'
import { createUploads, openApi, type Uploads } from '../upload-fixture.ts'

let server: TestApp
let cookie: string
let project: string
let upload: Uploads['upload']
let finish: Uploads['finish']
let leftOvers: Uploads['leftOvers']
beforeAll(async () => {
  server = await buildApp()
  ;({ cookie, project, upload, finish, leftOvers } = await createUploads(server))
})
afterAll(() => server.close())

describe('a description whose files come one after the other', () => {
  const split = {
    'api.yaml': 'openapi: 3.0.0\ninfo: {title: Split, version: "1"}\npaths: {}\ncomponents: {schemas: {Order: {$ref: "types/order.yaml"}}}\n',
    'order.yaml': 'type: object\nproperties:\n  id: {type: integer}\n  buyer: {$ref: "buyer.yaml"}\n',
    'buyer.yaml': 'type: object\nproperties:\n  name: {type: string}\n',
  }
  const versions = async () => (await server.deps.rooms.readProject(project)).schemas.filter(({ title, deleted }) => title === 'Split' && deleted !== true)
  const graphOf = async (key: string | undefined) =>
    (await (await server.ask('GET', `/api/projects/${project}/graphs/${key}`, { cookie })).json()) as SchemaGraph
  const missingIn = async (key: string | undefined) => (await graphOf(key)).problems.map(({ file }) => file)

  test('is read again with each, and the version that nothing uses goes', async () => {
    await finish(await upload('/schemas', { 'api.yaml': split['api.yaml'] }, { systemName: 'Split' }))
    const [first] = await versions()
    expect(await missingIn(first?.graph)).toEqual(['types/order.yaml'])
    expect(await finish(await upload('/schemas', { 'order.yaml': split['order.yaml'] }, { with: first?.id ?? '' }))).toMatchObject({ state: 'done' })
    const [second, ...others] = await versions()
    expect(others).toEqual([])
    expect(second).toMatchObject({ system: first?.system, fileNames: ['api.yaml', 'order.yaml'] })
    expect(second).not.toHaveProperty('replaces')
    expect(await missingIn(second?.graph)).toEqual(['buyer.yaml'])
    expect(await leftOvers()).toBe(0)
  })

  test('is a newer version where the old one is used', async () => {
    const [old] = await versions()
    const samples = { schema: old?.id ?? '', object: JSON.stringify({ kind: 'object', name: 'Order' }), name: 'One' }
    await finish(await upload('/samples', { 'one.json': '{"id":1}' }, samples))
    const job = await finish(await upload('/schemas', { 'buyer.yaml': split['buyer.yaml'] }, { with: old?.id ?? '' }))
    const both = await versions()
    expect(new Set(both.map(({ id }) => id))).toEqual(new Set([old?.id, job.result]))
    const newer = both.find(({ id }) => id === job.result)
    expect(newer?.replaces).toBe(old?.id)
    expect(await missingIn(newer?.graph)).toEqual([])
  })

  test('a file of the same name is a better copy', async () => {
    const newest = (await versions()).find(({ replaces }) => replaces !== undefined)
    const better = 'type: object\nproperties:\n  name: {type: string}\n  vat: {type: string}\n'
    const job = await finish(await upload('/schemas', { 'buyer.yaml': better }, { with: newest?.id ?? '' }))
    const made = (await versions()).find(({ id }) => id === job.result)
    expect(made?.fileNames).toEqual(['api.yaml', 'order.yaml', 'buyer.yaml'])
    expect((await graphOf(made?.graph)).fieldCount).toBe((await graphOf(newest?.graph)).fieldCount + 1)
  })

  test('may also be a zip', async () => {
    const zip = makeZip(Object.entries(split).map(([name, content]) => ({ name: name === 'api.yaml' ? name : `types/${name}`, content })))
    const job = await finish(await upload('/schemas', { 'api.zip': new Uint8Array(zip) }, { systemName: 'Zipped' }))
    const made = (await server.deps.rooms.readProject(project)).schemas.find(({ id }) => id === job.result)
    expect(made).toMatchObject({ title: 'Split', fileNames: ['api.zip'] })
    expect(await missingIn(made?.graph)).toEqual([])
    const node = (await graphOf(made?.graph)).nodes
    const buyer = Object.keys(node).find((id) => node[id]?.properties?.[0]?.name === 'name')
    const source = await server.ask('GET', `/api/projects/${project}/schemas/${made?.id}/source?node=${buyer}`, { cookie })
    expect(await source.json()).toMatchObject({ file: 'types/buyer.yaml', lines: expect.arrayContaining(['  name: {type: string}']) })
    expect(await leftOvers()).toBe(0)
  })
})

describe('the source of a field', () => {
  const ask = async (schema: string, node: string) => server.ask('GET', `/api/projects/${project}/schemas/${schema}/source?node=${node}`, { cookie })

  test('is the uploaded text around it', async () => {
    const text = JSON.stringify(openApi, undefined, 2)
    const job = await finish(await upload('/schemas', { 'shop.json': text }, { systemName: 'Source' }))
    const { graph: key } = (await server.deps.rooms.readProject(project)).schemas.find(({ id }) => id === job.result) ?? {}
    const graph = (await (await server.ask('GET', `/api/projects/${project}/graphs/${key}`, { cookie })).json()) as SchemaGraph
    const total = Object.values(graph.nodes)
      .flatMap(({ properties }) => properties ?? [])
      .find(({ name }) => name === 'total')
    const excerpt = (await (await ask(job.result ?? '', total?.node ?? '')).json()) as SourceExcerpt
    expect(excerpt).toMatchObject({ file: 'shop.json', pointer: '#/components/schemas/Order/properties/total' })
    const all = text.split('\n')
    expect(excerpt.lines).toEqual(all.slice(excerpt.firstLine - 1, excerpt.firstLine - 1 + excerpt.lines.length))
    expect(
      all
        .slice(excerpt.focus.from - 1, excerpt.focus.to)
        .join('')
        .replace(/\s/g, ''),
    ).toBe('"total":{"type":"string"}')
    expect(await leftOvers()).toBe(0)
  })

  test('is refused with a sentence where there is none', async () => {
    const { result } = await finish(await upload('/schemas', { 'shop.json': JSON.stringify(openApi) }, { systemName: 'Known' }))
    const schema = (await server.deps.rooms.readProject(project)).schemas.find(({ id }) => id === result)
    expect((await ask('none', 'n1')).status).toBe(404)
    expect((await ask(schema?.id ?? '', 'x')).status).toBe(400)
    const nowhere = await ask(schema?.id ?? '', 'n999999')
    expect([nowhere.status, await nowhere.json()]).toMatchObject([404, { type: 'NoSource', detail: expect.stringContaining('nowhere') }])
    await server.deps.rooms.edit(project, { person: 'p', command: 'c' }, (doc, origin) =>
      addObject(doc, 'schemas', { ...(schema as SchemaVersion), id: 'older', graph: 'abc.1', order: 'zz' }, origin),
    )
    expect(await (await ask('older', 'n1')).json()).toMatchObject({ type: 'NoSource', detail: expect.stringContaining('another release') })
    await server.deps.rooms.edit(project, { person: 'p', command: 'c' }, (doc, origin) =>
      addObject(doc, 'schemas', { ...(schema as SchemaVersion), id: 'brought', graph: `abc.${READER_VERSION}`, order: 'zz' }, origin),
    )
    expect(await (await ask('brought', 'n1')).json()).toMatchObject({ type: 'NoSource', detail: expect.stringContaining('project file') })
    expect(await leftOvers()).toBe(0)
  })
})

describe('too many imports at once', () => {
  test('[T-11] of one project are refused with 429, until one has ended', async () => {
    const answers = await Promise.all(
      Array.from({ length: limits.importsAProject + 2 }, () => upload('/schemas', { 'a.json': JSON.stringify(openApi) }, { systemName: 'Many' })),
    )
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(2)
    expect(await refused[0]?.json()).toMatchObject({ type: 'TooManyImports', detail: expect.stringContaining('cancel one') })
    await Promise.all(answers.filter(({ status }) => status === 202).map(finish))
    expect((await upload('/schemas', { 'a.json': '{}' }, { systemName: 'Many' })).status).toBe(202)
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    expect(await leftOvers()).toBe(0)
  }, 60_000)
})
