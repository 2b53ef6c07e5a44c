// What only the server writes: refused from anybody else, nothing of it kept, and everything around it is still everybody's.
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { buildObject } from '../../fixtures/build.ts'
import { closeCodes } from '../../shared/api/wire.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { addObject, setCell, writeCells } from '../../shared/project/edits.ts'
import { readCell } from '../../shared/project/project-doc.ts'
import { statusOfRow } from '../../shared/review/row-status.ts'
import { buildDocumentFrame, openRaw, roomsForTests, until, type TestServer } from './collab-fixture.ts'

const { start, connect } = roomsForTests()
const ann = { person: 'ann', command: 'c1' }
const print = '0123456789abcdef'
const otherPrint = 'fedcba9876543210'
const system = { id: 's1', name: 'Shop', order: 'a0' }
const row = { id: 'r1', fieldMap: 'm1', destination: 'Total' as FieldPath, order: 'a0' }
const approved = { ...row, id: 'r2', order: 'a1', status: 'approved' as const, statusHash: print, approvedBy: 'Olga', approvedAt: '2026-11-22T09:00:00.000Z' }
const agreed = { id: 'u1', title: 'Orders become invoices', status: 'agreed' as const, order: 'a0' }
const signedOff = { ...agreed, id: 'u2', status: 'signed-off' as const, order: 'a1' }
const waiver = buildObject('waivers', { id: 'w1' })
const signature = buildObject('signOffs', { id: 'o1' })
const frozen = buildObject('baselines', { id: 'b1' })

/** With one of each, written by the server. */
async function startFilled(): Promise<TestServer> {
  const server = await start()
  await server.rooms.edit('p1', ann, (doc, origin) => {
    addObject(doc, 'systems', system, origin)
    for (const each of [row, approved]) addObject(doc, 'rows', each, origin)
    for (const each of [agreed, signedOff]) addObject(doc, 'useCases', each, origin)
    addObject(doc, 'waivers', waiver, origin)
    addObject(doc, 'signOffs', signature, origin)
    addObject(doc, 'baselines', frozen, origin)
  })
  return server
}

/** The update that `change` makes on a document that holds what the server does. */
async function updateOf(server: TestServer, change: (doc: Y.Doc) => void): Promise<Uint8Array> {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, (await server.rooms.state('p1')).state)
  let update: Uint8Array | undefined
  doc.on('update', (bytes: Uint8Array) => (update = bytes))
  doc.transact(() => change(doc))
  return update ?? expect.unreachable('no change')
}

test.each<{ given: string; change: (doc: Y.Doc) => void }>([
  { given: 'a waiver', change: (doc) => addObject(doc, 'waivers', { ...waiver, id: 'w9' }, ann) },
  { given: 'another reason of a waiver', change: (doc) => setCell(doc, 'waivers', 'w1', 'reason', 'because', ann) },
  { given: 'a waiver taken back', change: (doc) => setCell(doc, 'waivers', 'w1', 'deleted', true, ann) },
  { given: 'a signature', change: (doc) => addObject(doc, 'signOffs', { ...signature, id: 'o9' }, ann) },
  { given: 'another content of a signature', change: (doc) => setCell(doc, 'signOffs', 'o1', 'content', '1', ann) },
  { given: 'a baseline', change: (doc) => addObject(doc, 'baselines', { ...frozen, id: 'b9' }, ann) },
  { given: 'another state of a baseline', change: (doc) => setCell(doc, 'baselines', 'b1', 'state', '1', ann) },
  { given: 'a row raised to approved', change: (doc) => setCell(doc, 'rows', 'r1', 'status', 'approved', ann) },
  { given: 'a new row that is approved', change: (doc) => addObject(doc, 'rows', { ...row, id: 'r9', status: 'approved' }, ann) },
  { given: 'another who approved a row', change: (doc) => setCell(doc, 'rows', 'r2', 'approvedBy', 'Eve', ann) },
  { given: 'an approval without its time', change: (doc) => setCell(doc, 'rows', 'r2', 'approvedAt', undefined, ann) },
  { given: 'a use case signed off', change: (doc) => setCell(doc, 'useCases', 'u1', 'status', 'signed-off', ann) },
  { given: 'a waiver with nothing in it', change: (doc) => doc.getMap('waivers').set('w9', new Y.Map()) },
  { given: 'an empty object in place of a waiver', change: (doc) => doc.getMap('waivers').set('w1', new Y.Map()) },
  { given: 'an empty object in place of a signature', change: (doc) => doc.getMap('signOffs').set('o1', new Y.Map()) },
  {
    given: 'another use case in place of one that is signed off',
    change: (doc) => doc.getMap('useCases').set('u2', new Y.Map(Object.entries({ title: 'Orders', order: 'a1' }))),
  },
  { given: 'a signature taken out', change: (doc) => doc.getMap('signOffs').delete('o1') },
  {
    given: 'an approval among harmless edits',
    change: (doc) => {
      setCell(doc, 'systems', 's1', 'vendor', 'Acme', ann)
      setCell(doc, 'rows', 'r1', 'status', 'approved', ann)
    },
  },
])('$given is refused from a socket with 4422 and over HTTP, and nothing of it is kept', async ({ change }) => {
  const server = await startFilled()
  const before = await server.rooms.readProject('p1')
  const logged = (await server.storage.readLog('p1', 0)).length
  const eve = await openRaw(server.url, { person: 'eve' })
  const update = await updateOf(server, change)
  eve.send(buildDocumentFrame(2, update))
  expect(await eve.closed).toBe(closeCodes.refusedUpdate)
  expect(await server.rooms.applyUpdate('p1', 'eve', update)).toMatchObject({
    ok: false,
    error: { message: expect.stringMatching(/only the server|an object/) },
  })
  expect(await server.rooms.readProject('p1')).toEqual(before)
  expect((await server.storage.readLog('p1', 0)).length).toBe(logged)
})

test('anybody may lower an approved row; who approved it last is kept', async () => {
  const server = await startFilled()
  const bob = connect(server, { person: 'bob' })
  await bob.synced()
  const writes = { status: 'built', statusHash: otherPrint }
  writeCells(
    bob.doc,
    Object.entries(writes).map(([cell, value]) => ({ home: 'rows' as const, object: 'r2', cell, value })),
    ann,
  )
  await bob.saved()
  expect((await server.rooms.readProject('p1')).rows[1]).toMatchObject({ ...writes, approvedBy: 'Olga' })
})

test.each([undefined, otherPrint])(
  'an approval keeps the fingerprint of what was approved: %s in its place is put right, and the edits beside it stay',
  async (value) => {
    const server = await startFilled()
    const bob = connect(server, { person: 'bob' })
    await bob.synced()
    setCell(bob.doc, 'rows', 'r2', 'statusHash', value, ann)
    setCell(bob.doc, 'rows', 'r2', 'note', 'kept', ann)
    await bob.saved()
    expect((await server.rooms.readProject('p1')).rows[1]).toMatchObject({ status: 'approved', statusHash: print, note: 'kept' })
    await until(() => readCell(bob.doc, 'rows', 'r2', 'statusHash') === print, 'bob has the fingerprint')
  },
)

test('who sets a status apart, while the row is approved, does not approve what they changed', async () => {
  const server = await start()
  await server.rooms.edit('p1', ann, (doc, origin) => addObject(doc, 'rows', { ...row, status: 'ready', statusHash: print }, origin))
  const update = await updateOf(server, (doc) =>
    writeCells(
      doc,
      [
        { home: 'rows', object: 'r1', cell: 'destination', value: 'SubTotal' },
        { home: 'rows', object: 'r1', cell: 'statusHash', value: otherPrint },
      ],
      ann,
    ),
  )
  await server.rooms.edit('p1', ann, (doc, origin) => setCell(doc, 'rows', 'r1', 'status', 'approved', origin))
  expect(await server.rooms.applyUpdate('p1', 'bob', update)).toMatchObject({ ok: true })
  expect((await server.rooms.readProject('p1')).rows[0]).toMatchObject({ destination: 'SubTotal', status: 'approved', statusHash: print })
})

test('who changes the status of a use case apart, while it is signed off, is not sent away: it stays signed off, and the edits beside it stay', async () => {
  const server = await startFilled()
  const update = await updateOf(server, (doc) => {
    setCell(doc, 'useCases', 'u1', 'status', 'draft', ann)
    setCell(doc, 'useCases', 'u1', 'story', 'Words', ann)
  })
  await server.rooms.edit('p1', ann, (doc, origin) => setCell(doc, 'useCases', 'u1', 'status', 'signed-off', origin))
  const again = await updateOf(server, (doc) => setCell(doc, 'useCases', 'u1', 'status', 'agreed', ann))
  expect([await server.rooms.applyUpdate('p1', 'bob', update), await server.rooms.applyUpdate('p1', 'bob', again)]).toMatchObject([{ ok: true }, { ok: true }])
  expect((await server.rooms.readProject('p1')).useCases[0]).toMatchObject({ status: 'signed-off', story: 'Words' })
})

test('an approval from before there were fingerprints is of the row as it was: whoever changes it does not approve that', async () => {
  const server = await start()
  await server.rooms.edit('p1', ann, (doc, origin) => addObject(doc, 'rows', { ...row, status: 'approved' }, origin))
  for (const change of ['note', 'unmatched'])
    await server.rooms.applyUpdate('p1', 'bob', await updateOf(server, (doc) => setCell(doc, 'rows', 'r1', change, 'x', ann)))
  const found = (await server.rooms.readProject('p1')).rows[0] ?? expect.unreachable()
  expect(found).toMatchObject({ status: 'approved', note: 'x', unmatched: 'x' })
  expect(statusOfRow(found, false)).toEqual({ shown: 'draft', changedSince: 'approved' })
})

test('what only the server writes is written by it, and a baseline gets a number', async () => {
  const { rows, waivers, signOffs, baselines, useCases } = await (await startFilled()).rooms.readProject('p1')
  expect([rows[1]?.status, waivers, signOffs, baselines, useCases[1]?.status]).toEqual([
    'approved',
    [waiver],
    [signature],
    [{ ...frozen, number: 1 }],
    'signed-off',
  ])
})
