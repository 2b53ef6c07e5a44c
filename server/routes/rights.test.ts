// The matrix of rights (T-40): every route with what each kind of person gets. A route without a row fails, and a row without a route.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roles, type Role } from '../../shared/api/rights.ts'
import { buildApp, type TestApp } from '../app-fixture.ts'
import { listRoutes } from './all-routes.ts'

/** The least role that passes; `anyone` needs no session. */
const least: Readonly<Record<string, Role | 'anyone'>> = {
  'POST /api/session/enter': 'anyone',
  'GET /api/session': 'viewer',
  'PATCH /api/session': 'viewer',
  'DELETE /api/session': 'viewer',
  'GET /api/projects': 'viewer',
  'POST /api/projects': 'editor',
  'POST /api/projects/import': 'editor',
  'POST /api/projects/:project/duplicate': 'editor',
  'PATCH /api/projects/:project': 'owner',
  'GET /api/projects/:project/state': 'viewer',
  'POST /api/projects/:project/updates': 'editor',
  'GET /api/projects/:project/history': 'viewer',
  'GET /api/projects/:project/graphs/:key': 'viewer',
  'GET /api/projects/:project/samples/:set': 'viewer',
  'GET /api/projects/:project/records/:hash': 'viewer',
  'POST /api/projects/:project/records': 'editor',
  'POST /api/projects/:project/schemas': 'editor',
  'POST /api/projects/:project/samples': 'editor',
  'GET /api/projects/:project/schemas/:schema/source': 'viewer',
  'POST /api/projects/:project/spreadsheets': 'editor',
  'GET /api/projects/:project/spreadsheets/:spreadsheet': 'editor',
  'GET /api/projects/:project/jobs/:job': 'editor',
  'DELETE /api/projects/:project/jobs/:job': 'editor',
  'GET /api/projects/:project/export/xlsx': 'viewer',
  'GET /api/projects/:project/export/html': 'viewer',
  'GET /api/projects/:project/export/md.zip': 'viewer',
  'GET /api/projects/:project/export/csv': 'viewer',
  'GET /api/projects/:project/export/json': 'viewer',
  'GET /api/projects/:project/export/typescript': 'viewer',
  'GET /api/projects/:project/export/typescript.zip': 'viewer',
  'GET /api/projects/:project/export/jsonata': 'viewer',
  'GET /api/projects/:project/export/mapper.jsonata': 'viewer',
  'GET /api/projects/:project/progress': 'viewer',
  'POST /api/projects/:project/pictures': 'editor',
  'GET /api/projects/:project/pictures/:hash': 'viewer',
  'POST /api/projects/:project/baselines': 'editor',
  'GET /api/projects/:project/baselines/:baseline': 'viewer',
  'POST /api/projects/:project/approvals': 'commenter',
  'POST /api/projects/:project/builds': 'editor',
  'POST /api/projects/:project/waivers': 'editor',
  'DELETE /api/projects/:project/waivers/:waiver': 'editor',
  'POST /api/projects/:project/sign-offs': 'commenter',
  'DELETE /api/projects/:project/sign-offs/:signOff': 'commenter',
  'POST /api/projects/:project/questions': 'commenter',
  'POST /api/projects/:project/questions/:question/answer': 'commenter',
  'GET /api/openapi.json': 'viewer',
}

/** Too slow to let through for each role; who is turned away is still asked. */
const onlyRefusals = new Set(['xlsx', 'html', 'md.zip', 'csv'].map((name) => `GET /api/projects/:project/export/${name}`))

let server: TestApp
let project: string
const cookies = new Map<Role, string>()
const routes = listRoutes().map((route) => `${route.method} ${route.path}`)

beforeAll(async () => {
  server = await buildApp()
  for (const role of roles) cookies.set(role, await server.signIn(role))
  const made = await server.ask('POST', '/api/projects', { cookie: cookies.get('owner') ?? '', json: { name: 'Shop' } })
  project = ((await made.json()) as { id: string }).id
})
afterAll(() => server.close())

describe('the matrix of rights', () => {
  test('has a row for every route, and a route for every row', () => {
    expect(Object.keys(least).sort()).toEqual([...routes].sort())
  })

  test.each(routes.flatMap((route) => (['anonymous', ...roles] as const).map((who) => ({ route, who }))))('[T-40] $route for $who', async ({ route, who }) => {
    const needed = least[route] ?? 'administrator'
    const expected = needed === 'anyone' ? 'answered' : who === 'anonymous' ? 401 : roles.indexOf(who) < roles.indexOf(needed) ? 403 : 'answered'
    if (expected === 'answered' && onlyRefusals.has(route)) return
    const status = await askRoute(route, who === 'anonymous' ? undefined : await freshCookie(route, who))
    if (expected === 'answered') expect([401, 403, 500].includes(status) && !(route === 'POST /api/session/enter' && status === 401)).toBe(false)
    else expect(status).toBe(expected)
  })

  test.each(['viewer', 'owner'] as const)('[T-31] a project that does not exist and one without the right look the same to a %s who may not', async (role) => {
    const cookie = cookies.get(role) ?? ''
    const update = (id: string) => server.ask('PATCH', `/api/projects/${id}`, { cookie, json: { archived: false } })
    const [known, unknown] = [await update(project), await update('no-such-project')]
    if (role === 'viewer') expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()])
    else expect([known.status, unknown.status]).toEqual([200, 404])
  })
})

/** Signing out must not end the session of the other cases. */
async function freshCookie(route: string, role: Role): Promise<string> {
  return route === 'DELETE /api/session' ? server.signIn(role) : (cookies.get(role) ?? '')
}

async function askRoute(route: string, cookie: string | undefined): Promise<number> {
  const [method = '', template = ''] = route.split(' ')
  const path = template.replace(':project', project).replace(/:\w+/g, 'none')
  const body = method === 'GET' || method === 'DELETE' ? {} : { body: '', headers: { 'x-crosswalk': '1' } }
  return (await server.ask(method, path, { ...(cookie === undefined ? {} : { cookie }), ...body })).status
}
