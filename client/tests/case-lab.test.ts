// The page's test cases run where they are told to, by themselves after an edit that touches them, and without a worker too.
import { expect, test } from 'vitest'
import { buildMap, buildObject, copy, of } from '../../fixtures/build.ts'
import type { Project } from '../../shared/project/project.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { createCaseLab, type LabFacts, type LabState, type OpenLab } from './case-lab.ts'
import { createCaseReplica, type CaseMessage } from './case-replica.ts'

const built = buildMap({
  inputs: { order: { number: 'text!' } },
  destination: { Number: 'text', Kind: 'text' },
  rows: [
    { to: 'Number', transform: copy(of('order', 'number')) },
    { to: 'Kind', transform: { kind: 'constant', value: 'x' } },
  ],
})
const records = new Map<string, JsonValue>([
  ['given', { order: { number: '7' } }],
  ['made', { Number: '7', Kind: 'x' }],
])
const project: Project = {
  ...built.project,
  testCases: [
    buildObject('testCases', { id: 'a', fieldMap: 'map', given: 'given', expected: 'made' }),
    buildObject('testCases', { id: 'b', fieldMap: 'map', given: 'given', expected: 'late', order: 'a1' }),
    buildObject('testCases', { id: 'c', kind: 'manual', rows: ['r1'], order: 'a2' }),
  ],
}
const graphs = new Map<string, SchemaGraph>(
  project.schemas.flatMap(({ graph }) => (built.findGraph(graph) === undefined ? [] : [[graph, built.findGraph(graph) as SchemaGraph]])),
)
const facts = (cells: Partial<LabFacts> = {}): LabFacts => ({ project, graphs, records, now: '2026-03-02T09:00:00.000Z', profile: undefined, ...cells })

/** In place of a worker: the same messages, cloned. */
function openTold(posted: CaseMessage[]): OpenLab {
  return (onAnswer) => {
    const replica = createCaseReplica(() => 0)
    let last: Promise<unknown> = Promise.resolve()
    return {
      post(message) {
        posted.push(message)
        last = last.then(async () => {
          const answer = await replica.receive(structuredClone(message))
          if (answer !== undefined) onAnswer(structuredClone(answer))
        })
      },
      close: () => {},
    }
  }
}

async function settled(look: () => LabState | undefined): Promise<LabState> {
  for (let i = 0; i < 200; i++) {
    await new Promise((resolve) => setTimeout(resolve, 1))
    const state = look()
    if (state?.running === false && state.exercised !== undefined) return state
  }
  throw new Error('the cases did not run')
}

function start(open: OpenLab) {
  let state: LabState | undefined
  const lab = createCaseLab(
    open,
    () => 0,
    (next) => (state = next),
  )
  return { lab, state: () => state }
}

const statesOf = ({ outcomes }: LabState) => [...(outcomes ?? [])].map(([id, { state }]) => `${id} ${state}`)

test('all cases run at first, and the rows of each are known', async () => {
  const posted: CaseMessage[] = []
  const { lab, state } = start(openTold(posted))
  lab.update(facts())
  const ran = await settled(state)
  expect(statesOf(ran)).toEqual(['a passed', 'b cannot-run', 'c not-run'])
  expect(ran.exercised?.get('a')).toEqual(['r1', 'r2'])
  expect(ran.ran?.count).toBe(2)
})

test('after an edit only what it touches runs; what is the same is not told again', async () => {
  const posted: CaseMessage[] = []
  const { lab, state } = start(openTold(posted))
  lab.update(facts())
  await settled(state)
  posted.length = 0
  lab.update(facts())
  expect(posted).toEqual([])
  const rows = project.rows.map((row) => (row.id === 'r2' ? { ...row, transform: { kind: 'constant', value: 'y' } as const } : row))
  lab.update(facts({ project: { ...project, rows } }))
  expect(statesOf(await settled(state))).toEqual(['a failed', 'b cannot-run', 'c not-run'])
  expect(posted.flatMap((message) => (message.tell === 'objects' ? message.set.map(({ id }) => id) : []))).toEqual(['r2'])
})

test('a record that arrives late lets its cases run', async () => {
  const { lab, state } = start(openTold([]))
  lab.update(facts())
  await settled(state)
  lab.update(facts({ records: new Map([...records, ['late', { Number: '7', Kind: 'x' }]]) }))
  expect(statesOf(await settled(state))).toContain('b passed')
})

test('the case that is looked at is told in full, again after each run of it', async () => {
  const { lab, state } = start(openTold([]))
  lab.look('a')
  lab.update(facts())
  expect((await settled(state)).exam?.exam.fields.map(({ path, state: is }) => `${path} ${is}`)).toEqual(['Number same', 'Kind same'])
  const rows = project.rows.filter(({ id }) => id !== 'r2')
  lab.update(facts({ project: { ...project, rows } }))
  expect((await settled(state)).exam?.exam.fields.map(({ path, state: is }) => `${path} ${is}`)).toEqual(['Number same', 'Kind missing'])
})

test('cases that somebody asks for run though nothing touched them', async () => {
  const { lab, state } = start(openTold([]))
  lab.update(facts())
  await settled(state)
  lab.run(['a'])
  expect((await settled(state)).ran?.count).toBe(1)
})

test('where no worker starts, they run in the page', async () => {
  const { lab, state } = start((_, onFailure) => {
    setTimeout(onFailure, 0)
    return { post: () => {}, close: () => {} }
  })
  lab.update(facts())
  expect(statesOf(await settled(state))).toContain('a passed')
})
