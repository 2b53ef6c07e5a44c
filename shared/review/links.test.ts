// Rules of what refers to what, and the law that every link is listed at both of its ends.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildObject, buildProject, constant, copy, of } from '../../fixtures/build.ts'
import type { Project } from '../project/project.ts'
import type { FieldPath } from '../schema/field-path.ts'
import { buildLinks, kindOf, linksIn } from './links.ts'
import { countLinks, tellUses } from './links-words.ts'

const project = buildProject({
  useCases: [buildObject('useCases', { id: 'u' }), buildObject('useCases', { id: 'other', order: 'a1' })],
  steps: [
    buildObject('steps', { id: 's1', useCase: 'u' }),
    buildObject('steps', {
      id: 's2',
      useCase: 'u',
      order: 'a1',
      fieldMap: 'm',
      parameters: [
        { name: 'id', value: { of: 'input', input: 's1', path: 'id' as FieldPath } },
        { name: 'shop', value: { of: 'template', parts: ['/', { of: 'config', config: 'zone' }] } },
      ],
    }),
  ],
  fieldMaps: [buildObject('fieldMaps', { id: 'm', useCases: ['u', 'gone'], appliesWhen: { test: 'formula', text: '$config.live' } })],
  mapInputs: [buildObject('mapInputs', { id: 'order', fieldMap: 'm', fromStep: 's1' })],
  rows: [
    buildObject('rows', { id: 'r1', fieldMap: 'm', destination: 'A' as FieldPath, transform: { kind: 'lookup', from: of('order', 'a'), table: 'l' } }),
    buildObject('rows', {
      id: 'r2',
      fieldMap: 'm',
      destination: 'B' as FieldPath,
      useCases: ['other'],
      transform: {
        kind: 'when',
        cases: [{ if: { test: 'formula', text: '$config.`shop zone` = 1' }, then: { kind: 'lookup', from: constant(1), table: 'l' } }],
        otherwise: { kind: 'config', config: 'zone' },
      },
    }),
    buildObject('rows', { id: 'r3', fieldMap: 'm', destination: 'C' as FieldPath, deleted: true, transform: copy(of('order', 'a')) }),
  ],
  lookupTables: [buildObject('lookupTables', { id: 'l' })],
  configValues: [
    buildObject('configValues', { id: 'zone', name: 'zone' }),
    buildObject('configValues', { id: 'live', name: 'live', order: 'a1' }),
    buildObject('configValues', { id: 'quoted', name: 'shop zone', order: 'a2' }),
  ],
  customerProfiles: [buildObject('customerProfiles', { id: 'c' })],
  testCases: [
    buildObject('testCases', { id: 't', fieldMap: 'm', useCases: ['u'], rows: ['r1', 'r3'], config: [{ config: 'zone', value: 'x' }], profile: 'c' }),
  ],
  questions: [
    buildObject('questions', { id: 'q1', at: 'field:m:A', blocks: ['use-case:u'] }),
    buildObject('questions', { id: 'q2', at: 'field:m:Z', order: 'a1' }),
    buildObject('questions', { id: 'q3', at: 'lookup:l', order: 'a2' }),
  ],
})

const flat = (of_: Project, address: string) =>
  buildLinks(of_)
    .linksOf(address)
    .flatMap(({ addresses }) => addresses)

describe('what refers to what', () => {
  const cases = [
    { at: 'use-case:u', want: ['step:s1', 'step:s2', 'field:m:', 'row:r1', 'test-case:t', 'question:q1'] },
    { at: 'use-case:other', want: ['row:r2'] },
    { at: 'step:s1', want: ['use-case:u', 'step:s2', 'field:m:'] },
    { at: 'step:s2', want: ['use-case:u', 'step:s1', 'field:m:', 'config:zone'] },
    { at: 'field:m:', want: ['use-case:u', 'step:s1', 'step:s2', 'row:r1', 'row:r2', 'config:live', 'test-case:t'] },
    { at: 'row:r1', want: ['use-case:u', 'field:m:', 'lookup:l', 'test-case:t', 'question:q1'] },
    { at: 'row:r2', want: ['use-case:other', 'field:m:', 'lookup:l', 'config:zone', 'config:quoted'] },
    { at: 'row:r3', want: [] },
    { at: 'lookup:l', want: ['row:r1', 'row:r2', 'question:q3'] },
    { at: 'config:zone', want: ['step:s2', 'row:r2', 'test-case:t'] },
    { at: 'config:quoted', want: ['row:r2'] },
    { at: 'profile:c', want: ['test-case:t'] },
    { at: 'test-case:t', want: ['use-case:u', 'field:m:', 'row:r1', 'config:zone', 'profile:c'] },
    { at: 'question:q1', want: ['use-case:u', 'row:r1'] },
    { at: 'field:m:Z', want: ['question:q2'] },
  ]
  test.each(cases)('is known of $at', ({ at, want }) => {
    expect(flat(project, at)).toEqual(want)
  })
  test('what is deleted links to nothing, at either end', () => {
    const without = { ...project, lookupTables: project.lookupTables.map((one) => ({ ...one, deleted: true })) }
    expect(flat(without, 'lookup:l')).toEqual([])
    expect(flat(without, 'row:r1')).not.toContain('lookup:l')
  })
  test('is worked out once for a project', () => {
    expect(linksIn(project)).toBe(linksIn(project))
  })
})

test('if A lists B then B lists A, whatever is linked to what, dangling and deleted ends among it', () => {
  const ids = ['1', '2', '3']
  const id = fc.constantFrom(...ids)
  const some = fc.uniqueArray(id)
  const kept = fc.boolean()
  const address = fc.oneof(
    fc.tuple(fc.constantFrom('row', 'use-case', 'step', 'test-case', 'lookup', 'config'), id).map((parts) => parts.join(':')),
    fc.tuple(id, fc.constantFrom('', 'A', 'B')).map(([map, path]) => `field:${map}:${path}`),
  )
  const each = <T>(one: fc.Arbitrary<T>) => fc.tuple(one, one, one)
  const projects = fc
    .record({
      useCases: each(kept),
      steps: each(fc.record({ useCase: id, fieldMap: id, input: id, config: id, kept })),
      maps: each(fc.record({ useCases: some, kept })),
      rows: each(fc.record({ fieldMap: id, table: id, config: id, useCases: fc.option(some, { nil: undefined }), kept })),
      tables: each(kept),
      cases: each(fc.record({ fieldMap: id, rows: some, useCases: some, config: id, kept })),
      questions: each(fc.record({ at: address, blocks: fc.array(address, { maxLength: 3 }), kept })),
    })
    .map((made): Project => {
      const mark = (is: boolean) => (is ? {} : { deleted: true })
      const at = (index: number) => ids[index] ?? ''
      return buildProject({
        useCases: made.useCases.map((is, n) => buildObject('useCases', { id: at(n), ...mark(is) })),
        steps: made.steps.map(({ useCase, fieldMap, input, config, kept: is }, n) =>
          buildObject('steps', {
            id: at(n),
            useCase,
            fieldMap,
            parameters: [
              { name: 'a', value: { of: 'input', input, path: 'x' as FieldPath } },
              { name: 'b', value: { of: 'config', config } },
            ],
            ...mark(is),
          }),
        ),
        fieldMaps: made.maps.map(({ useCases, kept: is }, n) => buildObject('fieldMaps', { id: at(n), useCases, ...mark(is) })),
        rows: made.rows.map(({ fieldMap, table, config, useCases, kept: is }, n) =>
          buildObject('rows', {
            id: at(n),
            fieldMap,
            destination: 'A' as FieldPath,
            transform: { kind: 'lookup', from: { of: 'config', config }, table },
            ...(useCases === undefined ? {} : { useCases }),
            ...mark(is),
          }),
        ),
        lookupTables: made.tables.map((is, n) => buildObject('lookupTables', { id: at(n), ...mark(is) })),
        configValues: ids.map((one) => buildObject('configValues', { id: one, name: `v${one}` })),
        testCases: made.cases.map(({ config, kept: is, ...cells }, n) =>
          buildObject('testCases', { id: at(n), ...cells, config: [{ config, value: 1 }], ...mark(is) }),
        ),
        questions: made.questions.map(({ kept: is, ...cells }, n) => buildObject('questions', { id: at(n), ...cells, ...mark(is) })),
      })
    })
  fc.assert(
    fc.property(projects, (made) => {
      const { linksOf } = buildLinks(made)
      const all = ['use-case', 'step', 'row', 'lookup', 'config', 'test-case', 'question'].flatMap((kind) => ids.map((one) => `${kind}:${one}`))
      for (const a of [...all, ...ids.flatMap((map) => ['', 'A', 'B'].map((path) => `field:${map}:${path}`))])
        for (const { kind, addresses } of linksOf(a))
          for (const b of addresses) {
            expect(kindOf(b)).toBe(kind)
            expect(linksOf(b).flatMap((group) => group.addresses)).toContain(a)
          }
    }),
    { numRuns: 100 },
  )
})

describe('uses in words', () => {
  test.each([
    { at: 'lookup:l', want: '2 rows use it. 1 question stands at it.' },
    { at: 'profile:c', want: '1 test case uses it.' },
    { at: 'config:zone', want: '1 step, 1 row and 1 test case use it.' },
    { at: 'row:r3', want: '' },
  ])('$at: $want', ({ at, want }) => {
    expect(tellUses(linksIn(project).linksOf(at))).toBe(want)
  })
  test('many are counted as people write numbers', () => {
    expect(countLinks({ kind: 'row', addresses: Array.from({ length: 1_200 }, () => '') })).toBe('1,200 rows')
  })
})
