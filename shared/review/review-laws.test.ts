// What a reviewer promises beyond its rules: looking again is looking from scratch, and nothing that is stored makes it throw.
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { buildMap, buildObject, copy, of } from '../../fixtures/build.ts'
import { DEMO_FILE } from '../../fixtures/make-demo.ts'
import { changing, reviewable, soundProject, withProject } from '../../fixtures/reviewable.ts'
import type { CaseOutcome } from '../mapping/run-test-case.ts'
import { parseProjectFile } from '../project/project-file.ts'
import { collections, type CollectionName, type Project } from '../project/project.ts'
import type { Waiver } from '../project/review-parts.ts'
import { createReviewer, reviewOnce, type ReviewInput } from './review.ts'
import { listReadyBlockers, listUnusedWaivers, withWaivers } from './waivers.ts'

const parsed = parseProjectFile(readFileSync(DEMO_FILE, 'utf8'))
if (!parsed.ok) throw new Error(parsed.error.message)
const demo = parsed.value
const findGraph: ReviewInput['findGraph'] = (key) => (Object.hasOwn(demo.schemas, key) ? demo.schemas[key] : undefined)
const findEvidence: ReviewInput['findEvidence'] = (key) => {
  const set = Object.hasOwn(demo.samples, key) ? demo.samples[key] : undefined
  return set === undefined ? undefined : { records: set.records.length, evidence: set.evidence }
}
const names = Object.keys(collections) as CollectionName[]

/** One edit as a person or a damaged document may make it: a cell cleared, set to what another object of its kind has, a reference that leads nowhere. */
type Edit = {
  readonly of: number
  readonly at: number
  readonly cell: number
  readonly from: number
  readonly how: 'clear' | 'take' | 'dangle' | 'delete' | 'drop'
}
const edit: fc.Arbitrary<Edit> = fc.record({
  of: fc.nat(),
  at: fc.nat(),
  cell: fc.nat(),
  from: fc.nat(),
  how: fc.constantFrom('clear', 'take', 'take', 'dangle', 'delete', 'drop'),
})

/** Cells that a typed reader would not let go: without them there is no object. */
const LASTING: ReadonlySet<string> = new Set(['id', 'fieldMap', 'destination', 'order', 'kind', 'input', 'path', 'useCases', 'source', 'from', 'to'])

function apply(project: Project, { of: name, at, cell, from, how }: Edit): Project {
  const collection = names[name % names.length] ?? 'rows'
  const list = project[collection] as readonly Record<string, unknown>[]
  const index = at % Math.max(list.length, 1)
  const object = list[index]
  if (object === undefined) return project
  const cells = Object.keys(object).filter((key) => how === 'take' || !LASTING.has(key))
  const key = cells[cell % Math.max(cells.length, 1)]
  const given = list[from % list.length]
  if (how === 'drop') return { ...project, [collection]: list.filter((one) => one !== object) }
  const changed: Record<string, unknown> = { ...object }
  if (how === 'delete') changed['deleted'] = changed['deleted'] !== true
  else if (key !== undefined && key !== 'id') {
    if (how === 'dangle') {
      if (typeof changed[key] === 'string') changed[key] = 'gone'
    } else if (how === 'take' && given?.[key] !== undefined) changed[key] = given[key]
    else if (how === 'clear' && isOptional(collection, key)) delete changed[key]
  }
  return { ...project, [collection]: list.with(index, changed) }
}

function isOptional(collection: CollectionName, key: string): boolean {
  const shape: Readonly<Record<string, { readonly isOptional: () => boolean }>> = collections[collection].shape
  return shape[key]?.isOptional() === true
}

/** As the collections say: what does not fit its shape is no object of a project. */
function isReadable(project: Project): boolean {
  return names.every((name) => project[name].every((one) => collections[name].safeParse(one).success))
}

const outcome: fc.Arbitrary<CaseOutcome['state'] | undefined> = fc.constantFrom(undefined, 'passed', 'failed', 'cannot-run')

describe('a reviewer', () => {
  it('that looks again after edits finds what one finds that looks for the first time, in the same order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(edit, outcome), { minLength: 1, maxLength: 6 }), (edits) => {
        const reviewer = createReviewer()
        let project = demo.project
        reviewer({ project, findGraph, findEvidence })
        for (const [one, state] of edits) {
          const next = apply(project, one)
          if (!isReadable(next)) continue
          project = next
          const outcomes = state === undefined ? undefined : new Map(project.testCases.map(({ id }) => [id, outcomeOf(state)]))
          const input: ReviewInput = { project, findGraph, findEvidence, ...(outcomes === undefined ? {} : { outcomes }) }
          expect(reviewer(input)).toEqual(reviewOnce(input))
        }
      }),
      { numRuns: 20 },
    )
  })

  it('looks anew only at the map whose parts changed', () => {
    const reviewer = createReviewer()
    const before = reviewer({ project: demo.project, findGraph, findEvidence })
    const rows = demo.project.rows.map((row) => (row.id === 'pay-date' ? { ...row, note: 'Asked the vendor' } : row))
    const after = reviewer({ project: { ...demo.project, rows }, findGraph, findEvidence })
    expect(after.problems).toEqual(before.problems)
    expect(after.coverage.get('invoice-map')).toBe(before.coverage.get('invoice-map'))
    expect(after.coverage.get('payment-map')).not.toBe(before.coverage.get('payment-map'))
  })

  it('is told nothing by the demo but what is known of it', () => {
    const { problems } = reviewOnce({ project: demo.project, findGraph, findEvidence })
    expect(problems.filter(({ severity }) => severity === 'error').map(({ code, at }) => [code, at])).toEqual([
      ['required-destination-unmapped', 'row:pay-date'],
    ])
  })
})

describe('waivers', () => {
  const broken = reviewable(buildMap({ inputs: { order: { a: 'text' } }, destination: { D: 'text!' }, rows: [{ to: 'D', transform: copy(of('order', 'a')) }] }))
  const [found] = reviewOnce(broken).problems
  if (found === undefined) throw new Error('nothing is found')
  const waiver = (cells: Partial<Waiver>): Waiver => buildObject('waivers', { id: 'w', code: found.code, at: found.at, message: found.message, ...cells })

  it('stand at exactly the finding they were given for', () => {
    const { problems } = reviewOnce(withProject(broken, { waivers: [waiver({})] }))
    expect(problems.map(({ waiver: own }) => own?.id)).toEqual(['w'])
  })

  it('stand at no finding whose place and sentence only run together as theirs do', () => {
    const problem = { ...found, at: 'field:map:a', message: 'b\nc' }
    expect(withWaivers([problem], [waiver({ at: 'field:map:a\nb', message: 'c' })])).toEqual([problem])
    expect(withWaivers([problem], [waiver({ at: problem.at, message: problem.message })])).toMatchObject([{ waiver: { id: 'w' } }])
  })

  it('are listed as unused when the finding is gone or its sentence is another one', () => {
    for (const cells of [{ message: 'Another sentence.' }, { at: 'row:gone' }, { code: 'text-too-long' }]) {
      const waivers = [waiver(cells)]
      const review = reviewOnce(withProject(broken, { waivers }))
      expect(review.problems.map((problem) => problem.waiver)).toEqual([undefined])
      expect(listUnusedWaivers(waivers, review)).toEqual(waivers)
    }
    expect(listUnusedWaivers([waiver({ deleted: true })], { problems: [] })).toEqual([])
  })

  it('let a row be ready that an error kept from it, and errors alone keep it', () => {
    const wrong = changing(soundProject(), 'rows', (row) => (row.id === 'kind' ? { ...row, transform: { kind: 'constant', value: 'C' } } : row))
    const review = reviewOnce(wrong)
    const [error] = listReadyBlockers(review, 'row:kind')
    expect(error?.code).toBe('not-in-enum')
    const waived = withProject(wrong, { waivers: [waiver({ code: error?.code ?? '', at: error?.at ?? '', message: error?.message ?? '' })] })
    expect(listReadyBlockers(reviewOnce(waived), 'row:kind')).toEqual([])
    expect(listReadyBlockers(reviewOnce(broken), found.at)).toEqual([])
  })
})

function outcomeOf(state: CaseOutcome['state']): CaseOutcome {
  if (state === 'passed') return { state }
  return state === 'failed' ? { state, differences: [{ path: 'Date', expected: '1', actual: '2' }] } : { state, message: 'Say what is given.' }
}
