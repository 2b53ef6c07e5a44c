// The only place where requests meet routes: security headers, host and origin checks, session, rights, body, answer.
import { Hono } from 'hono'
import { can } from '../shared/api/rights.ts'
import type { RouteError } from '../shared/api/route-errors.ts'
import { fail, ok, type Result } from '../shared/schema/result.ts'
import { createMetrics } from './metrics.ts'
import { findPageFile, type PageFiles } from './page-files.ts'
import { isOwnChange, isOwnHost } from './request-checks.ts'
import { listRoutes } from './routes/all-routes.ts'
import { readBody, releaseBody } from './routes/read-body.ts'
import type { RouteDeps } from './routes/deps.ts'
import type { Route, Who } from './routes/route.ts'
import { sendAnswer, sendBytes, sendProblem } from './routes/send-answer.ts'
import { readSessionCookie } from './session-cookie.ts'

/** AG Grid and Mantine write style attributes, hence 'unsafe-inline' for styles only (T-22). */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
].join('; ')

const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'x-robots-tag': 'noindex',
}

export type App = { fetch(request: Request): Response | Promise<Response>; request: Hono['request'] }

export function createApp(deps: RouteDeps, page: PageFiles): App {
  const app = new Hono()
  const metrics = createMetrics(deps)

  app.use(async (context, next) => {
    const finish = metrics.begin(context.req.method)
    await next()
    for (const [name, value] of Object.entries(securityHeaders)) if (!context.res.headers.has(name)) context.res.headers.set(name, value)
    finish(context.res.status)
  })

  // Asked by machines under any name, and they tell nothing.
  app.get('/healthz', (context) => context.text('ok\n'))
  app.get('/readyz', (context) => (deps.isReady() ? context.text('ready\n') : context.text('stopping\n', 503)))
  app.get('/metrics', async (context) => context.text(await metrics.print(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }))

  app.use(async (context, next) => {
    const host = context.req.header('host') ?? new URL(context.req.url).host
    if (!isOwnHost(deps.settings, host)) return sendProblem({ type: 'WrongHost', host })
    const method = context.req.method
    const isSafe = method === 'GET' || method === 'HEAD'
    const header = (name: string) => context.req.header(name) ?? (name === 'host' ? host : undefined)
    if (!isSafe && !isOwnChange(deps.settings, method, header)) return sendProblem({ type: 'WrongOrigin' })
    if (!isSafe && !deps.isReady()) return sendProblem({ type: 'Stopping' })
    return next()
  })

  for (const route of listRoutes()) {
    app.on(route.method, route.path, (context) => answerRoute(route, deps, context.req.raw, context.req.param()))
  }

  app.get('*', async (context) => {
    const file = findPageFile(page, context.req.path)
    if (file === undefined) return sendProblem({ type: 'NotFound', what: 'address' })
    const headers = new Headers({ 'content-type': file.type })
    return sendBytes(file.bytes, 200, headers, file, asked(context.req.raw), deps.compression)
  })
  app.notFound(() => sendProblem({ type: 'NotFound', what: 'address' }))
  app.onError((error) => sendProblem(brokenOrFull(error, deps)))
  return app
}

async function answerRoute(route: Route, deps: RouteDeps, request: Request, params: Readonly<Record<string, string>>): Promise<Response> {
  const cookie = readSessionCookie(deps.settings, request.headers.get('cookie') ?? undefined)
  const gate = await passGate(route, deps, cookie, params)
  if (!gate.ok) return sendProblem(gate.error)
  const body = await readBody(route, request, deps.settings.dataFolder)
  if (!body.ok) return sendProblem(body.error)
  try {
    const ifNoneMatch = request.headers.get('if-none-match') ?? undefined
    const handle = route.handle as (call: unknown) => ReturnType<Route['handle']>
    const answer = await handle({ deps, params, query: new URL(request.url).searchParams, body: body.value, who: gate.value, cookie, ifNoneMatch })
    return answer.ok ? await sendAnswer(answer.value, asked(request), deps.compression) : sendProblem(answer.error)
  } finally {
    await releaseBody(route, body.value)
  }
}

/** Who may not do it on any project learns nothing about which projects exist (T-31): rights are asked before existence. */
async function passGate(
  route: Route,
  deps: RouteDeps,
  cookie: string | undefined,
  params: Readonly<Record<string, string>>,
): Promise<Result<Who | undefined, RouteError>> {
  const session = await deps.sessions.find(cookie)
  if (session === undefined) return route.gate === 'anyone' ? ok(undefined) : fail({ type: 'NotSignedIn' })
  const project = params['project']
  if (route.gate !== 'anyone' && route.gate !== 'signed-in' && !can(session.subject, route.gate, project)) return fail({ type: 'Forbidden' })
  if (project !== undefined && (await deps.storage.findProject(project)) === undefined) return fail({ type: 'NotFound', what: 'project' })
  return ok(session)
}

function asked(request: Request): { ifNoneMatch: string | undefined; acceptEncoding: string | undefined; headOnly: boolean } {
  const header = (name: string) => request.headers.get(name) ?? undefined
  return { ifNoneMatch: header('if-none-match'), acceptEncoding: header('accept-encoding'), headOnly: request.method === 'HEAD' }
}

function brokenOrFull(error: Error & { code?: unknown }, deps: RouteDeps): RouteError {
  if (error.code === 'SQLITE_FULL' || error.code === 'ENOSPC') return { type: 'StorageFull' }
  const reference = deps.newId().slice(0, 8)
  deps.log.error({ err: error, reference }, 'a request failed')
  return { type: 'Broken', reference }
}
