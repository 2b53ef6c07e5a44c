// Colours never change the code.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { colourCode } from './colour-code.ts'

test('texts, numbers and calls have their colours', () => {
  expect(colourCode("if (a > 1) x = trim(b, 'it\\'s')").map(({ text, look }) => (look === undefined ? text : `${look}:${text}`))).toEqual([
    'if (a > ',
    'num:1',
    ') x = ',
    'fn:trim',
    '(b, ',
    "str:'it\\'s'",
    ')',
  ])
})

test('joined, the parts are the line', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("'", '`', '/', '\\', 'a', '1', '(', ')', ' ', '[', '.') }), (line) => {
      expect(
        colourCode(line)
          .map(({ text }) => text)
          .join(''),
      ).toBe(line)
    }),
  )
})
