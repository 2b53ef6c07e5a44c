// What the palette lists first for what was typed.
import { describe, expect, test } from 'vitest'
import { prepareGroups, rankGroups, type PaletteEntry } from './palette-ranking.ts'

const entry = (title: string, more: Partial<PaletteEntry> = {}): PaletteEntry => ({ key: title, title, run: () => {}, ...more })
const groups = prepareGroups([
  {
    heading: 'Commands',
    atOnce: 3,
    entries: [
      entry('Fill down', { aside: 'Ctrl+D' }),
      entry('Fill right'),
      entry('Find and replace…'),
      entry('Go to the next problem'),
      entry('Unmap', { also: 'remove transform', whyNot: 'Choose a cell first.' }),
      entry('Unmask'),
    ],
  },
  {
    heading: 'Rows',
    atOnce: 0,
    entries: [
      entry('LineItems[].Quantity', { aside: 'R-14', note: 'line_items[].quantity' }),
      entry('Contact.EmailAddress', { aside: 'R-140', also: 'R140', note: 'billing.email' }),
      entry('DueDate', { aside: 'R-30' }),
    ],
  },
])
const list = (query: string, recent: readonly string[] = []) => rankGroups(groups, query, recent).flatMap(({ entries }) => entries.map(({ title }) => title))

describe('what is found', () => {
  const cases: readonly { readonly given: string; readonly first: string }[] = [
    { given: 'fill down', first: 'Fill down' },
    { given: 'down fi', first: 'Fill down' },
    { given: 'fd', first: 'Fill down' },
    { given: 'gnp', first: 'Go to the next problem' },
    { given: 'R-14', first: 'LineItems[].Quantity' },
    { given: '14', first: 'LineItems[].Quantity' },
    { given: 'r140', first: 'Contact.EmailAddress' },
    { given: 'email', first: 'Contact.EmailAddress' },
    { given: 'items quantity', first: 'LineItems[].Quantity' },
    { given: 'lineitems', first: 'LineItems[].Quantity' },
    { given: 'REMOVE', first: 'Unmap' },
    { given: 'date', first: 'DueDate' },
  ]
  test.each(cases)('$given finds $first first', ({ given, first }) => {
    expect(list(given)[0]).toBe(first)
  })

  test('every word has to be there', () => {
    expect(list('fill upwards')).toEqual([])
  })

  test('the start of a word comes before its middle', () => {
    expect(list('un')[0]).toBe('Unmask')
    expect(list('own')).toEqual(['Fill down'])
  })

  test('what cannot be done now comes after what can', () => {
    expect(list('unma')).toEqual(['Unmask', 'Unmap'])
  })

  test('what was used lately comes first among equals', () => {
    expect(list('fill')).toEqual(['Fill down', 'Fill right'])
    expect(list('fill', ['Fill right'])).toEqual(['Fill right', 'Fill down'])
  })

  test('letters with other lengths in small do no harm', () => {
    const odd = prepareGroups([{ heading: 'Rows', atOnce: 1, entries: [entry('İİstanbul city')] }])
    expect(rankGroups(odd, 'city', [])[0]?.entries).toHaveLength(1)
  })
})

describe('what is listed', () => {
  test('before anything is typed: what was used lately, then the beginning of each group', () => {
    expect(rankGroups(groups, ' ', ['DueDate', 'gone']).map(({ heading, entries, total }) => [heading, entries.length, total])).toEqual([
      ['Recently used', 1, 1],
      ['Commands', 3, 6],
    ])
  })

  test('of many that are found a few are listed and all are counted', () => {
    const many = prepareGroups([{ heading: 'Rows', atOnce: 0, entries: Array.from({ length: 500 }, (_, at) => entry(`Field${at}`)) }])
    const [ranked] = rankGroups(many, 'field', [])
    expect(ranked?.total).toBe(500)
    expect(ranked?.entries).toHaveLength(8)
  })

  test('the group with the best entry stands first', () => {
    expect(rankGroups(groups, 'quantity', []).map(({ heading }) => heading)[0]).toBe('Rows')
  })
})
