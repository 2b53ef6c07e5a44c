// A listening server with rooms, and clients of it, for tests of this folder. Sockets and databases are real.
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Role } from '../../shared/api/rights.ts'
import { decodeSaved, isDocumentFrame } from '../../shared/api/wire-frames.ts'
import { MESSAGE_SAVED } from '../../shared/api/wire.ts'
import { openSqliteStorage } from '../storage/sqlite-storage.ts'
import type { ProjectRecord, Storage } from '../storage/storage.ts'
import type { RoomLog } from './room-log.ts'
import { createRooms, type Rooms, type RoomsOptions } from './rooms.ts'

export const silentLog: RoomLog = { info: () => {}, warn: () => {}, error: () => {} }

export function buildProjectRecord(id: string): ProjectRecord {
  const time = '2026-01-02T03:04:05.678Z'
  return { id, name: 'Orders', purpose: '', archived: false, createdAt: time, changedAt: time, fieldMaps: 0, useCases: 0, epoch: 1 }
}

/** A server over a new SQLite file, and clients of it; all is put away after each test. */
export function roomsForTests(): {
  newFolder(): string
  start(folder?: string, options?: Partial<RoomsOptions>, wrap?: (storage: Storage) => Storage): Promise<TestServer>
  connect(server: TestServer, params?: Record<string, string>): TestClient
} {
  const cleanUps: (() => unknown)[] = []
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
  })
  const newFolder = () => {
    const folder = mkdtempSync(join(tmpdir(), 'crosswalk-rooms-'))
    cleanUps.push(() => rmSync(folder, { recursive: true, force: true }))
    return folder
  }
  return {
    newFolder,
    start: async (folder = newFolder(), options = {}, wrap = (storage) => storage) => {
      const storage = await openSqliteStorage(folder)
      const server = await startRooms(wrap(storage), options)
      let stopped: Promise<void> | undefined
      const stop = () => (stopped ??= server.stop().finally(() => storage.close()))
      cleanUps.push(stop)
      return { ...server, stop }
    },
    connect: (server, params = {}) => {
      const client = openClient(server.url, params)
      cleanUps.push(() => client.close())
      return client
    },
  }
}

export type TestServer = { readonly url: string; readonly rooms: Rooms; readonly storage: Storage; readonly http: Server; stop(): Promise<void> }

/** Sockets say who they are in the query: `?person=ann&role=editor`. The project `p1` is made where it is not there. */
export async function startRooms(storage: Storage, options: Partial<RoomsOptions> = {}): Promise<TestServer> {
  const rooms = createRooms({ storage, log: silentLog, now: () => new Date(), newId: randomUUID, ...options })
  if ((await storage.findProject('p1')) === undefined) await storage.commit([{ write: 'create-project', project: buildProjectRecord('p1') }])
  const http = createServer()
  http.on('upgrade', (request, socket, head) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const person = searchParams.get('person') ?? 'ann'
    rooms.handleUpgrade(request, socket, head, {
      person,
      name: person.toUpperCase(),
      role: (searchParams.get('role') ?? 'editor') as Role,
      project: pathname.slice(1),
      session: '',
    })
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}`
  return {
    url,
    rooms,
    storage,
    http,
    stop: async () => {
      await rooms.close()
      http.closeAllConnections()
      http.close()
      await once(http, 'close')
    },
  }
}

export type TestClient = {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
  /** Document frames sent on the present socket, and how many of them the server said are on disk. */
  counts(): { sent: number; saved: number }
  synced(): Promise<void>
  /** Resolves when every frame sent so far is on disk. */
  saved(): Promise<void>
  close(): void
}

/** A real y-websocket client that counts its frames as the browser's does. */
export function openClient(url: string, params: Record<string, string> = {}, doc = new Y.Doc(), project = 'p1'): TestClient {
  let sent = 0
  let saved = 0
  class CountingWebSocket extends WebSocket {
    constructor(address: string, protocols?: string | string[]) {
      super(address, protocols)
      sent = 0
      saved = 0
    }
    override send(frame: Uint8Array): void {
      if (isDocumentFrame(frame)) sent += 1
      super.send(frame)
    }
  }
  const provider = new WebsocketProvider(url, project, doc, {
    params,
    disableBc: true,
    WebSocketPolyfill: CountingWebSocket as unknown as typeof globalThis.WebSocket,
    maxBackoffTime: 200,
  })
  provider.messageHandlers[MESSAGE_SAVED] = (_encoder, decoder) => {
    saved = decodeSaved(decoder.arr) ?? saved
  }
  return {
    doc,
    provider,
    counts: () => ({ sent, saved }),
    synced: () => until(() => provider.synced, 'synced'),
    saved: () => until(() => provider.synced && saved === sent, 'saved'),
    close: () => {
      provider.destroy()
      doc.destroy()
    },
  }
}

export async function until(isTrue: () => boolean | Promise<boolean>, what = 'the condition', most = 10_000): Promise<void> {
  const end = Date.now() + most
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error(`not within ${most} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

export type RawSocket = {
  readonly frames: Uint8Array[]
  send(...frames: Uint8Array[]): void
  /** Resolves with the code of the close. */
  readonly closed: Promise<number>
  close(): void
}

/** A client that says whatever a test wants, right or wrong. */
export async function openRaw(url: string, params: Record<string, string> = {}, project = 'p1'): Promise<RawSocket> {
  const socket = new WebSocket(`${url}/${project}?${new URLSearchParams(params).toString()}`)
  const frames: Uint8Array[] = []
  socket.on('message', (data: Buffer) => frames.push(new Uint8Array(data)))
  socket.on('error', () => {})
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  await once(socket, 'open')
  return {
    frames,
    send: (...list) => {
      for (const frame of list) socket.send(frame)
    },
    closed,
    close: () => socket.close(),
  }
}

/** A document frame of the given kind: 0 step 1, 1 step 2, 2 update. */
export function buildDocumentFrame(kind: 0 | 1 | 2, body: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarUint(encoder, kind)
  encoding.writeVarUint8Array(encoder, body)
  return encoding.toUint8Array(encoder)
}
