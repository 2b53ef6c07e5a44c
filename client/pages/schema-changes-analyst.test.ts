// Tests of the worker's two ends together: what is told, when it answers, and what happens without a worker.
import { expect, test } from 'vitest'
import { buildGraph, buildProject } from '../../fixtures/build.ts'
import type { Project } from '../../shared/project/project.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { createImpactAnalyst, isSameForImpact, type OpenImpact } from './schema-changes-analyst.ts'
import { createImpactReplica, type ImpactAnswer, type ImpactMessage } from './schema-changes-replica.ts'

const graphs: ReadonlyMap<string, SchemaGraph> = new Map([
  ['g1', buildGraph({ objects: { Order: { id: 'integer!', email: 'text', total: 'number' } } })],
  ['g2', buildGraph({ objects: { Order: { id: 'integer!', email: 'text' } } })],
])
const object = { kind: 'object', name: 'Order' } as const
const project: Project = buildProject({
  systems: [{ id: 's', name: 'Shop', order: 'a' }],
  schemas: [
    { id: 'v1', system: 's', graph: 'g1', title: 'Shop', format: 'openapi-3.0', order: 'a' },
    { id: 'v2', system: 's', graph: 'g2', title: 'Shop', format: 'openapi-3.0', replaces: 'v1', order: 'b' },
  ],
  fieldMaps: [{ id: 'm', name: 'Map', key: 'map', destination: { schema: 'x', object }, useCases: [], order: 'a' }],
  mapInputs: [{ id: 'in', fieldMap: 'm', name: 'order', source: { schema: 'v1', object }, order: 'a' }],
  rows: [
    {
      id: 'r1',
      number: 1,
      fieldMap: 'm',
      destination: 'Total' as never,
      transform: { kind: 'copy', from: { of: 'input', input: 'in', path: 'total' as never } },
      order: 'a',
    },
  ],
})
const decided: Project = { ...project, schemaDecisions: [{ id: 'd', schema: 'v2', change: 'x', choice: 'keep' }] }

/** A worker in this thread: messages are cloned, answers come later. */
function openHere(posted: ImpactMessage[]): OpenImpact {
  return (onAnswer) => {
    const replica = createImpactReplica()
    return {
      post: (message) => {
        posted.push(message)
        const copy = structuredClone(message)
        queueMicrotask(() => {
          const answer = replica.receive(copy)
          if (answer !== undefined) onAnswer(answer)
        })
      },
      close: () => {},
    }
  }
}

const ask = (analyst: ReturnType<typeof createImpactAnalyst>, of: Project, answers: ImpactAnswer[]) =>
  analyst.ask({ project: of, newVersion: 'v2', graphs, records: new Map() }, (answer) => answers.push(answer))
const settle = () => new Promise((resolve) => setTimeout(resolve, 5))
const affected = (answer: ImpactAnswer | undefined) =>
  answer === undefined || 'failure' in answer ? undefined : answer.impact.impacts.flatMap((one) => one.affected.map(({ id }) => `${one.change.kind} ${id}`))

test('what a version changes is found from what was told, and only what is new is told again', async () => {
  const posted: ImpactMessage[] = []
  const answers: ImpactAnswer[] = []
  const analyst = createImpactAnalyst(openHere(posted))
  ask(analyst, project, answers)
  await settle()
  expect(affected(answers[0])).toEqual(['removed row:r1'])
  const told = posted.length
  ask(analyst, project, answers)
  ask(analyst, decided, answers)
  await settle()
  expect([posted.length, answers.length]).toEqual([told, 1])
  const without: Project = { ...project, rows: [] }
  ask(analyst, without, answers)
  await settle()
  expect(posted.slice(told).map(({ tell }) => tell)).toEqual(['objects', 'find'])
  expect(affected(answers[1])).toEqual([])
})

test('while one question is open only the last of the others is asked', async () => {
  const posted: ImpactMessage[] = []
  const answers: ImpactAnswer[] = []
  const analyst = createImpactAnalyst(openHere(posted))
  const touched = (note: string): Project => ({ ...project, rows: project.rows.map((row) => ({ ...row, note })) })
  for (const of of [project, touched('a'), touched('b'), touched('c')]) ask(analyst, of, answers)
  await settle()
  expect(answers).toHaveLength(2)
  expect(posted.filter(({ tell }) => tell === 'find')).toHaveLength(2)
})

test('a worker that breaks is replaced by work on the page', async () => {
  const answers: ImpactAnswer[] = []
  const analyst = createImpactAnalyst((_, onFailure) => ({ post: ({ tell }) => void (tell === 'find' && setTimeout(onFailure, 0)), close: () => {} }))
  ask(analyst, project, answers)
  await settle()
  await settle()
  expect(affected(answers[0])).toEqual(['removed row:r1'])
})

test('after it is closed nothing is answered; a version without its older one is a failure in words', async () => {
  const answers: ImpactAnswer[] = []
  const analyst = createImpactAnalyst(openHere([]))
  ask(analyst, project, answers)
  analyst.close()
  await settle()
  expect(answers).toEqual([])
  const other = createImpactAnalyst(openHere([]))
  ask(other, { ...project, schemas: project.schemas.slice(1) }, answers)
  await settle()
  expect(answers).toMatchObject([{ failure: expect.stringContaining('not here any more') }])
})

test('decisions do not change what is affected', () => {
  expect(isSameForImpact(project, decided)).toBe(true)
  expect(isSameForImpact(project, { ...project, rows: [] })).toBe(false)
})
