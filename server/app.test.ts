// Tests of what every request passes: headers, host, origin, errors, page files.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp, ORIGIN, type TestApp } from './app-fixture.ts'

let server: TestApp
let cookie: string
const page = {
  '/index.html': { bytes: Buffer.from('<!doctype html><title>Crosswalk</title>'), type: 'text/html; charset=utf-8', etag: 'e1', immutable: false },
  '/assets/index-abc.js': { bytes: Buffer.from('console.info(1)'.repeat(200)), type: 'text/javascript; charset=utf-8', etag: 'e2', immutable: true },
}

beforeAll(async () => {
  server = await buildApp({}, new Map([...Object.entries(page), ['/', page['/index.html']]]))
  cookie = await server.signIn('owner')
})
afterAll(() => server.close())

describe('every answer', () => {
  test.each(['/', '/healthz', '/api/projects', '/nothing.js'])('[T-22] of %s has a content security policy that allows only our own scripts', async (path) => {
    const answer = await server.ask('GET', path)
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'")
    for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'", "connect-src 'self'"])
      expect(policy).toContain(part)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('that failed is problem+json that says what to do next', async () => {
    const answer = await server.ask('GET', '/api/projects')
    expect(answer.status).toBe(401)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await answer.json()).toMatchObject({ type: 'NotSignedIn', status: 401, detail: expect.stringContaining('sign-in link') })
  })

  test('to an unknown address of the API is 404, and the page is not sent for it', async () => {
    const answer = await server.ask('GET', '/api/nothing', { cookie })
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ type: 'NotFound' })
  })
})

describe('the host', () => {
  test.each([
    { host: 'evil.example', status: 403 },
    { host: 'evil.example:4870', status: 403 },
    { host: '127.0.0.1.evil.example', status: 403 },
    { host: 'localhost:4870', status: 401 },
    { host: '[::1]:4870', status: 401 },
    { host: '192.168.1.5:4870', status: 403 },
  ])('[T-30] $host is answered with $status when bound to loopback', async ({ host, status }) => {
    expect((await server.ask('GET', '/api/projects', { headers: { host } })).status).toBe(status)
  })

  test('[T-30] a server for the network also answers to IP addresses, but to no foreign name', async () => {
    const open = await buildApp({ listen: '0.0.0.0', publicUrl: 'https://maps.example.com' })
    expect((await open.ask('GET', '/api/projects', { headers: { host: '192.168.1.5:4870' } })).status).toBe(401)
    expect((await open.ask('GET', '/api/projects', { headers: { host: 'maps.example.com' } })).status).toBe(401)
    expect((await open.ask('GET', '/api/projects', { headers: { host: 'evil.example' } })).status).toBe(403)
    await open.close()
  })
})

describe('a change', () => {
  const create = (headers: Record<string, string>, body: string = '{"name":"Shop"}') =>
    server.app.request(`${ORIGIN}/api/projects`, { method: 'POST', headers: { host: '127.0.0.1:4870', cookie, ...headers }, body })
  const own: Record<string, string> = { origin: ORIGIN, 'content-type': 'application/json' }

  test.each([
    { name: 'from our own page', headers: own, status: 201 },
    {
      name: 'from our own page, where the browser sends only Sec-Fetch-Site',
      headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
      status: 201,
    },
    { name: 'from another site', headers: { ...own, origin: 'http://evil.example' }, status: 403 },
    { name: 'from another port of this machine', headers: { ...own, origin: 'http://127.0.0.1:9999' }, status: 403 },
    { name: 'from a sandboxed frame', headers: { ...own, origin: 'null' }, status: 403 },
    { name: 'without an origin', headers: { 'content-type': 'application/json' }, status: 403 },
    { name: 'from a sibling site', headers: { 'sec-fetch-site': 'same-site', 'content-type': 'application/json' }, status: 403 },
    { name: 'as a form sends it', headers: { origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded' }, status: 403 },
    { name: 'as text/plain', headers: { origin: ORIGIN, 'content-type': 'text/plain' }, status: 403 },
    { name: 'as multipart without our header', headers: { origin: ORIGIN, 'content-type': 'multipart/form-data; boundary=x' }, status: 403 },
  ] as readonly { name: string; headers: Record<string, string>; status: number }[])('[T-41] $name is answered with $status', async ({ headers, status }) => {
    expect((await create(headers)).status).toBe(status)
  })

  test('[T-41] from the unprotected twin of the address behind TLS is refused', async () => {
    const secure = await buildApp({ publicUrl: 'https://maps.example.com' })
    const enter = (origin: string) =>
      secure.ask('POST', '/api/session/enter', { json: { token: 'x'.repeat(43) }, headers: { host: 'maps.example.com', origin } })
    expect((await enter('https://maps.example.com')).status).toBe(401)
    expect((await enter('http://maps.example.com')).status).toBe(403)
    await secure.close()
  })

  test('[T-46] with a key that nobody asked for is refused', async () => {
    const answer = await create(own, '{"name":"Shop","role":"administrator"}')
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ type: 'InvalidRequest', detail: expect.stringContaining('role') })
  })

  test('that is not JSON or too large is refused with a sentence', async () => {
    expect(await (await create(own, '{')).json()).toMatchObject({ type: 'InvalidRequest' })
    expect((await create(own, JSON.stringify({ name: 'x'.repeat(300_000) }))).status).toBe(413)
  })

  test('[R-11] while the server stops is answered with 503, and so is /readyz; reading still works', async () => {
    server.setReady(false)
    expect((await create(own)).status).toBe(503)
    expect((await server.ask('GET', '/readyz')).status).toBe(503)
    expect((await server.ask('GET', '/healthz')).status).toBe(200)
    expect((await server.ask('GET', '/api/projects', { cookie })).status).toBe(200)
    server.setReady(true)
    expect((await server.ask('GET', '/readyz')).status).toBe(200)
  })
})

describe('the page', () => {
  test('is sent for its own addresses, never kept without asking', async () => {
    for (const path of ['/', '/p/x/maps/y']) {
      const answer = await server.ask('GET', path)
      expect(await answer.text()).toContain('<title>Crosswalk</title>')
      expect(answer.headers.get('cache-control')).toBe('private, no-cache')
    }
    expect((await server.ask('GET', '/', { headers: { 'if-none-match': '"e1"' } })).status).toBe(304)
  })

  test('has files with hashed names that are kept for ever, compressed', async () => {
    const answer = await server.ask('GET', '/assets/index-abc.js', { headers: { 'accept-encoding': 'gzip, br' } })
    expect(answer.headers.get('cache-control')).toContain('immutable')
    expect(answer.headers.get('content-encoding')).toBe('br')
    expect(Number(answer.headers.get('content-length'))).toBeLessThan(200)
  })

  test.each([
    '/assets/../../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '//etc/passwd',
    '/assets/none.js',
    '/package.json',
    '/api%2Fprojects',
  ])('[T-4A] %s gives no file outside the manifest', async (path) => {
    const answer = await server.ask('GET', path)
    expect(await answer.text()).not.toMatch(/"dependencies"|root:/)
  })
})

describe('/metrics', () => {
  test('counts requests by kind and names nobody', async () => {
    const text = await (await server.ask('GET', '/metrics')).text()
    expect(text).toMatch(/crosswalk_http_requests_total\{method="GET",status="2xx"\} \d+/)
    expect(text).toContain('crosswalk_ready 1')
    expect(text).not.toContain('an owner')
  })
})
