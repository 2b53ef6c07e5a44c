// Rules of looking at the project only when a moment has passed.
import { expect, test } from 'vitest'
import { buildProject } from '../../fixtures/build.ts'
import { createListeners } from '../collab/listeners.ts'
import { createPacedProject, LOOKS_AFTER } from './paced-project.ts'

function build() {
  const listeners = createListeners()
  let project = buildProject({ info: { name: '0' } })
  const waiting: { readonly work: () => void; readonly wait: number }[] = []
  let dropped = 0
  const paced = createPacedProject({ project: () => project, subscribeAll: listeners.subscribe }, (work, wait) => {
    waiting.push({ work, wait })
    return () => (dropped += 1)
  })
  const change = (name: string) => {
    project = buildProject({ info: { name } })
    listeners.notify()
  }
  return { paced, change, waiting, dropped: () => dropped, name: () => paced.project().info.name }
}

test('many changes are looked at once, when the moment has passed', () => {
  const { paced, change, waiting, name } = build()
  let told = 0
  paced.subscribe(() => (told += 1))
  for (const each of ['1', '2', '3']) change(each)
  expect([waiting.length, waiting[0]?.wait, name(), told]).toEqual([1, LOOKS_AFTER, '0', 0])
  waiting[0]?.work()
  expect([name(), told]).toEqual(['3', 1])
  change('4')
  expect(waiting.length).toBe(2)
})

test('what changed while nobody listened is looked at as soon as somebody does', () => {
  const { paced, change, waiting, name } = build()
  change('1')
  paced.subscribe(() => {})
  expect(waiting.map(({ wait }) => wait)).toEqual([0])
  waiting[0]?.work()
  expect(name()).toBe('1')
})

test('nothing waits when the last one leaves', () => {
  const { paced, change, dropped } = build()
  const leave = paced.subscribe(() => {})
  change('1')
  leave()
  expect(dropped()).toBe(1)
})
