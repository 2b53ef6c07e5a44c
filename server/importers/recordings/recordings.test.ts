import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { corpusFolder } from '../../../fixtures/corpus.ts'
import { listObjectAddresses } from '../../../shared/schema/envelopes.ts'
import { expandFields, rootField } from '../../../shared/schema/fields.ts'
import { isRawObject, rawList, rawObject } from '../../../shared/schema/raw-schema.ts'
import type { FormatReader, OpenedFile, ReadSchema } from '../format-reader.ts'
import { har, templateOf } from '../formats/har.ts'
import { postman } from '../formats/postman.ts'
import { parseBodyJson, readFormFields } from './read-body-text.ts'

const opened = (value: unknown, name = 'shop.json'): OpenedFile => ({ name, syntax: 'json', text: '', value })
const read = (reader: FormatReader, value: unknown): ReadSchema => {
  const result = reader.read([opened(value)], [], 'shop')
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const collection = (...item: unknown[]) => ({ info: { name: 'Shop', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/' }, item })
const body = (raw: string) => ({ mode: 'raw', raw, options: { raw: { language: 'json' } } })
const entry = (url: string, request: object, response: object) => ({ request: { method: 'GET', url, ...request }, response: { status: 200, ...response } })
const recording = (...entries: unknown[]) => ({ log: { version: '1.2', entries } })
const fieldsOf = ({ graph }: ReadSchema, label: string) => {
  const choice = listObjectAddresses(graph).find((each) => each.label === label)
  if (choice === undefined)
    throw new Error(
      listObjectAddresses(graph)
        .map((each) => each.label)
        .join(' | '),
    )
  return expandFields(graph, rootField(graph, choice.node), 4).fields.map((field) => field.path as string)
}

describe('Postman collections', () => {
  test('several requests to one endpoint are one endpoint, with the fields of all their bodies', () => {
    const made = read(
      postman,
      collection(
        { name: 'Plain', request: { method: 'post', url: '{{base}}/orders', body: body('{"id": 1}') } },
        {
          name: 'With a gift',
          request: {
            method: 'POST',
            url: { raw: '{{base}}/orders?dry=1', path: ['orders'], query: [{ key: 'dry', value: '1' }] },
            body: body('{"id": 2, "gift": true}'),
          },
        },
      ),
    )
    expect(made.graph.endpoints.map(({ id, summary, parameters }) => [id, summary, parameters.map(({ name }) => name)])).toEqual([
      ['POST /orders', 'Plain · With a gift', ['dry']],
    ])
    expect(fieldsOf(made, 'POST /orders request')).toEqual(['id', 'gift'])
    expect(made.samples.map(({ records }) => records)).toEqual([[{ id: 1 }, { id: 2, gift: true }]])
  })

  test('bodies with placeholders, comments and commas too many are read; one that is no JSON is a finding with its place', () => {
    const made = read(
      postman,
      collection(
        {
          name: 'A',
          request: { method: 'POST', url: 'https://shop.example.com/a', body: body('{ "id": {{id}}, // the order\n "url": "http://x//y", "list": [1, 2,], }') },
        },
        { name: 'B', request: { method: 'POST', url: 'https://shop.example.com/b', body: body('{ broken') } },
      ),
    )
    expect(fieldsOf(made, 'POST /a request')).toEqual(['id', 'url', 'list'])
    expect(made.graph.problems).toMatchObject([{ at: '#/item/1/request/body' }])
    expect(made.graph.servers).toEqual([{ url: 'https://shop.example.com' }])
  })

  test('forms, requests that are only an address, path variables and folders are read; headers of the transport are no parameters', () => {
    const made = read(postman, {
      collection: collection({
        name: 'Folder',
        item: [
          {
            name: 'Form',
            request: {
              method: 'PUT',
              url: '{{base}}/orders/{{order}}/note',
              header: [{ key: 'Authorization' }, { key: 'Idempotency-Key' }],
              body: { mode: 'urlencoded', urlencoded: [{ key: 'text', value: 'x' }] },
            },
          },
          { name: 'Plain', request: 'https://shop.example.com/ping?x=1' },
        ],
      }),
    })
    expect(made.graph.endpoints.map(({ id, parameters }) => [id, parameters.map((each) => `${each.in} ${each.name}`)])).toEqual([
      ['PUT /orders/{order}/note', ['path order', 'header Idempotency-Key']],
      ['GET /ping', ['query x']],
    ])
    expect(fieldsOf(made, 'PUT /orders/{order}/note request')).toEqual(['text'])
  })

  test('saved responses are evidence of the record inside the envelope, and each node knows where it stands', () => {
    const made = read(
      postman,
      collection({
        name: 'All',
        request: { method: 'GET', url: '{{base}}/orders' },
        response: [{ name: 'OK', code: 200, body: '{"orders": [{"id": 1, "no": "A"}, {"id": 2, "no": "B"}], "page": 1}' }],
      }),
    )
    expect(made.samples).toEqual([
      {
        object: { kind: 'response', endpoint: 'GET /orders', status: '200', envelope: 'orders[]' },
        name: 'GET /orders response 200, orders[]',
        records: [
          { id: 1, no: 'A' },
          { id: 2, no: 'B' },
        ],
      },
    ])
    expect(made.places.get(made.graph.endpoints[0]?.responses[0]?.body?.node ?? '')).toEqual({ file: 'shop.json', pointer: '#/item/0/response/0/body' })
  })

  const corpus = corpusFolder()
  test.skipIf(corpus === undefined)('the payment collection: every request and saved response, counted by a plain walk', () => {
    const text = readFileSync(join(corpus ?? '', 'schemas', 'adyen-checkout-v72.postman_collection.json'), 'utf8')
    const value: unknown = JSON.parse(text)
    const endpoints = new Set<string>()
    let saved = 0
    const walk = (item: unknown) => {
      if (!isRawObject(item)) return
      const url = rawObject(rawObject(item['request'])?.['url'])
      if (url !== undefined)
        endpoints.add(
          `${String(rawObject(item['request'])?.['method'])} ${rawList(url['path'])
            .map((part) => String(part).replace(/^:.*/, ':'))
            .join('/')}`,
        )
      saved += rawList(item['response']).length
      rawList(item['item']).forEach(walk)
    }
    walk(value)
    const made = read(postman, value)
    expect(postman.recognises(opened(value))).toBe(true)
    expect(made.graph.endpoints).toHaveLength(endpoints.size)
    expect(saved).toBe(51)
    const responses = made.graph.endpoints.flatMap((endpoint) => endpoint.responses.filter(({ body: answer }) => answer !== undefined))
    expect(responses.length).toBeGreaterThan(20)
    expect(made.graph.problems).toEqual([])
    expect(made.samples.filter(({ object }) => object.kind === 'response').reduce((sum, { records }) => sum + records.length, 0)).toBeGreaterThan(40)
    expect(Object.values(made.graph.nodes).some((node) => node.properties?.some(({ name }) => name.includes('.')) === true)).toBe(true)
  })
})

describe('HAR recordings', () => {
  const json = (value: unknown) => ({ content: { mimeType: 'application/json', text: JSON.stringify(value) } })

  test('calls that differ in their keys only are one endpoint; pictures and pages are none', () => {
    const made = read(
      har,
      recording(
        entry('https://shop.example.com/api/orders/17?page=1', { queryString: [{ name: 'page', value: '1' }] }, json({ id: 17 })),
        entry('https://shop.example.com/api/orders/18', {}, json({ id: 18, note: 'x' })),
        entry('https://shop.example.com/logo.png', {}, { content: { mimeType: 'image/png', text: 'x' } }),
      ),
    )
    expect(made.graph.endpoints.map(({ id }) => id)).toEqual(['GET /api/orders/{orderId}'])
    expect(fieldsOf(made, 'GET /api/orders/{orderId} response 200')).toEqual(['id', 'note'])
    expect(made.samples[0]?.records).toEqual([{ id: 17 }, { id: 18, note: 'x' }])
  })

  test('cookies, headers and the values of keys in the address are not kept', () => {
    const made = read(
      har,
      recording(
        entry(
          'https://shop.example.com/orders?api_key=topsecret',
          {
            headers: [{ name: 'Authorization', value: 'Bearer topsecret' }],
            cookies: [{ name: 's', value: 'topsecret' }],
            queryString: [{ name: 'api_key', value: 'topsecret' }],
          },
          json([{ id: 1 }]),
        ),
      ),
    )
    expect(JSON.stringify([made.graph, made.samples])).not.toContain('topsecret')
    expect(made.graph.endpoints[0]?.parameters.map(({ name }) => name)).toEqual(['api_key'])
  })

  test('a recording without any call that carries data says what to record', () => {
    expect(read(har, recording()).graph.problems[0]?.message).toContain('Record the calls of the API')
  })

  test('calls whose JSON the browser did not keep are named, unless they were recorded with it another time', () => {
    const json = { content: { mimeType: 'application/json', size: 20 } }
    const url = 'https://shop.example'
    const made = read(
      har,
      recording(
        entry(`${url}/orders`, {}, { content: { mimeType: 'application/json', text: '[{"id":1}]' } }),
        entry(`${url}/orders`, {}, json),
        entry(`${url}/orders/17`, {}, json),
        entry(`${url}/orders/18`, {}, json),
        entry(`${url}/logo.png`, {}, { content: { mimeType: 'image/png', size: 20 } }),
        entry(`${url}/nothing`, {}, { status: 204, ...json }),
        entry(`${url}/empty`, {}, { content: { mimeType: 'application/json', size: 0, text: '' } }),
      ),
    )
    expect(made.graph.endpoints.map(({ id }) => id)).toEqual(['GET /orders'])
    expect(made.graph.problems.map(({ message }) => message)).toEqual([
      'Left out, because their JSON is not in the recording: `GET /orders/{orderId}`. To map from them, record them again with their contents.',
    ])
  })

  test.each([
    ['/orders/17/lines/3', '/orders/{orderId}/lines/{lineId}'],
    ['/v1/customers/6f1c2a30-52f1-4c43-9c1e-0d4a2d0f6f0e', '/v1/customers/{customerId}'],
    ['/2024/17', '/{id}/{id2}'],
    ['/entries/9', '/entries/{entryId}'],
    ['/status/9', '/status/{statusId}'],
    ['/orders/ready-to-be-shipped', '/orders/ready-to-be-shipped'],
  ])('the path %s is the endpoint %s', (path, expected) => {
    expect(templateOf(path).path).toBe(expected)
  })
})

describe('recorded bodies', () => {
  test('JSON is read as it is, whatever texts inside it look like', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(parseBodyJson(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('any text is read or refused, soon', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseBodyJson(text)))
    const start = performance.now()
    for (const text of ['{{'.repeat(500_000), '{"a":1,'.repeat(200_000), `[${' '.repeat(1_000_000)}]x`, '/*'.repeat(500_000), '['.repeat(200_000)])
      parseBodyJson(text)
    expect(performance.now() - start).toBeLessThan(2_000)
  })

  test('a form field that comes twice is a list, whatever it is called', () => {
    expect(
      readFormFields([
        { name: 'a', value: '1' },
        { name: 'a', value: '2' },
        { name: 'b', value: '' },
      ]),
    ).toEqual({ a: ['1', '2'], b: '' })
    expect(Object.keys(readFormFields([{ name: '__proto__', value: 'x' }]))).toEqual(['__proto__'])
  })

  test('broken collections and recordings never throw', () => {
    for (const reader of [postman, har])
      fc.assert(
        fc.property(fc.jsonValue(), (value) => {
          for (const document of [
            value,
            { info: { schema: 'getpostman.com' }, item: [value, { request: value, response: [value] }] },
            { log: { version: '1.2', entries: [{ request: value, response: value }] } },
          ]) {
            const file = opened(document)
            reader.recognises(file)
            reader.read([file], [file], 'x')
          }
        }),
      )
    const deep = Array.from({ length: 5_000 }).reduce<unknown>((inside) => ({ item: [inside] }), { request: 'https://x.example/y' })
    expect(read(postman, { info: { schema: 'getpostman.com' }, item: [deep] }).graph.endpoints).toHaveLength(1)
  })
})
