// A whole move on the demo project: what it writes, that it can be taken back, and that the project still does what it did.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { newerGraph } from '../../fixtures/newer-graph.ts'
import { createFlowCaseRunner } from '../mapping/run-flow-case.ts'
import { compileMap } from '../mapping/compile-map.ts'
import { buildMapContext } from '../mapping/map-context.ts'
import { createMappingCaseRunner, type CaseOutcome } from '../mapping/run-test-case.ts'
import { revertChanges, writeCells, type CellWrite } from '../project/edits.ts'
import type { SchemaDecision } from '../project/people-and-systems.ts'
import { createProjectDoc, readProject } from '../project/project-doc.ts'
import { parseProjectFile, type ProjectFile } from '../project/project-file.ts'
import type { Project } from '../project/project.ts'
import { listProjectWrites } from '../project/project-writes.ts'
import type { JsonValue } from '../schema/json-value.ts'
import type { SchemaGraph } from '../schema/schema-graph.ts'
import { planSchemaMove } from './plan-schema-move.ts'
import { findSchemaImpact, type SchemaImpact } from './schema-impact.ts'

const NEW = 'woo-10'
const file = readDemo()
const old = file.project.schemas.find(({ id }) => id === 'woo-v3')
const before = file.schemas[old?.graph ?? ''] as SchemaGraph

function readDemo(): ProjectFile {
  const parsed = parseProjectFile(readFileSync(fileURLToPath(new URL('../../fixtures/woocommerce-to-xero.crosswalk.json', import.meta.url)), 'utf8'))
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.value
}

/** As a shop's next version might be: names, types, limits and values of fields that the project uses. */
function nextVersion(): SchemaGraph {
  return newerGraph(before)
    .rename('BillingAddress', 'email', 'email_address')
    .rename('Order', 'line_items', 'order_items')
    .rename('LineItem', 'total', 'line_total')
    .rename('Order', 'customer_note', 'buyer_note')
    .rename('Order', 'currency', 'currency_code')
    .rename('Order', 'number', 'order_number').graph
}

function withVersion(project: Project, decisions: readonly Partial<SchemaDecision>[] = []): Project {
  if (old === undefined) throw new Error('the demo has no shop')
  return {
    ...project,
    schemas: [...project.schemas, { ...old, id: NEW, graph: 'next', version: '10.2', replaces: old.id, order: 'zz' }],
    schemaDecisions: decisions.map((cells, i) => ({ id: `d${i}`, schema: NEW, change: '', choice: 'follow', ...cells })),
  }
}

const findRecord = (hash: string) => file.records?.[hash]

function decideAll(after: SchemaGraph, choice: SchemaDecision['choice']): { readonly project: Project; readonly impact: SchemaImpact } {
  const open = findSchemaImpact(withVersion(file.project), NEW, before, after, findRecord)
  const project = withVersion(
    file.project,
    open.impacts.filter(({ affected }) => affected.length > 0).map(({ change }) => ({ change: change.id, choice })),
  )
  return { project, impact: findSchemaImpact(project, NEW, before, after, findRecord) }
}

function move(project: Project, after: SchemaGraph, impact: SchemaImpact) {
  let count = 0
  const newId = () => `made${(count += 1)}`
  return planSchemaMove({
    project,
    newVersion: NEW,
    before,
    after,
    impact,
    findRecord,
    newId,
    person: 'Priya',
    command: 'move',
    now: '2026-11-22T10:00:00.000Z',
  })
}

/** The project as a document gives it back after the move, and after the move was taken back. */
function applyAndRevert(project: Project, writes: readonly CellWrite[], records: ReturnType<typeof move>['records']) {
  const doc = createProjectDoc()
  const origin = { person: 'Priya', command: 'move' }
  for (const chunk of listProjectWrites(project)) writeCells(doc, chunk, origin)
  const start = readProject(doc)
  const extra = new Map<string, JsonValue>()
  const ofRecords = records.map(({ test: testCase, cell, value }): CellWrite => {
    const hash = `moved-${testCase}-${cell}`
    extra.set(hash, value)
    return { home: 'testCases', object: testCase, cell, value: hash }
  })
  const changes = writeCells(doc, [...writes, ...ofRecords], origin)
  const moved = readProject(doc)
  const reverted = revertChanges(doc, changes, { person: 'Priya', command: 'back' })
  return { start, moved, back: readProject(doc), skipped: reverted.skipped, findRecord: (hash: string) => extra.get(hash) ?? file.records?.[hash] }
}

async function runAll(project: Project, after: SchemaGraph, find: (hash: string) => JsonValue | undefined): Promise<Map<string, CaseOutcome>> {
  const graphs: Record<string, SchemaGraph | undefined> = { ...(file.schemas as Record<string, SchemaGraph>), next: after }
  const setting = { project, findGraph: (key: string) => graphs[key], findRecord: find, now: '2026-11-16T09:00:00.000Z' }
  const [runMapping, runFlow] = [createMappingCaseRunner(setting), createFlowCaseRunner(setting)]
  const outcomes = new Map<string, CaseOutcome>()
  for (const testCase of project.testCases.filter(({ kind, deleted }) => kind !== 'manual' && deleted !== true))
    outcomes.set(`T-${testCase.number ?? 0}`, testCase.kind === 'flow' ? await runFlow(testCase) : runMapping(testCase))
  return outcomes
}

describe('a move to a newer version', () => {
  const after = nextVersion()

  test('where everything is followed, every test case passes that passed before, and no row has a problem more', async () => {
    const { project, impact } = decideAll(after, 'follow')
    expect(impact.decided).toBe(impact.needed)
    const { writes, records } = move(project, after, impact)
    const { moved, findRecord: find } = applyAndRevert(project, writes as CellWrite[], records)
    expect(moved.damage).toEqual([])
    const outcomes = await runAll(moved.project, after, find as (hash: string) => JsonValue | undefined)
    expect(outcomes.size).toBeGreaterThan(25)
    expect([...outcomes].filter(([, { state }]) => state !== 'passed')).toEqual([])
    const graphs: Record<string, SchemaGraph | undefined> = { ...(file.schemas as Record<string, SchemaGraph>), next: after }
    const problemsOf = (of: Project) =>
      of.fieldMaps.flatMap((map) => {
        const context = buildMapContext(of, map.id, (key) => graphs[key])
        return context === undefined ? [] : compileMap(context).problems.map(({ at, code }) => `${at} ${code}`)
      })
    expect(problemsOf(moved.project)).toEqual(problemsOf(file.project))
  })

  test('rows keep their ids and numbers, and none is deleted', () => {
    const { project, impact } = decideAll(after, 'follow')
    const { writes, records } = move(project, after, impact)
    const { moved } = applyAndRevert(project, writes as CellWrite[], records)
    expect(moved.project.rows.map(({ id, number, deleted }) => ({ id, number, deleted }))).toEqual(
      project.rows
        .toSorted((a, b) => (a.order === b.order ? (a.id < b.id ? -1 : 1) : a.order < b.order ? -1 : 1))
        .map(({ id, number, deleted }) => ({ id, number, deleted })),
    )
  })

  test('nothing of the old version is used any more, and the new one says who moved when', () => {
    const { project, impact } = decideAll(after, 'follow')
    const { writes, records } = move(project, after, impact)
    const { moved } = applyAndRevert(project, writes as CellWrite[], records)
    const { schemas, sampleSets, schemaDecisions: _, ...rest } = moved.project
    expect(JSON.stringify(rest)).not.toContain('"woo-v3"')
    expect(schemas.find(({ id }) => id === NEW)).toMatchObject({ movedBy: 'move', movedAt: '2026-11-22T10:00:00.000Z', movedByPerson: 'Priya' })
    expect(sampleSets.filter(({ schema }) => schema === NEW).map(({ set }) => set)).toEqual(
      file.project.sampleSets.filter(({ schema }) => schema === 'woo-v3').map(({ set }) => set),
    )
  })

  test('taken back, the project is as it was; what the move made is marked as deleted', () => {
    for (const choice of ['follow', 'keep', 'undecided'] as const) {
      const { project, impact } = decideAll(after, choice)
      const { writes, records } = move(project, after, impact)
      const { start, back, skipped } = applyAndRevert(project, writes as CellWrite[], records)
      expect(skipped).toEqual([])
      expect(withoutDeleted(back.project)).toEqual(withoutDeleted(start.project))
    }
  })

  test('what is kept and what nobody decided is left on the rows as problems, in words', () => {
    const { project, impact } = decideAll(after, 'keep')
    const { writes, records, sentences } = move(project, after, impact)
    const { moved } = applyAndRevert(project, writes as CellWrite[], records)
    const emails = moved.project.schemaDecisions.filter(({ item }) => item === 'row:con-email')
    expect(emails).toMatchObject([{ choice: 'keep', sentence: '`email` of BillingAddress is called `email_address` of BillingAddress in 10.2.' }])
    expect(sentences.join(' ')).toMatch(
      / \d+ rows, \d+ test cases, \d+ steps and \d+ fields that are left out keep what they had, until somebody settles them\./,
    )
    expect(records).toEqual([])
    expect(moved.project.rows.find(({ id }) => id === 'con-email')?.transform).toEqual(file.project.rows.find(({ id }) => id === 'con-email')?.transform)
  })

  test('approved, built and tested rows that follow go back to Ready', () => {
    const rows = file.project.rows.map((row) => (row.id === 'con-email' ? { ...row, status: 'approved' as const, statusHash: 'abc' } : row))
    const { impact, project } = decideAll(after, 'follow')
    const { writes } = move({ ...project, rows }, after, impact)
    expect(writes.filter(({ object }) => object === 'con-email').map(({ cell, value }) => [cell, value])).toEqual([
      ['transform', { kind: 'copy', from: { of: 'input', input: 'contact-order', path: 'billing.email_address' } }],
      ['status', 'ready'],
      ['statusHash', undefined],
    ])
  })
})

function withoutDeleted(project: Project): unknown {
  return Object.fromEntries(
    Object.entries(project).map(([name, list]) => [name, Array.isArray(list) ? list.filter((each: { deleted?: boolean }) => each.deleted !== true) : list]),
  )
}
