// Test factory: a room server in memory that speaks the live wire, commits when told to, and can be stopped and restarted.
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { modifyAwarenessUpdate } from 'y-protocols/awareness'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'
import { MESSAGE_COMMAND, MESSAGE_SAVED } from '../../shared/api/wire.ts'
import type { ConnectionPorts } from './connection-ports.ts'
import { createMemoryUnsavedStore, type UnsavedStore } from './unsaved-store.ts'

type Link = { readonly socket: MemorySocket; received: number; presence?: Uint8Array; readonly commands: string[] }

export type MemoryServer = {
  readonly doc: Y.Doc
  readonly links: Link[]
  epoch: string
  /** What the next reading of the state gives instead of the present: of a big project it may be a moment old. */
  oldState: Uint8Array | undefined
  /** While false, frames are taken but not acknowledged. */
  commits: boolean
  /** While false, new sockets are refused and reading the state fails. */
  up: boolean
  acknowledge(): void
  stop(): void
  closeAll(code: number, reason?: string): void
  ports(unsaved?: UnsavedStore): ConnectionPorts
}

/** As much of a WebSocket as y-websocket uses. Everything happens in later microtasks, as on a network. */
class MemorySocket {
  static server: MemoryServer
  readonly OPEN = 1
  readyState = 0
  binaryType = 'arraybuffer'
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null
  onopen: (() => void) | null = null
  onclose: ((event: { code: number; reason: string }) => void) | null = null
  onerror: ((event: unknown) => void) | null = null
  link: Link | undefined
  private readonly server: MemoryServer

  constructor() {
    this.server = MemorySocket.server
    queueMicrotask(() => {
      if (!this.server.up) return this.end(1006, '')
      this.readyState = 1
      this.link = { socket: this, received: 0, commands: [] }
      this.server.links.push(this.link)
      this.onopen?.()
      const encoder = encoding.createEncoder()
      encoding.writeVarUint(encoder, 0)
      sync.writeSyncStep1(encoder, this.server.doc)
      this.deliver(encoding.toUint8Array(encoder))
      for (const link of this.server.links) if (link.presence !== undefined) this.deliver(link.presence)
    })
  }

  send(bytes: Uint8Array): void {
    const copy = bytes.slice()
    queueMicrotask(() => this.link !== undefined && this.readyState === 1 && receive(this.server, this.link, copy))
  }

  deliver(bytes: Uint8Array): void {
    const copy = bytes.slice()
    queueMicrotask(() => this.readyState === 1 && this.onmessage?.({ data: copy.buffer }))
  }

  end(code: number, reason: string): void {
    if (this.readyState === 3) return
    this.readyState = 3
    const at = this.server.links.findIndex((link) => link.socket === this)
    if (at >= 0) this.server.links.splice(at, 1)
    queueMicrotask(() => this.onclose?.({ code, reason }))
  }

  close(): void {
    this.end(1000, '')
  }
}

function receive(server: MemoryServer, link: Link, bytes: Uint8Array): void {
  const decoder = decoding.createDecoder(bytes)
  const type = decoding.readVarUint(decoder)
  if (type === MESSAGE_COMMAND) link.commands.push(decoding.readVarString(decoder))
  if (type === 1) sharePresence(server, link, decoding.readVarUint8Array(decoder))
  if (type !== 0) return
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 0)
  const kind = sync.readSyncMessage(decoder, encoder, server.doc, link)
  if (encoding.length(encoder) > 1) link.socket.deliver(encoding.toUint8Array(encoder))
  if (kind !== sync.messageYjsSyncStep1) link.received += 1
  if (server.commits) server.acknowledge()
}

function sharePresence(server: MemoryServer, link: Link, update: Uint8Array): void {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint8Array(
    encoder,
    modifyAwarenessUpdate(update, (state: object | null) => state && { ...state, user: { id: 'somebody', name: 'Somebody', color: 2 } }),
  )
  link.presence = encoding.toUint8Array(encoder)
  for (const other of server.links) if (other !== link) other.socket.deliver(link.presence)
}

export function buildMemoryServer(): MemoryServer {
  const doc = new Y.Doc()
  const server: MemoryServer = {
    doc,
    links: [],
    epoch: '1',
    oldState: undefined,
    commits: true,
    up: true,
    acknowledge: () => {
      for (const link of server.links) {
        const encoder = encoding.createEncoder()
        encoding.writeVarUint(encoder, MESSAGE_SAVED)
        encoding.writeVarUint(encoder, link.received)
        link.socket.deliver(encoding.toUint8Array(encoder))
      }
    },
    stop: () => {
      server.up = false
      server.closeAll(1006)
    },
    closeAll: (code, reason = '') => [...server.links].forEach((link) => link.socket.end(code, reason)),
    ports: (unsaved = createMemoryUnsavedStore()) => {
      MemorySocket.server = server
      let ids = 0
      return {
        fetchState: async () => {
          if (!server.up) throw new Error('The server does not answer.')
          const state = server.oldState ?? Y.encodeStateAsUpdate(doc)
          server.oldState = undefined
          return { state, epoch: server.epoch }
        },
        postUpdate: async (_project, update) => Y.applyUpdate(doc, update),
        socketOrigin: 'ws://memory',
        Socket: MemorySocket as unknown as ConnectionPorts['Socket'],
        unsaved,
        wait: async () => {},
        newId: () => `id${Math.random().toString(36).slice(2)}${ids++}`,
        slowAfter: 10_000,
        mayEdit: true,
      }
    },
  }
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, 0)
    sync.writeUpdate(encoder, update)
    for (const link of server.links) if (link !== origin) link.socket.deliver(encoding.toUint8Array(encoder))
  })
  return server
}
