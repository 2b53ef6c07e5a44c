// Whatever one person does on a page, nothing that only the server writes goes over the wire: the server would close the connection.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addObject, setCell, writeCells, type CellWrite } from '../../shared/project/edits.ts'
import { createProjectDoc, listCellChanges, readProject, type CellHome, type CellChange } from '../../shared/project/project-doc.ts'
import { isReserved } from '../../shared/project/reserved-cells.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { createCommands, EditRefused } from './commands.ts'

const cells: Readonly<Record<string, readonly (readonly [string, readonly (string | undefined)[]])[]>> = {
  rows: [
    ['status', ['ready', 'approved', 'built', undefined]],
    ['statusHash', ['1', '2', undefined]],
    ['approvedBy', ['Eve', undefined]],
    ['approvedAt', ['2026-11-22T09:00:00.000Z', undefined]],
    ['note', ['a', 'b', undefined]],
    ['destination', ['Total', 'SubTotal']],
    ['fieldMap', ['m1']],
    ['order', ['a0', 'a1']],
  ],
  useCases: [
    ['status', ['draft', 'agreed', 'signed-off', undefined]],
    ['title', ['One', 'Two']],
    ['order', ['a0']],
  ],
  waivers: [
    ['reason', ['because', 'so']],
    ['code', ['type-mismatch']],
  ],
  signOffs: [['content', ['1', '2']]],
  baselines: [['note', ['first', 'second']]],
}
const write = fc.constantFrom(...Object.keys(cells)).chain((home) =>
  fc.constantFrom(...(cells[home] ?? [])).chain(([cell, values]) =>
    fc.record({
      home: fc.constant(home as CellHome),
      object: fc.constantFrom('o1', 'o2', 'o3'),
      cell: fc.constant(cell),
      value: fc.constantFrom(...values),
    }),
  ),
) satisfies fc.Arbitrary<CellWrite>
const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ act: fc.constant('edit' as const), writes: fc.array(write, { minLength: 1, maxLength: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('server' as const), writes: fc.array(write, { minLength: 1, maxLength: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constantFrom('undo' as const, 'redo' as const) }) },
)

/** A page and the server behind it, with what of each frame of the page only the server may write. */
function pageAndServer() {
  const docs = { page: createProjectDoc(), server: createProjectDoc() }
  const forbidden: CellChange[] = []
  docs.page.on('update', (update: Uint8Array, origin: unknown) => origin !== 'wire' && Y.applyUpdate(docs.server, update, 'wire'))
  docs.server.on('update', (update: Uint8Array, origin: unknown) => origin !== 'wire' && Y.applyUpdate(docs.page, update, 'wire'))
  docs.server.on('afterTransaction', (transaction) => {
    if (transaction.origin === 'wire') forbidden.push(...listCellChanges(docs.server, transaction).filter(isReserved))
  })
  let id = 0
  return { ...docs, forbidden, commands: createCommands(docs.page, 'ana', () => `c${id++}`) }
}
const byServer = { person: 'crosswalk', command: 's' }

test('no sequence of edits, undo and redo sends what only the server writes', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 14 }), (acts) => {
      const { page, server, commands, forbidden } = pageAndServer()
      for (const each of acts) {
        if (each.act === 'edit') commands.edit('Edit', (doc, origin) => writeCells(doc, each.writes, origin))
        else if (each.act === 'server') writeCells(server, each.writes, byServer)
        else commands[each.act]()
        expect(forbidden).toEqual([])
      }
      expect(readProject(page)).toEqual(readProject(server))
    }),
    { numRuns: 150 },
  )
})

test('a status that the page takes back is no change: a signed use case can be edited beside it', () => {
  const { page, server, commands, forbidden } = pageAndServer()
  addObject(server, 'useCases', { id: 'u1', title: 'Orders', status: 'signed-off', order: 'a0' }, byServer)
  commands.edit('Status', (doc, origin) => [
    ...setCell(doc, 'useCases', 'u1', 'status', 'agreed', origin),
    ...setCell(doc, 'useCases', 'u1', 'story', 'Words', origin),
  ])
  expect(forbidden).toEqual([])
  expect(readProject(page).project.useCases).toMatchObject([{ status: 'signed-off', story: 'Words' }])
})

test('what is not sent leaves no empty object behind', () => {
  const { server, commands } = pageAndServer()
  commands.edit('Waive', (doc, origin) => setCell(doc, 'waivers', 'w1', 'reason', 'because', origin))
  expect([readProject(server).damage, server.getMap('waivers').size]).toEqual([[], 0])
})

test('an edit that is refused leaves an approval as it was', () => {
  const { page, server, commands, forbidden } = pageAndServer()
  addObject(server, 'rows', { id: 'r1', fieldMap: 'm1', destination: 'Total' as FieldPath, order: 'a0', status: 'approved', statusHash: '1' }, byServer)
  const writes = (['status', 'note'] as const).map((cell): CellWrite => ({
    home: 'rows',
    object: 'r1',
    cell,
    value: cell === 'status' ? 'ready' : 'x'.repeat(40_000),
  }))
  expect(() => commands.edit('Edit', (doc, origin) => writeCells(doc, writes, origin))).toThrow(EditRefused)
  expect(forbidden).toEqual([])
  for (const doc of [page, server]) expect(readProject(doc).project.rows).toMatchObject([{ status: 'approved' }])
})
