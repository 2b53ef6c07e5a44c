// Two people write one cell at the same time, connected and apart: nothing is lost without a word.
import { afterEach, describe, expect, test, vi } from 'vitest'
import { setCell } from '../../shared/project/edits.ts'
import { readCell } from '../../shared/project/project-doc.ts'
import { buildMemoryServer, type MemoryServer } from './build-memory-server.ts'
import { openProject, type ProjectConnection } from './project-connection.ts'
import type { SameCellNews } from './same-cells.ts'
import { createMemoryUnsavedStore, type KeptUpdate } from './unsaved-store.ts'

const opened: ProjectConnection[] = []
afterEach(() => {
  for (const connection of opened.splice(0)) connection.close()
})
const until = (check: () => boolean) => vi.waitFor(() => expect(check()).toBe(true), { timeout: 5_000, interval: 5 })

async function open(server: MemoryServer, person: string, unsaved = createMemoryUnsavedStore()): Promise<ProjectConnection> {
  const before = server.links.length
  const connection = openProject('p1', person, server.ports(unsaved))
  opened.push(connection)
  await until(() => connection.state().status === 'saved' && server.links.length > before)
  return connection
}
const write = (connection: ProjectConnection, value: string | undefined, cell = 'note', object = 'r1') =>
  connection.edit('Note', (doc, origin) => setCell(doc, 'rows', object, cell, value, origin))
const note = (connection: ProjectConnection) => readCell(connection.doc, 'rows', 'r1', 'note')

/** The next news, waited for. */
async function hear(connection: ProjectConnection): Promise<SameCellNews> {
  let news: SameCellNews | undefined
  await until(() => (news ??= connection.sameCells.take()) !== undefined)
  return news as SameCellNews
}

/** Ana is away while both write, and comes back. */
async function writeApart() {
  const server = buildMemoryServer()
  const ana = await open(server, 'ana')
  write(ana, 'before')
  const ben = await open(server, 'ben')
  await until(() => note(ben) === 'before')
  server.up = false
  server.links[0]?.socket.end(1006, '')
  await until(() => ana.state().status === 'offline')
  write(ana, 'of Ana')
  write(ana, 'alone', 'unmatched')
  write(ben, 'of Ben')
  await until(() => readCell(server.doc, 'rows', 'r1', 'note') === 'of Ben')
  server.up = true
  await until(() => ana.state().status === 'saved' && note(ana) === note(ben))
  return { ana, ben, stands: note(ana) }
}

describe('the same cell', () => {
  test('written apart, whoever comes back is told of both values and which of them stands; who lost is told too', async () => {
    // Which of the two stands is the document's choice, and another one each time: both must be told right.
    const seen = new Set<string>()
    for (let round = 0; round < 40 && seen.size < 2; round++) {
      const { ana, ben, stands } = await writeApart()
      const at = { home: 'rows', object: 'r1', cell: 'note' }
      expect(await hear(ana)).toEqual({
        offlineEdits: 2,
        cells: [{ ...at, mine: 'of Ana', theirs: 'of Ben', kept: stands === 'of Ana' ? 'mine' : 'theirs' }],
      })
      if (stands === 'of Ana') expect(await hear(ben)).toEqual({ offlineEdits: 0, cells: [{ ...at, mine: 'of Ben', theirs: 'of Ana', kept: 'theirs' }] })
      else expect(ben.sameCells.take()).toBeUndefined()
      seen.add(JSON.stringify(stands))
    }
    expect([...seen].sort()).toEqual(['"of Ana"', '"of Ben"'])
  })

  test('is told when a colleague writes over it right after me, and only to me', async () => {
    const server = buildMemoryServer()
    const ana = await open(server, 'ana')
    const ben = await open(server, 'ben')
    write(ana, 'mine')
    await until(() => note(ben) === 'mine')
    write(ben, 'better')
    expect(await hear(ana)).toEqual({ offlineEdits: 0, cells: [{ home: 'rows', object: 'r1', cell: 'note', mine: 'mine', theirs: 'better', kept: 'theirs' }] })
    expect(ben.sameCells.take()).toBeUndefined()
  })

  test('is not told when a colleague writes another cell, or the same value, or what I wrote long ago', async () => {
    const server = buildMemoryServer()
    const ana = await open(server, 'ana')
    const ben = await open(server, 'ben')
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() - 60_000)
    write(ana, 'long ago')
    vi.restoreAllMocks()
    await until(() => note(ben) === 'long ago')
    write(ben, 'later')
    write(ana, 'other cell', 'unmatched')
    write(ben, 'another', 'unmatched', 'r2')
    await until(() => note(ana) === 'later' && readCell(ana.doc, 'rows', 'r2', 'unmatched') === 'another')
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(ana.sameCells.take()).toBeUndefined()
    expect(ben.sameCells.take()).toBeUndefined()
  })

  test('edits of an earlier visit are compared with what colleagues wrote meanwhile', async () => {
    const kept = new Map<string, KeptUpdate>()
    const server = buildMemoryServer()
    const first = await open(server, 'ana', createMemoryUnsavedStore(kept))
    write(first, 'before')
    await until(() => first.state().status === 'saved')
    server.stop()
    await until(() => first.state().status === 'offline')
    write(first, 'of Ana')
    await until(() => kept.size === 1)
    first.close()
    opened.splice(0)
    server.up = true
    const ben = await open(server, 'ben')
    write(ben, 'of Ben')
    await until(() => ben.state().status === 'saved')
    const again = await open(server, 'ana', createMemoryUnsavedStore(kept))
    const { offlineEdits, cells } = await hear(again)
    expect(offlineEdits).toBe(1)
    expect(cells).toEqual([{ home: 'rows', object: 'r1', cell: 'note', mine: 'of Ana', theirs: 'of Ben', kept: note(again) === 'of Ana' ? 'mine' : 'theirs' }])
  })

  test('edits that met nobody are told as saved once the server is back', async () => {
    const server = buildMemoryServer()
    const ana = await open(server, 'ana')
    server.stop()
    await until(() => ana.state().status === 'offline')
    write(ana, 'alone')
    write(ana, 'alone', 'unmatched')
    server.up = true
    expect(await hear(ana)).toEqual({ offlineEdits: 2, cells: [] })
  })
})
