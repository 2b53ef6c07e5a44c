// Tests of sign-in: links used once, tokens kept only as hashes, lifetimes.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp, type TestApp } from './app-fixture.ts'
import { createMemoryStorage } from './storage/memory-storage.ts'
import { createSessions } from './sessions.ts'
import type { Write } from './storage/storage.ts'

const DAY = 86_400_000

function setUp() {
  const storage = createMemoryStorage()
  const written: Write[] = []
  const commit = storage.commit.bind(storage)
  const watched = { ...storage, commit: (writes: readonly Write[]) => (written.push(...writes), commit(writes)) }
  let time = Date.parse('2026-01-01T00:00:00Z')
  let ids = 0
  const sessions = createSessions({ storage: watched, now: () => new Date(time), newId: () => `p${++ids}` })
  return { sessions, storage, written, wait: (milliseconds: number) => void (time += milliseconds) }
}

describe('a sign-in link', () => {
  test('[T-49] works once: of 20 people at the same moment exactly one enters', async () => {
    const { sessions } = setUp()
    const token = await sessions.createLinkToken((await sessions.admitFirst()).id)
    const entered = await Promise.all(Array.from({ length: 20 }, () => sessions.enter(token, undefined)))
    expect(entered.filter((result) => result.ok)).toHaveLength(1)
  })

  test('is over after a day', async () => {
    const { sessions, wait } = setUp()
    const token = await sessions.createLinkToken((await sessions.admitFirst()).id)
    wait(DAY + 1)
    expect((await sessions.enter(token, undefined)).ok).toBe(false)
  })

  test('that nobody made is refused', async () => {
    const { sessions } = setUp()
    expect(await sessions.enter('x'.repeat(43), undefined)).toEqual({ ok: false, error: { type: 'LinkNotValid' } })
  })
})

describe('a session', () => {
  const start = async () => {
    const all = setUp()
    const person = await all.sessions.admit('Ada', 'editor')
    const entered = await all.sessions.enter(await all.sessions.createLinkToken(person.id), undefined)
    if (!entered.ok) throw new Error('not entered')
    return { ...all, person, token: entered.value.token }
  }

  test('[T-42] stores only hashes: no token can be read from what is written', async () => {
    const { sessions, written, token, person } = await start()
    const link = await sessions.createLinkToken(person.id)
    const everything = JSON.stringify(written)
    expect(everything).not.toContain(token)
    expect(everything).not.toContain(link)
    expect(token).toMatch(/^[\w-]{43}$/)
  })

  test('[T-42] ends after 14 days without use, and use keeps it', async () => {
    const { sessions, token, wait } = await start()
    wait(13 * DAY)
    expect((await sessions.find(token))?.subject.role).toBe('editor')
    wait(13 * DAY)
    expect(await sessions.find(token)).toBeDefined()
    wait(14 * DAY + 1)
    expect(await sessions.find(token)).toBeUndefined()
  })

  test('[T-42] ends after 90 days, however much it is used', async () => {
    const { sessions, token, wait } = await start()
    for (let day = 0; day < 90; day += 10) {
      wait(10 * DAY)
      expect(await sessions.find(token)).toBeDefined()
    }
    wait(1)
    expect(await sessions.find(token)).toBeUndefined()
  })

  test('[T-42] is replaced, not kept, when its owner enters with another link', async () => {
    const { sessions, token, person } = await start()
    await sessions.enter(await sessions.createLinkToken(person.id), token)
    expect(await sessions.find(token)).toBeUndefined()
  })

  test('has the role that its person has now', async () => {
    const { sessions, token } = await start()
    await sessions.admit('Ada', 'viewer')
    expect((await sessions.find(token))?.subject.role).toBe('viewer')
  })
})

describe('/api/session', () => {
  let server: TestApp
  beforeAll(async () => {
    server = await buildApp()
  })
  afterAll(() => server.close())

  test('the first person enters as administrator, is asked for a name once, and leaves', async () => {
    const first = await server.deps.sessions.admitFirst()
    const token = await server.deps.sessions.createLinkToken(first.id)
    const entered = await server.ask('POST', '/api/session/enter', { json: { token } })
    const header = entered.headers.get('set-cookie') ?? ''
    expect(header).toMatch(/^crosswalk=[\w-]{43}; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(await entered.json()).toMatchObject({ role: 'administrator', named: false })
    const cookie = header.split(';')[0] ?? ''
    const named = await server.ask('PATCH', '/api/session', { cookie, json: { name: 'Ada', jobTitle: 'Analyst' } })
    expect(await named.json()).toMatchObject({ name: 'Ada', jobTitle: 'Analyst', named: true })
    expect(await (await server.ask('GET', '/api/session', { cookie })).json()).toMatchObject({ name: 'Ada', named: true })
    expect((await server.ask('DELETE', '/api/session', { cookie })).headers.get('set-cookie')).toContain('Max-Age=0')
    expect((await server.ask('GET', '/api/session', { cookie })).status).toBe(401)
    expect((await server.ask('POST', '/api/session/enter', { json: { token } })).status).toBe(401)
  })

  test('[T-41] behind TLS the cookie is tied to the host', async () => {
    const secure = await buildApp({ publicUrl: 'https://maps.example.com' })
    const token = await secure.deps.sessions.createLinkToken((await secure.deps.sessions.admitFirst()).id)
    const entered = await secure.ask('POST', '/api/session/enter', {
      json: { token },
      headers: { host: 'maps.example.com', origin: 'https://maps.example.com' },
    })
    expect(entered.headers.get('set-cookie')).toMatch(/^__Host-crosswalk=[\w-]{43}; .*Path=\/; HttpOnly; SameSite=Lax; Secure$/)
    await secure.close()
  })
})
