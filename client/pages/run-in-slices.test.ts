// Rules of long work done a little at a time.
import { expect, test } from 'vitest'
import { runInSlices } from './run-in-slices.ts'

function* work(steps: number, seen: number[]): Generator<undefined, string> {
  for (let at = 0; at < steps; at++) {
    seen.push(at)
    const end = performance.now() + 3
    while (performance.now() < end);
    yield undefined
  }
  return 'done'
}

test('others get their turn between the slices, and the result comes at the end', async () => {
  const seen: number[] = []
  const seenAtTurns: number[] = []
  const timer = setInterval(() => seenAtTurns.push(seen.length), 0)
  const result = await new Promise<string>((resolve, reject) => {
    runInSlices(() => work(20, seen), resolve, reject)
  })
  clearInterval(timer)
  expect(result).toBe('done')
  expect(seenAtTurns.filter((count) => count > 0 && count < 20).length).toBeGreaterThan(1)
})

test('what is called off goes no further and gives nothing', async () => {
  const seen: number[] = []
  let isDone = false
  const stop = runInSlices(
    () => work(50, seen),
    () => (isDone = true),
    () => {},
  )
  await new Promise((resolve) => setTimeout(resolve, 15))
  stop()
  const count = seen.length
  await new Promise((resolve) => setTimeout(resolve, 30))
  expect(seen).toHaveLength(count)
  expect(isDone).toBe(false)
})

test('what goes wrong is told', async () => {
  const failing = function* (): Generator<undefined, string> {
    yield undefined
    throw new Error('broken')
  }
  await expect(new Promise((resolve, reject) => runInSlices(failing, resolve, reject))).rejects.toThrow('broken')
})
