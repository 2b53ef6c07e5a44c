// Tests of the move: what is stored before it, which command it is, and how it is read back from the history.
import { expect, test } from 'vitest'
import { buildGraph, buildProject } from '../../fixtures/build.ts'
import type { HistoryEntry } from '../../shared/api/routes.ts'
import type { Project } from '../../shared/project/project.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import type { FoundImpact } from './schema-changes-hooks.ts'
import { changesOf, prepareMove, readMove } from './schema-changes-move.ts'
import { findImpact } from './schema-changes-replica.ts'

const object = { kind: 'object', name: 'Order' } as const
const graphs: ReadonlyMap<string, SchemaGraph> = new Map([
  ['g1', buildGraph({ objects: { Order: { id: 'integer!', email: 'text' } } })],
  ['g2', buildGraph({ objects: { Order: { id: 'integer!', email_address: 'text' } } })],
])
const given: JsonValue = { order: { id: 1, email: 'nora@example.com' } }
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
      destination: 'Email' as never,
      transform: { kind: 'copy', from: { of: 'input', input: 'in', path: 'email' as never } },
      order: 'a',
    },
  ],
  testCases: [
    { id: 't1', number: 1, title: 'One', kind: 'mapping', fieldMap: 'm', given: 'h1', order: 'a' },
    { id: 't2', number: 2, title: 'The same', kind: 'mapping', fieldMap: 'm', given: 'h1', order: 'b' },
  ],
})
const records = new Map([['h1', given]])
const mover = { name: 'Mara Ilves', now: () => '2026-02-02T10:00:00.000Z', newId: () => 'new' }

function find(of: Project): FoundImpact {
  const answer = findImpact(of, 'v2', graphs, records)
  if ('failure' in answer) throw new Error(answer.failure)
  return { impact: answer.impact, of, graphs, records }
}
const followed = (of: Project): Project => ({
  ...of,
  schemaDecisions: find(of).impact.impacts.map(({ change }, at) => ({ id: `d${at}`, schema: 'v2', change: change.id, choice: 'follow' as const })),
})

test('records that change are stored once each, before anything is written; the writes name the command that they are made in', async () => {
  const moved = followed(project)
  const stored: JsonValue[] = []
  const ready = await prepareMove(find(moved), { project: 'p', store: { project: () => moved } as never }, 'v2', mover, async (_, record) => {
    stored.push(record)
    return `stored ${stored.length}`
  })
  expect(stored).toEqual([{ order: { id: 1, email_address: 'nora@example.com' } }])
  const writes = ready.ok ? ready.value.writesFor('command 7') : []
  const valueOf = (home: string, id: string, cell: string) => writes.find((write) => write.home === home && write.object === id && write.cell === cell)?.value
  expect(['t1', 't2'].map((test) => valueOf('testCases', test, 'given'))).toEqual(['stored 1', 'stored 1'])
  expect(valueOf('schemas', 'v2', 'movedBy')).toBe('command 7')
  expect(valueOf('schemas', 'v2', 'movedByPerson')).toBe('Mara Ilves')
  expect(valueOf('rows', 'r1', 'transform')).toMatchObject({ from: { path: 'email_address' } })
  expect(JSON.stringify(writes)).not.toContain('the command that moves')
})

test('what somebody edits while records are stored is in the move; when it never rests, nothing is moved', async () => {
  let now = followed(project)
  const connection = { project: 'p', store: { project: () => now } as never }
  let edits = 0
  const store = async () => {
    if (edits++ === 0) now = { ...now, testCases: now.testCases.map((one) => (one.id === 't2' ? { ...one, deleted: true } : one)) }
    return 'stored'
  }
  const ready = await prepareMove(find(now), connection, 'v2', mover, store)
  const touched = ready.ok ? ready.value.writesFor('c').filter(({ home }) => home === 'testCases') : []
  expect(touched.map(({ object: test }) => test)).toEqual(['t1'])

  let note = 0
  const restless = { project: 'p', store: { project: () => ({ ...now, info: { name: `${note++}` } }) } as never }
  expect(await prepareMove(find(now), restless, 'v2', mover, async () => 'stored')).toMatchObject({
    ok: false,
    error: expect.stringContaining('Nothing was changed'),
  })
})

test('a failure to store a record leaves everything as it is', async () => {
  const moved = followed(project)
  const failing = async () => Promise.reject(new Error('The server does not answer.'))
  await expect(prepareMove(find(moved), { project: 'p', store: { project: () => moved } as never }, 'v2', mover, failing)).rejects.toThrow('does not answer')
})

const entry = (seq: number, object: string, cell: string, before: JsonValue | undefined, after: JsonValue | undefined, person = 'mara'): HistoryEntry => ({
  seq,
  object,
  cell,
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
  person,
  personName: 'Mara Ilves',
  command: 'c',
  time: '2026-02-02',
})

test('a move is read back oldest first, each cell once, without the numbers that the server gave', () => {
  const newestFirst = [
    entry(3, 'rows:r9', 'number', undefined, 77, 'crosswalk'),
    entry(2, 'rows:r1', 'status', 'ready', 'draft'),
    entry(1, 'rows:a:b', 'note', undefined, 'x'),
    entry(1, 'rows:r1', 'status', 'approved', 'ready'),
  ]
  expect(changesOf(newestFirst)).toEqual([
    { home: 'rows', object: 'r1', cell: 'status', before: 'approved', after: 'draft' },
    { home: 'rows', object: 'a:b', cell: 'note', before: undefined, after: 'x' },
  ])
})

test('a move in two steps is read back as one, down to the first', async () => {
  const commands: Readonly<Record<string, HistoryEntry[]>> = {
    second: [entry(5, 'schemas:v2', 'movedBy', 'first', 'second'), entry(5, 'rows:r2', 'note', 'b', 'c'), entry(5, 'rows:r3', 'note', 'x', 'y')],
    first: [entry(2, 'schemas:v2', 'movedBy', undefined, 'first'), entry(2, 'rows:r2', 'note', 'a', 'b')],
  }
  const history = { listCommandChanges: async (_: string, command: string) => commands[command] ?? [], findCommandOf: async () => undefined }
  const version = { ...project.schemas[1], movedBy: 'second' } as Project['schemas'][number]
  const read = await readMove('p', version, history)
  expect(read.ok && read.value).toEqual([
    { home: 'rows', object: 'r2', cell: 'note', before: 'a', after: 'c' },
    { home: 'schemas', object: 'v2', cell: 'movedBy', before: undefined, after: 'second' },
    { home: 'rows', object: 'r3', cell: 'note', before: 'x', after: 'y' },
  ])
  expect(await readMove('p', { ...version, movedBy: 'unknown' }, history)).toMatchObject({ ok: false })
})
