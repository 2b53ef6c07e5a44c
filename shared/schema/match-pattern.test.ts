// Patterns of schemas mean what JavaScript means by them, and take no more time for a hostile text.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchesPattern } from './match-pattern.ts'

const patterns = [
  '^[A-Z]{3}$',
  '^\\d{4}-\\d{2}-\\d{2}$',
  'b',
  '^a*b+c?$',
  '^(?:ab|cd)*$',
  '^(a|b){2,3}?$',
  '^[^a-c]+$',
  '^.{1,5}$',
  '^\\w+\\s\\S$',
  '^[\\d.-]+$',
  '^a{2,}$',
  '',
  '^$',
  'a|^b$',
  '^\\x41\\u0042$',
  '^(a?){3}a{3}$',
  '^[-a]$',
  '^(a*)*$',
]

test('[S109] a pattern that is understood means what JavaScript means by it', () => {
  const texts = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'A', 'B', 'Z', '1', '9', '-', '.', ' ', '\n', 'é'), maxLength: 8 }),
    fc.string({ maxLength: 8 }),
  )
  fc.assert(
    fc.property(fc.constantFrom(...patterns), texts, (pattern, text) => {
      expect(matchesPattern(pattern, text)).toBe(new RegExp(pattern, 'u').test(text))
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  '(?=a)',
  '(?<name>a)',
  '\\bword',
  '(a)\\1',
  '\\p{L}',
  '[a',
  '(a',
  'a)',
  '*a',
  'a**',
  'a{3,2}',
  '[z-a]',
  '(a{1,99}){1,99}',
  '('.repeat(50) + ')'.repeat(50),
])('[S110] %s is not understood, and so not decided', (pattern) => {
  expect(matchesPattern(pattern, 'aaa')).toBeUndefined()
})

test('[S110] a hostile pattern takes no longer than another, and a text that is too long is not decided', () => {
  expect(matchesPattern('^(a+)+$', `${'a'.repeat(5_000)}!`)).toBe(false)
  expect(matchesPattern('(a*)*(a*)*(a*)*b', 'a'.repeat(5_000))).toBe(false)
  expect(matchesPattern('a', 'a'.repeat(20_000))).toBeUndefined()
})
