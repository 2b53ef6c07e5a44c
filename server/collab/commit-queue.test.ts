// Edits on their way to the disk: together, in order, and never acknowledged before they are there.
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Write } from '../storage/storage.ts'
import { createCommitQueue } from './commit-queue.ts'

const TICK = 25
const update = Y.encodeStateAsUpdate(new Y.Doc())
const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

function setUp(commit: (writes: readonly Write[]) => Promise<void> = () => Promise.resolve()) {
  const commits: (readonly Write[])[] = []
  const events: string[] = []
  const failures: unknown[] = []
  const queue = createCommitQueue({
    storage: {
      commit: async (writes) => {
        events.push('begin')
        await commit(writes)
        commits.push(writes)
        events.push('end')
      },
    },
    project: 'p1',
    lastSeq: 4,
    tick: TICK,
    now: () => new Date('2026-01-02T03:04:05.678Z'),
    beforeCommit: () => ({ writes: [], done: () => events.push('done') }),
    onCommitted: () => {},
    onFailed: (error) => failures.push(error),
  })
  const add = (command: string) => queue.add({ person: 'ann', command }, update, [])
  const seqs = () => commits.flatMap((writes) => writes.flatMap((write) => (write.write === 'append-log' ? [write.row.seq] : [])))
  return { queue, add, commits, events, failures, seqs }
}

test('what comes together is one transaction, with the next seqs', async () => {
  const { queue, add, commits, seqs } = setUp()
  for (let index = 0; index < 50; index++) add(`c${index}`)
  await queue.settle()
  expect(commits).toHaveLength(1)
  expect(seqs()).toEqual(Array.from({ length: 50 }, (_, index) => 5 + index))
})

test('[R-01] however fast people edit, there is at most one transaction a tick', async () => {
  const { queue, add, commits, seqs } = setUp()
  const start = performance.now()
  let edits = 0
  while (performance.now() - start < 200) {
    add(`c${(edits += 1)}`)
    await pause(1)
  }
  const ticks = (performance.now() - start) / TICK
  await queue.settle()
  expect(commits.length).toBeLessThanOrEqual(ticks + 2)
  expect(seqs()).toHaveLength(edits)
})

test('[R-01] nothing is acknowledged before its commit has ended, and commits never overlap', async () => {
  const { queue, add, events } = setUp(() => pause(10))
  add('c1')
  const first = queue.settle()
  await pause(2)
  add('c2')
  await Promise.all([first, queue.settle()])
  expect(events).toEqual(['begin', 'end', 'done', 'begin', 'end', 'done'])
})

test('an edit that comes during a commit is in the next one, and settling waits for it', async () => {
  const { queue, add, seqs } = setUp(() => pause(10))
  add('c1')
  const first = queue.settle()
  await pause(2)
  add('c2')
  await first
  expect(seqs()).toEqual([5])
  await queue.settle()
  expect(seqs()).toEqual([5, 6])
  expect(queue.isSettled()).toBe(true)
})

test('after a failed commit nothing more is taken, it is told once, and nothing was acknowledged', async () => {
  const { queue, add, events, failures, commits } = setUp(() => Promise.reject(new Error('disk full')))
  add('c1')
  await expect(queue.settle()).rejects.toThrow('disk full')
  add('c2')
  await expect(queue.settle()).rejects.toThrow('disk full')
  await pause(2 * TICK)
  expect(failures).toHaveLength(1)
  expect(commits).toHaveLength(0)
  expect(events).toEqual(['begin'])
})
