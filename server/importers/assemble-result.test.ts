import { expect, test } from 'vitest'
import { createAssembly } from './assemble-result.ts'

const rest = { readerVersion: 2, format: 'samples', title: 'T', servers: [], objects: [], fieldCount: 1, problems: [] }
const text = { types: ['text'] }

function assemble(ids: readonly unknown[], nodes: readonly unknown[], object = 'n1'): unknown {
  const assembly = createAssembly()
  assembly.add('nodes', JSON.stringify({ ids, nodes }))
  assembly.add('graph', JSON.stringify({ ...rest, objects: [{ name: 'O', node: object }] }))
  return assembly.graph()
}

test('what a child hands over is put together, whatever the order of its nodes', () => {
  const record = { types: ['object'], properties: [{ name: 'a', node: 'n12', required: false }] }
  expect(assemble(['n12', 'n1'], [text, record])).toMatchObject({ ...rest, objects: [{ name: 'O', node: 'n1' }], nodes: { n1: record, n12: text } })
})

test.each([
  { why: 'an id that is none', ids: ['constructor'], nodes: [text] },
  { why: 'an id with a sign', ids: ['n-1'], nodes: [text] },
  { why: 'an id that begins with nought', ids: ['n01'], nodes: [text] },
  { why: 'an id without a number', ids: ['n'], nodes: [text] },
  { why: 'an id beyond all numbers', ids: ['n99999999999999999999'], nodes: [text] },
  { why: 'more ids than nodes', ids: ['n1', 'n2'], nodes: [text] },
  { why: 'a node of no type', ids: ['n1'], nodes: [{ types: ['secret'] }] },
  { why: 'a field whose node never came', ids: ['n1'], nodes: [{ types: ['object'], properties: [{ name: 'a', node: 'n2', required: true }] }] },
  {
    why: 'a field whose node is called like a part of every object',
    ids: ['n1'],
    nodes: [{ types: ['object'], properties: [{ name: 'a', node: 'toString', required: true }] }],
  },
  { why: 'items that never came', ids: ['n1'], nodes: [{ types: ['list'], items: 'n3' }] },
])('$why is not believed', ({ ids, nodes }) => {
  expect(assemble(ids, nodes)).toBeUndefined()
})

test('an object whose node never came is not believed', () => {
  expect(assemble(['n1'], [text], 'n2')).toBeUndefined()
})
