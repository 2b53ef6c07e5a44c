// How a socket is treated that listens slowly, speaks too fast, or has gone quiet.
import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { limits } from '../../shared/api/limits.ts'
import { closeCodes } from '../../shared/api/wire.ts'
import { decodeSaved } from '../../shared/api/wire-frames.ts'
import { createRoomSocket } from './room-socket.ts'

/** A wire whose other end reads as slowly as a test says. */
class SlowWire extends EventEmitter {
  readonly OPEN = 1
  readyState = 1
  bufferedAmount = 0
  readonly sent: Uint8Array[] = []
  readonly closes: number[] = []
  pings = 0
  terminated = false
  send(frame: Uint8Array): void {
    this.sent.push(frame)
  }
  close(code: number): void {
    this.closes.push(code)
  }
  ping(): void {
    this.pings += 1
  }
  terminate(): void {
    this.terminated = true
  }
}

function setUp() {
  const wire = new SlowWire()
  return { wire, socket: createRoomSocket(wire as unknown as WebSocket, { person: 'ann', name: 'Ann', role: 'editor', project: 'p1', session: '' }, true) }
}

const frame = Uint8Array.from([0, 2, 0])

test('a slow socket gets no presence above 1 MB, but every document frame', () => {
  const { wire, socket } = setUp()
  wire.bufferedAmount = limits.bufferedSkipPresence + 1
  socket.sendPresence(frame)
  expect(wire.sent).toHaveLength(0)
  socket.sendDocument(frame)
  expect(wire.sent).toHaveLength(1)
})

test('above 8 MB a socket is closed to catch up later: a dropped document frame would damage its copy', () => {
  const { wire, socket } = setUp()
  wire.bufferedAmount = limits.bufferedClose + 1
  socket.sendDocument(frame)
  socket.sendDocument(frame)
  expect(wire.sent).toHaveLength(0)
  expect(wire.closes).toEqual([closeCodes.tooSlow])
  expect(socket.isOpen()).toBe(false)
})

test('a count is acknowledged once and never goes back', () => {
  const { wire, socket } = setUp()
  for (const count of [1, 1, 3, 2]) socket.acknowledge(count)
  expect(wire.sent.map(decodeSaved)).toEqual([1, 3])
})

test('a socket may burst and then speak at the sustained rate', () => {
  const { socket } = setUp()
  const taken = Array.from({ length: limits.messageBurst + 50 }, () => socket.takeToken())
  expect(taken.slice(0, limits.messageBurst).every((token) => token)).toBe(true)
  expect(taken.at(-1)).toBe(false)
})

test('a socket that hears nothing gets a sign of life, one that answers nothing is ended', () => {
  const { wire, socket } = setUp()
  socket.beat(frame)
  expect(wire.sent).toHaveLength(1)
  socket.sendDocument(frame)
  wire.emit('pong')
  socket.beat(frame)
  expect(wire.sent).toHaveLength(2)
  for (let beat = 0; beat < 4; beat++) socket.beat(frame)
  expect(wire.terminated).toBe(true)
})
