import { expect, test } from 'vitest'
import { createQueue } from './queue.ts'

const later = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

test('one task at a time, in order, also after a failure', async () => {
  const queue = createQueue()
  const log: string[] = []
  const task =
    (name: string, fails = false) =>
    async () => {
      log.push(`${name} begins`)
      await later(5)
      log.push(`${name} ends`)
      if (fails) throw new Error(name)
      return name
    }
  const all = [queue.run(task('a')), queue.run(task('b', true)), queue.run(task('c'))]
  expect(await Promise.allSettled(all)).toMatchObject([{ value: 'a' }, { reason: { message: 'b' } }, { value: 'c' }])
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
})

test('a waiting task whose signal aborts answers at once and is never run', async () => {
  const queue = createQueue()
  const abort = new AbortController()
  let release = () => {}
  const first = queue.run(() => new Promise<void>((resolve) => (release = resolve)))
  let ran = false
  const second = queue.run(async () => (ran = true), abort.signal)
  abort.abort()
  expect(await second).toBeUndefined()
  release()
  await first
  expect(await queue.run(async () => 'next')).toBe('next')
  expect(ran).toBe(false)
})
