// Who is in a room and where: the only code that reads and writes awareness frames on the server (T-37).
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Presence } from '../../shared/api/wire.ts'
import type { RoomSocket } from './room-socket.ts'

const MESSAGE_AWARENESS = 1

export type RoomPresence = {
  /** Takes what a socket says of itself; false: it claims the client id of somebody else's socket. Echoes of others are passed over. Throws on a broken frame. */
  receive(socket: RoomSocket, decoder: decoding.Decoder): boolean
  leave(socket: RoomSocket): void
  /** A frame that tells a newcomer who is here. */
  printAll(): Uint8Array
  /** A frame with what changed since the last call; undefined: nothing did. */
  printChanges(): Uint8Array | undefined
}

type Entry = { clock: number; state: string | null; socket: RoomSocket }

/** A presence frame without entries: something to receive, so that a client which hears nothing does not hang up after 30 s. */
export const heartbeat = Uint8Array.from([MESSAGE_AWARENESS, 1, 0])

export function createPresence(): RoomPresence {
  const entries = new Map<number, Entry>()
  const ownClient = new Map<RoomSocket, number>()
  const changed = new Set<number>()
  const gone = new Map<number, number>()
  const colorByPerson = new Map<string, 1 | 2 | 3>()

  const take = (socket: RoomSocket, client: number, clock: number, state: string | null): boolean => {
    const known = entries.get(client)
    if (known !== undefined && known.socket !== socket) {
      // Clients send on what they hear of others: the same clock or an older one.
      if (clock <= known.clock || state === null) return true
      if (known.socket.visitor.person !== socket.visitor.person || ownClient.has(socket)) return false
      // The same person's page came back before its old socket was seen to be dead.
      ownClient.delete(known.socket)
    } else if (known === undefined && (state === null || ownClient.has(socket))) return true
    ownClient.set(socket, client)
    if (known !== undefined && clock <= known.clock) return true
    entries.set(client, { clock, state, socket })
    gone.delete(client)
    changed.add(client)
    return true
  }
  const colorOf = (person: string): 1 | 2 | 3 => {
    const found = colorByPerson.get(person)
    if (found !== undefined) return found
    const uses = ([1, 2, 3] as const).map((color) => ({ color, count: [...colorByPerson.values()].filter((used) => used === color).length }))
    const { color } = uses.reduce((least, each) => (each.count < least.count ? each : least))
    colorByPerson.set(person, color)
    return color
  }
  const print = (clients: readonly number[]): Uint8Array => {
    const body = encoding.createEncoder()
    encoding.writeVarUint(body, clients.length)
    for (const client of clients) {
      const entry = entries.get(client)
      encoding.writeVarUint(body, client)
      encoding.writeVarUint(body, entry?.clock ?? gone.get(client) ?? 0)
      encoding.writeVarString(body, entry?.state ?? 'null')
    }
    const frame = encoding.createEncoder()
    encoding.writeVarUint(frame, MESSAGE_AWARENESS)
    encoding.writeVarUint8Array(frame, encoding.toUint8Array(body))
    return encoding.toUint8Array(frame)
  }
  return {
    receive: (socket, decoder) => {
      const body = decoding.createDecoder(decoding.readVarUint8Array(decoder))
      const count = decoding.readVarUint(body)
      for (let index = 0; index < count; index++) {
        const client = decoding.readVarUint(body)
        const clock = decoding.readVarUint(body)
        const said: unknown = JSON.parse(decoding.readVarString(body))
        const state = said === null ? null : JSON.stringify(presenceOf(socket, colorOf(socket.visitor.person), said))
        if (!take(socket, client, clock, state)) return false
      }
      return true
    },
    leave: (socket) => {
      const client = ownClient.get(socket)
      ownClient.delete(socket)
      if (client === undefined) return
      gone.set(client, entries.get(client)?.clock ?? 0)
      entries.delete(client)
      changed.add(client)
      if (![...ownClient.keys()].some(({ visitor }) => visitor.person === socket.visitor.person)) colorByPerson.delete(socket.visitor.person)
    },
    printAll: () => print([...entries.keys()]),
    printChanges: () => {
      if (changed.size === 0) return undefined
      const frame = print([...changed])
      changed.clear()
      gone.clear()
      return frame
    },
  }
}

/** Only what presence is made of, with the user from the session whatever the client said. */
function presenceOf(socket: RoomSocket, color: 1 | 2 | 3, said: unknown): Presence {
  const { person, name } = socket.visitor
  const at = typeof said === 'object' && said !== null && 'at' in said ? said.at : undefined
  const user = { id: person, name, color }
  if (typeof at !== 'object' || at === null) return { user }
  const texts = (['page', 'map', 'line', 'column'] as const).flatMap((key) => {
    const value = (at as Record<string, unknown>)[key]
    return typeof value === 'string' && value.length <= 4_200 ? [[key, value] as const] : []
  })
  const place = { page: '', ...Object.fromEntries(texts), ...((at as Record<string, unknown>)['typing'] === true ? { typing: true } : {}) }
  return { user, at: place }
}
