// Tests of projects and their documents over HTTP: list, copy, archive, state, updates, history, records.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { limits } from '../../shared/api/limits.ts'
import type { HistoryEntry, ProjectSummary } from '../../shared/api/routes.ts'
import { epochHeader } from '../../shared/api/routes.ts'
import { addObject, setInfo, writeCells } from '../../shared/project/edits.ts'
import { buildApp, type TestApp } from '../app-fixture.ts'

let server: TestApp
let cookie: string
beforeAll(async () => {
  server = await buildApp()
  cookie = await server.signIn('owner')
})
afterAll(() => server.close())

const create = async (name: string) =>
  (await (await server.ask('POST', '/api/projects', { cookie, json: { name, purpose: 'to test' } })).json()) as ProjectSummary
const list = async () => (await (await server.ask('GET', '/api/projects', { cookie })).json()) as ProjectSummary[]
const addUseCase = (project: string, id: string) =>
  server.deps.rooms.edit(project, { person: 'p', command: `add ${id}` }, (doc, origin) =>
    addObject(doc, 'useCases', { id, title: `Case ${id}`, order: 'a0' }, origin),
  )

describe('projects', () => {
  test('a new one is in the list with its name and purpose', async () => {
    const made = await create('Orders')
    expect(made).toMatchObject({ name: 'Orders', purpose: 'to test', archived: false, useCases: 0 })
    expect((await list()).find(({ id }) => id === made.id)).toMatchObject({ name: 'Orders' })
  })

  test('are archived and brought back', async () => {
    const { id } = await create('Old')
    const change = async (archived: boolean) =>
      (await (await server.ask('PATCH', `/api/projects/${id}`, { cookie, json: { archived } })).json()) as ProjectSummary
    expect((await change(true)).archived).toBe(true)
    expect((await list()).find((project) => project.id === id)?.archived).toBe(true)
    expect((await change(false)).archived).toBe(false)
  })

  test('a copy has everything of the original and is apart from it', async () => {
    const original = await create('Original')
    await addUseCase(original.id, 'u1')
    const answer = await server.ask('POST', `/api/projects/${original.id}/duplicate`, { cookie, json: { name: 'Copy' } })
    const copy = (await answer.json()) as ProjectSummary
    await addUseCase(copy.id, 'u2')
    expect((await server.deps.rooms.readProject(copy.id)).useCases.map(({ id }) => id)).toEqual(['u1', 'u2'])
    expect((await server.deps.rooms.readProject(original.id)).useCases.map(({ id }) => id)).toEqual(['u1'])
    expect((await server.deps.rooms.readProject(copy.id)).info).toMatchObject({ name: 'Copy', purpose: 'to test' })
  })

  test('an exported project file makes the same project again', async () => {
    const original = await create('Round trip')
    await addUseCase(original.id, 'u1')
    const file = await server.ask('GET', `/api/projects/${original.id}/export/json`, { cookie })
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="Round trip.crosswalk.json"; filename*=UTF-8''Round%20trip.crosswalk.json`)
    const text = await file.text()
    const answer = await server.ask('POST', '/api/projects/import', { cookie, body: text, headers: { 'content-type': 'application/json' } })
    expect(answer.status).toBe(201)
    const { id } = (await answer.json()) as ProjectSummary
    expect(await server.deps.rooms.readProject(id)).toEqual(await server.deps.rooms.readProject(original.id))
    expect(await (await server.ask('GET', `/api/projects/${id}/export/json`, { cookie })).text()).toBe(text)
  })

  test.each(['{', '[]', '{"format":"other"}', '{"format":"crosswalk-project","formatVersion":99}'])(
    '%s is refused as a project file with a sentence',
    async (body) => {
      const before = (await list()).length
      const answer = await server.ask('POST', '/api/projects/import', { cookie, body, headers: { 'content-type': 'application/json' } })
      expect(answer.status).toBe(422)
      expect(await answer.json()).toMatchObject({ type: 'NotAProjectFile', detail: expect.stringMatching(/\w+ \w+/) })
      expect((await list()).length).toBe(before)
    },
  )

  test('[T-19] a project name never becomes a path in the download', async () => {
    const { id } = await create('..\\..\\etc/passwd\u202E')
    const file = await server.ask('GET', `/api/projects/${id}/export/json`, { cookie })
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="passwd\.crosswalk\.json"; filename\*=UTF-8''passwd\.crosswalk\.json$/)
    expect(file.headers.get('content-security-policy')).toBe('sandbox')
  })
})

describe('the document', () => {
  test('is sent whole, with an ETag that changes with it, compressed', async () => {
    const { id } = await create('State')
    for (let i = 0; i < 30; i++) await addUseCase(id, `u${i}`)
    const first = await server.ask('GET', `/api/projects/${id}/state`, { cookie, headers: { 'accept-encoding': 'br' } })
    expect(first.headers.get('content-type')).toBe('application/octet-stream')
    expect(first.headers.get('content-encoding')).toBe('br')
    expect(first.headers.get(epochHeader)).toMatch(/^\d+$/)
    const etag = first.headers.get('etag') ?? ''
    const again = await server.ask('GET', `/api/projects/${id}/state`, { cookie, headers: { 'if-none-match': etag } })
    expect([again.status, (await again.arrayBuffer()).byteLength]).toEqual([304, 0])
    await addUseCase(id, 'new')
    expect((await server.ask('GET', `/api/projects/${id}/state`, { cookie, headers: { 'if-none-match': etag } })).status).toBe(200)
  })

  test('takes an update over HTTP and has it afterwards; refuses bytes that are none', async () => {
    const [from, to] = [await create('From'), await create('To')]
    await addUseCase(from.id, 'u9')
    const state = await (await server.ask('GET', `/api/projects/${from.id}/state`, { cookie })).arrayBuffer()
    const send = (body: ArrayBuffer | Uint8Array<ArrayBuffer>) =>
      server.ask('POST', `/api/projects/${to.id}/updates`, { cookie, body, headers: { 'x-crosswalk': '1', 'content-type': 'application/octet-stream' } })
    expect((await send(state)).status).toBe(204)
    expect((await server.deps.rooms.readProject(to.id)).useCases.map(({ id }) => id)).toEqual(['u9'])
    const refused = await send(new Uint8Array([9, 9, 9, 9]))
    expect([refused.status, ((await refused.json()) as { type: string }).type]).toEqual([422, 'UpdateRefused'])
  })

  test('[T-34] an update larger than a whole document may be is refused before it is decoded', async () => {
    const { id } = await create('Large')
    const body = new Uint8Array(limits.document + 1).fill(1)
    const answer = await server.ask('POST', `/api/projects/${id}/updates`, { cookie, body, headers: { 'x-crosswalk': '1' } })
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ detail: expect.stringContaining('the most a document may hold') })
  })

  test('has a history, newest first, by object and in pages', async () => {
    const { id } = await create('History')
    await addUseCase(id, 'u1')
    await server.deps.rooms.edit(id, { person: 'p', command: 'rename' }, (doc, origin) => setInfo(doc, { name: 'New name' }, origin))
    const read = async (query: string) => (await (await server.ask('GET', `/api/projects/${id}/history${query}`, { cookie })).json()) as HistoryEntry[]
    const all = await read('')
    expect(all[0]).toMatchObject({ cell: 'name', before: 'History', after: 'New name', command: 'rename' })
    expect((await read('?object=useCases:u1')).every(({ object }) => object === 'useCases:u1')).toBe(true)
    expect((await read('?object=useCases:u1')).length).toBeGreaterThan(0)
    expect((await read(`?before=${all[0]?.seq}`)).every(({ seq }) => seq < (all[0]?.seq ?? 0))).toBe(true)
    expect((await server.ask('GET', `/api/projects/${id}/history?limit=-1`, { cookie })).status).toBe(400)
  })

  test('tells all changes of one command, whole, whoever else edited meanwhile', async () => {
    const { id } = await create('Moves')
    const edit = (command: string, notes: number, note: string) =>
      server.deps.rooms.edit(id, { person: 'p', command }, (doc, origin) =>
        writeCells(
          doc,
          Array.from({ length: notes }, (_, at) => ({ home: 'systems' as const, object: `s${at}`, cell: 'name', value: note })),
          origin,
        ),
      )
    await edit('before', 600, 'old')
    await edit('move', 600, 'new')
    await edit('after', 3, 'newer')
    const read = async (query: string) => (await (await server.ask('GET', `/api/projects/${id}/history${query}`, { cookie })).json()) as HistoryEntry[]
    const moved = await read('?command=move&limit=500')
    expect(moved).toHaveLength(600)
    expect(moved.every(({ command, before, after }) => command === 'move' && before === 'old' && after === 'new')).toBe(true)
    expect(await read(`?command=move&before=${moved[0]?.seq}`)).toEqual([])
    expect(await read('?command=move&object=systems:s7')).toHaveLength(1)
    expect(await read('?command=nobody')).toEqual([])
  })

  test('an update over HTTP is of the command that it names', async () => {
    const [from, to] = [await create('From'), await create('To')]
    await addUseCase(from.id, 'u9')
    const state = await (await server.ask('GET', `/api/projects/${from.id}/state`, { cookie })).arrayBuffer()
    const send = (command: string) =>
      server.ask('POST', `/api/projects/${to.id}/updates?command=${encodeURIComponent(command)}`, { cookie, body: state, headers: { 'x-crosswalk': '1' } })
    expect((await send('a\u0000b')).status).toBe(400)
    expect((await send('big-move')).status).toBe(204)
    const entries = (await (await server.ask('GET', `/api/projects/${to.id}/history?command=big-move`, { cookie })).json()) as HistoryEntry[]
    expect(entries.map(({ object, cell }) => `${object} ${cell}`)).toContain('useCases:u9 title')
  })

  test('keeps records by hash, and shows them only to their own project', async () => {
    const [mine, other] = [await create('Mine'), await create('Other')]
    const kept = await server.ask('POST', `/api/projects/${mine.id}/records`, { cookie, json: { total: '29.35', __proto__: 1 } })
    const { hash } = (await kept.json()) as { hash: string }
    const found = await server.ask('GET', `/api/projects/${mine.id}/records/${hash}`, { cookie })
    expect([found.headers.get('cache-control'), await found.json()]).toEqual(['private, max-age=31536000, immutable', { total: '29.35' }])
    expect((await server.ask('GET', `/api/projects/${other.id}/records/${hash}`, { cookie })).status).toBe(404)
    expect((await server.ask('POST', `/api/projects/${mine.id}/records`, { cookie, body: '{', headers: { 'content-type': 'application/json' } })).status).toBe(
      400,
    )
  })
})

describe('/api/openapi.json', () => {
  test('describes every route with its right', async () => {
    const document = (await (await server.ask('GET', '/api/openapi.json', { cookie })).json()) as {
      paths: Record<string, Record<string, { 'x-right': string }>>
    }
    expect(document.paths['/api/projects/{project}/state']?.['get']?.['x-right']).toBe('project.read')
    expect(document.paths['/api/session/enter']?.['post']).toMatchObject({
      security: [],
      requestBody: { content: { 'application/json': { schema: { required: ['token'] } } } },
    })
  })
})
