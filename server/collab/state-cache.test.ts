// When the whole state is encoded anew, and that a newcomer gets all of it.
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createStateCache, encodeState } from './state-cache.ts'

/** A document whose encoding costs `cost` milliseconds of a clock that only moves when told to. */
function setUp(cost: number) {
  let time = 0
  let asked = 0
  const doc = new Y.Doc()
  // Read twice around each encoding.
  const cache = createStateCache(doc, 'load', 0, () => ((asked += 1) % 2 === 0 ? (time += cost) : time))
  doc.on('update', (update: Uint8Array) => cache.changed(update))
  return { doc, cache, set: (value: number) => doc.getMap('info').set('name', value), wait: (milliseconds: number) => (time += milliseconds) }
}

function nameIn(...updates: readonly Uint8Array[]): unknown {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc.getMap('info').get('name')
}

test('a small document is always given as it is now', () => {
  const { cache, set } = setUp(1)
  for (let value = 0; value < 5; value++) {
    set(value)
    expect(nameIn(cache.read().state)).toBe(value)
  }
})

test('an unchanged state is the same bytes under the same ETag', () => {
  const { cache, set } = setUp(1)
  set(1)
  expect(cache.read()).toBe(cache.read())
  const { etag } = cache.read()
  set(2)
  expect(cache.read().etag).not.toBe(etag)
})

test('state and tail together are what the document holds now, however dear encoding is', () => {
  const { cache, set } = setUp(100)
  set(1)
  const first = cache.readWithTail()
  set(2)
  const second = cache.readWithTail()
  expect(second.state).toBe(first.state)
  expect(nameIn(second.state)).toBe(1)
  expect(nameIn(second.state, ...second.tail)).toBe(2)
})

test('a big document is encoded anew after two seconds', () => {
  const { cache, set, wait } = setUp(100)
  set(1)
  cache.read()
  set(2)
  wait(1_000)
  expect(nameIn(cache.read().state)).toBe(1)
  wait(1_500)
  expect(nameIn(cache.read().state)).toBe(2)
})

test('the size of a document is counted exactly only when it comes near the most', () => {
  const { cache, set, doc } = setUp(1)
  for (let value = 0; value < 200; value++) set(value)
  const exact = encodeState(doc).length
  expect(cache.hasRoomFor(10, exact + 10)).toBe(true)
  expect(cache.hasRoomFor(11, exact + 10)).toBe(false)
})

test('parked updates are no part of the state', () => {
  const source = new Y.Doc()
  const updates: Uint8Array[] = []
  source.on('update', (update: Uint8Array) => updates.push(update))
  source.getMap('info').set('name', 1)
  source.getMap('info').set('name', 2)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, updates[1] as Uint8Array)
  const copy = new Y.Doc()
  Y.applyUpdate(copy, encodeState(doc))
  expect(copy.store.pendingStructs).toBeNull()
  expect(doc.store.pendingStructs).not.toBeNull()
})
