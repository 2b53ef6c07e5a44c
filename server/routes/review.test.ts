// Tests of approvals, waivers, signatures and commenters' questions over HTTP, on a database on disk.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildObject } from '../../fixtures/build.ts'
import type { ApprovalAnswer } from '../../shared/api/review-routes.ts'
import { roles, type Role } from '../../shared/api/rights.ts'
import type { HistoryEntry } from '../../shared/api/routes.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { addObject, deleteObject, setCell } from '../../shared/project/edits.ts'
import type { CollectionName, ObjectOf } from '../../shared/project/project.ts'
import type { Row } from '../../shared/project/field-map.ts'
import { rowFingerprint } from '../../shared/review/row-status.ts'
import { fingerprintOfUseCase } from '../../shared/review/signed-content.ts'
import { buildDiskApp, type TestApp } from '../app-fixture.ts'

let server: TestApp
const cookies = new Map<Role, string>()
const cookie = (role: Role) => cookies.get(role) ?? ''
const NOW = '2026-11-22T09:00:00.000Z'
const ann = { person: 'ann', command: 'c' }
beforeAll(async () => {
  server = await buildDiskApp()
  for (const role of roles) cookies.set(role, await server.signIn(role))
})
afterAll(() => server.close())

type Objects = { readonly [C in CollectionName]?: readonly ObjectOf<C>[] }
async function create(objects: Objects): Promise<string> {
  const { id } = (await (await server.ask('POST', '/api/projects', { cookie: cookie('owner'), json: { name: 'Shop' } })).json()) as { id: string }
  await server.deps.rooms.edit(id, ann, (doc, origin) => {
    for (const [home, list] of Object.entries(objects)) for (const object of list) addObject(doc, home as 'rows', object as Row, origin)
  })
  return id
}
const send = (as: Role, method: 'POST' | 'DELETE', project: string, path: string, json: unknown = {}) =>
  server.ask(method, `/api/projects/${project}/${path}`, { cookie: cookie(as), json })
const read = (project: string) => server.deps.rooms.readProject(project)
const commandsOf = async (project: string, home: CollectionName) => {
  const entries = (await (await server.ask('GET', `/api/projects/${project}/history?limit=500`, { cookie: cookie('viewer') })).json()) as HistoryEntry[]
  return new Set(entries.filter(({ object, person }) => object.startsWith(`${home}:`) && !['ann', 'crosswalk'].includes(person)).map(({ command }) => command))
}
const map = buildObject('fieldMaps', { id: 'm1' })
const rowOf = (id: string, cells: Partial<Row> = {}) => buildObject('rows', { id, fieldMap: 'm1', destination: id as FieldPath, ...cells })
const ask = (row: Row) => ({ row: row.id, fingerprint: rowFingerprint(row) })

describe('approvals', () => {
  const approve = async (project: string, rows: readonly object[], as: Role = 'commenter') => {
    const answer = await send(as, 'POST', project, 'approvals', { rows })
    expect(answer.status).toBe(200)
    return (await answer.json()) as ApprovalAnswer
  }

  test('raise rows with the name and the time of the server, as one command', async () => {
    const rows = Array.from({ length: 450 }, (_, index) => rowOf(`r${index}`))
    const project = await create({ fieldMaps: [map], rows })
    expect(await approve(project, rows.map(ask))).toEqual({ approved: 450, changed: [], blocked: [] })
    for (const row of (await read(project)).rows)
      expect(row).toMatchObject({ status: 'approved', statusHash: rowFingerprint(row), approvedBy: 'a commenter', approvedAt: NOW })
    expect((await commandsOf(project, 'rows')).size).toBe(1)
  })

  test('leave out what is another by now, is gone, or has an open question', async () => {
    const rows = ['same', 'changed', 'deleted', 'asked', 'awaited', 'asked-as-field', 'answered'].map((id) => rowOf(id))
    const at = (id: string, cells: object) => buildObject('questions', { id, ...cells })
    const questions = [
      at('q1', { at: 'row:asked' }),
      at('q2', { at: 'use-case:u', blocks: ['row:awaited'], status: 'open' }),
      at('q3', { at: 'field:m1:asked-as-field' }),
      at('q4', { at: 'row:answered', status: 'answered' }),
      at('q5', { at: 'row:same', deleted: true }),
    ]
    const project = await create({ fieldMaps: [map], rows, questions })
    await server.deps.rooms.edit(project, ann, (doc, origin) => {
      setCell(doc, 'rows', 'changed', 'unmatched', 'another', origin)
      deleteObject(doc, 'rows', 'deleted', origin)
    })
    const answer = await approve(project, [...rows.map(ask), { row: 'nothing', fingerprint: '0' }])
    expect(answer).toEqual({ approved: 2, changed: ['changed', 'deleted', 'nothing'], blocked: ['asked', 'awaited', 'asked-as-field'] })
    expect((await read(project)).rows.filter(({ status }) => status !== undefined).map(({ id }) => id)).toEqual(['answered', 'same'])
  })

  test('keep a row built or tested that still is, and raise one that changed since', async () => {
    const built = rowOf('built', { status: 'built' })
    const stale = rowOf('stale', { status: 'tested', statusHash: 'of something else' })
    const project = await create({ fieldMaps: [map], rows: [built, stale] })
    await approve(project, [ask(built), ask(stale)])
    expect((await read(project)).rows.map(({ status, approvedBy }) => [status, approvedBy])).toEqual([
      ['built', 'a commenter'],
      ['approved', 'a commenter'],
    ])
  })

  test('are refused for who only looks, and for a body that does not fit', async () => {
    const project = await create({})
    expect((await send('viewer', 'POST', project, 'approvals', { rows: [{ row: 'r', fingerprint: '0' }] })).status).toBe(403)
    expect((await send('owner', 'POST', project, 'approvals', { rows: [] })).status).toBe(400)
    expect((await send('owner', 'POST', project, 'approvals', { rows: [{ row: 'r', fingerprint: '0', approvedBy: 'Eve' }] })).status).toBe(400)
  })
})

describe('waivers', () => {
  const finding = { code: 'text-too-long', at: 'row:r1', message: 'Name is too long.' }
  const waive = (project: string, problems: readonly object[], as: Role = 'editor') =>
    send(as, 'POST', project, 'waivers', { problems, reason: 'Agreed with the customer' })

  test('are made for each finding, with the name and the time of the server, and once', async () => {
    const project = await create({ fieldMaps: [map], rows: [rowOf('r1')] })
    const other = { ...finding, at: 'map-less', message: 'x' }
    const answer = await waive(project, [finding, { ...finding, at: 'field:m1:Total' }, finding])
    expect(answer.status).toBe(201)
    const { ids } = (await answer.json()) as { ids: string[] }
    expect(ids).toEqual([ids[0], ids[1], ids[0]])
    expect((await read(project)).waivers.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))).toEqual([
      { id: ids[0], ...finding, reason: 'Agreed with the customer', by: expect.any(String), byName: 'a editor', time: NOW },
      expect.objectContaining({ id: ids[1], at: 'field:m1:Total' }),
    ])
    expect(((await (await waive(project, [finding])).json()) as { ids: string[] }).ids).toEqual([ids[0]])
    expect((await waive(project, [finding, other])).status).toBe(400)
    expect((await read(project)).waivers).toHaveLength(2)
  })

  test.each([
    { given: 'a row that is not there', at: 'row:r9', status: 404, says: /no such row/ },
    { given: 'a row that was deleted', at: 'row:r2', status: 409, says: /row was deleted. Bring it back/ },
    { given: 'a field of a map that is not there', at: 'field:m9:Total', status: 404, says: /no such field map/ },
    { given: 'no place at all', at: 'somewhere', status: 400, says: /no place of a project/ },
    { given: 'a prototype', at: 'use-case:__proto__', status: 404, says: /no such use case/ },
  ])('at $given are refused with a sentence, and none is made', async ({ at, status, says }) => {
    const project = await create({ fieldMaps: [map], rows: [rowOf('r1'), rowOf('r2', { deleted: true })] })
    const answer = await waive(project, [finding, { ...finding, at }])
    expect([answer.status, ((await answer.json()) as { detail: string }).detail]).toEqual([status, expect.stringMatching(says)])
    expect((await read(project)).waivers).toEqual([])
  })

  test('are taken back by an editor, once, and not by a commenter', async () => {
    const project = await create({ fieldMaps: [map], rows: [rowOf('r1')] })
    expect((await waive(project, [finding], 'commenter')).status).toBe(403)
    const [id = ''] = ((await (await waive(project, [finding])).json()) as { ids: string[] }).ids
    expect((await send('commenter', 'DELETE', project, `waivers/${id}`)).status).toBe(403)
    expect((await send('editor', 'DELETE', project, `waivers/${id}`)).status).toBe(204)
    expect((await read(project)).waivers).toMatchObject([{ id, deleted: true }])
    expect((await send('editor', 'DELETE', project, `waivers/${id}`)).status).toBe(404)
    expect(((await (await waive(project, [finding])).json()) as { ids: string[] }).ids).not.toEqual([id])
  })
})

describe('signatures', () => {
  const people = ['pia', 'sven', 'gone'].map((id) => buildObject('people', { id, name: id, ...(id === 'gone' ? { deleted: true } : {}) }))
  const useCase = buildObject('useCases', { id: 'u1', status: 'agreed' })
  const signAs = async (as: Role, project: string, person: string, more: object = {}) =>
    send(as, 'POST', project, 'sign-offs', { useCase: 'u1', person, content: fingerprintOfUseCase(await read(project), 'u1'), ...more })
  const sign = (project: string, person: string, more: object = {}) => signAs('commenter', project, person, more)
  const idOf = async (answer: Response) => ((await answer.json()) as { ids: string[] }).ids[0] ?? ''
  const statusOf = async (project: string) => (await read(project)).useCases[0]?.status

  test('keep what was open, and sign a use case off when nobody is named as signer', async () => {
    const project = await create({ people, useCases: [useCase] })
    const openPoints = [{ code: 'question-open', at: 'use-case:u1', message: 'Which currency?' }]
    const answer = await sign(project, 'pia', { note: 'With one point open', openPoints, openCount: 1_200 })
    expect(answer.status).toBe(201)
    expect((await read(project)).signOffs).toEqual([
      {
        id: await idOf(answer),
        useCase: 'u1',
        person: 'pia',
        note: 'With one point open',
        openPoints,
        openCount: 1_200,
        content: fingerprintOfUseCase(await read(project), 'u1'),
        by: expect.any(String),
        byName: 'a commenter',
        at: NOW,
      },
    ])
    expect(await statusOf(project)).toBe('signed-off')
  })

  test('sign a use case off when the last of its signers has signed what it says now; withdrawing makes it agreed', async () => {
    const project = await create({ people, useCases: [{ ...useCase, signers: ['pia', 'sven', 'gone'] }] })
    await sign(project, 'pia')
    expect(await statusOf(project)).toBe('agreed')
    const last = await idOf(await sign(project, 'sven'))
    expect(await statusOf(project)).toBe('signed-off')
    expect((await send('commenter', 'DELETE', project, `sign-offs/${last}`)).status).toBe(204)
    expect(await statusOf(project)).toBe('agreed')
    await sign(project, 'sven')
    expect(await statusOf(project)).toBe('signed-off')
    await server.deps.rooms.edit(project, ann, (doc, origin) => setCell(doc, 'useCases', 'u1', 'story', 'Another story', origin))
    await sign(project, 'sven')
    expect(await statusOf(project)).toBe('agreed')
    await sign(project, 'pia')
    expect(await statusOf(project)).toBe('signed-off')
  })

  test('stand once for each person and thing: the same again is refused, one below what changed since is replaced', async () => {
    const project = await create({ people, useCases: [useCase] })
    const first = await idOf(await sign(project, 'pia'))
    const again = await sign(project, 'pia')
    expect([again.status, ((await again.json()) as { detail: string }).detail]).toEqual([409, expect.stringContaining('pia has signed this already')])
    await server.deps.rooms.edit(project, ann, (doc, origin) => setCell(doc, 'useCases', 'u1', 'title', 'Another', origin))
    const second = await idOf(await sign(project, 'pia'))
    const { signOffs } = await read(project)
    expect(new Map(signOffs.map((one) => [one.id, one.deleted]))).toEqual(
      new Map([
        [first, true],
        [second, undefined],
      ]),
    )
    expect((await commandsOf(project, 'signOffs')).size).toBe(2)
  })

  test.each<{ given: string; more: object; status: number; type: string }>([
    { given: 'of content that is another by now', more: { content: '0' }, status: 409, type: 'ChangedSince' },
    { given: 'of a person who is not there', more: { person: 'nobody' }, status: 404, type: 'NotFound' },
    { given: 'of a person who was deleted', more: { person: 'gone' }, status: 409, type: 'NotPossible' },
    { given: 'below a use case that is not there', more: { useCase: 'u9' }, status: 404, type: 'NotFound' },
    { given: 'below two things', more: { baseline: 'b1' }, status: 400, type: 'InvalidRequest' },
    { given: 'below nothing', more: { useCase: undefined }, status: 400, type: 'InvalidRequest' },
    { given: 'with a name of its own', more: { byName: 'Eve' }, status: 400, type: 'InvalidRequest' },
    { given: 'below a baseline that is not there', more: { useCase: undefined, baseline: 'b9' }, status: 404, type: 'NotFound' },
    { given: 'of another state of a baseline', more: { useCase: undefined, baseline: 'b1', content: 'other' }, status: 409, type: 'ChangedSince' },
  ])('$given are refused', async ({ more, status, type }) => {
    const project = await create({ people, useCases: [useCase], baselines: [buildObject('baselines', { id: 'b1', state: 'hash' })] })
    const answer = await sign(project, 'pia', more)
    expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining({ type })])
    expect((await read(project)).signOffs).toEqual([])
    expect(await statusOf(project)).toBe('agreed')
  })

  test('stand below a baseline by the hash of its state', async () => {
    const project = await create({ people, baselines: [buildObject('baselines', { id: 'b1', state: 'hash' })] })
    const answer = await sign(project, 'sven', { useCase: undefined, baseline: 'b1', content: 'hash' })
    expect(answer.status).toBe(201)
    expect((await read(project)).signOffs).toMatchObject([{ baseline: 'b1', person: 'sven', content: 'hash', openCount: 0 }])
  })

  test('are withdrawn by who signed or by an owner, and by nobody else', async () => {
    const project = await create({ people, useCases: [useCase] })
    const mine = await idOf(await sign(project, 'pia'))
    expect((await send('editor', 'DELETE', project, `sign-offs/${mine}`)).status).toBe(403)
    expect(await statusOf(project)).toBe('signed-off')
    expect((await send('owner', 'DELETE', project, `sign-offs/${mine}`)).status).toBe(204)
    expect((await send('owner', 'DELETE', project, `sign-offs/${mine}`)).status).toBe(404)
    expect((await signAs('viewer', project, 'pia')).status).toBe(403)
  })

  test('of somebody without a name are refused: they would say nothing', async () => {
    const project = await create({ people, useCases: [useCase] })
    const nameless = await server.deps.sessions.admit('', 'editor')
    const entered = await server.deps.sessions.enter(await server.deps.sessions.createLinkToken(nameless.id), undefined)
    if (!entered.ok) expect.unreachable('signing in works')
    const content = fingerprintOfUseCase(await read(project), 'u1')
    const json = { useCase: 'u1', person: 'pia', content }
    const answer = await server.ask('POST', `/api/projects/${project}/sign-offs`, { cookie: `crosswalk=${entered.value.token}`, json })
    expect([answer.status, ((await answer.json()) as { detail: string }).detail]).toEqual([409, expect.stringContaining('Say your name first')])
  })
})

describe('questions', () => {
  const people = [buildObject('people', { id: 'pia', name: 'Pia' }), buildObject('people', { id: 'gone', deleted: true })]
  const step = buildObject('steps', { id: 's1', useCase: 'u1' })

  test('of a commenter have the name and the time of the server, a number, and stand last', async () => {
    const project = await create({ people, steps: [step], questions: [buildObject('questions', { id: 'q1', at: 'step:s1', order: 'a5' })] })
    const answer = await send('commenter', 'POST', project, 'questions', { at: 'step:s1', text: 'How often?', askedOf: 'pia', neededBy: '2026-12-01' })
    expect(answer.status).toBe(201)
    const { ids } = (await answer.json()) as { ids: string[] }
    expect((await read(project)).questions.at(-1)).toEqual({
      id: ids[0],
      number: 2,
      at: 'step:s1',
      text: 'How often?',
      askedOf: 'pia',
      neededBy: '2026-12-01',
      status: 'open',
      askedBy: 'a commenter',
      askedAt: NOW,
      order: expect.stringMatching(/./),
    })
  })

  test.each([
    { given: 'at a step that is not there', json: { at: 'step:s9', text: 'Why?' }, status: 404 },
    { given: 'of a person who was deleted', json: { at: 'step:s1', text: 'Why?', askedOf: 'gone' }, status: 409 },
    { given: 'without words', json: { at: 'step:s1', text: '  ' }, status: 400 },
    { given: 'in the name of another', json: { at: 'step:s1', text: 'Why?', askedBy: 'Eve' }, status: 400 },
  ])('$given are refused', async ({ json, status }) => {
    const project = await create({ people, steps: [step] })
    expect((await send('commenter', 'POST', project, 'questions', json)).status).toBe(status)
    expect((await send('viewer', 'POST', project, 'questions', json)).status).toBe(403)
    expect((await read(project)).questions).toEqual([])
  })

  test('are answered with a name and a time; an answer is put better by who gave it, and stands for the others', async () => {
    const project = await create({ steps: [step], questions: [buildObject('questions', { id: 'q1', at: 'step:s1' })] })
    const answer = (as: Role, text: string) => send(as, 'POST', project, 'questions/q1/answer', { answer: text })
    expect((await answer('viewer', 'Daily')).status).toBe(403)
    expect((await answer('commenter', 'Daily')).status).toBe(204)
    expect((await answer('commenter', 'Each night')).status).toBe(204)
    expect((await answer('editor', 'Never')).status).toBe(409)
    expect((await read(project)).questions).toMatchObject([{ status: 'answered', answer: 'Each night', answeredBy: 'a commenter', answeredAt: NOW }])
  })

  test('that are closed, gone or not there take no answer', async () => {
    const questions = [buildObject('questions', { id: 'q1', status: 'closed' }), buildObject('questions', { id: 'q2', deleted: true })]
    const project = await create({ questions })
    const status = async (id: string) => (await send('commenter', 'POST', project, `questions/${id}/answer`, { answer: 'Yes' })).status
    expect([await status('q1'), await status('q2'), await status('q3')]).toEqual([409, 404, 404])
  })
})

test.each(['approvals', 'waivers', 'sign-offs', 'baselines', 'questions'])(
  '[T-41] %s from another site, or as a form sends them, are refused',
  async (path) => {
    const project = await create({})
    const post = (headers: Record<string, string>) => server.ask('POST', `/api/projects/${project}/${path}`, { cookie: cookie('owner'), body: '{}', headers })
    expect((await post({ origin: 'http://evil.example', 'content-type': 'application/json' })).status).toBe(403)
    expect((await post({ 'content-type': 'text/plain' })).status).toBe(403)
  },
)
