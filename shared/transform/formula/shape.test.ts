// What is joined of very many shapes can be asked like one.
import { expect, test } from 'vitest'
import { joinAll, NUMBER, TEXT, type Shape } from './shape.ts'

test('[F46] what a list of very many parts holds is found without going deep', () => {
  const part = (at: number): Shape => ({ kinds: ['object'], mayMiss: false, field: (name) => (name === 'a' ? (at === 7 ? NUMBER : TEXT) : undefined) })
  const joined = joinAll(Array.from({ length: 100_000 }, (_, at) => part(at)))
  expect(joined?.field?.('a')).toMatchObject({ kinds: ['text', 'number'], mayMiss: false })
  expect(joined?.field?.('b')).toBeUndefined()
  expect(joinAll([])).toBeUndefined()
})
