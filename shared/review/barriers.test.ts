// Rules of what counts as a barrier and which comes first.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildObject, buildProject } from '../../fixtures/build.ts'
import type { Project } from '../project/project.ts'
import type { LineAddress } from '../mapping/line.ts'
import { compareBarriers, listBarriers, type Barrier } from './barriers.ts'
import type { ReviewProblem } from './review.ts'

const today = '2026-11-22'
const systems = [buildObject('systems', { id: 's', name: 'Xero' })]
const people = [buildObject('people', { id: 'ana', name: 'Ana Duarte' })]
const list = (parts: Partial<Project>, problems: readonly ReviewProblem[] = []) =>
  listBarriers(buildProject({ systems, people, ...parts }), { problems, coverage: new Map() }, today)
const words = (...given: Parameters<typeof list>) => list(...given).map(({ kind, title, words: said, when }) => [kind, title, said, when].join(' | '))
const environment = (cells: Partial<Project['environments'][number]>) => buildObject('environments', { id: 'e', system: 's', name: 'Demo', ...cells })

test('the most overdue comes first, then what is due soonest, then what waits longest, and go-live items that are not late', () => {
  const found = list({
    environments: [environment({ access: 'requested', requestedOn: '2026-11-09', neededBy: '2026-11-20' })],
    questions: [
      buildObject('questions', { id: 'q1', text: 'late', at: 'use-case:u', neededBy: '2026-11-10' }),
      buildObject('questions', { id: 'q4', text: 'due', at: 'use-case:u', neededBy: '2026-12-20' }),
      buildObject('questions', { id: 'q2', text: 'old', at: 'use-case:u', askedAt: '2026-10-01T09:00:00.000Z' }),
      buildObject('questions', { id: 'q3', text: 'new', at: 'use-case:u', askedAt: '2026-11-21T09:00:00.000Z' }),
    ],
    goLiveItems: [
      buildObject('goLiveItems', { id: 'g1', title: 'far', due: '2027-01-10' }),
      buildObject('goLiveItems', { id: 'g2', title: 'near', due: '2026-11-25' }),
    ],
  })
  expect(found.map(({ key, overdue }) => [key, overdue])).toEqual([
    ['question:q1', 12],
    ['prerequisite:environment:e', 2],
    ['question:q4', undefined],
    ['question:q2', undefined],
    ['question:q3', undefined],
    ['go-live:g2', undefined],
    ['go-live:g1', undefined],
  ])
})

test('the order is a total one: it is the same however the list came', () => {
  const barrier = fc.record({
    key: fc.string(),
    kind: fc.constantFrom('prerequisite' as const, 'question' as const, 'go-live' as const),
    overdue: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
    day: fc.option(fc.constantFrom('2026-11-22', '2026-11-25', 'soon'), { nil: undefined }),
    waiting: fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }),
  }) as unknown as fc.Arbitrary<Barrier>
  fc.assert(
    fc.property(barrier, barrier, barrier, (a, b, c) => {
      expect(Math.sign(compareBarriers(a, b))).toBe(-Math.sign(compareBarriers(b, a)) + 0)
      if (compareBarriers(a, b) <= 0 && compareBarriers(b, c) <= 0) expect(compareBarriers(a, c)).toBeLessThanOrEqual(0)
    }),
  )
})

describe('a barrier says what, who and how far', () => {
  test.each<[string, Partial<Project>, string[]]>([
    [
      'access',
      { environments: [environment({ access: 'requested', requestedOn: '2026-11-09', neededBy: '2026-11-16', approver: 'ana' })] },
      ['prerequisite | Xero: access to Demo | requested 9 Nov, 13 days ago, Ana Duarte must say yes | 6 days late'],
    ],
    [
      'a prerequisite',
      { prerequisites: [buildObject('prerequisites', { id: 'p', system: 's', kind: 'vendor', title: 'App approval' })] },
      ['prerequisite | Xero: App approval | not asked for | '],
    ],
    [
      'a question',
      {
        useCases: [buildObject('useCases', { id: 'u', number: 1, title: 'Invoices' })],
        questions: [buildObject('questions', { id: 'q', number: 2, text: 'Which?', at: 'use-case:u', askedOf: 'ana', askedAt: '2026-11-19T08:00:00.000Z' })],
      },
      ['question | Q-2 Which? | about UC-1 Invoices, asked of Ana Duarte | open for 3 days'],
    ],
    [
      'a go-live item',
      { goLiveItems: [buildObject('goLiveItems', { id: 'g', number: 3, title: 'Way back' })] },
      ['go-live | G-3 Way back | nobody sees to it yet | '],
    ],
  ])('%s', (_name, parts, want) => {
    expect(words(parts)).toEqual(want)
  })
})

test('what is granted, not needed, answered or done is no barrier', () => {
  expect(
    list({
      environments: [environment({ access: 'granted' })],
      prerequisites: [buildObject('prerequisites', { id: 'p', system: 's', kind: 'credentials', title: 'Key', state: 'not-needed' })],
      questions: [buildObject('questions', { id: 'q', status: 'answered' })],
      goLiveItems: [buildObject('goLiveItems', { id: 'g', done: true })],
    }),
  ).toEqual([])
})

describe('problems', () => {
  const problem = (at: string, cells: Partial<ReviewProblem> = {}): ReviewProblem => ({
    code: 'gap',
    severity: 'error',
    at: at as LineAddress,
    row: 1,
    message: 'No source.',
    map: 'm',
    ...cells,
  })
  const fieldMaps = [buildObject('fieldMaps', { id: 'm', number: 1, name: 'Invoice', destination: { schema: 'v', object: { kind: 'object', name: 'A' } } })]
  const schemas = [buildObject('schemas', { id: 'v', system: 's' })]
  test('errors that nobody waived are one barrier for each map', () => {
    const waiver = buildObject('waivers', { id: 'w' })
    expect(
      words({ fieldMaps, schemas }, [problem('row:a'), problem('row:b'), problem('row:c', { severity: 'warning' }), problem('row:d', { waiver })]),
    ).toEqual(['problem | 2 errors in M-1 Invoice block ready | No source. | '])
  })
  test('a single one leads to its place, several to the list', () => {
    expect(list({ fieldMaps, schemas }, [problem('row:a')])[0]?.target).toEqual({ to: 'place', at: 'row:a' })
    expect(list({ fieldMaps, schemas }, [problem('row:a'), problem('row:b')])[0]?.target).toEqual({ to: 'problems' })
  })
})

describe('work that depends on what is missing', () => {
  const useCases = [buildObject('useCases', { id: 'u', number: 1, title: 'Invoices' })]
  const steps = [
    buildObject('steps', { id: 'a', useCase: 'u', system: 's' }),
    buildObject('steps', { id: 'b', useCase: 'u', system: 's' }),
    buildObject('steps', { id: 'c', useCase: 'u' }),
  ]
  const work = (parts: Partial<Project>) => words(parts).filter((line) => line.startsWith('work'))
  test('steps wait for the access to their system', () => {
    expect(work({ useCases, steps, environments: [environment({})] })).toEqual(['work | UC-1 Invoices | 2 of 3 steps wait for access to Xero | '])
    expect(work({ useCases, steps, environments: [environment({ access: 'granted' })] })).toEqual([])
  })
  test('a step waits for a field map that is gone', () => {
    const broken = [buildObject('steps', { id: 'a', useCase: 'u', fieldMap: 'gone' })]
    expect(work({ useCases, steps: broken })).toEqual(['work | UC-1 Invoices | 1 of 1 step waits for a field map that is gone or archived | '])
  })
  test('a map waits for the documents of its systems, and for a schema that was deleted', () => {
    const fieldMaps = [buildObject('fieldMaps', { id: 'm', number: 1, name: 'Invoice', destination: { schema: 'v', object: { kind: 'object', name: 'A' } } })]
    const prerequisites = [buildObject('prerequisites', { id: 'p', system: 's', kind: 'documents', title: 'Field guide' })]
    expect(work({ fieldMaps, prerequisites, schemas: [buildObject('schemas', { id: 'v', system: 's' })] })).toEqual([
      'work | M-1 Invoice | waits for Xero: Field guide | ',
    ])
    expect(work({ fieldMaps })).toEqual(['work | M-1 Invoice | waits for a schema that was deleted | '])
  })
})
