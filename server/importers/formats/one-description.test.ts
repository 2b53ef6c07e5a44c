import { expect, test } from 'vitest'
import type { OpenedFile } from '../format-reader.ts'
import { openText } from '../open-files.ts'
import { openApi } from './openapi.ts'
import { swagger } from './swagger.ts'

function open(files: Readonly<Record<string, object>>): OpenedFile[] {
  return Object.entries(files).map(([name, value]) => {
    const opened = openText(name, JSON.stringify(value))
    if (!opened.ok) throw new Error(JSON.stringify(opened.error))
    return opened.value
  })
}

function read(files: Readonly<Record<string, object>>, reader = openApi): ReturnType<typeof openApi.read> {
  const all = open(files)
  return reader.read(all.filter(reader.recognises), all, 'api')
}

const head = { openapi: '3.0.0', info: { title: 'Shop' } }
const types = { components: { schemas: { Order: { type: 'object', properties: { id: { type: 'string' } } } } } }
const refer = (file: string) => ({
  '/orders': { get: { responses: { 200: { description: '', content: { 'application/json': { schema: { $ref: `${file}#/components/schemas/Order` } } } } } } },
})

test('a description and its parts are one, also where a part calls itself a description', () => {
  const files = { 'types.json': { ...head, info: { title: 'Types' }, ...types }, 'api.json': { ...head, paths: refer('types.json') } }
  expect(read(files)).toMatchObject({
    ok: true,
    value: { graph: { title: 'Shop', endpoints: [{ id: 'GET /orders' }], objects: [{ name: 'Order' }], problems: [] }, samples: [] },
  })
})

test('descriptions that have nothing to do with each other are named and refused', () => {
  const files = { 'a.json': { ...head, paths: {} }, 'b.json': { ...head, paths: {} }, 'c.json': { ...head, ...types } }
  expect(read({ ...files, 'b.json': { ...head, paths: refer('c.json') } })).toEqual({
    ok: false,
    error: { type: 'SeveralDescriptions', files: ['a.json', 'b.json'] },
  })
  const old = { swagger: '2.0', info: {}, paths: {} }
  expect(read({ 'a.json': old, 'b.json': old }, swagger)).toEqual({ ok: false, error: { type: 'SeveralDescriptions', files: ['a.json', 'b.json'] } })
})

test('of files that all refer to each other, the one with endpoints is the description', () => {
  const back = { components: { schemas: { Order: { type: 'object', properties: { api: { $ref: 'api.json#/components/schemas/Own' } } } } } }
  const files = {
    'types.json': { ...head, ...back },
    'api.json': { ...head, paths: refer('types.json'), components: { schemas: { Own: { type: 'object', properties: {} } } } },
  }
  expect(read(files)).toMatchObject({ ok: true, value: { graph: { endpoints: [{ id: 'GET /orders' }], problems: [] } } })
})

test('a refusal names the file', () => {
  let deep: object = {}
  for (let i = 0; i < 100; i++) deep = { allOf: [deep] }
  expect(read({ 'deep.json': { ...head, components: { schemas: { Deep: deep } } } })).toMatchObject({
    ok: false,
    error: { type: 'TooDeep', file: 'deep.json' },
  })
})
