// The live copy of one project: takes edits from sockets and from the server, shows them to everybody, sees them to the disk.
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync'
import { limits } from '../../shared/api/limits.ts'
import { decodeCommand } from '../../shared/api/wire-frames.ts'
import { MESSAGE_COMMAND } from '../../shared/api/wire.ts'
import type { EditOrigin } from '../../shared/project/edits.ts'
import type { Project } from '../../shared/project/project.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import type { Storage, Write } from '../storage/storage.ts'
import { findUpdateFault } from './check-update.ts'
import { createCommitQueue } from './commit-queue.ts'
import { loadLiveDocument, type Applied, type LiveDocument, type Step } from './live-document.ts'
import { readStoredDocument } from './load-project.ts'
import { createPresence, heartbeat } from './presence.ts'
import type { RoomLog } from './room-log.ts'
import type { RoomSocket } from './room-socket.ts'
import type { EncodedState } from './state-cache.ts'
import { MESSAGE_AWARENESS, MESSAGE_SYNC, printStep1, printStep2, printUpdate } from './sync-frames.ts'

/** Milliseconds between signs of life. A y-websocket client hangs up when it hears nothing for 30 s. */
const BEAT = 10_000

/** Why an update over HTTP or an edit by the server was not taken. */
export type UpdateRefused = { readonly type: 'UpdateRefused'; readonly message: string }

export type Room = {
  join(socket: RoomSocket): void
  /** A frame from a socket that joined. */
  receive(socket: RoomSocket, frame: Uint8Array): void
  leave(socket: RoomSocket): void
  /** An edit by the server: resolves when it is on disk. Rejects with what `change` throws, and when it does not fit the document. */
  edit<T>(origin: EditOrigin, change: (doc: Y.Doc) => T): Promise<T>
  applyUpdate(origin: EditOrigin, update: Uint8Array): Promise<Result<void, UpdateRefused>>
  state(): Promise<EncodedState>
  project(): Promise<Project>
  sockets(): Iterable<RoomSocket>
  /** Writes what is left and forgets the document; answers how many rows the log then has. Sockets must have left. */
  close(): Promise<number>
}

export type RoomOptions = {
  readonly storage: Storage
  readonly project: string
  readonly now: () => Date
  readonly newId: () => string
  readonly log: RoomLog
  /** Asks for a compaction of the project's log; at once, in the background. */
  readonly compact: () => void
  /** The storage cannot write: the room takes nothing more and must be forgotten. */
  readonly onFailed: () => void
  /** Somebody sent what cannot be taken. */
  readonly onRefused: (person: string) => void
  /** Milliseconds that parked updates may wait for others (T-36). */
  readonly parkedMost: number
}

export async function loadRoom(options: RoomOptions): Promise<Room> {
  const { storage, project, now, newId, log } = options
  const stored = await readStoredDocument(storage, project)
  const load = (updates: readonly Uint8Array[], counters: ReadonlyMap<string, number>) => loadLiveDocument(updates, counters, newId())
  const sockets = new Set<RoomSocket>()
  const presence = createPresence()
  /** Undefined while the document is being loaded again; what wants it waits in line. */
  let live: LiveDocument | undefined
  const waiting: { work(live: LiveDocument): void; onBroken(error: unknown): void }[] = []
  let broken: { error: unknown } | undefined
  let logRows = stored.logRows
  let logBytes = stored.logBytes
  let presenceTimer: NodeJS.Timeout | undefined
  let parkedTimer: NodeJS.Timeout | undefined

  const queue = createCommitQueue({
    storage,
    project,
    lastSeq: stored.lastSeq,
    tick: limits.commitTick,
    now,
    beforeCommit: (hasEdits) => {
      const counters = [...(live?.takeMovedCounters() ?? [])].map(([collection, last]): Write => ({ write: 'put-counter', project, collection, last }))
      const record: Write[] = hasEdits
        ? [{ write: 'change-project', id: project, changes: { ...live?.takeRecordChanges(), changedAt: now().toISOString() } }]
        : []
      const counts = [...sockets].map((socket) => [socket, Math.min(socket.received, socket.heldAt ?? Infinity)] as const)
      return {
        writes: [...counters, ...record],
        done: () => {
          for (const [socket, count] of counts) socket.acknowledge(count)
        },
      }
    },
    onCommitted: (rows, bytes) => {
      logRows += rows
      logBytes += bytes
      if (logRows < limits.compactAtLogRows && logBytes < limits.compactAtLogBytes) return
      logRows = 0
      logBytes = 0
      options.compact()
    },
    onFailed: (error) => {
      log.error({ project, err: error }, 'the storage did not take an edit; the room is closed until it does')
      breakDown(error)
    },
  })

  /** Sends on and queues what the document took. `from` has it already; what the server added goes to all. */
  const publish = (steps: readonly Step[], from: RoomSocket | undefined, by: EditOrigin): void => {
    for (const { origin, update, changes } of steps) {
      const frame = printUpdate(update)
      for (const socket of sockets) if (socket !== from || origin !== by) socket.sendDocument(frame)
      queue.add(origin, update, changes)
    }
  }
  const withLive = (work: (live: LiveDocument) => void, onBroken: (error: unknown) => void = () => {}): void => {
    if (broken !== undefined) onBroken(broken.error)
    else if (live !== undefined && waiting.length === 0) work(live)
    else waiting.push({ work, onBroken })
  }
  const ask = <T>(work: (live: LiveDocument) => T): Promise<T> =>
    new Promise((resolve, reject) => {
      const answer = (document: LiveDocument) => {
        try {
          resolve(work(document))
        } catch (error) {
          reject(error as Error)
        }
      }
      withLive(answer, reject)
    })
  const goOn = (): void => {
    while (live !== undefined && waiting.length > 0) waiting.shift()?.work(live)
  }
  /** The room can do nothing more: its sockets try again, with the next room of the project. */
  const breakDown = (error: unknown): void => {
    if (broken !== undefined) return
    broken = { error }
    for (const socket of sockets) socket.close('cannotSave', 'the server cannot save: your edits are kept, trying again')
    for (const { onBroken } of waiting.splice(0)) onBroken(error)
    options.onFailed()
  }
  /** The document took something it must not hold: forget it, and load what was committed. Others' edits of this tick are committed first. */
  const reload = async (fault: string): Promise<void> => {
    log.warn({ project, fault }, 'the document is loaded again without an update that does not fit')
    live?.destroy()
    live = undefined
    clearTimeout(parkedTimer)
    parkedTimer = undefined
    // Sockets that wait for parked updates lost them with the document: they offer them again after reconnecting.
    for (const socket of sockets) if (socket.heldAt !== undefined) socket.close('tooSlow', 'reconnect to catch up')
    try {
      await queue.settle()
      const [again, counters] = await Promise.all([readStoredDocument(storage, project), storage.listCounters(project)])
      live = load(again.updates, counters)
      publish(live.repairs, undefined, noOrigin)
      goOn()
    } catch (error) {
      log.error({ project, err: error }, 'the document could not be loaded again')
      breakDown(error)
    }
  }
  const apply = <T>(document: LiveDocument, origin: EditOrigin, isByServer: boolean, from: RoomSocket | undefined, change: (doc: Y.Doc) => T): Applied<T> => {
    const applied = document.apply(origin, isByServer, change)
    if (applied.ok) publish(applied.steps, from, origin)
    else if (applied.isSpoilt) void reload(applied.fault)
    return applied
  }
  const receiveUpdate = (socket: RoomSocket, update: Uint8Array, origin: EditOrigin, isAgain = false): void => {
    const document = live as LiveDocument
    const parked = document.parkedBytes()
    const fault = document.findSizeFault(update.length) ?? findUpdateFault(update)
    if (fault !== undefined) return refuse(socket, fault)
    const applied = apply(document, origin, false, socket, (doc) => Y.applyUpdate(doc, update, origin))
    if (!applied.ok) {
      if (!applied.isSpoilt) void reload(applied.fault)
      // What did not fit may be another's parked update that this one completed: try once without.
      if (parked > 0 && !isAgain) waiting.unshift({ work: () => receiveUpdate(socket, update, origin, true), onBroken: () => {} })
      else refuse(socket, applied.fault)
      return
    }
    socket.received += 1
    queue.wake()
    watchParked(document, socket, parked)
  }
  const refuse = (socket: RoomSocket, fault: string): void => {
    log.warn({ project, person: socket.visitor.person, fault }, 'an update was refused')
    options.onRefused(socket.visitor.person)
    socket.close('refusedUpdate', fault)
  }
  /** An update whose parents are missing is not acknowledged: they are asked for, and if they never come it is dropped with its socket (T-36). */
  const watchParked = (document: LiveDocument, socket: RoomSocket, before: number): void => {
    const bytes = document.parkedBytes()
    if (bytes === 0) {
      clearTimeout(parkedTimer)
      parkedTimer = undefined
      for (const each of sockets) each.heldAt = undefined
    } else if (bytes > before) {
      // Only who parked something: others' edits are taken and acknowledged as ever.
      if (socket.heldAt === undefined) socket.sendDocument(printStep1(Y.encodeStateVector(document.doc)))
      socket.heldAt ??= socket.received - 1
      if (bytes > limits.parked) dropParked()
      else parkedTimer ??= setTimeout(dropParked, options.parkedMost)
    }
  }
  const dropParked = (): void => {
    for (const socket of sockets) {
      if (socket.heldAt === undefined) continue
      socket.heldAt = undefined
      refuse(socket, 'an update lacks what it builds on')
    }
    void reload('parked updates were not completed')
  }
  const receiveSync = (socket: RoomSocket, document: LiveDocument, decoder: decoding.Decoder): void => {
    const kind = decoding.readVarUint(decoder)
    const body = decoding.readVarUint8Array(decoder)
    if (kind === messageYjsSyncStep1) {
      const { update, tail } = document.missingFor(body)
      socket.sendDocument(printStep2(update))
      for (const each of tail) socket.sendDocument(printUpdate(each))
    } else if (kind !== messageYjsSyncStep2 && kind !== messageYjsUpdate) refuse(socket, 'an unknown message')
    else if (!socket.mayEdit) socket.close('forbidden', 'you may look at this project but not change it')
    else receiveUpdate(socket, body, { person: socket.visitor.person, command: socket.command })
  }
  const receive = (socket: RoomSocket, document: LiveDocument, frame: Uint8Array): void => {
    // Who left in the meantime is still heard; who was sent away is not.
    if (socket.wasClosed()) return
    try {
      const decoder = decoding.createDecoder(frame)
      const type = decoding.readVarUint(decoder)
      if (type === MESSAGE_SYNC) receiveSync(socket, document, decoder)
      else if (type === MESSAGE_AWARENESS) {
        if (!presence.receive(socket, decoder)) socket.close('forbidden', 'this client id is in use by somebody else')
        presenceTimer ??= setTimeout(sendPresence, limits.presenceTick)
      } else if (type === MESSAGE_COMMAND) {
        const command = decodeCommand(frame)
        if (command === undefined) refuse(socket, 'a broken command')
        else socket.command = command
      }
    } catch (error) {
      refuse(socket, error instanceof Error ? error.message : 'a broken frame')
    }
  }
  const sendPresence = (): void => {
    presenceTimer = undefined
    const frame = presence.printChanges()
    // To its sender too: a lone client lives on the echo of its own presence.
    if (frame !== undefined) for (const socket of sockets) socket.sendPresence(frame)
  }
  const beat = setInterval(() => {
    for (const socket of sockets) socket.beat(heartbeat)
  }, BEAT)
  beat.unref()

  live = load(stored.updates, await storage.listCounters(project))
  publish(live.repairs, undefined, noOrigin)

  return {
    join: (socket) => {
      sockets.add(socket)
      withLive(({ doc }) => {
        // A viewer has nothing to give (T-32).
        if (socket.mayEdit) socket.sendDocument(printStep1(Y.encodeStateVector(doc)))
        socket.sendPresence(presence.printAll())
      })
    },
    receive: (socket, frame) => withLive((document) => receive(socket, document, frame)),
    leave: (socket) => {
      sockets.delete(socket)
      presence.leave(socket)
      if (sockets.size > 0) presenceTimer ??= setTimeout(sendPresence, limits.presenceTick)
    },
    edit: async (origin, change) => {
      const applied = await ask((document) => apply(document, origin, true, undefined, change))
      if (!applied.ok) throw applied.cause ?? new Error(`an edit by the server does not fit the document: ${applied.fault}`)
      await queue.settle()
      return applied.value
    },
    applyUpdate: async (origin, update) => {
      const applied = await ask((document): { ok: true } | { ok: false; fault: string } => {
        const fault = document.findSizeFault(update.length) ?? findUpdateFault(update)
        if (fault !== undefined) return { ok: false, fault }
        const parked = document.parkedBytes()
        const result = apply(document, origin, false, undefined, (doc) => Y.applyUpdate(doc, update, origin))
        if (!result.ok && !result.isSpoilt) void reload(result.fault)
        if (!result.ok || document.parkedBytes() <= parked) return result
        void reload('an update over HTTP lacks what it builds on')
        return { ok: false, fault: 'the update lacks what it builds on: send everything since the state you loaded' }
      })
      if (!applied.ok) return fail({ type: 'UpdateRefused', message: applied.fault })
      await queue.settle()
      return ok(undefined)
    },
    state: () => ask((document) => document.state()),
    project: () => ask((document) => document.project()),
    sockets: () => sockets,
    close: async () => {
      clearInterval(beat)
      clearTimeout(presenceTimer)
      clearTimeout(parkedTimer)
      try {
        await ask(() => {})
        do await queue.settle()
        while (!queue.isSettled())
      } finally {
        live?.destroy()
      }
      return logRows
    },
  }
}

const noOrigin: EditOrigin = { person: '', command: '' }
