// kill -9 of the real server while a real y-websocket client edits: what was acknowledged must be there afterwards.
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { decodeSaved, isDocumentFrame } from '../../shared/api/wire-frames.ts'
import { MESSAGE_SAVED, syncPath } from '../../shared/api/wire.ts'
import { addObject } from '../../shared/project/edits.ts'
import { createProjectDoc, homeMap } from '../../shared/project/project-doc.ts'
import { createProject, enter, startRealServer } from './real-server.ts'

export type KillReport = { readonly kills: number; readonly edits: number; readonly acknowledged: number; readonly lost: readonly string[] }

/** The client is closed with each kill, as somebody who closes the laptop after "Saved": what it still held cannot help the server. */
export async function killWhileEditing(folder: string, kills: number, seed: number): Promise<KillReport> {
  const random = createRandom(seed)
  const acknowledged = new Set<string>()
  let edits = 0
  let port = 0
  let cookie = ''
  let project = ''
  for (let round = 0; round < kills; round++) {
    const server = await startRealServer(folder, port)
    try {
      port = Number(new URL(server.address).port)
      cookie ||= await enter(server.address, server.link)
      project ||= await createProject(server.address, cookie)
      const client = openEditor(server.address, cookie, project)
      await client.synced
      const end = performance.now() + 100 + random() * 700
      while (performance.now() < end) {
        client.edit(`kill-${round}-${edits}`)
        edits += 1
        if (random() < 0.7) await new Promise((resolve) => setTimeout(resolve, random() * 20))
      }
      const killed = server.kill()
      for (const id of client.close()) acknowledged.add(id)
      await killed
    } finally {
      await server.kill()
    }
  }
  const server = await startRealServer(folder, port)
  try {
    const state = await fetch(`${server.address}/api/projects/${project}/state`, { headers: { cookie } })
    const doc = createProjectDoc()
    Y.applyUpdate(doc, new Uint8Array(await state.arrayBuffer()))
    const stored = homeMap(doc, 'systems')
    return { kills, edits, acknowledged: acknowledged.size, lost: [...acknowledged].filter((id) => !stored.has(id)) }
  } finally {
    await server.stop()
  }
}

/** Each edit is one frame; `close` answers the edits whose frames were acknowledged. */
function openEditor(address: string, cookie: string, project: string): { synced: Promise<unknown>; edit(id: string): void; close(): string[] } {
  const doc = createProjectDoc()
  const idByFrame = new Map<number, string>()
  let sent = 0
  let saved = 0
  class CountingWebSocket extends WebSocket {
    constructor(url: string) {
      super(url, { headers: { cookie, origin: address } })
    }
    override send(frame: Uint8Array): void {
      if (isDocumentFrame(frame)) sent += 1
      super.send(frame)
    }
  }
  const [path, name] = splitLast(syncPath(project))
  const provider = new WebsocketProvider(`${address.replace('http', 'ws')}${path}`, name, doc, {
    disableBc: true,
    WebSocketPolyfill: CountingWebSocket as unknown as typeof globalThis.WebSocket,
  })
  provider.messageHandlers[MESSAGE_SAVED] = (_encoder, decoder) => {
    saved = decodeSaved(decoder.arr) ?? saved
  }
  return {
    synced: new Promise((resolve) => provider.once('sync', resolve)),
    edit: (id) => {
      addObject(doc, 'systems', { id, name: id, order: 'a0' }, { person: 'bench', command: id })
      idByFrame.set(sent, id)
    },
    close: () => {
      const ids = [...idByFrame].filter(([frame]) => frame <= saved).map(([, id]) => id)
      provider.destroy()
      doc.destroy()
      return ids
    },
  }
}

function splitLast(path: string): [string, string] {
  const at = path.lastIndexOf('/')
  return [path.slice(0, at), path.slice(at + 1)]
}

/** The same numbers for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
