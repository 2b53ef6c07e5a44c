import { expect, test, vi } from 'vitest'
import { createTreePlace, isFound, modeOf, treePlace, withFilter, withSearch, withSelection, withShown, withTurned } from './tree-place.ts'
import { chooseLine } from './tree-selection.ts'

const newPlace = () => createTreePlace().read()
const listed = ['order:id', 'order:billing', 'order:billing.email']
const choose = (place: ReturnType<typeof newPlace>, at: number) => withSelection(place, chooseLine(modeOf(place).selection, listed, at, 'only'))

test('a search begins with nothing folded or chosen, and leaving it finds the whole tree as it was', () => {
  const before = choose(withTurned(newPlace(), ['order:billing']), 2)
  before.whole.scroll.top = 420
  const searched = withTurned(withSearch(before, 'email'), ['order:billing'])
  expect(isFound(searched)).toBe(true)
  expect(modeOf(searched).selection.active).toBeUndefined()
  expect(modeOf(searched).scroll.top).toBe(0)
  const after = withSearch(searched, '')
  expect(modeOf(after)).toBe(before.whole)
  expect(modeOf(after).scroll.top).toBe(420)
})

test('a filter has a place of its own too, and another search begins at its top', () => {
  const filtered = choose(withFilter(newPlace(), 'open'), 1)
  expect(modeOf(filtered).selection.active).toBe('order:billing')
  expect(modeOf(withSearch(filtered, 'x')).selection.active).toBeUndefined()
  expect(withSearch(filtered, '')).toBe(filtered)
})

test('being shown a field unfolds to it, leaves the search, chooses it and brings it into view once more', () => {
  const before = withSearch(withTurned(newPlace(), ['order:shipping']), 'zip')
  const shown = withShown(before, ['order:billing.email'], ['order:billing'])
  expect(isFound(shown)).toBe(false)
  expect([...modeOf(shown).turned]).toEqual(['order:shipping', 'order:billing'])
  expect([...modeOf(shown).selection.keys]).toEqual(['order:billing.email'])
  expect(withShown(shown, ['order:billing.email'], []).shown).toBe(shown.shown + 1)
})

test('the place of a panel is the same however often it is asked for, and tells of changes only', () => {
  const store = treePlace('source of m1')
  const listener = vi.fn<() => void>()
  store.subscribe(listener)
  store.change((place) => place)
  expect(listener).not.toHaveBeenCalled()
  treePlace('source of m1').change((place) => withSearch(place, 'email'))
  expect(listener).toHaveBeenCalledTimes(1)
  expect(store.read().search).toBe('email')
  expect(treePlace('destination of m1').read().search).toBe('')
})
