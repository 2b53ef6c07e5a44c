// The only place that describes our own HTTP API as an OpenAPI document: made from the table of routes.
import { z } from 'zod'
import { problemAnswer } from '../../shared/api/routes.ts'
import { json, route, type Route } from './route.ts'

export function openApiRoute(routes: () => readonly Route[]): Route {
  return route({
    method: 'GET',
    path: '/api/openapi.json',
    summary: 'This description',
    gate: 'signed-in',
    answer: 'application/json',
    handle: async () => json(describeRoutes(routes())),
  })
}

function describeRoutes(routes: readonly Route[]): object {
  const paths = new Map<string, Record<string, object>>()
  for (const each of routes) {
    const path = each.path.replace(/:(\w+)/g, '{$1}')
    paths.set(path, { ...paths.get(path), [each.method.toLowerCase()]: describeRoute(each) })
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Crosswalk', version: '0.1.0', description: 'Changes need `Origin` equal to the server, and JSON or the header `x-crosswalk: 1`.' },
    paths: Object.fromEntries(paths),
    components: {
      schemas: { Problem: shapeToSchema(problemAnswer) },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'crosswalk' } },
    },
    security: [{ session: [] }],
  }
}

function describeRoute(each: Route): object {
  const inPath = [...each.path.matchAll(/:(\w+)/g)].map((match) => ({ name: match[1], in: 'path', required: true, schema: { type: 'string' } }))
  const inQuery = Object.entries(each.query ?? {}).map(([name, description]) => ({ name, in: 'query', description, schema: { type: 'string' } }))
  const problem = { description: 'A failure', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } }
  return {
    summary: each.summary,
    'x-right': each.gate,
    ...(each.gate === 'anyone' ? { security: [] } : {}),
    parameters: [...inPath, ...inQuery],
    ...(each.body === undefined ? {} : { requestBody: { required: true, content: describeBody(each.body) } }),
    responses: {
      ...(each.answer === undefined ? { 204: { description: 'Done' } } : { '2XX': { description: 'The answer', content: describeContent(each.answer) } }),
      '4XX': problem,
      '5XX': problem,
    },
  }
}

function describeBody(body: NonNullable<Route['body']>): object {
  if (body === 'bytes' || body === 'file') return { 'application/octet-stream': {} }
  if (body === 'files')
    return { 'multipart/form-data': { schema: { type: 'object', properties: { file: { type: 'array', items: { type: 'string', format: 'binary' } } } } } }
  return { 'application/json': { schema: shapeToSchema(body) } }
}

function describeContent(answer: NonNullable<Route['answer']>): object {
  return typeof answer === 'string' ? { [answer]: {} } : { 'application/json': { schema: shapeToSchema(answer) } }
}

function shapeToSchema(shape: z.ZodType): object {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(shape, { unrepresentable: 'any' }) as Record<string, unknown>
  return schema
}
