// Tests of baselines and pictures over HTTP, on a database on disk, and that both survive a project file and a copy.
import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildMap, buildObject, copy, of } from '../../fixtures/build.ts'
import { limits } from '../../shared/api/limits.ts'
import { roles, type Role } from '../../shared/api/rights.ts'
import type { ProjectSummary } from '../../shared/api/routes.ts'
import { addObject, deleteObject, setCell } from '../../shared/project/edits.ts'
import { parseProjectFile, printProjectFile, type ProjectFile } from '../../shared/project/project-file.ts'
import type { BaselineState } from '../../shared/review/baseline-state.ts'
import { hashBytes } from '../content-key.ts'
import { buildDiskApp, type TestApp } from '../app-fixture.ts'
import { demoFile } from '../command-fixture.ts'
import { addProjectFile } from './add-project.ts'

let server: TestApp
const cookies = new Map<Role, string>()
const cookie = (role: Role) => cookies.get(role) ?? ''
const ann = { person: 'ann', command: 'c' }
const NOW = '2026-11-22T09:00:00.000Z'
const json = { 'content-type': 'application/json' }
beforeAll(async () => {
  server = await buildDiskApp()
  for (const role of roles) cookies.set(role, await server.signIn(role))
})
afterAll(() => server.close())

/** Over HTTP, read in a child. */
const importFile = async (text: string) =>
  ((await (await server.ask('POST', '/api/projects/import', { cookie: cookie('owner'), body: text, headers: json })).json()) as ProjectSummary).id
/** The same without a child, which takes its time to start. */
const addText = async (text: string) => {
  const file = parseProjectFile(text)
  if (!file.ok) return expect.unreachable(file.error.message)
  return addProjectFile(server.deps, 'ann', file.value)
}
const addFile = async (text: string) => {
  const added = await addText(text)
  return added.ok ? added.value.id : expect.unreachable(added.error)
}
const create = async () =>
  ((await (await server.ask('POST', '/api/projects', { cookie: cookie('owner'), json: { name: 'Shop' } })).json()) as ProjectSummary).id
const exportFile = async (project: string) => (await server.ask('GET', `/api/projects/${project}/export/json`, { cookie: cookie('viewer') })).text()
const read = (project: string) => server.deps.rooms.readProject(project)
const freeze = (project: string, as: Role = 'editor') =>
  server.ask('POST', `/api/projects/${project}/baselines`, { cookie: cookie(as), json: { note: 'For the customer' } })
const frozen = (project: string, baseline: string, headers = {}) =>
  server.ask('GET', `/api/projects/${project}/baselines/${baseline}`, { cookie: cookie('viewer'), headers })

/** With one field map and a test case. */
function printSmallFile(): string {
  const { project, graphs } = buildMap({
    inputs: { order: { total: 'text!' } },
    destination: { Total: 'text!', Note: 'text' },
    rows: [{ to: 'Total', transform: copy(of('order', 'total')) }],
    project: { testCases: [buildObject('testCases', { id: 't1', fieldMap: 'map', given: 'given', expected: 'expected' })] },
  })
  const records = { given: { order: { total: '1.00' } }, expected: { Total: '1.00' } }
  return printProjectFile({ format: 'crosswalk-project', formatVersion: 1, project, schemas: graphs, samples: {}, records, baselines: [] })
}

describe('a baseline', () => {
  test('is the whole project as it was, with what was found and how its cases came out; later edits do not touch it', { timeout: 30_000 }, async () => {
    const project = await addFile(await readFile(demoFile, 'utf8'))
    const before = await read(project)
    const answer = await freeze(project)
    expect(answer.status).toBe(201)
    const made = (await answer.json()) as { id: string; number: number }
    const [first = ''] = before.rows.map(({ id }) => id)
    await server.deps.rooms.edit(project, ann, (doc, origin) => deleteObject(doc, 'rows', first, origin))
    const got = await frozen(project, made.id)
    const state = (await got.json()) as BaselineState
    expect(state.project).toEqual(JSON.parse(JSON.stringify(before)))
    const baseline = (await read(project)).baselines.find(({ id }) => id === made.id)
    const passed = state.outcomes.filter(({ outcome }) => outcome.state === 'passed').length
    expect(passed).toBeGreaterThan(5)
    expect(state.problems.length).toBeGreaterThan(0)
    expect(state.coverage.map(({ map }) => map)).toEqual(before.fieldMaps.map(({ id }) => id))
    expect(baseline).toMatchObject({
      id: made.id,
      number: made.number,
      note: 'For the customer',
      rows: before.rows.filter(({ deleted }) => deleted !== true).length,
      passed,
      failed: 0,
      by: expect.any(String),
      byName: 'a editor',
      at: NOW,
    })
    expect([got.headers.get('cache-control'), got.headers.get('etag')]).toEqual(['private, max-age=31536000, immutable', `"baseline.${baseline?.state}"`])
    expect((await frozen(project, made.id, { 'if-none-match': `"baseline.${baseline?.state}"` })).status).toBe(304)
  })

  test('is one moment of the project, while others go on editing', { timeout: 30_000 }, async () => {
    const project = await addFile(printSmallFile())
    let note = 0
    const edit = () =>
      server.deps.rooms.edit(project, ann, (doc, origin) => {
        note += 1
        setCell(doc, 'rows', 'r1', 'note', String(note), origin)
        setCell(doc, 'testCases', 't1', 'note', String(note), origin)
      })
    await edit()
    let isDone = false
    const freezing = freeze(project).finally(() => (isDone = true))
    while (!isDone) await edit()
    const { id } = (await (await freezing).json()) as { id: string }
    const { rows, testCases } = ((await (await frozen(project, id)).json()) as BaselineState).project
    expect(rows[0]?.note).toBe(testCases[0]?.note)
    // The edits of the time that it took are not in it.
    expect(note - Number(rows[0]?.note)).toBeGreaterThan(2)
  })

  test('takes each state by its hash: the same state twice is kept once, another gets the next number', { timeout: 30_000 }, async () => {
    const project = await create()
    const first = (await (await freeze(project)).json()) as { id: string; number: number }
    const second = (await (await freeze(project)).json()) as { id: string; number: number }
    expect(second.number).toBe(first.number + 1)
    const [one, two] = (await read(project)).baselines
    expect(one?.state).not.toBe(two?.state)
    const bytes = Buffer.from(await (await frozen(project, first.id)).arrayBuffer())
    expect((await read(project)).baselines.find(({ id }) => id === first.id)?.state).toBe(hashBytes(bytes))
  })

  test('is made by editors, seen by all who may read, and of its own project only', { timeout: 30_000 }, async () => {
    const [project, other] = [await create(), await create()]
    expect((await freeze(project, 'commenter')).status).toBe(403)
    expect((await server.ask('POST', `/api/projects/${project}/baselines`, { cookie: cookie('editor'), json: { note: ' ' } })).status).toBe(400)
    const { id } = (await (await freeze(project)).json()) as { id: string }
    expect((await frozen(project, id)).status).toBe(200)
    expect((await frozen(other, id)).status).toBe(404)
    const [baseline] = (await read(project)).baselines
    // Naming another project's state shows nothing of it.
    await server.deps.rooms.edit(other, ann, (doc, origin) =>
      addObject(doc, 'baselines', { ...buildObject('baselines', { id }), state: baseline?.state ?? '' }, origin),
    )
    expect((await frozen(other, id)).status).toBe(404)
  })

  test('and all it names survive a project file, also what only it names; signatures below it hold', { timeout: 60_000 }, async () => {
    const project = await addFile(printSmallFile())
    const keep = async (record: object) =>
      ((await (await server.ask('POST', `/api/projects/${project}/records`, { cookie: cookie('editor'), json: record })).json()) as { hash: string }).hash
    const [ofRun, ofDeletedCase] = [await keep({ total: '1.00' }), await keep({ order: { total: '2.00' } })]
    const [testCase] = (await read(project)).testCases
    await server.deps.rooms.edit(project, ann, (doc, origin) => {
      addObject(doc, 'testRuns', buildObject('testRuns', { id: 'run', testCase: testCase?.id ?? '', actual: ofRun }), origin)
      setCell(doc, 'testCases', testCase?.id ?? '', 'given', ofDeletedCase, origin)
      addObject(doc, 'people', buildObject('people', { id: 'signer' }), origin)
      addObject(doc, 'waivers', buildObject('waivers', { id: 'waived' }), origin)
    })
    const { id } = (await (await freeze(project)).json()) as { id: string }
    const state = (await read(project)).baselines.find((one) => one.id === id)?.state ?? ''
    const signed = await server.ask('POST', `/api/projects/${project}/sign-offs`, {
      cookie: cookie('commenter'),
      json: { baseline: id, person: 'signer', content: state },
    })
    expect(signed.status).toBe(201)
    // From now on only the baseline names these.
    const [schema] = (await read(project)).schemas
    await server.deps.rooms.edit(project, ann, (doc, origin) => {
      setCell(doc, 'testCases', testCase?.id ?? '', 'given', undefined, origin)
      deleteObject(doc, 'schemas', schema?.id ?? '', origin)
    })
    const text = await exportFile(project)
    const file = JSON.parse(text) as ProjectFile
    expect(file.baselines).toEqual([{ baseline: id, state: await (await frozen(project, id)).json() }])
    expect(Object.keys(file.records)).toEqual(expect.arrayContaining([ofRun, ofDeletedCase]))
    expect(Object.keys(file.schemas)).toContain(schema?.graph)

    const again = await importFile(text)
    expect(await read(again)).toEqual(await read(project))
    expect(await exportFile(again)).toBe(text)
    expect(await (await frozen(again, id)).text()).toBe(await (await frozen(project, id)).text())
    for (const path of [`records/${ofDeletedCase}`, `records/${ofRun}`, `graphs/${schema?.graph}`])
      expect((await server.ask('GET', `/api/projects/${again}/${path}`, { cookie: cookie('viewer') })).status).toBe(200)

    const copied = await server.ask('POST', `/api/projects/${project}/duplicate`, { cookie: cookie('owner'), json: { name: 'Copy' } })
    const copy = ((await copied.json()) as ProjectSummary).id
    expect(await (await frozen(copy, id)).text()).toBe(await (await frozen(project, id)).text())
    expect((await read(copy)).signOffs).toEqual((await read(project)).signOffs)
  })

  test('whose state a file forges gets another hash, so that a signature for the true one never stands below the forged', { timeout: 30_000 }, async () => {
    const project = await create()
    const { id } = (await (await freeze(project)).json()) as { id: string }
    const file = JSON.parse(await exportFile(project)) as {
      project: { baselines: { state: string }[] }
      baselines: { state: { project: { info: { name: string } } } }[]
    }
    const [entry] = file.baselines
    if (entry === undefined) expect.unreachable('the file has the state')
    entry.state.project.info.name = 'Forged'
    const forged = await addFile(JSON.stringify(file))
    const [baseline] = (await read(forged)).baselines
    expect(baseline?.state).not.toBe(file.project.baselines[0]?.state)
    expect(((await (await frozen(forged, id)).json()) as BaselineState).project.info.name).toBe('Forged')
    expect(((await (await frozen(project, id)).json()) as BaselineState).project.info.name).toBe('Shop')
  })

  test('names what the file brought also where this server keeps something else under that name', { timeout: 60_000 }, async () => {
    const project = await addFile(printSmallFile())
    const { id } = (await (await freeze(project)).json()) as { id: string }
    const file = JSON.parse(await exportFile(project)) as { schemas: Record<string, { title: string }> }
    file.schemas = Object.fromEntries(Object.entries(file.schemas).map(([key, graph]) => [key, { ...graph, title: 'Other' }]))
    const other = await addFile(JSON.stringify(file))
    const state = (await (await frozen(other, id)).json()) as BaselineState
    expect(state.project.schemas.map(({ graph }) => graph)).toEqual((await read(other)).schemas.map(({ graph }) => graph))
    for (const { graph } of state.project.schemas) {
      const found = await server.ask('GET', `/api/projects/${other}/graphs/${graph}`, { cookie: cookie('viewer') })
      expect(((await found.json()) as { title: string }).title).toBe('Other')
    }
  })
})

test('approvals, waivers and signatures of a project file come along', { timeout: 30_000 }, async () => {
  const project = await create()
  const approved = buildObject('rows', { id: 'r1', status: 'approved', statusHash: '0123456789abcdef', approvedBy: 'Olga', approvedAt: NOW })
  await server.deps.rooms.edit(project, ann, (doc, origin) => {
    addObject(doc, 'rows', approved, origin)
    addObject(doc, 'useCases', buildObject('useCases', { id: 'u1', status: 'signed-off' }), origin)
    addObject(doc, 'waivers', buildObject('waivers', { id: 'w1' }), origin)
    addObject(doc, 'signOffs', buildObject('signOffs', { id: 's1' }), origin)
  })
  expect(await read(await importFile(await exportFile(project)))).toEqual(await read(project))
  expect((await read(project)).rows[0]).toMatchObject({ status: 'approved', approvedBy: 'Olga' })
})

describe('a picture', () => {
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('pixels')])
  const upload = (project: string, bytes: Uint8Array, as: Role = 'editor', headers: Record<string, string> = {}) =>
    server.ask('POST', `/api/projects/${project}/pictures`, { cookie: cookie(as), body: new Uint8Array(bytes), headers: { 'x-crosswalk': '1', ...headers } })
  const look = (project: string, hash: string, as: Role = 'viewer') => server.ask('GET', `/api/projects/${project}/pictures/${hash}`, { cookie: cookie(as) })

  test.each([
    { type: 'image/png', bytes: png },
    { type: 'image/jpeg', bytes: Buffer.from('ffd8ffe000104a464946', 'hex') },
    { type: 'image/gif', bytes: Buffer.from('GIF89a......') },
    { type: 'image/webp', bytes: Buffer.from('RIFF....WEBPVP8 ') },
  ])('of type $type is kept by its hash, shown as what its bytes are, and can run nothing', async ({ type, bytes }) => {
    const project = await create()
    const answer = await upload(project, bytes, 'editor', { 'content-type': 'text/html' })
    expect([answer.status, await answer.json()]).toEqual([201, { hash: hashBytes(bytes), mediaType: type }])
    const shown = await look(project, hashBytes(bytes))
    expect(Buffer.from(await shown.arrayBuffer()).equals(bytes)).toBe(true)
    const headers = ['content-type', 'x-content-type-options', 'content-security-policy', 'cache-control', 'etag', 'content-encoding']
    expect(headers.map((name) => shown.headers.get(name))).toEqual([
      type,
      'nosniff',
      'sandbox',
      'private, max-age=31536000, immutable',
      `"picture.${hashBytes(bytes)}"`,
      null,
    ])
  })

  test.each([
    { given: 'SVG', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>') },
    { given: 'HTML', bytes: Buffer.from('<!doctype html>') },
    { given: 'a packed PNG', bytes: gzipSync(png) },
    { given: 'nothing', bytes: Buffer.alloc(0) },
  ])('that is $given is refused with a sentence, whatever it is called', async ({ bytes }) => {
    const answer = await upload(await create(), bytes, 'editor', { 'content-type': 'image/png' })
    expect([answer.status, await answer.json()]).toEqual([
      415,
      expect.objectContaining({ type: 'NotAPicture', detail: expect.stringContaining('Only PNG, JPEG, GIF and WebP') }),
    ])
  })

  test('too large, by who may not edit, or from another site is refused', async () => {
    const project = await create()
    expect((await upload(project, Buffer.concat([png, Buffer.alloc(limits.picture)]))).status).toBe(413)
    expect((await upload(project, Buffer.concat([png, Buffer.alloc(limits.picture - png.length)]))).status).toBe(201)
    expect((await upload(project, png, 'commenter')).status).toBe(403)
    expect((await upload(project, png, 'editor', { origin: 'http://evil.example' })).status).toBe(403)
  })

  test('is seen in its own project only', async () => {
    const [mine, other] = [await create(), await create()]
    const { hash } = (await (await upload(mine, png)).json()) as { hash: string }
    expect([(await look(mine, hash)).status, (await look(other, hash)).status, (await look(mine, 'none')).status]).toEqual([200, 404, 404])
  })

  test('goes with a project file and with a copy', { timeout: 30_000 }, async () => {
    const project = await create()
    const { hash } = (await (await upload(project, png)).json()) as { hash: string }
    const unused = Buffer.concat([png, Buffer.from('unused')])
    await upload(project, unused)
    await server.deps.rooms.edit(project, ann, (doc, origin) =>
      addObject(doc, 'attachments', buildObject('attachments', { id: 'a1', kind: 'picture', picture: hash, mediaType: 'image/png' }), origin),
    )
    const text = await exportFile(project)
    expect((JSON.parse(text) as ProjectFile).pictures).toEqual({ [hash]: { mediaType: 'image/png', base64: png.toString('base64') } })
    const again = await importFile(text)
    expect(await exportFile(again)).toBe(text)
    expect(Buffer.from(await (await look(again, hash)).arrayBuffer()).equals(png)).toBe(true)
    const copied = await server.ask('POST', `/api/projects/${project}/duplicate`, { cookie: cookie('owner'), json: { name: 'Copy' } })
    expect((await look(((await copied.json()) as ProjectSummary).id, hash)).status).toBe(200)
  })

  test.each([
    { given: 'an SVG called a PNG', base64: Buffer.from('<svg/>').toString('base64'), says: /picture "p" is no PNG/ },
    { given: 'one that is too large', base64: Buffer.concat([png, Buffer.alloc(limits.picture)]).toString('base64'), says: /larger than 5 MiB/ },
  ])('in a project file, $given, is refused with a sentence', async ({ base64, says }) => {
    const file = JSON.parse(printSmallFile()) as object
    const added = await addText(JSON.stringify({ ...file, pictures: { p: { mediaType: 'image/png', base64 } } }))
    expect(added).toEqual({ ok: false, error: expect.stringMatching(says) })
  })
})
