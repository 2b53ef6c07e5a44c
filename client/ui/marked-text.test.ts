import { expect, test } from 'vitest'
import { findRanges } from './marked-text.tsx'

test.each([
  { text: 'billingEmail', words: ['email'], want: [[7, 12]] },
  {
    text: 'an e-mail, an Email',
    words: ['email', 'an'],
    want: [
      [0, 2],
      [11, 13],
      [14, 19],
    ],
  },
  { text: 'abcabc', words: ['ab', 'bc'], want: [[0, 6]] },
  { text: 'x', words: ['', 'y'], want: [] },
  // One letter becomes two: marks would stand beside what was found.
  { text: 'İstanbul', words: ['st'], want: [] },
])('what was found is marked: $text', ({ text, words, want }) => {
  expect(findRanges(text, words)).toEqual(want)
})
