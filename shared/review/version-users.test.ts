// Tests of who uses a schema version.
import { expect, test } from 'vitest'
import { buildObject, buildProject } from '../../fixtures/build.ts'
import { countVersionUsers } from './version-users.ts'

test('maps that are filled from a version or fill it count once, archived ones too, and steps that call it or look up there; deleted ones do not', () => {
  const object = { kind: 'object', name: 'Order' } as const
  const project = buildProject({
    fieldMaps: [
      buildObject('fieldMaps', { id: 'both', destination: { schema: 'v1', object } }),
      buildObject('fieldMaps', { id: 'source', archived: true }),
      buildObject('fieldMaps', { id: 'gone', destination: { schema: 'v1', object }, deleted: true }),
      buildObject('fieldMaps', { id: 'other' }),
    ],
    mapInputs: [
      buildObject('mapInputs', { id: 'a', fieldMap: 'both', source: { schema: 'v1', object } }),
      buildObject('mapInputs', { id: 'b', fieldMap: 'source', source: { schema: 'v1', object } }),
      buildObject('mapInputs', { id: 'c', fieldMap: 'other', source: { schema: 'v1', object }, deleted: true }),
    ],
    steps: [
      buildObject('steps', { id: 'own', schema: 'v1' }),
      buildObject('steps', { id: 'lookup', schema: 'v2', lookup: { schema: 'v1', endpoint: 'GET /x', answer: object } }),
      buildObject('steps', { id: 'deleted', schema: 'v1', deleted: true }),
    ],
  })
  expect(countVersionUsers(project, 'v1')).toEqual({ maps: 2, steps: 2 })
  expect(countVersionUsers(project, 'v3')).toEqual({ maps: 0, steps: 0 })
})
