// What an open project promises: saved means on the server's disk, and nothing unsaved is lost without a word.
import * as Y from 'yjs'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { addObject, setCell, writeCells } from '../../shared/project/edits.ts'
import { readCell } from '../../shared/project/project-doc.ts'
import { buildMemoryServer, type MemoryServer } from './build-memory-server.ts'
import { EditRefused } from './commands.ts'
import { openProject, type ProjectConnection } from './project-connection.ts'
import { createMemoryUnsavedStore, type KeptUpdate } from './unsaved-store.ts'

const opened: ProjectConnection[] = []
afterEach(() => {
  for (const connection of opened.splice(0)) connection.close()
})

function open(server: MemoryServer, person = 'ana', unsaved = createMemoryUnsavedStore()): ProjectConnection {
  const connection = openProject('p1', person, server.ports(unsaved))
  opened.push(connection)
  return connection
}
const until = (check: () => boolean) => vi.waitFor(() => expect(check()).toBe(true), { timeout: 5_000, interval: 5 })
const rename = (connection: ProjectConnection, name: string) => connection.edit('Rename', (doc, origin) => setCell(doc, 'info', '', 'name', name, origin))
const isSynced = (server: MemoryServer) => until(() => server.links.some((link) => link.received > 0))

describe('an open project', () => {
  test('says Saved only after the server has committed, and counts what waits', async () => {
    const server = buildMemoryServer()
    const connection = open(server)
    await isSynced(server)
    server.commits = false
    rename(connection, 'A')
    connection.edit('Purpose', (doc, origin) => setCell(doc, 'info', '', 'purpose', 'why', origin))
    await until(() => readCell(server.doc, 'info', '', 'purpose') === 'why')
    expect(connection.state()).toMatchObject({ status: 'saving', unsaved: 2, message: 'Saving 2 changes' })
    server.acknowledge()
    await until(() => connection.state().status === 'saved')
    expect(connection.state().message).toBe('Saved')
  })

  test('a pure delete also counts as unsaved', async () => {
    const server = buildMemoryServer()
    const connection = open(server)
    await isSynced(server)
    connection.edit('Purpose', (doc, origin) => setCell(doc, 'info', '', 'purpose', 'why', origin))
    await until(() => connection.state().status === 'saved' && readCell(server.doc, 'info', '', 'purpose') === 'why')
    server.commits = false
    connection.edit('Clear', (doc, origin) => setCell(doc, 'info', '', 'purpose', undefined, origin))
    expect(connection.state().unsaved).toBe(1)
  })

  test('each edit reaches the server under the id of its command', async () => {
    const server = buildMemoryServer()
    const connection = open(server)
    await isSynced(server)
    const first = rename(connection, 'A')
    const second = rename(connection, 'B')
    await until(() => readCell(server.doc, 'info', '', 'name') === 'B')
    expect(server.links[0]?.commands.slice(-2)).toEqual([first.id, second.id])
  })

  test('edits made while the server is away arrive when it comes back', async () => {
    const server = buildMemoryServer()
    const connection = open(server)
    await until(() => connection.state().status === 'saved' && server.links.length === 1)
    server.stop()
    await until(() => connection.state().status === 'offline')
    rename(connection, 'offline name')
    expect(connection.state().message).toBe('Offline. 1 change is kept on this computer')
    server.up = true
    await until(() => connection.state().status === 'saved')
    expect(readCell(server.doc, 'info', '', 'name')).toBe('offline name')
  })

  test('edits that were not acknowledged survive a closed tab and a restarted server', async () => {
    const kept = new Map<string, KeptUpdate>()
    const server = buildMemoryServer()
    const first = open(server, 'ana', createMemoryUnsavedStore(kept))
    await until(() => first.state().status === 'saved' && server.links.length === 1)
    server.stop()
    await until(() => first.state().status === 'offline')
    rename(first, 'written offline')
    await until(() => kept.size === 1)
    first.close()
    opened.splice(0)
    server.up = true
    const second = open(server, 'ana', createMemoryUnsavedStore(kept))
    await until(() => second.state().ready)
    expect(second.store.info().name).toBe('written offline')
    await until(() => second.state().status === 'saved' && kept.size === 0)
    expect(readCell(server.doc, 'info', '', 'name')).toBe('written offline')
  })

  test('an edit whose acknowledgement got lost is not shown as unsaved for ever', async () => {
    const kept = new Map<string, KeptUpdate>()
    const server = buildMemoryServer()
    const first = open(server, 'ana', createMemoryUnsavedStore(kept))
    await isSynced(server)
    server.commits = false
    rename(first, 'committed, not told')
    await until(() => readCell(server.doc, 'info', '', 'name') === 'committed, not told')
    first.close()
    opened.splice(0)
    server.commits = true
    const second = open(server, 'ana', createMemoryUnsavedStore(kept))
    await until(() => second.state().status === 'saved' && kept.size === 0)
  })

  test('when the server refuses an edit the copy is closed, keeps its edits for download and does not reconnect', async () => {
    const server = buildMemoryServer()
    const connection = open(server)
    await isSynced(server)
    server.commits = false
    rename(connection, 'bad')
    server.closeAll(4422, 'does not fit')
    await until(() => connection.state().status === 'refused')
    expect(connection.state()).toMatchObject({ remedy: 'start-afresh', unsaved: 1 })
    expect(JSON.parse(connection.unsavedEdits())).toMatchObject({ project: 'p1', edits: [{ changes: [{ home: 'info', cell: 'name', after: 'bad' }] }] })
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(server.links).toHaveLength(0)
    await connection.discardUnsaved()
    expect(connection.state().unsaved).toBe(0)
  })

  test('kept edits of an older epoch are never merged: they are offered as a download', async () => {
    const kept = new Map<string, KeptUpdate>()
    const server = buildMemoryServer()
    const first = open(server, 'ana', createMemoryUnsavedStore(kept))
    await until(() => first.state().status === 'saved' && server.links.length === 1)
    server.stop()
    rename(first, 'old epoch')
    await until(() => kept.size === 1)
    first.close()
    opened.splice(0)
    server.up = true
    server.epoch = '2'
    const second = open(server, 'ana', createMemoryUnsavedStore(kept))
    await until(() => second.state().status === 'refused')
    expect(second.state()).toMatchObject({ remedy: 'start-afresh', unsaved: 1 })
    expect(second.store.info().name).toBe('')
    expect(server.links).toHaveLength(0)
  })

  test('kept edits that build on something the server lost are not merged invisibly', async () => {
    const kept = new Map<string, KeptUpdate>()
    const server = buildMemoryServer()
    const first = open(server, 'ana', createMemoryUnsavedStore(kept))
    await until(() => first.state().status === 'saved' && server.links.length === 1)
    server.stop()
    rename(first, 'one')
    rename(first, 'two')
    await until(() => kept.size === 2)
    kept.delete([...kept.keys()][0] ?? '')
    first.close()
    opened.splice(0)
    server.up = true
    const second = open(server, 'ana', createMemoryUnsavedStore(kept))
    await until(() => second.state().status === 'refused')
    expect(second.state().unsaved).toBe(1)
  })

  test('kept edits that build on what the server has are merged, also when the first state is a moment old', async () => {
    const kept = new Map<string, KeptUpdate>()
    const server = buildMemoryServer()
    server.oldState = Y.encodeStateAsUpdate(server.doc)
    const before = server.oldState
    const first = open(server, 'ana', createMemoryUnsavedStore(kept))
    await until(() => first.state().status === 'saved' && server.links.length === 1)
    rename(first, 'one')
    await until(() => readCell(server.doc, 'info', '', 'name') === 'one')
    server.acknowledge()
    await until(() => kept.size === 0)
    server.stop()
    rename(first, 'two')
    await until(() => kept.size === 1)
    first.close()
    opened.splice(0)
    server.up = true
    server.oldState = before
    const second = open(server, 'ana', createMemoryUnsavedStore(kept))
    await until(() => second.state().status === 'saved' && kept.size === 0)
    expect(readCell(server.doc, 'info', '', 'name')).toBe('two')
  })

  test('two people see each other’s edits', async () => {
    const server = buildMemoryServer()
    const ana = open(server, 'ana')
    const ben = open(server, 'ben')
    await until(() => server.links.length === 2 && server.links.every((link) => link.received > 0))
    ana.edit('Add', (doc, origin) => addObject(doc, 'people', { id: 'x', name: 'Nora', order: 'a0' }, origin))
    await until(() => ben.store.list('people')[0]?.name === 'Nora')
    ben.edit('Change', (doc, origin) => setCell(doc, 'people', 'x', 'name', 'Nora Lind', origin))
    await until(() => ana.store.list('people')[0]?.name === 'Nora Lind')
  })

  test('people see where others are, also after a reconnect', async () => {
    const server = buildMemoryServer()
    const ana = open(server, 'ana')
    const ben = open(server, 'ben')
    await until(() => server.links.length === 2)
    ana.presence.setAt({ page: '/p/1', line: 'row:r1' })
    await until(() => ben.presence.others()[0]?.at?.line === 'row:r1')
    server.stop()
    await until(() => ben.presence.others().length === 0)
    server.up = true
    await until(() => ben.presence.others()[0]?.at?.line === 'row:r1')
  })

  test('an edit before the project has arrived is a mistake of the page, not an edit of an empty project', () => {
    expect(() => rename(open(buildMemoryServer()), 'too early')).toThrow('not arrived')
  })

  test('an edit too big for a frame goes over HTTP, and only that edit is saved by it', async () => {
    const server = buildMemoryServer()
    const ports = server.ports()
    let posted = 0
    let postedAs = ''
    const connection = openProject('p1', 'ana', {
      ...ports,
      postUpdate: async (project, update, command) => {
        posted += 1
        postedAs = command
        await ports.postUpdate(project, update, command)
      },
    })
    opened.push(connection)
    await isSynced(server)
    server.commits = false
    rename(connection, 'small, not committed yet')
    const { id: command } = connection.edit('Big paste', (doc, origin) =>
      writeCells(
        doc,
        Array.from({ length: 150 }, (_, at) => ({ home: 'rows' as const, object: `r${at}`, cell: 'note', value: 'x'.repeat(31_000) })),
        origin,
      ),
    )
    await until(() => posted === 1 && connection.state().unsaved === 1)
    expect(postedAs).toBe(command)
    expect(readCell(server.doc, 'rows', 'r149', 'note')).toHaveLength(31_000)
    server.acknowledge()
    await until(() => connection.state().status === 'saved')
  })

  test('who may only read is told so before anything is sent', async () => {
    const server = buildMemoryServer()
    const connection = openProject('p1', 'vera', { ...server.ports(), mayEdit: false })
    opened.push(connection)
    await until(() => connection.state().ready)
    expect(() => rename(connection, 'x')).toThrow(EditRefused)
    expect(connection.store.info().name).toBe('')
  })

  test('a project that cannot be loaded says so and loads when asked again', async () => {
    const server = buildMemoryServer()
    server.up = false
    const connection = open(server)
    await until(() => connection.state().remedy === 'retry')
    expect(connection.state()).toMatchObject({ ready: false, message: 'The server does not answer.' })
    server.up = true
    connection.retry()
    await until(() => connection.state().status === 'saved')
  })

  test('when the browser cannot keep an edit the offline message says that it is in this tab only', async () => {
    const server = buildMemoryServer()
    const connection = open(server, 'ana', { list: async () => [], add: async () => Promise.reject(new Error('quota')), remove: async () => {} })
    await until(() => connection.state().status === 'saved' && server.links.length === 1)
    server.stop()
    rename(connection, 'x')
    await until(() => connection.state().message === 'Offline. 1 change is in this tab only: keep it open')
  })
})
