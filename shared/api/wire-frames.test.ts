// Our two frames keep to the bytes that lib0 and y-protocols use.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeCommand, decodeSaved, encodeCommand, encodeSaved, isDocumentFrame } from './wire-frames.ts'

test('counts come back as they went, also beyond one byte', () => {
  fc.assert(fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER - 1 }), (count) => void expect(decodeSaved(encodeSaved(count))).toBe(count)))
})

test.each([
  { given: 0, want: [100, 0] },
  { given: 127, want: [100, 127] },
  { given: 128, want: [100, 128, 1] },
  { given: 300, want: [100, 172, 2] },
])('the count $given is $want', ({ given, want }) => {
  expect([...encodeSaved(given)]).toEqual(want)
})

test('commands come back as they went', () => {
  expect([...encodeCommand('ab')]).toEqual([101, 2, 97, 98])
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 100 }),
      (command) => void expect(decodeCommand(encodeCommand(command))).toBe(command),
    ),
  )
})

test('a command that is empty, too long or not ASCII cannot be sent', () => {
  for (const command of ['', 'x'.repeat(101), 'ä', 'a\nb']) expect(() => encodeCommand(command)).toThrow('is not a command id')
})

test('broken frames are told, never thrown', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
      const [saved, command] = [decodeSaved(Uint8Array.from([100, ...bytes])), decodeCommand(Uint8Array.from([101, ...bytes]))]
      expect(saved === undefined || Number.isInteger(saved)).toBe(true)
      expect(command === undefined || command.length > 0).toBe(true)
    }),
  )
  expect(decodeSaved(Uint8Array.from([1, 5]))).toBeUndefined()
  expect(decodeCommand(Uint8Array.from([101, 5, 97]))).toBeUndefined()
})

test('step 2 and updates are document frames; step 1, presence and our own are not', () => {
  const kinds = [
    [0, 0],
    [0, 1],
    [0, 2],
    [1, 1],
    [100, 1],
  ].map((bytes) => isDocumentFrame(Uint8Array.from(bytes)))
  expect(kinds).toEqual([false, true, true, false, false])
})
