// Tests of stored content: the same text as JSON.stringify, and the same bytes back.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packBytes, printInPieces, unpackBytes, unpackJson } from './stored-content.ts'

test('printing in pieces gives what JSON.stringify gives', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      expect((await printInPieces(value)).toString()).toBe(JSON.stringify(value))
    }),
  )
  expect((await printInPieces({ a: undefined, b: [1] })).toString()).toBe('{"b":[1]}')
})

test('what was packed comes back', async () => {
  const value = { nodes: Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`n${i}`, { types: ['text'], description: 'ü\u2028' }])) }
  const bytes = await printInPieces(value)
  expect(Buffer.from(await unpackBytes(await packBytes(bytes))).equals(bytes)).toBe(true)
  expect(await unpackJson(await packBytes(bytes))).toEqual(value)
})
