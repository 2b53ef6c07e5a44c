// All rooms of the server: opens each project once, lets sockets in, forgets what nobody uses.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type * as Y from 'yjs'
import { limits } from '../../shared/api/limits.ts'
import { can } from '../../shared/api/rights.ts'
import { closeCodes, epochParameter, layoutParameter, type CloseReason } from '../../shared/api/wire.ts'
import { LAYOUT_VERSION } from '../../shared/project/project-doc.ts'
import type { EditOrigin } from '../../shared/project/edits.ts'
import type { Project } from '../../shared/project/project.ts'
import type { Result } from '../../shared/schema/result.ts'
import type { Storage } from '../storage/storage.ts'
import { createCompactor } from './compaction.ts'
import type { RoomLog } from './room-log.ts'
import { createRoomSocket, type RoomSocket, type Visitor } from './room-socket.ts'
import { loadRoom, type Room, type UpdateRefused } from './room.ts'
import type { EncodedState } from './state-cache.ts'

export type RoomsOptions = {
  readonly storage: Storage
  readonly log: RoomLog
  readonly now: () => Date
  readonly newId: () => string
  /** Milliseconds after the last use until a project leaves memory. */
  readonly unloadAfter?: number
  /** Milliseconds that updates may wait for others they build on (T-36). */
  readonly parkedMost?: number
}

export type Rooms = {
  /** Loads the project's document if it is not in memory. Rejects when it cannot be loaded. */
  open(project: string): Promise<void>
  readProject(project: string): Promise<Project>
  /** Named edits by the server, through the same path as everybody's; resolves with what `change` gives once it is on disk. */
  edit<T>(project: string, origin: EditOrigin, change: (doc: Y.Doc, origin: EditOrigin) => T): Promise<T>
  /** The whole document as one update. Of a big document it may be up to two seconds old: the socket brings the rest. */
  state(project: string): Promise<EncodedState>
  /** An update too big for a frame, with the same checks; resolves when it is on disk. */
  applyUpdate(project: string, person: string, update: Uint8Array, command?: string): Promise<Result<void, UpdateRefused>>
  /** Takes the socket of a request whose origin and session were checked. What is refused later is refused by a close code. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer, visitor: Visitor): void
  /** Accepts the socket only to close it with a code: browsers cannot see a refused upgrade. */
  refuseUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer, reason: CloseReason): void
  /** Who is connected, one for each socket. */
  listVisitors(): readonly Visitor[]
  /** Closes the sockets of a person or project whose rights changed (T-33). */
  closeSockets(matches: (visitor: Visitor) => boolean, reason: CloseReason): void
  /** Commits what is left and closes all sockets: they come back to the next server. */
  close(): Promise<void>
}

type Entry = { readonly room: Promise<Room>; uses: number; timer: NodeJS.Timeout | undefined; closing: Promise<void> | undefined }

/** Refused updates of one person within this time, in milliseconds, after which new sockets are refused too. */
const REFUSALS_WITHIN = 60_000
const MOST_REFUSALS = 10

export function createRooms(options: RoomsOptions): Rooms {
  const { storage, log, now, newId, unloadAfter = limits.unloadAfter, parkedMost = 10_000 } = options
  const server = new WebSocketServer({ noServer: true, maxPayload: limits.frame, perMessageDeflate: false })
  const compactor = createCompactor(storage, log)
  const entries = new Map<string, Entry>()
  const refusals = new Map<string, number>()
  const visitors = new Map<WebSocket, RoomSocket>()
  let isClosing = false

  /** Each refused update may cost a load of the document: who sends them again and again has to wait. */
  const noteRefusal = (person: string): void => {
    refusals.set(person, (refusals.get(person) ?? 0) + 1)
    setTimeout(() => {
      const left = (refusals.get(person) ?? 0) - 1
      if (left > 0) refusals.set(person, left)
      else refusals.delete(person)
    }, REFUSALS_WITHIN).unref()
  }
  const forget = (project: string, entry: Entry): void => {
    if (entries.get(project) === entry) entries.delete(project)
  }
  /** Counts one use of the project's room and loads it where needed. Loading, ready, closing: never two of a name (T-39). */
  const acquire = async (project: string): Promise<Entry> => {
    for (;;) {
      if (isClosing) throw new Error('the server is stopping')
      const known = entries.get(project)
      if (known?.closing !== undefined) {
        await known.closing
        continue
      }
      if (known !== undefined) {
        known.uses += 1
        clearTimeout(known.timer)
        return known
      }
      const room = loadRoom({
        storage,
        project,
        now,
        newId,
        log,
        parkedMost,
        onRefused: noteRefusal,
        compact: () => compactor.compact(project),
        onFailed: () => forget(project, entry),
      })
      const entry: Entry = { room, uses: 1, timer: undefined, closing: undefined }
      entries.set(project, entry)
      room.catch(() => forget(project, entry))
      return entry
    }
  }
  const release = (project: string, entry: Entry): void => {
    entry.uses -= 1
    clearTimeout(entry.timer)
    if (entry.uses === 0) entry.timer = setTimeout(() => unload(project, entry), unloadAfter).unref()
  }
  const unload = (project: string, entry: Entry): void => {
    if (entry.uses > 0 || entry.closing !== undefined) return
    entry.closing = entry.room
      .then(async (room) => {
        // Not when the server stops: that must be quick, and the next one loads the log as well.
        if ((await room.close()) > 0) compactor.compact(project)
      })
      .catch((error: unknown) => log.error({ project, err: error }, 'a room could not be closed cleanly'))
      .finally(() => forget(project, entry))
  }
  const withRoom = async <T>(project: string, work: (room: Room) => Promise<T>): Promise<T> => {
    const entry = await acquire(project)
    try {
      return await work(await entry.room)
    } finally {
      release(project, entry)
    }
  }
  const findRefusal = (request: IncomingMessage, visitor: Visitor): CloseReason | undefined => {
    const others = [...visitors.values()].map((socket) => socket.visitor)
    if (isClosing) return 'goingAway'
    if (!can({ person: visitor.person, role: visitor.role }, 'project.read', visitor.project)) return 'forbidden'
    if (others.filter(({ project }) => project === visitor.project).length >= limits.connectionsAProject) return 'tooManyConnections'
    if (others.filter(({ person }) => person === visitor.person).length >= limits.connectionsAPerson) return 'tooManyConnections'
    if ((refusals.get(visitor.person) ?? 0) >= MOST_REFUSALS) return 'tooFast'
    const layout = readParameter(request, layoutParameter)
    return layout === null || layout === String(LAYOUT_VERSION) ? undefined : 'reloadPage'
  }
  const welcome = async (request: IncomingMessage, socket: WebSocket, visitor: Visitor): Promise<void> => {
    const mayEdit = can({ person: visitor.person, role: visitor.role }, 'project.edit', visitor.project)
    const roomSocket = createRoomSocket(socket, visitor, mayEdit)
    const refusal = findRefusal(request, visitor)
    if (refusal !== undefined) return roomSocket.close(refusal)
    visitors.set(socket, roomSocket)
    // Nothing is read before the document is loaded: what the client says meanwhile waits in its own socket.
    socket.pause()
    const gone = new Promise<void>((resolve) => {
      socket.on('close', () => {
        visitors.delete(socket)
        resolve()
      })
    })
    try {
      const record = await storage.findProject(visitor.project)
      if (record === undefined) return roomSocket.close('forbidden')
      const epoch = readParameter(request, epochParameter)
      if (epoch !== null && epoch !== String(record.epoch)) return roomSocket.close('newEpoch')
      await withRoom(visitor.project, async (room) => {
        if (!roomSocket.isOpen()) return
        socket.on('message', (data: Buffer, isBinary) => {
          if (!isBinary) roomSocket.close('refusedUpdate', 'text frames are not understood')
          else if (roomSocket.takeToken()) room.receive(roomSocket, data)
          else roomSocket.close('tooFast', 'too many messages')
        })
        room.join(roomSocket)
        socket.resume()
        await gone
        room.leave(roomSocket)
      })
    } catch (error) {
      log.error({ project: visitor.project, err: error }, 'a socket could not be served')
      roomSocket.close('cannotSave', 'the project cannot be opened')
    } finally {
      // A paused socket would never see the answer to its close.
      socket.resume()
    }
  }
  const accept = (request: IncomingMessage, socket: Duplex, head: Buffer, then: (socket: WebSocket) => void): void => {
    socket.on('error', () => socket.destroy())
    server.handleUpgrade(request, socket, head, (opened) => {
      // Without a listener a broken or oversized frame would end the process (T-34). The close event follows.
      opened.on('error', (error) => log.info({ err: error }, 'a socket failed'))
      then(opened)
    })
  }

  return {
    open: (project) => withRoom(project, async () => {}),
    readProject: (project) => withRoom(project, (room) => room.project()),
    edit: (project, origin, change) => withRoom(project, (room) => room.edit(origin, (doc) => change(doc, origin))),
    state: (project) => withRoom(project, (room) => room.state()),
    applyUpdate: (project, person, update, command) => withRoom(project, (room) => room.applyUpdate({ person, command: command ?? newId() }, update)),
    handleUpgrade: (request, socket, head, visitor) => accept(request, socket, head, (opened) => void welcome(request, opened, visitor)),
    refuseUpgrade: (request, socket, head, reason) => accept(request, socket, head, (opened) => opened.close(closeCodes[reason], reason)),
    listVisitors: () => [...visitors.values()].map(({ visitor }) => visitor),
    closeSockets: (matches, reason) => {
      for (const socket of visitors.values()) if (matches(socket.visitor)) socket.close(reason)
    },
    close: async () => {
      isClosing = true
      for (const socket of visitors.values()) socket.close('goingAway', 'the server is stopping')
      await Promise.all(
        [...entries].map(async ([project, entry]) => {
          clearTimeout(entry.timer)
          // One room that cannot be written must not keep the others from being.
          entry.closing ??= entry.room
            .then(async (room) => void (await room.close()))
            .catch((error: unknown) => log.error({ project, err: error }, 'a room could not be closed cleanly'))
            .finally(() => forget(project, entry))
          await entry.closing
        }),
      )
      await compactor.close()
      server.close()
    },
  }
}

/** Null: the client does not say. */
function readParameter(request: IncomingMessage, name: string): string | null {
  return new URLSearchParams((request.url ?? '').split('?')[1]).get(name)
}
