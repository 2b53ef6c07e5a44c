// The analyst tells a replica what changed, in small pieces, and its findings are those of the whole map.
import { expect, test } from 'vitest'
import { buildMap, constant, copy, of } from '../../fixtures/build.ts'
import { buildMapContext, type MapContext } from '../../shared/mapping/map-context.ts'
import type { Row } from '../../shared/project/field-map.ts'
import { createAnalyst, type ReplicaAnswer, type ReplicaMessage, type ReplicaReply } from './analyst.ts'
import { analyseMap, type Findings, type PreviewSample } from './derive.ts'
import type { Question, Reply } from './inquiry.ts'
import { createReplica } from './replica.ts'

const WIDE = 600
const built = buildMap({
  inputs: { order: Object.fromEntries(Array.from({ length: WIDE }, (_, at) => [`field_${at}`, 'text'])) },
  destination: { ...Object.fromEntries(Array.from({ length: WIDE }, (_, at) => [`target_${at}`, 'text'])), Needed: 'text!' },
  rows: Array.from({ length: WIDE }, (_, at) => ({ to: `target_${at}`, transform: copy(of('order', `field_${at}`)) })),
})
const graphs = new Map(Object.entries(built.graphs))
const sample: PreviewSample = {
  records: new Map([['order', Object.fromEntries(Array.from({ length: WIDE }, (_, at) => [`field_${at}`, `v${at}`]))]]),
  now: '2026-01-01T00:00:00Z',
}

function withRows(change: (rows: readonly Row[]) => readonly Row[]): MapContext {
  return buildMapContext({ ...built.project, rows: change(built.project.rows) }, 'map', (key) => graphs.get(key)) as MapContext
}

/** Every clock reading is a millisecond later; what is put off waits in `later`. */
function createStage(fails = false) {
  const messages: ReplicaMessage[] = []
  const answers: (ReplicaAnswer | ReplicaReply)[] = []
  const later: (() => void)[] = []
  let time = 0
  let closed = 0
  const analyst = createAnalyst(
    graphs,
    { later: (work) => (later.push(work), () => void later.splice(later.indexOf(work), 1)), clock: () => time++ },
    (onAnswer, onFailure) => {
      const replica = createReplica(() => 0)
      return {
        post: (message) => {
          messages.push(structuredClone(message))
          if (fails) return void later.push(onFailure)
          const answer = replica.receive(structuredClone(message))
          if (answer === undefined) return
          answers.push(structuredClone(answer))
          later.push(() => onAnswer(structuredClone(answer)))
        },
        close: () => (closed += 1),
      }
    },
  )
  const ask = (context: MapContext, record: PreviewSample | undefined = sample): { found: Findings | undefined; goes: number } => {
    messages.length = answers.length = 0
    let found: Findings | undefined
    analyst.ask(context, record, (findings) => (found = findings))
    let goes = 1
    for (; later.length > 0; goes++) later.shift()?.()
    return { found, goes }
  }
  const question = (asked: Question): Reply | undefined => {
    let told: Reply | undefined
    analyst.question(asked, (reply) => (told = reply))
    while (later.length > 0) later.shift()?.()
    return told
  }
  return { analyst, ask, question, messages, answers, closed: () => closed }
}

const plainly = (found: Findings) => ({ ...found, previewTook: undefined })
const expected = (context: MapContext, record: PreviewSample | undefined = sample) => plainly(analyseMap(context, record, () => 0))

test('the first findings are those of the whole map, told in small pieces with pauses between them', () => {
  const stage = createStage()
  const { found, goes } = stage.ask(built.context)
  expect(plainly(found as Findings)).toEqual(expected(built.context))
  expect(found?.problems.map((problem) => problem.code)).toContain('required-destination-unmapped')
  expect(found?.outcomesByRow.get('r1')).toMatchObject({ state: 'value', value: 'v0' })
  expect(goes).toBeGreaterThan(2)
  expect(Math.max(...stage.messages.map((message) => (message.tell === 'objects' ? message.set.length : 0)))).toBeLessThan(WIDE)
})

test('an edit tells one object, and the answer holds only what differs', () => {
  const stage = createStage()
  stage.ask(built.context)
  const noted = withRows((rows) => rows.map((row) => (row.id === 'r2' ? { ...row, note: 'n' } : row)))
  const first = stage.ask(noted).found
  expect(stage.messages.filter((message) => message.tell === 'objects').map((message) => message.set.map((object) => object.id))).toEqual([['r2']])
  expect(stage.answers).toEqual([{ outcomes: { set: [], gone: [] }, previewTook: 0 }])
  const mapped = withRows(() => noted.rows.filter((row) => row.id !== 'r3').map((row) => (row.id === 'r2' ? { ...row, transform: copy(constant('x')) } : row)))
  const { found } = stage.ask(mapped)
  expect(plainly(found as Findings)).toEqual(expected(mapped))
  expect(stage.answers[0]).toMatchObject({ outcomes: { set: [['r2', { value: 'x' }]], gone: ['r3'] } })
  expect(found?.problems).toBe(first?.problems)
})

test('rows that come and go, an other sample and none are in the findings', () => {
  const stage = createStage()
  stage.ask(built.context)
  const added = withRows((rows) => [
    ...rows.slice(1),
    { id: 'new', fieldMap: 'map', destination: 'Needed' as never, order: 'a0', transform: copy(of('order', 'field_0')) },
  ])
  expect(plainly(stage.ask(added).found as Findings)).toEqual(expected(added))
  const other = { ...sample, records: new Map([['order', { field_0: 'other' }]]) }
  expect(plainly(stage.ask(added, other).found as Findings)).toEqual(expected(added, other))
})

test('where no worker runs the findings are worked out here', () => {
  const stage = createStage(true)
  expect(plainly(stage.ask(built.context).found as Findings)).toEqual(expected(built.context))
  expect(stage.closed()).toBeGreaterThan(0)
  const fewer = withRows((rows) => rows.slice(1))
  expect(plainly(stage.ask(fewer).found as Findings)).toEqual(expected(fewer))
})

test('another sample alone compiles nothing again, and another item of a list neither', () => {
  const stage = createStage()
  const first = stage.ask(built.context).found
  const other = { ...sample, records: new Map([['order', { field_0: 'other' }]]) }
  const { found } = stage.ask(built.context, other)
  expect(stage.messages.map(({ tell }) => tell)).toEqual(['sample', 'analyse'])
  expect(found?.problems).toBe(first?.problems)
  expect(found?.outcomesByRow.get('r1')).toMatchObject({ value: 'other' })
})

const recordAsked = { of: 'record', at: 0, envelope: false, known: false } as const

test.each([false, true])('the record and the code of a row are told when they are asked for (no worker: %s)', async (fails) => {
  const stage = createStage(fails)
  stage.ask(built.context)
  // Where no worker runs, what writes code comes a little later.
  await import('../../shared/codegen/typescript/row-code.ts')
  const reply = stage.question(recordAsked)
  expect(reply).toMatchObject({ record: { state: 'made', count: 1, notices: [{ is: 'error', path: 'Needed' }] } })
  expect(stage.question({ of: 'code', row: 'r1' })).toMatchObject({ code: [['if (order.field_0 != null) destination.target_0 = order.field_0']] })
  expect(stage.question({ of: 'code', row: 'gone' })).toMatchObject({ code: undefined })
})

test('a record that is as it was is told in a word to who still has it', () => {
  const stage = createStage()
  stage.ask(built.context)
  stage.question(recordAsked)
  expect(stage.question({ ...recordAsked, known: true })).toEqual({ same: true })
  expect(stage.question(recordAsked)).toHaveProperty('record')
  stage.ask(withRows((rows) => rows.slice(1)))
  expect(stage.question({ ...recordAsked, known: true })).toHaveProperty('record')
})

test('a question that is taken back is not answered', () => {
  const stage = createStage()
  stage.ask(built.context)
  let told = 0
  stage.analyst.question(recordAsked, () => (told += 1))()
  stage.ask(built.context)
  expect(told).toBe(0)
})
