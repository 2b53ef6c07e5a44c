// A text is refused exactly when it is not JSON, with the place and what to do.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findJsonError } from './json-error.ts'

test.each([
  { given: '{"a": 1,}', want: [1, 8, 'This comma is one too many: } follows.'] },
  { given: '{\n  "a": 1\n  "b": 2\n}', want: [3, 3, 'A comma or } is expected here, not ".'] },
  { given: "{'a': 1}", want: [1, 2, "A name in double quotes is expected here, not 'a'."] },
  { given: '{"a": \'x\'}', want: [1, 7, 'Texts stand in double quotes.'] },
  { given: '{"a" 1}', want: [1, 6, 'A colon is expected here, not 1.'] },
  { given: '{"a": undefined}', want: [1, 7, 'A value is expected here, not undefined.'] },
  { given: '{"a": "x\n"}', want: [1, 7, 'This text has no closing quote on its line.'] },
  { given: '{"a": "\\x"}', want: [1, 7, 'This text holds a character that JSON writes with a backslash.'] },
  { given: '[1, 2', want: [1, 6, 'A comma or ] is expected here, not the end of the text.'] },
  { given: '{} {}', want: [1, 4, 'Something follows the end of the record: {.'] },
  { given: '', want: [1, 1, 'A value is expected here, not the end of the text.'] },
  { given: '[01]', want: [1, 3, 'A comma or ] is expected here, not 1.'] },
])('$given', ({ given, want }) => {
  const error = findJsonError(given)
  expect([error?.line, error?.column, error?.message]).toEqual(want)
})

test('it agrees with the browser on what is JSON', () => {
  const isJson = (text: string) => {
    try {
      JSON.parse(text)
      return true
    } catch {
      return false
    }
  }
  const broken = fc.tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', '"', '\\', ' ', '-', '0')).map(([text, at, put]) => {
    const place = text.length === 0 ? 0 : at % text.length
    return text.slice(0, place) + put + text.slice(place + 1)
  })
  fc.assert(
    fc.property(fc.oneof(fc.json(), broken), (text) => {
      expect(findJsonError(text) === undefined).toBe(isJson(text))
    }),
    { numRuns: 1_000 },
  )
})

test('nesting beyond all reason is told, not run out of stack', () => {
  expect(findJsonError('['.repeat(100_000))?.message).toBe('This is nested too deeply.')
})
