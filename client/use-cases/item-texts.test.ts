import { expect, test } from 'vitest'
import { MOST_PASTED, pasteIntoItem, readPastedItems } from './item-texts.ts'

test.each([
  { given: 'One\nTwo', want: ['One', 'Two'] },
  { given: '• One\r\n• Two\r\n', want: ['One', 'Two'] },
  { given: '1. One\n2) Two\n(3) Three', want: ['One', 'Two', 'Three'] },
  { given: '- [ ] One\n- [x] Two', want: ['One', 'Two'] },
  { given: '\n  \nOne\n\n', want: ['One'] },
  { given: 'Orders\tinvoices', want: ['Orders invoices'] },
  { given: '-5 % of returns\n1.5 days instead of 2', want: ['-5 % of returns', '1.5 days instead of 2'] },
  { given: '', want: [] },
])('the lines of a paste are items without their bullets: %o', ({ given, want }) => {
  expect(readPastedItems(given)).toEqual(want)
})

test('what stood before and after the caret stays with the first and the last item', () => {
  expect(pasteIntoItem('Every ', ' in time', 'order\nbill\nmail')).toEqual({ texts: ['Every order', 'bill', 'mail in time'] })
})

test('a paste of one line is left to the field', () => {
  expect(pasteIntoItem('a', 'b', 'one line\n')).toBeUndefined()
  expect(pasteIntoItem('a', 'b', '\n \n')).toBeUndefined()
})

test('a paste never makes more items than a list may get at once', () => {
  expect(readPastedItems('x\n'.repeat(5_000))).toHaveLength(MOST_PASTED)
})
