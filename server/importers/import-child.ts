// The child process that reads one upload and ends. It is killed from outside when it takes too long (T-11).
import { setFlagsFromString } from 'node:v8'
import type { ChildMessage, ChunkPart, ImportProgress, ImportRequest } from './import-protocol.ts'
import { evidenceOfSamples, readSampleUpload, readSchemaUpload, readSourceUpload, type SampleEvidence } from './read-upload.ts'
import type { NodeId, Property, SchemaGraph, SchemaNode } from '../../shared/schema/schema-graph.ts'
import type { ReadSchema } from './format-reader.ts'
import type { ImportError } from './import-error.ts'
import { MOST_DOCUMENT_DEPTH } from './parse-document.ts'

/** UTF-16 units of JSON in one message: a few milliseconds of parsing for the server. */
const CHUNK = 256 * 1024
/** Nodes in one message: a hundred kilobytes or so, because most are small. */
const NODES_AT_ONCE = 256

/** Of one node in one message: objects of a hundred thousand fields are no message that is quickly read. */
const PROPERTIES_AT_ONCE = 2_000
const NODES_A_REPORT = NODES_AT_ONCE * 64
/** Of the whole import. */
const HANDED_FROM = 0.8
const HANDED_TO = 0.95

// This process lives for a second: code compiled for speed would mostly be ready when it is no longer needed. The engine waits longer before it
// compiles (its default is 135,168), which takes a third off the whole. An engine that does not know the flag ignores it.
setFlagsFromString('--interrupt-budget=1000000')

process.once('message', (request: ImportRequest) => {
  void answer(request).finally(() => process.disconnect())
})

async function answer(request: ImportRequest): Promise<void> {
  try {
    const refused = await answerKind(request)
    if (refused !== undefined) return await send({ type: 'failed', error: refused })
    // Kilobytes, as the system counts them.
    await send({ type: 'finished', peakMemory: process.resourceUsage().maxRSS * 1024 })
  } catch (cause) {
    await send({ type: 'failed', error: toError(cause) })
  }
}

async function answerKind(request: ImportRequest): Promise<ImportError | undefined> {
  if (request.kind === 'source') {
    const excerpt = await readSourceUpload(request, report)
    if (!excerpt.ok) return excerpt.error
    await send({ type: 'chunk', part: 'excerpt', json: JSON.stringify(excerpt.value) })
    return undefined
  }
  if (request.kind === 'schema') {
    const read = await readSchemaUpload(request, report)
    if (!read.ok) return read.error
    await sendGraph(read.value)
    for (const set of evidenceOfSamples(read.value)) await sendSamples(set)
    return undefined
  }
  const read = await readSampleUpload(request, report)
  if (!read.ok) return read.error
  await sendGraph(read.value)
  await sendSamples(read.value)
  return undefined
}

/** A parser's own recursion gives up on absurd nesting before our walk sees it. */
function toError(cause: unknown): ImportError {
  if (cause instanceof RangeError && /call stack/i.test(cause.message)) return { type: 'TooDeep', at: '', limit: MOST_DOCUMENT_DEPTH }
  return { type: 'ReaderCrashed', reason: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) }
}

function report(progress: ImportProgress): Promise<void> {
  return send({ type: 'progress', progress })
}

async function sendSamples({ object, name, evidence, records }: SampleEvidence): Promise<void> {
  await send({ type: 'chunk', part: 'samples', json: JSON.stringify({ object, name }) })
  await sendList('evidence', evidence)
  await sendList('records', records)
}

async function sendGraph({ graph, eachNode }: Pick<ReadSchema, 'graph' | 'eachNode'>): Promise<void> {
  await report({ stage: 'handing-over', fraction: HANDED_FROM })
  const nodes = eachNode === undefined ? Object.entries(graph.nodes) : [...eachNode()]
  await sendNodes(nodes)
  await sendList('endpoints', graph.endpoints)
  // Without the nodes, which nobody may have asked for as a record yet.
  const rest: Record<string, unknown> = {}
  for (const key of Object.keys(graph) as (keyof SchemaGraph)[]) if (key !== 'nodes' && key !== 'endpoints') rest[key] = graph[key]
  await send({ type: 'chunk', part: 'graph', json: JSON.stringify(rest) })
}

/** Many nodes in one call: the engine takes several times as long for one at a time. */
async function sendNodes(nodes: readonly (readonly [NodeId, SchemaNode])[]): Promise<void> {
  for (let i = 0; i < nodes.length; i += NODES_AT_ONCE) {
    // Two lists, because an object of many names takes both sides several times as long.
    const ids: NodeId[] = []
    const list: SchemaNode[] = []
    const long: { node: string; properties: readonly Property[] }[] = []
    for (const [id, facts] of nodes.slice(i, i + NODES_AT_ONCE)) {
      const { properties } = facts
      ids.push(id)
      if (properties === undefined || properties.length <= PROPERTIES_AT_ONCE) list.push(facts)
      else {
        list.push({ ...facts, properties: [] })
        long.push({ node: id, properties })
      }
    }
    await send({ type: 'chunk', part: 'nodes', json: JSON.stringify({ ids, nodes: list }) })
    for (const { node, properties } of long)
      for (let at = 0; at < properties.length; at += PROPERTIES_AT_ONCE)
        await send({ type: 'chunk', part: 'properties', json: JSON.stringify({ node, list: properties.slice(at, at + PROPERTIES_AT_ONCE) }) })
    if (i % NODES_A_REPORT === 0 && i > 0) await report({ stage: 'handing-over', fraction: HANDED_FROM + (i / nodes.length) * (HANDED_TO - HANDED_FROM) })
  }
}

async function sendList(part: ChunkPart, list: readonly unknown[]): Promise<void> {
  let pieces: string[] = []
  let size = 0
  for (const entry of list) {
    const piece = JSON.stringify(entry)
    pieces.push(piece)
    size += piece.length
    if (size < CHUNK) continue
    await send({ type: 'chunk', part, json: `[${pieces.join(',')}]` })
    pieces = []
    size = 0
  }
  if (pieces.length > 0) await send({ type: 'chunk', part, json: `[${pieces.join(',')}]` })
}

/** Messages on their way, at most: this process writes the next chunk while the server reads the last, and never piles up a whole result. */
const MOST_ON_THEIR_WAY = 4
const onTheirWay: Promise<void>[] = []

/** A server that is gone ends this process. */
async function send(message: ChildMessage): Promise<void> {
  onTheirWay.push(
    new Promise((resolve) => {
      if (process.send === undefined || !process.connected) process.exit(1)
      process.send(message, undefined, undefined, (error) => {
        if (error !== null) process.exit(1)
        resolve()
      })
    }),
  )
  while (onTheirWay.length > (message.type === 'chunk' ? MOST_ON_THEIR_WAY : 0)) await onTheirWay.shift()
}
