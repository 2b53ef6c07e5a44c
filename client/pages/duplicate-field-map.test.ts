// Rules of copying a field map.
import { expect, test } from 'vitest'
import { writeCells } from '../../shared/project/edits.ts'
import { createProjectDoc, readProject } from '../../shared/project/project-doc.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { addObject } from '../../shared/project/edits.ts'
import { duplicateWrites } from './duplicate-field-map.ts'

const origin = { person: 'ana', command: 'c' }
const path = (text: string) => text as FieldPath
const source = { schema: 's1', object: { kind: 'object' as const, name: 'Order' } }

function projectWithMap() {
  const doc = createProjectDoc()
  addObject(
    doc,
    'fieldMaps',
    {
      id: 'm1',
      number: 1,
      name: 'Order to Invoice',
      key: 'invoice',
      destination: source,
      useCases: ['u1'],
      appliesWhen: { test: 'present', value: { of: 'input', input: 'i1', path: path('paid') } },
      order: 'a0',
    },
    origin,
  )
  addObject(doc, 'mapInputs', { id: 'i1', fieldMap: 'm1', name: 'order', source, order: 'a0' }, origin)
  addObject(
    doc,
    'rows',
    {
      id: 'r1',
      number: 7,
      fieldMap: 'm1',
      destination: path('Lines'),
      transform: { kind: 'each', list: { of: 'input', input: 'i1', path: path('lines') } },
      order: 'a0',
    },
    origin,
  )
  addObject(
    doc,
    'rows',
    { id: 'r2', number: 8, fieldMap: 'm1', destination: path('Lines[].Sku'), parent: 'r1', transform: { kind: 'constant', value: 'i1' }, order: 'a0' },
    origin,
  )
  addObject(doc, 'rows', { id: 'r3', fieldMap: 'm1', destination: path('Gone'), order: 'a0', deleted: true }, origin)
  addObject(doc, 'sourceDecisions', { id: 'd1', fieldMap: 'm1', input: 'i1', path: path('note'), reason: 'private' }, origin)
  return doc
}

test('a copied map has its own inputs, rows and decisions, which refer to one another and to nothing of the first', () => {
  const doc = projectWithMap()
  const before = readProject(doc).project
  let id = 0
  const map = before.fieldMaps[0]
  if (map === undefined) throw new Error('no map')
  const copy = duplicateWrites(before, map, 'a1', () => `n${id++}`)
  writeCells(doc, copy.writes, origin)
  const after = readProject(doc).project
  const rows = after.rows.filter((row) => row.fieldMap === copy.id)
  const input = after.mapInputs.find((one) => one.fieldMap === copy.id)
  expect(rows).toHaveLength(2)
  expect(rows.map((row) => row.number)).toEqual([undefined, undefined])
  const each = rows.find((row) => row.parent === undefined)
  expect(each?.transform).toEqual({ kind: 'each', list: { of: 'input', input: input?.id, path: 'lines' } })
  expect(rows.find((row) => row.parent !== undefined)).toMatchObject({ parent: each?.id, transform: { kind: 'constant', value: 'i1' } })
  expect(after.sourceDecisions.find((one) => one.fieldMap === copy.id)).toMatchObject({ input: input?.id, reason: 'private' })
  expect(after.fieldMaps.find((one) => one.id === copy.id)).toMatchObject({
    name: 'Order to Invoice (copy)',
    key: 'invoice-2',
    useCases: ['u1'],
    appliesWhen: { value: { input: input?.id } },
  })
  expect(after.fieldMaps.find((one) => one.id === copy.id)?.number).toBeUndefined()
  expect(after.rows.filter((row) => row.fieldMap === 'm1')).toEqual(before.rows)
})
