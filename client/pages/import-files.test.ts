import { expect, test } from 'vitest'
import type { SchemaFormat } from '../../shared/schema/schema-graph.ts'
import { describeFiles, fileOfText, guessFormat, printFileNames } from './import-files.ts'

test.each<{ head: string; want: SchemaFormat | undefined }>([
  { head: '{"openapi": "3.0.3", "info": {}}', want: 'openapi-3.0' },
  { head: 'openapi: 3.1.0\ninfo:\n', want: 'openapi-3.1' },
  { head: 'swagger: "2.0"\n', want: 'swagger-2.0' },
  { head: '{"info":{"_postman_id":"1","schema":"https://schema.getpostman.com/json/collection/v2.1.0/collection.json"}}', want: 'postman' },
  { head: '{"log":{"version":"1.2","entries":[]}}', want: 'har' },
  { head: '# Orders\ntype Order {\n  id: ID!\n}', want: 'graphql' },
  { head: '{"data":{"__schema":{"types":[]}}}', want: 'graphql' },
  { head: '<?xml version="1.0"?><xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">', want: 'xsd' },
  { head: '<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"><xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">', want: 'wsdl' },
  { head: 'syntax = "proto3";\nmessage Order {', want: 'protobuf' },
  { head: 'CREATE TABLE orders (id int);', want: 'sql' },
  { head: '{"$schema":"https://json-schema.org/draft/2020-12/schema"}', want: 'json-schema' },
  { head: '{"type":"record","name":"Order","fields":[]}', want: 'avro' },
  { head: '# Order\n\n| Field | Type |\n|---|---|\n', want: 'table' },
  { head: '[{"id": 1}]', want: 'samples' },
  { head: 'id,status\n1,open\n', want: 'samples' },
  { head: 'Nothing to see', want: undefined },
])('what a file looks like is said before it is sent: $want', ({ head, want }) => {
  expect(guessFormat(head)).toBe(want)
})

test('looking at a hostile text takes no time', () => {
  for (const text of [
    '<'.repeat(100_000),
    '{"log":{'.repeat(20_000),
    '|'.repeat(100_000),
    ' '.repeat(100_000),
    '<schema '.repeat(20_000),
    'create '.repeat(20_000),
    '"type":"record"'.repeat(8_000),
  ]) {
    const started = performance.now()
    guessFormat(text)
    expect(performance.now() - started).toBeLessThan(500)
  }
})

test('pasted text becomes a file with an ending that says what it seems to be', async () => {
  expect([fileOfText(' {"a":1}', 'Pasted'), fileOfText('<a/>', 'Pasted'), fileOfText('type A { b: C }', 'Pasted')].map(({ name }) => name)).toEqual([
    'Pasted.json',
    'Pasted.xml',
    'Pasted.txt',
  ])
  expect(await fileOfText('x', 'Pasted').text()).toBe('x')
})

test('files are told in words', () => {
  expect([describeFiles([{ size: 12 }]), describeFiles([{ size: 3_000 }, { size: 13 * 1024 * 1024 }])]).toEqual(['12 bytes', '2 files, 13.0 MB'])
})

test.each([
  { names: ['a'], want: 'a' },
  { names: ['a', 'b', 'c'], want: 'a, b, c' },
  { names: ['a', 'b', 'c', 'd'], want: 'a, b and 2 more files' },
])('the files of a large upload are counted, not all named: $want', ({ names, want }) => {
  expect(printFileNames(names)).toBe(want)
})
