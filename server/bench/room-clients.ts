// Light clients of a room, in a process of their own so that they cannot slow the server: raw sockets without a document each.
// Started by rooms.bench.ts, which tells them by messages what to do.
import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { brotliDecompressSync } from 'node:zlib'
import { WebSocket } from 'ws'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { decodeSaved, isDocumentFrame } from '../../shared/api/wire-frames.ts'
import { syncPath } from '../../shared/api/wire.ts'
import { addRow, setCell } from '../../shared/project/edits.ts'
import { createProjectDoc } from '../../shared/project/project-doc.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'

export type Crowd = { readonly address: string; readonly project: string; readonly cookies: readonly string[]; readonly clients: number }
export type ClientOrder =
  | ({ readonly order: 'join' } & Crowd)
  /** Edits at this rate altogether, each by another client in turn, until the next order. Each edits a row of its own on this destination. */
  | { readonly order: 'edit'; readonly editsASecond: number; readonly fieldMap?: string; readonly destination?: string }
  /** Answers what was measured since the last report. */
  | { readonly order: 'report' }
/** Milliseconds: how long joining took; edit → bytes at each other client; edit → acknowledgement. */
export type ClientAnswer =
  | { readonly answer: 'joined'; readonly took: number }
  | { readonly answer: 'measured'; readonly arrivals: readonly number[]; readonly acknowledgements: readonly number[] }

type Client = { readonly socket: WebSocket; readonly doc: Y.Doc; sent: number; readonly sentAt: Map<number, number> }

const clients: Client[] = []
const sentAtByMark = new Map<number, number>()
let arrivals: number[] = []
let acknowledgements: number[] = []
let marks = 0
let timer: NodeJS.Timeout | undefined

process.on('message', (order: ClientOrder) => {
  if (order.order === 'join') void joinAll(order)
  else if (order.order === 'edit') startEditing(order.editsASecond, order.fieldMap ?? 'm1', order.destination ?? 'Reference')
  else {
    process.send?.({ answer: 'measured', arrivals, acknowledgements } satisfies ClientAnswer)
    arrivals = []
    acknowledgements = []
  }
})

/** As a browser does it: the state over HTTP, then the socket for what it lacks. All at once. */
async function joinAll({ address, project, cookies, clients: count }: Crowd): Promise<void> {
  const start = performance.now()
  const vectors = new Map<string, Uint8Array>()
  await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const cookie = cookies[index % cookies.length] as string
      const { packed, etag } = await fetchState(`${address}/api/projects/${project}/state`, cookie)
      // Each newcomer unpacks it on a machine of its own; here it is done once for all who got the same state.
      let vector = vectors.get(etag)
      if (vector === undefined) vectors.set(etag, (vector = Y.encodeStateVectorFromUpdate(brotliDecompressSync(packed))))
      await openSocket(address, project, cookie, vector)
    }),
  )
  process.send?.({ answer: 'joined', took: performance.now() - start } satisfies ClientAnswer)
}

/** Packed as it came. */
async function fetchState(url: string, cookie: string): Promise<{ packed: Buffer; etag: string }> {
  const asked = request(url, { headers: { cookie, 'accept-encoding': 'br' } })
  asked.end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  if (answer.statusCode !== 200) throw new Error(`the state was not given: ${answer.statusCode}`)
  return { packed: Buffer.concat(chunks), etag: answer.headers.etag ?? '' }
}

/** Resolves when the server has sent what the state lacked. */
function openSocket(address: string, project: string, cookie: string, vector: Uint8Array): Promise<void> {
  const socket = new WebSocket(`${address.replace('http', 'ws')}${syncPath(project)}`, { headers: { cookie, origin: address } })
  const client: Client = { socket, doc: createProjectDoc(), sent: 0, sentAt: new Map() }
  return new Promise((resolve, reject) => {
    socket.on('open', () => socket.send(printSync(0, vector)))
    socket.on('error', reject)
    socket.on('close', (code) => reject(new Error(`a client was closed with ${code}`)))
    socket.on('message', (data: Buffer) => {
      const now = performance.now()
      if (data[0] === 0 && data[1] === 1) {
        clients.push(client)
        resolve()
      }
      const saved = decodeSaved(data)
      if (saved !== undefined) takeAcknowledgement(client, saved, now)
      if (isDocumentFrame(data)) takeArrival(data, now)
    })
  })
}

function takeAcknowledgement(client: Client, saved: number, now: number): void {
  for (const [frame, sentAt] of client.sentAt) {
    if (frame > saved) continue
    acknowledgements.push(now - sentAt)
    client.sentAt.delete(frame)
  }
}

function takeArrival(frame: Buffer, now: number): void {
  const sentAt = sentAtByMark.get(Number(/#(\d+)#/.exec(frame.toString('latin1'))?.[1] ?? -1))
  if (sentAt !== undefined) arrivals.push(now - sentAt)
}

function startEditing(editsASecond: number, fieldMap: string, destination: string): void {
  clearInterval(timer)
  // Each client edits a row of its own, so that it needs no document of the whole project.
  for (const [index, { doc, socket }] of clients.entries()) {
    doc.on('update', (update: Uint8Array) => socket.send(printSync(2, update)))
    const { sent } = clients[index] as Client
    addRow(doc, { id: `bench-${process.pid}-${index}`, fieldMap, destination: destination as FieldPath, order: 'a0' }, { person: 'bench', command: 'c' })
    ;(clients[index] as Client).sent = sent + 1
  }
  timer = setInterval(() => {
    const mark = (marks += 1)
    const client = clients[mark % clients.length] as Client
    client.sent += 1
    const now = performance.now()
    sentAtByMark.set(mark, now)
    client.sentAt.set(client.sent, now)
    setCell(client.doc, 'rows', `bench-${process.pid}-${mark % clients.length}`, 'note', `edit #${mark}#`, { person: 'bench', command: 'c' })
  }, 1_000 / editsASecond)
}

function printSync(kind: 0 | 2, body: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarUint(encoder, kind)
  encoding.writeVarUint8Array(encoder, body)
  return encoding.toUint8Array(encoder)
}
