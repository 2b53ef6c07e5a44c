import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { buildOpenApi, factsAt, listPaths } from '../../fixtures/openapi-documents.ts'
import { describeImportError } from './import-error.ts'
import { createImportFixture, type ImportFixture } from './import-fixture.ts'
import { importSamples, importSchema, type ImportOptions, type ImportStage } from './import-schema.ts'

const MEGABYTE = 1_048_576
// Every import starts a process, which compiles itself here.
vi.setConfig({ testTimeout: 60_000 })
let fixture: ImportFixture
beforeAll(async () => {
  fixture = await createImportFixture()
})
afterAll(() => fixture.close())

const put: ImportFixture['put'] = (name, content) => fixture.put(name, content)
const slowAnswer: ImportFixture['slowAnswer'] = (work) => fixture.slowAnswer(work)
const importText = (name: string, content: string, options?: ImportOptions) => importSchema([put(name, content)], options)

/** Megabytes of YAML, which this parser takes many seconds for. */
function manyLines(): string {
  return Array.from({ length: 150_000 }, (_, i) => `k${i}: [a, b, {c: d}]\n`).join('')
}

describe('importing in a child process', () => {
  test('a description comes back whole, with its stages', async () => {
    const stages: ImportStage[] = []
    const fractions: number[] = []
    const document = buildOpenApi({
      Order: { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, next: { $ref: '#/components/schemas/Order' } } },
    })
    const result = await importText('api.json', JSON.stringify(document), {
      onProgress({ stage, fraction }) {
        stages.push(stage)
        if (fraction !== undefined) fractions.push(fraction)
      },
    })
    if (!result.ok) throw new Error(describeImportError(result.error))
    expect(listPaths(result.value.graph, 'Order').map((field) => [field.path, field.required])).toEqual([
      ['id', true],
      ['next', false],
    ])
    expect([...new Set(stages)]).toEqual(['waiting', 'reading', 'parsing', 'building', 'handing-over', 'finished'])
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
    expect(new Set(fractions).size).toBeGreaterThan(2)
  })

  test('a large result comes in many chunks and is the same', async () => {
    const schemas: Record<string, unknown> = {}
    for (let i = 0; i < 2_000; i++)
      schemas[`T${i}`] = {
        type: 'object',
        properties: { a: { type: 'string', description: `field ${i} `.repeat(60) }, b: { $ref: `#/components/schemas/T${(i * 7 + 1) % 2_000}` } },
      }
    const result = await importText('api.json', JSON.stringify(buildOpenApi(schemas)))
    expect(result).toMatchObject({ ok: true, value: { graph: { fieldCount: 4_000, problems: [] } } })
    expect(result.ok && factsAt(result.value.graph, 'T1999', 'a').description).toBe('field 1999 '.repeat(60))
  })

  test('YAML, JSON Schema and sample records', async () => {
    expect(await importText('api.yaml', 'openapi: 3.1.0\ninfo: {title: Y}\npaths: {}\n')).toMatchObject({
      ok: true,
      value: { graph: { format: 'openapi-3.1', title: 'Y' } },
    })
    expect(
      await importText('order.json', '{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"a":{"type":"string"}}}'),
    ).toMatchObject({ ok: true, value: { graph: { format: 'json-schema', objects: [{ name: 'order' }] } } })
    expect(await importText('orders.json', '[{"id":1},{"id":2}]')).toMatchObject({
      ok: true,
      value: { graph: { format: 'samples', objects: [{ name: 'orders' }] } },
    })
  })

  test('samples of several files are one set', async () => {
    const result = await importSamples([put('a.json', '[{"id":1,"note":null}]'), put('b.ndjson', '{"id":2}\n{"id":3}\n'), put('c.json', '{"id":4}')])
    if (!result.ok) throw new Error(describeImportError(result.error))
    expect(result.value.records).toEqual([{ id: 1, note: null }, { id: 2 }, { id: 3 }, { id: 4 }])
    expect(result.value.evidence).toMatchObject([
      { path: 'id', seen: 4, of: 4 },
      { path: 'note', seen: 1, of: 4, nulls: 1 },
    ])
    expect(result.value.graph.objects[0]?.name).toBe('a')
  })

  test('of samples of several kinds those that are called like the object are its own', async () => {
    const described = await importText(
      'api.json',
      JSON.stringify(buildOpenApi({ Order: { type: 'object', properties: { parts: { type: 'object', additionalProperties: { type: 'integer' } } } } })),
    )
    if (!described.ok) throw new Error(describeImportError(described.error))
    const { path: graphPath } = put('graph.json', JSON.stringify(described.value.graph))
    const documented = { graphPath, object: { kind: 'object', name: 'Order' } } as const
    const both = put('all.json', '{"orders":[{"parts":{"a":1}},{"parts":{"b":2}}],"buyers":[{"name":"x"},{"name":"y"}]}')
    const result = await importSamples([both], { documented })
    expect(result).toMatchObject({ ok: true, value: { records: [{ parts: { a: 1 } }, { parts: { b: 2 } }] } })
    expect(result.ok && result.value.evidence.map(({ path }) => path)).toEqual(['parts', 'parts{}'])
    expect(await importSamples([both], { documented: { graphPath, object: { kind: 'object', name: 'Bin' } } })).toMatchObject({
      ok: false,
      error: { type: 'NoSuchObject', object: 'Bin' },
    })
  })

  test('names that mean something to the engine survive the way back, and change nothing here', async () => {
    const result = await importSamples([put('a.json', '{"__proto__":{"polluted":true},"constructor":1}')])
    if (!result.ok) throw new Error(describeImportError(result.error))
    expect(Object.keys(result.value.records[0] as object)).toEqual(['__proto__', 'constructor'])
    expect(listPaths(result.value.graph, 'a').map((field) => field.path)).toEqual(['__proto__', '__proto__.polluted', 'constructor'])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test.each([
    { why: 'no JSON', name: 'a.json', content: '{"openapi": "3.0.0",\n  oops}', want: { type: 'NotJson', line: 2, column: 3 } },
    { why: 'cut off', name: 'a.json', content: '{"openapi": "3.0.0", "paths": {', want: { type: 'Truncated' } },
    {
      why: 'a web page',
      name: 'a.html',
      content: '<!doctype html><p>',
      want: { type: 'NotADescription', found: 'a web page (HTML) without a table of fields' },
    },
    { why: 'a sentence', name: 'a.txt', content: 'hello world', want: { type: 'NotADescription' } },
    { why: 'AsyncAPI', name: 'a.json', content: '{"asyncapi":"2.0.0","channels":{}}', want: { type: 'UnsupportedFormat', found: 'AsyncAPI' } },
    { why: 'an empty list', name: 'a.json', content: '[]', want: { type: 'NoRecords' } },
  ])('$why is refused with its facts', async ({ name, content, want }) => {
    expect(await importText(name, content)).toMatchObject({ ok: false, error: want })
  })

  test('too many bytes, no file, two descriptions, a file that is gone', async () => {
    expect(await importText('a.json', 'x'.repeat(2_000), { limits: { maxBytes: 1_000 } })).toMatchObject({
      ok: false,
      error: { type: 'TooLarge', bytes: 2_000, limit: 1_000 },
    })
    expect(await importSchema([])).toMatchObject({ ok: false, error: { type: 'NoFiles' } })
    expect(await importSchema([put('a.json', '{"openapi":"3.0.0"}'), put('b.json', '{"openapi":"3.0.0"}')])).toMatchObject({
      ok: false,
      error: { type: 'SeveralDescriptions', files: ['a.json', 'b.json'] },
    })
    expect(await importSchema([{ name: 'gone.json', path: join(fixture.folder, 'gone') }])).toMatchObject({
      ok: false,
      error: { type: 'UnreadableFile', file: 'gone.json' },
    })
    expect(await importSamples([put('a.json', JSON.stringify({ a: 'x'.repeat(1_100_000) }))])).toMatchObject({
      ok: false,
      error: { type: 'RecordTooLarge', record: 1 },
    })
  })
})

describe('hostile files leave the server answering', () => {
  const deep = 200_000
  const bombs = [
    { why: 'JSON 200,000 deep', name: 'a.json', make: () => `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`, want: { type: 'TooDeep' } },
    {
      why: 'lists 200,000 deep',
      name: 'a.json',
      make: () => `{"openapi":"3.0.0","components":{"schemas":{"A":${'{"allOf":['.repeat(deep)}{}${']}'.repeat(deep)}}}}`,
      want: { type: 'TooDeep' },
    },
    { why: 'YAML 20,000 deep', name: 'a.yaml', make: () => `a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`, want: { type: 'TooDeep' } },
    {
      why: 'a YAML alias bomb',
      name: 'a.yaml',
      make: () =>
        `l0: &l0 [x,x]\n${Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array.from({ length: 9 }, () => `*l${i}`).join(',')}]`).join('\n')}\n`,
      want: { type: 'TooManyAliases' },
    },
    { why: 'duplicate YAML keys', name: 'a.yaml', make: () => 'openapi: 3.0.0\npaths: {}\npaths: {}\n', want: { type: 'NotYaml', line: 3, column: 1 } },
  ]

  test.each(bombs)('$why', async ({ name, make, want }) => {
    const content = make()
    let result: unknown
    const slowest = await slowAnswer(async () => (result = await importText(name, content)))
    expect(result).toMatchObject({ ok: false, error: want })
    expect(slowest).toBeLessThan(200)
  })

  test('a reader that hangs is killed at the limit, and the next import runs', async () => {
    const slow = put('slow.yaml', manyLines())
    let result: unknown
    const began = performance.now()
    const slowest = await slowAnswer(async () => (result = await importSchema([slow], { limits: { wallMs: 1_500 } })))
    expect(result).toMatchObject({ ok: false, error: { type: 'TimedOut' } })
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(slowest).toBeLessThan(200)
    expect(await importText('a.json', '{"openapi":"3.0.0"}')).toMatchObject({ ok: true })
  })

  test('a reader that eats memory is stopped, and the server is not', async () => {
    // Eighteen million bytes of file that become hundreds of megabytes of objects.
    const large = put('large.json', `{"openapi":"3.0.0","x-list":[${'{},'.repeat(6_000_000)}{}]}`)
    let result: unknown
    const slowest = await slowAnswer(async () => (result = await importSchema([large], { limits: { memoryMb: 24 } })))
    expect(result).toMatchObject({ ok: false, error: { type: 'OutOfMemory', megabytes: 24 } })
    expect(slowest).toBeLessThan(200)
  })

  test('an abort ends the running import, and one that waits', async () => {
    const slow = put('slow.yaml', manyLines())
    const first = new AbortController()
    const second = new AbortController()
    const running = importSchema([slow], { signal: first.signal, onProgress: ({ stage }) => stage === 'parsing' && first.abort() })
    const waiting = importSchema([slow], { signal: second.signal })
    second.abort()
    expect(await waiting).toEqual({ ok: false, error: { type: 'Aborted' } })
    expect(await running).toEqual({ ok: false, error: { type: 'Aborted' } })
  })

  test.each<ImportStage>(['waiting', 'reading', 'parsing', 'building', 'handing-over'])('an abort while it is %s ends the import', async (at) => {
    const schemas = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`T${i}`, { type: 'object', properties: { a: { type: 'string' } } }]))
    const stop = new AbortController()
    const result = await importText('a.json', JSON.stringify(buildOpenApi(schemas)), {
      signal: stop.signal,
      onProgress: ({ stage }) => stage === at && stop.abort(),
    })
    expect(result).toEqual({ ok: false, error: { type: 'Aborted' } })
    expect(await importText('a.json', '{"openapi":"3.0.0"}')).toMatchObject({ ok: true })
  })

  test('references to other places are never fetched', async () => {
    let hits = 0
    const listener = createServer((_, answer) => {
      hits += 1
      answer.end('{}')
    })
    listener.listen(0, '127.0.0.1')
    await once(listener, 'listening')
    const { port } = listener.address() as AddressInfo
    const places = [
      `http://127.0.0.1:${port}/a.json`,
      `//127.0.0.1:${port}/a`,
      `http://0x7f000001:${port}/`,
      `http://[::ffff:127.0.0.1]:${port}/`,
      `ftp://127.0.0.1:${port}/`,
      'file:///etc/passwd',
      '\\\\127.0.0.1\\share',
      'data:,x',
      'other.json',
    ]
    const properties = Object.fromEntries(places.map((place, i) => [`f${i}`, { $ref: place }]))
    const result = await importText(
      'a.json',
      JSON.stringify({ ...(buildOpenApi({ A: { type: 'object', properties } }) as object), paths: { '/a': { $ref: places[0] } } }),
    )
    listener.close()
    expect(hits).toBe(0)
    const codes = result.ok ? result.value.graph.problems.map((problem) => problem.code) : []
    expect(new Set(codes)).toEqual(new Set(['external-reference']))
    // One place is named twice.
    expect(codes).toHaveLength(places.length - 1)
  })

  test('the environment of the server is not the child’s', async () => {
    // The child would otherwise obey options meant for the server, and see its secrets.
    const before = process.env['NODE_OPTIONS']
    process.env['NODE_OPTIONS'] = '--max-old-space-size=1'
    try {
      expect(await importText('a.json', JSON.stringify({ openapi: '3.0.0', 'x-room': 'x'.repeat(3 * MEGABYTE) }))).toMatchObject({ ok: true })
    } finally {
      if (before === undefined) delete process.env['NODE_OPTIONS']
      else process.env['NODE_OPTIONS'] = before
    }
  })
})
