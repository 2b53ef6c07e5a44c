import { expect, test } from 'vitest'
import { createGraphWriter } from './graph-writer.ts'

test('[S43] descriptions of fields, objects and endpoints are cut, each told once', () => {
  const writer = createGraphWriter()
  const description = `${'x'.repeat(9_999)}\u{1f600}y`
  const node = writer.node('order', () => ({ types: ['object'], description, properties: [] }), { file: 'a.proto', line: 3 })
  const written = writer.finish({
    format: 'protobuf',
    title: 'shop',
    objects: [{ name: 'Order', node, description }],
    endpoints: [{ id: 'RPC /a', kind: 'operation', method: 'RPC', path: '/a', description, parameters: [], responses: [] }],
  })
  if (!written.ok) throw new Error(JSON.stringify(written.error))
  const { graph } = written.value
  for (const kept of [graph.nodes[node], graph.objects[0], graph.endpoints[0]]) expect(kept?.description).toBe('x'.repeat(9_999))
  const message = 'The description has 10002 characters; the first 10000 are kept.'
  expect(graph.problems).toEqual([
    { code: 'text-shortened', at: 'a.proto, line 3', message },
    { code: 'text-shortened', at: 'RPC /a', message },
  ])
})
