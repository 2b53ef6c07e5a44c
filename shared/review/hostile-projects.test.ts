// Whatever a damaged or hostile document holds, as long as its cells fit their shapes: nothing that looks at a whole project throws.
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { buildObject } from '../../fixtures/build.ts'
import { DEMO_FILE } from '../../fixtures/make-demo.ts'
import type { FieldPath } from '../schema/field-path.ts'
import type { CaseOutcome } from '../mapping/run-test-case.ts'
import { parseProjectFile } from '../project/project-file.ts'
import { collections, compareObjects, type CollectionName, type Project } from '../project/project.ts'
import { listBarriers } from './barriers.ts'
import { coverRows } from './case-coverage.ts'
import { recordRun } from './case-runs.ts'
import { stateOfCase } from './case-state.ts'
import { touchedCases } from './case-touch.ts'
import { compareProjects } from './compare-projects.ts'
import { listChangeLog, printDifference } from './compare-projects-text.ts'
import { compareCustomers, readCustomerForm } from './customer-form.ts'
import { buildLinks } from './links.ts'
import { printMail } from './mail.ts'
import { listPhases } from './phases.ts'
import { describePlace, parsePlace } from './place.ts'
import { listPrerequisites } from './prerequisites.ts'
import { countProgress } from './progress.ts'
import { countQuestions } from './questions.ts'
import { filterQuestions, groupByPerson } from './questions-list.ts'
import { listPlaces } from './questions-places.ts'
import { listQuickFixes } from './quick-fixes.ts'
import { planRestore } from './restore.ts'
import { reviewOnce, type Review, type ReviewInput } from './review.ts'
import { traceTable } from './traceability-table.ts'
import { traceProject } from './traceability.ts'
import { listOpenPoints, readUseCaseScope } from './use-case-scope.ts'
import { readSignatures } from './use-case-signatures.ts'

const parsed = parseProjectFile(readFileSync(DEMO_FILE, 'utf8'))
if (!parsed.ok) throw new Error(parsed.error.message)
const demo = parsed.value
const findGraph: ReviewInput['findGraph'] = (key) => (Object.hasOwn(demo.schemas, key) ? demo.schemas[key] : undefined)
const findEvidence: ReviewInput['findEvidence'] = (key) => {
  const set = Object.hasOwn(demo.samples, key) ? demo.samples[key] : undefined
  return set === undefined ? undefined : { records: set.records.length, evidence: set.evidence }
}
const object = { kind: 'request', endpoint: 'PUT /Invoices', envelope: 'Invoices[]' } as const
/** The demo, with some of what it has nothing of. */
const sound: Project = {
  ...demo.project,
  overlays: ['required', 'type', 'enum', 'maxLength', 'added', 'readOnly'].map((fact, at) =>
    buildObject('overlays', {
      id: `o${at}`,
      system: 'xero',
      object,
      path: (fact === 'added' ? 'Extra' : 'Reference') as FieldPath,
      fact,
      value: fact === 'required',
    }),
  ),
  schemaDecisions: demo.project.schemas.map(({ id: schema }, at) =>
    buildObject('schemaDecisions', { id: `d${at}`, schema, item: 'row:pay-date', choice: 'undecided', sentence: 'Gone.' }),
  ),
}
const names = Object.keys(collections) as CollectionName[]
const ids = names.flatMap((name) => sound[name].map(({ id }) => id))
const TODAY = '2026-11-22'

const texts = [
  '__proto__',
  'constructor',
  'toString',
  'prototype',
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202egnp.exe',
  '🧾',
  'x'.repeat(30_000),
  '[]',
  '[].a',
  'a[].b',
  'a..b',
  '.',
  'a.__proto__.b',
  'LineItems[]',
  'row:',
  'row:constructor',
  'field:invoice-map:',
  'field::',
  'use-case:__proto__',
  'test-case:',
  ':',
  '2026-02-31',
  '2026-11-22',
  '+275760-09-13',
  '9999-12-31T23:59:59.999Z',
  'not a time',
  '= 1 / 0',
  'if(',
  'a'.repeat(64),
  '-1',
  'GET /orders',
  'null',
]
const hostile = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...texts) },
  { weight: 3, arbitrary: fc.constantFrom(...ids) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(0, -0, 1e308, 0.1, 1, 2 ** 53, true, false, null, [], {}, undefined) },
)
const edit = fc.record({ of: fc.constantFrom(...names), at: fc.nat(), cell: fc.nat(), leaf: fc.nat(), value: hostile })

/** The same value with one of its leaves, or a whole branch, replaced. */
function replaceLeaf(value: unknown, at: number, by: unknown): unknown {
  if (typeof value !== 'object' || value === null || at % 5 === 0) return Array.isArray(value) && at % 10 === 0 ? Array.from({ length: 3 }, () => by) : by
  const keys = Object.keys(value)
  const key = keys[at % Math.max(keys.length, 1)]
  if (key === undefined) return by
  const inner = replaceLeaf((value as Record<string, unknown>)[key], Math.floor(at / 3) + 1, by)
  return Array.isArray(value) ? value.with(Number(key), inner) : { ...value, [key]: inner }
}

function apply(
  project: Project,
  { of, at, cell, leaf, value }: { readonly of: CollectionName; readonly at: number; readonly cell: number; readonly leaf: number; readonly value: unknown },
): Project {
  const list = project[of] as readonly { readonly id: string }[]
  const index = at % Math.max(list.length, 1)
  const object = list[index]
  const cells = ['id', ...Object.keys(collections[of].shape)]
  const key = cells[cell % cells.length] ?? 'id'
  // An address cannot tell where an id with a colon ends; our ids have none.
  if (object === undefined || (key === 'id' && (list.some(({ id }) => id === value) || String(value).includes(':')))) return project
  const before = (object as Readonly<Record<string, unknown>>)[key]
  const changed = { ...object, [key]: before === undefined ? value : replaceLeaf(before, leaf, value) }
  return collections[of].safeParse(changed).success
    ? { ...project, [of]: list.with(index, changed).toSorted((a, b) => compareObjects(a as never, b as never)) }
    : project
}

function lookEverywhere(project: Project, state: CaseOutcome['state']): Review {
  const outcomes = new Map(
    project.testCases.map(({ id }) => [id, state === 'passed' ? { state } : state === 'failed' ? { state, differences: [] } : { state, message: 'No.' }]),
  )
  const review = reviewOnce({ project, findGraph, findEvidence, outcomes })
  listBarriers(project, review, TODAY)
  listPhases(project, review, outcomes, TODAY)
  countProgress(project, outcomes, TODAY)
  listPrerequisites(project, TODAY)
  countQuestions(project)
  filterQuestions(project, { mine: true, overdue: true, text: 'a' }, { me: 'constructor', today: TODAY })
  groupByPerson(project, project.questions, TODAY)
  listPlaces(project)
  printMail({ project, today: TODAY, wordsOfRow: () => undefined }, project.questions)
  const { lines, cases } = traceProject({ project, outcomes, problems: review.problems })
  traceTable(lines, cases)
  buildLinks(project)
  touchedCases(demo.project, project)
  coverRows(project, new Map())
  for (const profile of project.customerProfiles) readCustomerForm(project, profile)
  compareCustomers(project, project.customerProfiles)
  for (const { id } of project.useCases) {
    listOpenPoints(project, readUseCaseScope(project, id), review.problems, outcomes)
    readSignatures(project, id)
  }
  for (const run of project.testRuns) recordRun(project, { run }, new Set(project.rows.map(({ id }) => id)))
  for (const testCase of project.testCases) stateOfCase(testCase, undefined, project)
  for (const question of project.questions) describePlace(project, question.at)
  return review
}

it('nothing that looks at a whole project throws, and each problem stands at a place that is there', () => {
  fc.assert(
    fc.property(
      fc.array(edit, { minLength: 1, maxLength: 25 }),
      fc.constantFrom('passed' as const, 'failed' as const, 'cannot-run' as const),
      (edits, state) => {
        const project = edits.reduce(apply, sound)
        const review = lookEverywhere(project, state)
        for (const problem of review.problems) {
          expect(parsePlace(problem.at), `${problem.code} at ${problem.at}`).toBeDefined()
          expect(describePlace(project, problem.at), `${problem.code} at ${problem.at}`).not.toMatch(/that is gone$/)
          listQuickFixes({ project, findGraph, findEvidence }, problem)
        }
      },
    ),
    { numRuns: Number(process.env['RUNS'] ?? 12) },
  )
})

it('any two states can be compared, told and restored, and comparing a state with itself finds nothing', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 25 }), fc.array(edit, { maxLength: 25 }), (first, second) => {
      const before = first.reduce(apply, sound)
      const after = second.reduce(apply, sound)
      const difference = compareProjects(before, after)
      printDifference(difference)
      listChangeLog(difference)
      planRestore(after, before)
      expect(compareProjects(before, before).groups).toEqual([])
      expect(planRestore(before, before).writes).toEqual([])
    }),
    { numRuns: Number(process.env['RUNS'] ?? 12) },
  )
})
