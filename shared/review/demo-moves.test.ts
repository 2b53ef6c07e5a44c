// The demo moved to versions in which everything is called otherwise: all its test cases, flows too, give what they gave.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { newerGraph, type NewerGraph } from '../../fixtures/newer-graph.ts'
import { createRandom } from '../../fixtures/random-maps.ts'
import { createFlowCaseRunner } from '../mapping/run-flow-case.ts'
import { createMappingCaseRunner } from '../mapping/run-test-case.ts'
import { writeCells, type CellWrite } from '../project/edits.ts'
import { createProjectDoc, readProject } from '../project/project-doc.ts'
import { parseProjectFile } from '../project/project-file.ts'
import type { Project } from '../project/project.ts'
import { listProjectWrites } from '../project/project-writes.ts'
import { printName } from '../schema/field-path.ts'
import type { JsonValue } from '../schema/json-value.ts'
import type { Parameter, SchemaGraph } from '../schema/schema-graph.ts'
import { planSchemaMove } from './plan-schema-move.ts'
import { findSchemaImpact } from './schema-impact.ts'

const parsed = parseProjectFile(readFileSync(fileURLToPath(new URL('../../fixtures/woocommerce-to-xero.crosswalk.json', import.meta.url)), 'utf8'))
if (!parsed.ok) throw new Error(parsed.error.message)
const file = parsed.value
const seed = Number(process.env['SEED'] ?? 1)

function moved(version: string, change: (newer: NewerGraph) => unknown) {
  const old = file.project.schemas.find(({ id }) => id === version)
  const before = file.schemas[old?.graph ?? ''] as SchemaGraph | undefined
  if (old === undefined || before === undefined) throw new Error(`the demo has no ${version}`)
  const newer = newerGraph(before)
  change(newer)
  const after = newer.graph
  const base: Project = {
    ...file.project,
    schemas: [...file.project.schemas, { ...old, id: 'next', graph: 'next', version: 'next', replaces: old.id, order: 'zz' }],
  }
  const findRecord = (hash: string) => file.records?.[hash]
  const { impacts } = findSchemaImpact(base, 'next', before, after, findRecord)
  const project: Project = {
    ...base,
    schemaDecisions: impacts.flatMap(({ change: { id }, affected }, i) =>
      affected.length === 0 ? [] : [{ id: `d${i}`, schema: 'next', change: id, choice: 'follow' as const }],
    ),
  }
  const impact = findSchemaImpact(project, 'next', before, after, findRecord)
  let count = 0
  const cells = { person: 'Priya', command: 'move', now: '2026-11-22T10:00:00.000Z', newId: () => `made${(count += 1)}` }
  const plan = planSchemaMove({ project, newVersion: 'next', before, after, impact, findRecord, ...cells })
  const records = new Map<string, JsonValue>(Object.entries(file.records ?? {}) as [string, JsonValue][])
  const ofRecords = plan.records.map(({ test: object, cell, value }): CellWrite => {
    records.set(`${object} ${cell}`, value)
    return { home: 'testCases', object, cell, value: `${object} ${cell}` }
  })
  const doc = createProjectDoc()
  for (const chunk of listProjectWrites(project)) writeCells(doc, chunk, { person: 'a', command: 'b' })
  writeCells(doc, [...(plan.writes as CellWrite[]), ...ofRecords], { person: 'a', command: 'c' })
  const graphs: Record<string, SchemaGraph | undefined> = { ...(file.schemas as Record<string, SchemaGraph>), next: after }
  return { project: readProject(doc).project, impact, findGraph: (key: string) => graphs[key], findRecord: (hash: string) => records.get(hash) }
}

async function failures({ project, findGraph, findRecord }: ReturnType<typeof moved>): Promise<unknown[]> {
  const setting = { project, findGraph, findRecord, now: '2026-11-16T09:00:00.000Z' }
  const [runMapping, runFlow] = [createMappingCaseRunner(setting), createFlowCaseRunner(setting)]
  const failed: unknown[] = []
  for (const testCase of project.testCases.filter(({ kind }) => kind !== 'manual')) {
    const outcome = testCase.kind === 'flow' ? await runFlow(testCase) : runMapping(testCase)
    if (outcome.state !== 'passed') failed.push([testCase.number, testCase.title, outcome])
  }
  return failed
}

const otherwise = [(name: string) => name.toUpperCase(), (name: string) => `_${name}`, (name: string) => `${name}-`, (name: string) => `${name}.`]

test.each(['woo-v3', 'xero-2-0'])('%s: half of all fields renamed', async (version) => {
  for (let n = 0; n < 6; n++) {
    const random = createRandom(seed * 100 + n)
    const result = moved(version, ({ graph, rename }) => {
      for (const { name: object, node } of graph.objects)
        for (const { name } of graph.nodes[node]?.properties ?? []) {
          const to = otherwise[Math.floor(random() * otherwise.length)]?.(name) ?? name
          if (random() < 0.5 && graph.nodes[node]?.properties?.every((each) => each.name !== to) === true) rename(object, printName(name), to)
        }
    })
    expect(await failures(result), `SEED=${seed}, ${n}`).toEqual([])
  }
})

test.each(['woo-v3', 'xero-2-0'])('%s: every endpoint has another version in its path, and every parameter and object type another name', async (version) => {
  const result = moved(version, ({ graph, renameEndpoint, renameObject }) => {
    for (const { name } of graph.objects) renameObject(name, `_${name}`)
    for (const endpoint of graph.endpoints as unknown as { id: string; kind: string; parameters: readonly Parameter[] }[]) {
      // Those of the path are called as the path says.
      endpoint.parameters = endpoint.parameters.map((one) => (one.in === 'path' ? one : { ...one, name: `_${one.name}` }))
      if (endpoint.kind === 'operation') renameEndpoint(endpoint.id, endpoint.id.replace(' /', ' /v4/'))
    }
  })
  expect(await failures(result)).toEqual([])
})
