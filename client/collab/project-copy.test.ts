import { expect, test } from 'vitest'
import { buildObject } from '../../fixtures/build.ts'
import { changesBetween, createProjectCopy } from './project-copy.ts'

const system = (id: string) => buildObject('systems', { id, order: id })
const [a, b, c] = [system('a'), system('b'), system('c')] as const

test('objects are compared by identity, whether or not their places are the same', () => {
  const changed = { ...b, name: 'x' }
  expect(changesBetween([a, b], [a, b])).toEqual({ set: [], gone: [] })
  expect(changesBetween([a, b], [a, changed])).toEqual({ set: [changed], gone: [] })
  expect(changesBetween([a, b], [b, c])).toEqual({ set: [c], gone: ['a'] })
  expect(changesBetween([a, b], [b, a])).toEqual({ set: [], gone: [] })
})

test('a copy that is told what changed between two lists holds the second, in order', () => {
  const copy = createProjectCopy()
  copy.receive({ of: 'systems', ...changesBetween([], [b, a]) })
  expect(copy.project({ name: 'Shop' })).toMatchObject({ info: { name: 'Shop' }, systems: [a, b], rows: [] })
  copy.receive({ of: 'systems', ...changesBetween([b, a], [b, c]) })
  expect(copy.project({ name: '' }).systems).toEqual([b, c])
})
