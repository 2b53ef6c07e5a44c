import { expect, test } from 'vitest'
import { buildMap, copy, of } from '../../fixtures/build.ts'
import { findObject } from '../../shared/schema/fields.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { findUse, listMapUses } from './schema-uses.ts'

const built = buildMap({
  inputs: { order: { id: 'integer', billing: { email: 'text', phone: 'text' }, lines: [{ sku: 'text' }], note: 'text', parent: 'Source' } },
  destination: { Id: 'integer', Contact: { Name: 'text', Phone: 'text' }, Later: 'text' },
  rows: [
    { to: 'Id', transform: copy(of('order', 'id')) },
    { to: 'Contact.Name', transform: copy(of('order', 'parent.billing.email')) },
    { to: 'Contact.Phone', transform: { kind: 'notMapped', reason: 'nobody calls' } },
  ],
  leftOut: { order: { note: 'private', billing: 'kept elsewhere' } },
})
const usesOf = (schema: string, object: string) => {
  const version = built.project.schemas.find(({ id }) => id === schema)
  const graph = built.findGraph(version?.graph ?? '')
  const node = graph === undefined ? undefined : findObject(graph, { kind: 'object', name: object })
  if (graph === undefined || node === undefined) throw new Error(`no ${object} in ${schema}`)
  return listMapUses(built.project, { schema, documented: graph, graph, node })
}
const states = (schema: string, object: string, ...paths: string[]) => paths.map((path) => findUse(usesOf(schema, object), path as FieldPath).state)

test('fields are used, left out with what is in them, or open; what something is used of says so', () => {
  // Below `parent` the same object stands again: what is used there is used of the object.
  expect(states('source-order', 'Source', 'id', 'note', 'billing', 'billing.phone', 'billing.email', 'lines', 'lines[].sku', 'parent')).toEqual([
    'used',
    'left out',
    'inside',
    'left out',
    'used',
    'open',
    'open',
    'inside',
  ])
  expect(findUse(usesOf('source-order', 'Source'), 'note' as FieldPath)).toMatchObject({ reason: 'private', maps: [{ name: 'Order → Invoice' }] })
})

test('on the other side it is what is mapped and what is not', () => {
  expect(usesOf('destination', 'Destination').map(({ side }) => side)).toEqual(['destination'])
  expect(states('destination', 'Destination', 'Id', 'Contact', 'Contact.Name', 'Contact.Phone', 'Later')).toEqual([
    'used',
    'inside',
    'used',
    'left out',
    'open',
  ])
})
