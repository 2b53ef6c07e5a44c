import { expect, test } from 'vitest'
import { choiceWith, chooseAll, chooseLine, chosenLines, NOTHING_CHOSEN, type ChoiceOfLine } from './tree-selection.ts'

const listed = ['a', 'b', 'c', 'd', 'e']
const after = (...steps: readonly (readonly [number, ChoiceOfLine])[]) => {
  const { active, keys } = steps.reduce((before, [at, how]) => chooseLine(before, listed, at, how), NOTHING_CHOSEN)
  return `${[...keys].sort().join('')} at ${active}`
}

test.each([
  { rule: 'a click chooses one', given: [[1, 'only']], want: 'b at b' },
  {
    rule: 'a range grows and shrinks from where it began',
    given: [
      [1, 'only'],
      [4, 'range'],
      [2, 'range'],
    ],
    want: 'bc at c',
  },
  {
    rule: 'a range goes upwards too',
    given: [
      [3, 'only'],
      [0, 'range'],
    ],
    want: 'abcd at a',
  },
  {
    rule: 'Ctrl adds and takes away',
    given: [
      [0, 'only'],
      [2, 'toggle'],
      [4, 'toggle'],
      [0, 'toggle'],
    ],
    want: 'ce at a',
  },
  {
    rule: 'Ctrl with an arrow only moves',
    given: [
      [0, 'only'],
      [3, 'go'],
    ],
    want: 'a at d',
  },
  { rule: 'what is not listed cannot be chosen', given: [[9, 'only']], want: ' at undefined' },
] as const)('$rule', ({ given, want }) => {
  expect(after(...given)).toBe(want)
})

test('everything listed can be chosen', () => {
  expect([...chooseAll(NOTHING_CHOSEN, listed).keys]).toEqual(listed)
})

test('an act on a chosen line is about all chosen lines that are listed, on another about that one', () => {
  const lines = listed.map((key) => ({ key }))
  const selection = { active: 'a', anchor: 'a', keys: new Set(['d', 'a', 'gone']) }
  expect(chosenLines(lines, selection, { key: 'a' })).toEqual([{ key: 'a' }, { key: 'd' }])
  expect(chosenLines(lines, selection, { key: 'b' })).toEqual([{ key: 'b' }])
  expect(chosenLines(lines, selection, undefined)).toEqual([])
})

test('Cmd chooses as Ctrl does', () => {
  expect(choiceWith({ shiftKey: false, ctrlKey: false, metaKey: true })).toBe('toggle')
})
