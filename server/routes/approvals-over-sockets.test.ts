// Whatever people send over sockets, a row reads as approved only while it says what somebody approved.
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { buildObject } from '../../fixtures/build.ts'
import { decodeSaved } from '../../shared/api/wire-frames.ts'
import { addObject, writeCells, type CellWrite } from '../../shared/project/edits.ts'
import type { Row } from '../../shared/project/field-map.ts'
import { rowFingerprint, statusOfRow } from '../../shared/review/row-status.ts'
import { buildDiskApp, type TestApp } from '../app-fixture.ts'
import { buildDocumentFrame, openRaw, until } from '../collab/collab-fixture.ts'

let server: TestApp
let http: Server
let url = ''
let cookie = ''
beforeAll(async () => {
  server = await buildDiskApp()
  cookie = await server.signIn('owner')
  http = createServer()
  http.on('upgrade', (request, socket, head) => {
    const project = new URL(request.url ?? '/', url).pathname.slice(1)
    server.deps.rooms.handleUpgrade(request, socket, head, { person: 'eve', name: 'Eve', role: 'editor', project, session: '' })
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}`
})
afterAll(async () => {
  http.closeAllConnections()
  http.close()
  await server.close()
})

const values: Readonly<Record<string, readonly CellWrite['value'][]>> = {
  status: ['ready', 'approved', 'built', undefined],
  statusHash: ['?', 'now', undefined],
  destination: ['Total', 'SubTotal'],
  fieldMap: ['m1', 'm2'],
  unmatched: ['a', undefined],
  transform: [{ kind: 'constant', value: 1 }, { kind: 'notMapped', reason: '' }, undefined],
  scope: ['global', 'per-customer', undefined],
  note: ['x', undefined],
  deleted: [true, undefined],
}
const cell = fc.constantFrom(...Object.keys(values)).chain((name) => fc.record({ cell: fc.constant(name), value: fc.constantFrom(...(values[name] ?? [])) }))
const act = fc.oneof(
  { weight: 3, arbitrary: fc.record({ act: fc.constantFrom('send' as const, 'send-apart' as const), cells: fc.array(cell, { minLength: 1, maxLength: 3 }) }) },
  { weight: 1, arbitrary: fc.constant({ act: 'replace' as const, cells: [] }) },
  { weight: 2, arbitrary: fc.constant({ act: 'approve' as const, cells: [] }) },
)
/** All that a row says, also where. */
const sayOf = (row: Row) => `${row.fieldMap} ${rowFingerprint(row)}`

async function sendUpdate(project: string, update: Uint8Array): Promise<void> {
  const socket = await openRaw(url, {}, project)
  let isClosed = false
  void socket.closed.then(() => (isClosed = true))
  socket.send(buildDocumentFrame(2, update))
  await until(() => isClosed || socket.frames.some((frame) => decodeSaved(frame) === 1), 'taken or refused')
  socket.close()
  await socket.closed
}

test('no sequence of updates over a socket makes a row read as approved that says what nobody approved', async () => {
  let runs = 0
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 2, maxLength: 7 }), fc.boolean(), async (acts, isOld) => {
      const made = (await (await server.ask('POST', '/api/projects', { cookie, json: { name: `Shop ${runs++}` } })).json()) as { id: string }
      const { rooms } = server.deps
      const row = buildObject('rows', { id: 'r1', fieldMap: 'm1', ...(isOld ? { status: 'approved' as const } : {}) })
      const read = async () => (await rooms.readProject(made.id)).rows.find(({ id }) => id === 'r1') ?? expect.unreachable('the row is gone')
      await rooms.edit(made.id, { person: 'ann', command: 'c' }, (doc, origin) => addObject(doc, 'rows', row, origin))
      const approved = new Set(isOld ? [sayOf(row)] : [])
      const old = (await rooms.state(made.id)).state
      for (const each of acts) {
        const before = await read()
        if (each.act === 'approve') {
          const answer = await server.ask('POST', `/api/projects/${made.id}/approvals`, {
            cookie,
            json: { rows: [{ row: 'r1', fingerprint: rowFingerprint(before) }] },
          })
          if (((await answer.json()) as { approved: number }).approved === 1) approved.add(sayOf(before))
        } else {
          const doc = new Y.Doc()
          Y.applyUpdate(doc, each.act === 'send-apart' ? old : (await rooms.state(made.id)).state)
          const vector = Y.encodeStateVector(doc)
          if (each.act === 'replace') doc.getMap('rows').set('r1', new Y.Map(Object.entries({ fieldMap: 'm2', destination: 'Total', order: 'a0' })))
          const writes = each.cells.map(({ cell: name, value }): CellWrite => ({
            home: 'rows',
            object: 'r1',
            cell: name,
            value: value === 'now' ? rowFingerprint(before) : value,
          }))
          writeCells(doc, writes, { person: 'eve', command: 'c' })
          await sendUpdate(made.id, Y.encodeStateAsUpdate(doc, vector))
        }
        const after = await read()
        if (statusOfRow(after, false).shown === 'approved') expect([...approved]).toContain(sayOf(after))
      }
    }),
    { numRuns: 25 },
  )
})
