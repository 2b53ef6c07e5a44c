import { expect, test } from 'vitest'
import { detectFormat } from './detect-format.ts'

test.each([
  { given: { openapi: '3.0.3' }, kind: 'openapi-3.0' },
  { given: { openapi: '3.1.1', webhooks: {} }, kind: 'openapi-3.1' },
  { given: { openapi: 3.1 }, kind: 'openapi-3.1' },
  { given: { $schema: 'http://json-schema.org/draft-07/schema#' }, kind: 'json-schema' },
  { given: { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'string' }, kind: 'json-schema' },
  { given: { type: 'object', properties: {} }, kind: 'json-schema' },
  { given: { definitions: { A: { type: 'object' } } }, kind: 'json-schema' },
  { given: { allOf: [{ $ref: '#/x' }] }, kind: 'json-schema' },
  { given: { swagger: '2.0', paths: {} }, kind: 'swagger-2.0' },
  { given: { swagger: 2, info: {} }, kind: 'swagger-2.0' },
  { given: { swagger: '1.2', paths: {} }, kind: 'unsupported' },
  { given: { swagger: 'a hotel', price: 2 }, kind: 'samples' },
  { given: { $ref: '#/definitions/Order', definitions: { Order: { type: 'object' } } }, kind: 'json-schema' },
  { given: { $ref: 'types/order.json' }, kind: 'json-schema' },
  { given: { $ref: 'A-17', amount: 3 }, kind: 'samples' },
  { given: { Order: { type: 'object', properties: { id: { type: 'string' } } }, Code: { enum: ['a'] } }, kind: 'json-schema' },
  { given: [{ $id: 'a.json', type: 'object', properties: { id: { type: 'string' } } }], kind: 'json-schema' },
  { given: [{ type: 'object', properties: { colour: 'red' } }], kind: 'samples' },
  { given: { door: { type: 'string' }, window: { type: 'boolean' } }, kind: 'samples' },
  { given: { asyncapi: '2.6.0' }, kind: 'unsupported' },
  { given: { info: { schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' }, item: [] }, kind: 'unsupported' },
  { given: { data: { __schema: { types: [] } } }, kind: 'unsupported' },
  { given: { id: 1, type: 'object', status: 'paid' }, kind: 'samples' },
  { given: { id: 1, properties: { colour: 'red' } }, kind: 'samples' },
  { given: { type: 'object', properties: 'none' }, kind: 'samples' },
  { given: [{ id: 1 }], kind: 'samples' },
  { given: [], kind: 'unknown' },
  { given: [1, 2], kind: 'unknown' },
  { given: 'text', kind: 'unknown' },
  { given: null, kind: 'unknown' },
])('[S8] $given is $kind', ({ given, kind }) => {
  expect(detectFormat(given).kind).toBe(kind)
})
