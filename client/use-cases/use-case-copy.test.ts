import { describe, expect, test } from 'vitest'
import { buildObject, buildProject } from '../../fixtures/build.ts'
import type { CellWrite } from '../../shared/project/edits.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { collections, type CollectionName } from '../../shared/project/project.ts'
import { copyWrites, countUses, describeUses, templateWrites } from './use-case-copy.ts'
import { useCaseTemplates } from './use-case-templates.ts'

const fresh = () => {
  let count = 0
  return { newId: () => `new-${(count += 1)}`, randomBit: () => false }
}

/** Objects as the writes make them, checked against their shapes. */
function made(writes: readonly CellWrite[], home: CollectionName): Record<string, unknown>[] {
  const objects = new Map<string, Record<string, unknown>>()
  for (const { object, cell, value } of writes.filter((write) => write.home === home))
    objects.set(object, { id: object, ...objects.get(object), [cell]: value })
  for (const object of objects.values()) collections[home].parse(object)
  return [...objects.values()]
}

describe('a copy of a use case', () => {
  const original = buildObject('useCases', { id: 'u', number: 1, title: 'Invoice each order', status: 'signed-off', owner: 'ana', signers: ['ana'] })
  const project = buildProject({
    useCases: [original],
    useCaseItems: [
      buildObject('useCaseItems', { id: 'o', useCase: 'u' }),
      buildObject('useCaseItems', { id: 'm', useCase: 'u', part: 'measure', outcome: 'o', order: 'a1' }),
      buildObject('useCaseItems', { id: 'n', useCase: 'u', part: 'measure', outcome: 'nowhere', order: 'a2' }),
      buildObject('useCaseItems', { id: 'gone', useCase: 'u', deleted: true, order: 'a3' }),
      buildObject('useCaseItems', { id: 'stranger', useCase: 'v', order: 'a4' }),
    ],
    steps: [
      buildObject('steps', { id: 's1', useCase: 'u', kind: 'trigger' }),
      buildObject('steps', {
        id: 's2',
        useCase: 'u',
        order: 'a1',
        parameters: [
          { name: 'id', value: { of: 'template', parts: ['#', { of: 'input', input: 's1', path: 'id' as FieldPath }] } },
          { name: 'x', value: { of: 'input', input: 'elsewhere', path: 'id' as FieldPath } },
        ],
      }),
    ],
    attachments: [buildObject('attachments', { id: 'link', useCase: 'u' })],
    fieldMaps: [buildObject('fieldMaps', { id: 'map', useCases: ['u'] })],
    signOffs: [buildObject('signOffs', { id: 'signed', useCase: 'u' })],
  })
  const { writes } = copyWrites(project, original, 'b0', fresh())

  test('has all its parts, steps and attachments, under new ids', () => {
    expect((['useCaseItems', 'steps', 'attachments'] as const).map((home) => made(writes, home).length)).toEqual([3, 2, 1])
    expect(writes.filter(({ object }) => !object.startsWith('new-'))).toEqual([])
    expect(new Set(made(writes, 'steps').map((step) => step['useCase']))).toEqual(new Set(['new-1']))
  })

  test('is a draft without a number, whatever the other is, and of its own name', () => {
    const copy = made(writes, 'useCases')[0]
    expect(copy).toMatchObject({ title: 'Invoice each order (copy)', status: 'draft', order: 'b0', owner: 'ana', signers: ['ana'] })
    expect(copy).not.toHaveProperty('number')
    expect(writes.some(({ home }) => home === 'signOffs' || home === 'fieldMaps')).toBe(false)
  })

  test('refers to nothing of the other: neither its steps nor its outcomes', () => {
    const [outcome, measure, without] = made(writes, 'useCaseItems')
    expect(measure?.['outcome']).toBe(outcome?.['id'])
    expect(without).not.toHaveProperty('outcome')
    const [trigger, second] = made(writes, 'steps')
    expect(second?.['parameters']).toEqual([
      { name: 'id', value: { of: 'template', parts: ['#', { of: 'input', input: trigger?.['id'], path: 'id' }] } },
      { name: 'x', value: { of: 'input', input: 'elsewhere', path: 'id' } },
    ])
  })
})

test.each(useCaseTemplates)('the template “$title” fits the project’s shapes and is whole', (template) => {
  const { writes } = templateWrites(template, 'a0', fresh())
  expect(made(writes, 'useCases')).toHaveLength(1)
  const items = made(writes, 'useCaseItems')
  for (const part of ['outcome', 'strategy', 'measure', 'exclusion']) expect(items.filter((item) => item['part'] === part).length).toBeGreaterThan(1)
  expect(template.measures.every(({ of }) => of === undefined || template.outcomes[of] !== undefined)).toBe(true)
  const steps = made(writes, 'steps')
  expect(steps.map((step) => step['title'])).toEqual(template.steps.map(({ title }) => title))
  const orders = steps.map((step) => (typeof step['order'] === 'string' ? step['order'] : ''))
  expect(orders).toEqual(orders.toSorted((a, b) => (a < b ? -1 : 1)))
  expect(steps[0]?.['kind']).toBe('trigger')
})

test('every template has a key and a title of its own', () => {
  for (const by of ['key', 'title'] as const) expect(new Set(useCaseTemplates.map((one) => one[by])).size).toBe(useCaseTemplates.length)
})

describe('what a deletion affects', () => {
  const project = buildProject({
    useCases: [buildObject('useCases', { id: 'u' }), buildObject('useCases', { id: 'v', order: 'a1' })],
    fieldMaps: [buildObject('fieldMaps', { id: 'm', useCases: ['u'] }), buildObject('fieldMaps', { id: 'n', useCases: ['u', 'v'], order: 'a1' })],
    rows: [
      buildObject('rows', { id: '1', fieldMap: 'm' }),
      buildObject('rows', { id: '2', fieldMap: 'm', useCases: ['u', 'v'], order: 'a1' }),
      buildObject('rows', { id: '3', fieldMap: 'n', order: 'a2' }),
      buildObject('rows', { id: '4', fieldMap: 'n', useCases: ['u'], order: 'a3' }),
      buildObject('rows', { id: '5', fieldMap: 'n', useCases: ['u'], deleted: true, order: 'a4' }),
    ],
    steps: [buildObject('steps', { id: 's', useCase: 'u' })],
    testCases: [buildObject('testCases', { id: 't', useCases: ['u'] })],
    questions: [buildObject('questions', { id: 'q', at: 'step:s' }), buildObject('questions', { id: 'r', at: 'row:1', order: 'a1' })],
  })

  test('counts what goes, what refers, and rows that then serve nothing', () => {
    expect(countUses(project, 'u')).toEqual({
      items: 0,
      steps: 1,
      attachments: 0,
      signatures: 0,
      maps: 2,
      rows: 2,
      orphans: 2,
      testCases: 1,
      questions: 1,
      customers: 0,
    })
  })

  test('is told in whole sentences', () => {
    expect(describeUses(countUses(project, 'u'))).toEqual({
      goes: 'With it go its 1 step.',
      refers: '2 field maps, 2 rows narrowed to it, 1 test case and 1 question refer to it and stay as before, with a link that leads nowhere.',
      after: '2 rows serve no other use case and will be listed as a problem until they serve one.',
    })
    expect(describeUses(countUses(project, 'v')).refers).toBe(
      '1 field map and 1 row narrowed to it refer to it and stay as before, with a link that leads nowhere.',
    )
    expect(describeUses(countUses(buildProject({}), 'x'))).toEqual({})
  })
})
