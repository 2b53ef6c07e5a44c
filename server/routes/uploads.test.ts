// Tests of uploads: counted while reading, kept private, read in the child, added to the project.
import { stat } from 'node:fs/promises'
import { createServer, request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { relative } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { getRequestListener } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { JobAnswer } from '../../shared/api/routes.ts'
import { limits } from '../../shared/api/limits.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { buildApp, type TestApp } from '../app-fixture.ts'
import { createUploads, openApi, type Uploads } from '../upload-fixture.ts'
import { cleanFileLabel, cleanFileName, readUploadedFiles } from './uploaded-files.ts'

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

describe('an uploaded description', () => {
  test('becomes a schema version of a new system, with its graph and original', async () => {
    const answer = await upload('/schemas', { 'shop.json': JSON.stringify(openApi) }, { systemName: 'Shop' })
    expect(answer.status).toBe(202)
    const job = await finish(answer)
    expect(job).toMatchObject({ state: 'done', progress: 1 })
    const found = await server.deps.rooms.readProject(project)
    const schema = found.schemas.find(({ id }) => id === job.result)
    expect(schema).toMatchObject({
      title: 'Shop API',
      version: '1.2',
      format: 'openapi-3.0',
      fileNames: ['shop.json'],
      importedAt: expect.stringContaining('2026-11-22'),
    })
    expect(found.systems.map(({ id, name }) => [id, name])).toEqual([[schema?.system, 'Shop']])
    const graph = await server.ask('GET', `/api/projects/${project}/graphs/${schema?.graph}`, { cookie })
    expect(await graph.json()).toMatchObject({ title: 'Shop API', fieldCount: 2 })
    expect(graph.headers.get('cache-control')).toContain('immutable')
    const packed = await server.ask('GET', `/api/projects/${project}/graphs/${schema?.graph}`, { cookie, headers: { 'accept-encoding': 'gzip' } })
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(JSON.parse(gunzipSync(await packed.arrayBuffer()).toString())).toMatchObject({ title: 'Shop API' })
    expect((await server.deps.storage.listLinkedBlobs(project)).map(({ kind }) => kind).sort()).toEqual(['graph', 'original', 'upload-set'])
    expect(await leftOvers()).toBe(0)
  })

  test('of a system of the same name, or given by id, adds a version to that system', async () => {
    const system = (await server.deps.rooms.readProject(project)).systems[0]?.id ?? ''
    const newer = JSON.stringify({ ...openApi, info: { title: 'Shop API', version: '1.3' } })
    expect((await finish(await upload('/schemas', { 'shop.json': newer }, { systemName: 'Shop' }))).state).toBe('done')
    expect((await finish(await upload('/schemas', { 'shop.json': newer }, { system }))).state).toBe('done')
    const found = await server.deps.rooms.readProject(project)
    expect(found.systems).toHaveLength(1)
    expect(found.schemas.map((schema) => schema.system)).toEqual([system, system, system])
    expect(new Set(found.schemas.map((schema) => schema.order)).size).toBe(3)
  })

  test.each([
    { name: 'a truncated file', text: JSON.stringify(openApi).slice(0, 200), message: /ends in the middle/ },
    { name: 'a picture', text: '\u0089PNG\r\n\u001a\n0000', message: /\w+/ },
    { name: 'an empty file', text: '', message: /\w+/ },
  ])('that is $name fails with a sentence, and nothing is added', async ({ text, message }) => {
    const before = (await server.deps.rooms.readProject(project)).schemas.length
    const job = await finish(await upload('/schemas', { 'bad.json': text }, { systemName: 'Bad' }))
    expect(job.state).toBe('failed')
    expect(job.message).toMatch(message)
    const found = await server.deps.rooms.readProject(project)
    expect([found.schemas.length, found.systems.length]).toEqual([before, 1])
    expect(await leftOvers()).toBe(0)
  })

  test('can be cancelled; nothing is added', async () => {
    const before = (await server.deps.rooms.readProject(project)).schemas.length
    const big = JSON.stringify({
      ...openApi,
      components: { schemas: Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`T${i}`, openApi.components.schemas.Order])) },
    })
    const answer = await upload('/schemas', { 'big.json': big }, { systemName: 'Big' })
    const { id } = (await answer.clone().json()) as JobAnswer
    expect((await server.ask('DELETE', `/api/projects/${project}/jobs/${id}`, { cookie })).status).toBe(204)
    expect(await finish(answer)).toMatchObject({ state: 'failed', message: expect.stringContaining('ancelled') })
    expect((await server.deps.rooms.readProject(project)).schemas.length).toBe(before)
    expect(await leftOvers()).toBe(0)
  })

  test('says who imported it', async () => {
    const [schema] = (await server.deps.rooms.readProject(project)).schemas
    expect(schema?.importedBy).toBe('a editor')
  })

  test('as a newer version takes the system of the one it replaces', async () => {
    const [old] = (await server.deps.rooms.readProject(project)).schemas
    const newer = JSON.stringify({ ...openApi, info: { title: 'Shop API', version: '2.0' } })
    const job = await finish(await upload('/schemas', { 'shop.json': newer }, { replaces: old?.id ?? '' }))
    const found = await server.deps.rooms.readProject(project)
    expect(found.schemas.find(({ id }) => id === job.result)).toMatchObject({ version: '2.0', system: old?.system, replaces: old?.id })
    expect(found.schemas.find(({ id }) => id === old?.id)?.deleted).not.toBe(true)
  })

  test('is read as the person says where detection is wrong, and again so later', async () => {
    const text = JSON.stringify({ type: 'object', properties: { type: 'kept', properties: [] } })
    const detected = await finish(await upload('/schemas', { 'odd.json': text }, { systemName: 'Odd' }))
    const said = await finish(await upload('/schemas', { 'odd.json': text }, { systemName: 'Odd', format: 'samples' }))
    const { schemas } = await server.deps.rooms.readProject(project)
    const [first, second] = [detected, said].map((job) => schemas.find(({ id }) => id === job.result))
    expect([first?.format, second?.format]).toEqual(['json-schema', 'samples'])
    expect(first?.graph).not.toBe(second?.graph)
    expect((await upload('/schemas', { 'odd.json': text }, { systemName: 'Odd', format: 'soap' })).status).toBe(400)
  })

  test.each(['replaces', 'with'])('with an unknown version in `%s` is refused', async (field) => {
    expect((await upload('/schemas', { 'a.json': '{}' }, { [field]: 'none' })).status).toBe(404)
    expect((await upload('/schemas', { 'a.json': '{}' }, { replaces: 'a', with: 'b' })).status).toBe(400)
    expect(await leftOvers()).toBe(0)
  })

  test('without a file, or without saying the system, is refused at once', async () => {
    expect((await upload('/schemas', {}, { systemName: 'Shop' })).status).toBe(400)
    expect((await upload('/schemas', { 'a.json': '{}' }, {})).status).toBe(400)
    expect((await upload('/schemas', { 'a.json': '{}' }, { system: 'none' })).status).toBe(404)
    expect(await leftOvers()).toBe(0)
  })
})

describe('uploaded samples', () => {
  test('of an object with a map are counted by its entries, not by its names', async () => {
    const mapped = {
      openapi: '3.0.0',
      info: { title: 'Mapped', version: '1' },
      paths: {},
      components: { schemas: { Box: { type: 'object', properties: { parts: { type: 'object', additionalProperties: { type: 'integer' } } } } } },
    }
    const made = await finish(await upload('/schemas', { 'mapped.json': JSON.stringify(mapped) }, { systemName: 'Mapped' }))
    const fields = { schema: made.result ?? '', object: JSON.stringify({ kind: 'object', name: 'Box' }), name: 'Boxes' }
    const job = await finish(await upload('/samples', { 'boxes.json': '[{"parts":{"a":1,"b":2}},{"parts":{"c":3}}]' }, fields))
    const set = (await server.deps.rooms.readProject(project)).sampleSets.find(({ id }) => id === job.result)
    const answer = (await (await server.ask('GET', `/api/projects/${project}/samples/${set?.set}`, { cookie })).json()) as { evidence: { path: string }[] }
    expect(answer.evidence.map(({ path }) => path)).toEqual(['parts', 'parts{}'])
    const gone = { ...fields, object: JSON.stringify({ kind: 'object', name: 'Bin' }) }
    expect(await finish(await upload('/samples', { 'boxes.json': '{}' }, gone))).toMatchObject({ state: 'failed' })
    expect(await leftOvers()).toBe(0)
  })

  test('that come with a description become sample sets of its objects', async () => {
    const collection = {
      info: { name: 'Calls', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
      item: [
        {
          name: 'List orders',
          request: { method: 'GET', url: 'https://shop.example/orders' },
          response: [{ name: 'Two', code: 200, header: [{ key: 'Content-Type', value: 'application/json' }], body: '[{"id":1},{"id":2,"note":"x"}]' }],
        },
      ],
    }
    const job = await finish(await upload('/schemas', { 'calls.json': JSON.stringify(collection) }, { systemName: 'Calls' }))
    const found = await server.deps.rooms.readProject(project)
    expect(found.schemas.find(({ id }) => id === job.result)?.format).toBe('postman')
    const sets = found.sampleSets.filter(({ schema }) => schema === job.result)
    expect(sets.length).toBeGreaterThan(0)
    const answer = (await (await server.ask('GET', `/api/projects/${project}/samples/${sets[0]?.set}`, { cookie })).json()) as { evidence: { path: string }[] }
    expect(answer.evidence.map(({ path }) => path).join()).toContain('note')
  })

  test('of an object become a sample set with its evidence', async () => {
    const schema = (await server.deps.rooms.readProject(project)).schemas[0]?.id ?? ''
    const fields = { schema, object: JSON.stringify({ kind: 'object', name: 'Order' }), name: 'March' }
    const job = await finish(await upload('/samples', { 'orders.json': '[{"id":1,"total":"9.50"},{"id":2}]' }, fields))
    const set = (await server.deps.rooms.readProject(project)).sampleSets.find(({ id }) => id === job.result)
    expect(set).toMatchObject({ schema, name: 'March', count: 2, object: { kind: 'object', name: 'Order' } })
    const answer = await server.ask('GET', `/api/projects/${project}/samples/${set?.set}`, { cookie })
    expect(await answer.json()).toMatchObject({
      records: [{ id: 1, total: '9.50' }, { id: 2 }],
      evidence: expect.arrayContaining([expect.objectContaining({ path: 'total', seen: 1, of: 2 })]),
    })
  })

  test('without a schema are the schema', async () => {
    const job = await finish(await upload('/samples', { 'parcel.json': '[{"weight":1.5}]' }, { systemName: 'Carrier' }))
    const found = await server.deps.rooms.readProject(project)
    expect(found.schemas.find(({ id }) => id === job.result)).toMatchObject({ format: 'samples' })
    expect(found.sampleSets.find(({ schema }) => schema === job.result)).toMatchObject({ count: 1 })
  })
})

describe('the size of an upload', () => {
  let http: Server
  let address: AddressInfo
  beforeAll(async () => {
    http = createServer(getRequestListener(server.app.fetch))
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    address = http.address() as AddressInfo
  })
  afterAll(() => {
    http.closeAllConnections()
    http.close()
  })

  /** Chunked: no length is announced. */
  const send = (path: string, bytes: number, type = 'application/octet-stream'): Promise<number> =>
    new Promise((resolve, reject) => {
      const host = `127.0.0.1:${address.port}`
      const headers = { host, origin: `http://${host}`, cookie, 'x-crosswalk': '1', 'content-type': type, 'transfer-encoding': 'chunked' }
      const sending = httpRequest({ port: address.port, host: '127.0.0.1', method: 'POST', path, headers }, (answer) => {
        answer.resume()
        resolve(answer.statusCode ?? 0)
      })
      // The server stops reading once it has answered.
      sending.on('error', (cause: NodeJS.ErrnoException) => (cause.code === 'EPIPE' || cause.code === 'ECONNRESET' ? undefined : reject(cause)))
      sending.write(Buffer.alloc(bytes - 1, 'x'))
      sending.end('x')
    })

  test('[T-10] is counted while reading: one byte over the limit is 413, and no file is left', async () => {
    const path = `/api/projects/${project}/records`
    expect(await send(path, limits.record)).toBe(400)
    expect(await send(path, limits.record + 1)).toBe(413)
    expect(await leftOvers()).toBe(0)
  })

  test.each(['schemas', 'samples'])('[T-10] of %s too', async (route) => {
    expect(await send(`/api/projects/${project}/${route}`, limits.upload + 1, 'multipart/form-data; boundary=b')).toBe(413)
    expect(await leftOvers()).toBe(0)
  })

  test('[T-10] the temporary files are for the owner only', async () => {
    const request = new Request('http://x/', { method: 'POST', body: toForm({ a: 'one', b: '' }) })
    const read = await readUploadedFiles(request, server.deps.settings.dataFolder, 10_000)
    if (!read.ok) throw new Error('not read')
    for (const file of read.value.files) expect((await stat(file.path)).mode & 0o077).toBe(0)
    expect(read.value.files.map(({ name, size }) => [name, size])).toEqual([
      ['a', 3],
      ['b', 0],
    ])
    await read.value.release()
    expect(await leftOvers()).toBe(0)
  })

  test('[T-10] a multipart body that breaks off leaves no file', async () => {
    const body = '--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\nhalf of it'
    const request = new Request('http://x/', { method: 'POST', body, headers: { 'content-type': 'multipart/form-data; boundary=b' } })
    expect(await readUploadedFiles(request, server.deps.settings.dataFolder, 10_000)).toMatchObject({ ok: false, error: { type: 'InvalidRequest' } })
    expect(await leftOvers()).toBe(0)
  })
})

describe('a file name', () => {
  test.each([
    { given: '../../x', want: 'x' },
    { given: 'C:\\temp\\x.json', want: 'x.json' },
    { given: 'a\u0000b\u202Ec', want: 'abc' },
    { given: '..', want: 'file' },
    { given: '', want: 'file' },
    { given: 'ü'.repeat(300), want: 'ü'.repeat(200) },
  ])('[T-19] $given is only a label: $want', ({ given, want }) => {
    expect(cleanFileName(given)).toBe(want)
  })
})

describe('the folders of an uploaded file', () => {
  test.each([
    { given: 'api/types/a.yaml', want: 'api/types/a.yaml' },
    { given: 'api\\types\\a.yaml', want: 'api/types/a.yaml' },
    { given: './api//a.yaml', want: 'api/a.yaml' },
    { given: 'api/../../x', want: 'x' },
    { given: '../../x', want: 'x' },
    { given: 'a/.\u0000./x', want: 'x' },
    { given: '/etc/passwd', want: 'passwd' },
    { given: '\\\\host\\share\\x', want: 'x' },
    { given: 'C:\\temp\\x.json', want: 'x.json' },
    { given: 'C:x/y.json', want: 'y.json' },
    { given: 'a/b\u202Ec/d\u0000e', want: 'a/bc/de' },
    { given: 'a/\u0007/b', want: 'a/b' },
    { given: 'a/..', want: 'a/file' },
    { given: 'a/file', want: 'a/file' },
    { given: 'a/', want: 'file' },
    { given: '', want: 'file' },
    { given: `${'ü'.repeat(300)}/x`, want: `${'ü'.repeat(200)}/x` },
    { given: `${'a/'.repeat(33)}x`, want: 'x' },
    { given: '__proto__/constructor', want: '__proto__/constructor' },
  ])('[T-19] $given is only a label: $want', ({ given, want }) => {
    expect(cleanFileLabel(given)).toBe(want)
  })

  test('[T-19] lead nowhere on disk', async () => {
    const names = ['api/a', '../../../outside', '/tmp/outside', 'C:\\outside', 'api/../../outside']
    const request = new Request('http://x/', { method: 'POST', body: toForm(Object.fromEntries(names.map((name) => [name, name]))) })
    const read = await readUploadedFiles(request, server.deps.settings.dataFolder, 10_000)
    if (!read.ok) throw new Error('not read')
    expect(read.value.files.map(({ name }) => name)).toEqual(['api/a', 'outside', 'outside', 'outside', 'outside'])
    expect(read.value.files.map(({ path }) => relative(read.value.folder, path))).toEqual(['0', '1', '2', '3', '4'])
    await read.value.release()
    expect(await leftOvers()).toBe(0)
  })

  test('are kept, so that two files of one name are told apart, also when files are added later', async () => {
    const type = (property: string) => JSON.stringify({ Item: { type: 'object', properties: { [property]: { type: 'string' } } } })
    const body = (file: string) => ({ 200: { description: 'ok', content: { 'application/json': { schema: { $ref: file } } } } })
    const main = {
      openapi: '3.0.3',
      info: { title: 'Two folders', version: '1' },
      paths: {
        '/orders': { get: { responses: body('./orders/types.json#/Item') } },
        '/customers': { get: { responses: body('./customers/types.json#/Item') } },
        '/shops': { get: { responses: body('../shops/types.json#/Item') } },
      },
    }
    const read = async (answer: Response) => {
      const job = await finish(answer)
      const schema = (await server.deps.rooms.readProject(project)).schemas.find(({ id }) => id === job.result)
      const graph = (await (await server.ask('GET', `/api/projects/${project}/graphs/${schema?.graph}`, { cookie })).json()) as SchemaGraph
      const fields = graph.endpoints.map(({ path, responses }) => {
        const node = graph.nodes[responses[0]?.body?.node ?? '']
        return [path, node?.properties?.map(({ name }) => name).join()]
      })
      return { schema, fields: Object.fromEntries(fields) as Record<string, string | undefined>, problems: graph.problems }
    }
    const files = {
      'handed/api/orders/types.json': type('ofOrder'),
      'handed/api/main.json': JSON.stringify(main),
      'handed/api/customers/types.json': type('ofCustomer'),
    }
    const first = await read(await upload('/schemas', files, { systemName: 'Two folders' }))
    expect(first.schema?.fileNames).toEqual(Object.keys(files))
    expect(first.fields).toMatchObject({ '/orders': 'ofOrder', '/customers': 'ofCustomer' })
    const later = await read(await upload('/schemas', { 'handed/shops/types.json': type('ofShop') }, { with: first.schema?.id ?? '' }))
    expect(later.fields).toEqual({ '/orders': 'ofOrder', '/customers': 'ofCustomer', '/shops': 'ofShop' })
    expect(later.problems).toEqual([])
  })

  test('may hold papers and pictures that have nothing to do with the description', async () => {
    const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0])
    const job = await finish(
      await upload('/schemas', { 'handed/logo.png': picture, 'handed/api.json': JSON.stringify(openApi) }, { systemName: 'With a picture' }),
    )
    expect(job).toMatchObject({ state: 'done' })
  })
})

function toForm(files: Readonly<Record<string, string>>): FormData {
  const form = new FormData()
  for (const [name, text] of Object.entries(files)) form.append('file', new File([text], name))
  return form
}
