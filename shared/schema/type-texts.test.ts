import { describe, expect, test } from 'vitest'
import { createLook, hasDecimalCommas, noteText, typeOfLook, typeRecords, typeText } from './type-texts.ts'

function column(...texts: string[]) {
  const look = createLook()
  for (const text of texts) noteText(look, text)
  const type = typeOfLook(look)
  return texts.map((text) => typeText(text, type) ?? null)
}

describe('texts of formats without types', () => {
  test.each([
    { why: 'integers', given: ['1', '-20', '0'], want: [1, -20, 0] },
    { why: 'numbers', given: ['1', '2.50'], want: [1, 2.5] },
    { why: 'booleans', given: ['true', 'FALSE'], want: [true, false] },
    { why: 'blanks beside numbers', given: ['1', '', ' '], want: [1, null, null] },
    { why: 'only blanks', given: ['', ''], want: ['', ''] },
    { why: 'a leading zero', given: ['007', '8'], want: ['007', '8'] },
    { why: 'more digits than a number keeps', given: ['1234567890123456', '1'], want: ['1234567890123456', '1'] },
    { why: 'signs and exponents', given: ['+1', '1e5'], want: ['+1', '1e5'] },
    { why: 'minus zero', given: ['-0'], want: ['-0'] },
    { why: 'a word among numbers', given: ['1', 'n/a'], want: ['1', 'n/a'] },
    { why: 'decimal commas', given: ['1,50', '2,00'], want: ['1,50', '2,00'] },
    { why: 'blanks around', given: [' 1', '2 '], want: [1, 2] },
  ])('[S62] $why', ({ given, want }) => {
    expect(column(...given)).toEqual(want)
  })

  test('[S62] decimal commas are told', () => {
    const look = createLook()
    for (const text of ['1,50', '1.234,00', '7']) noteText(look, text)
    expect(hasDecimalCommas(look)).toBe(true)
    noteText(look, 'x,1')
    expect(hasDecimalCommas(look)).toBe(false)
  })

  test('[S63] a list in one record is a list in all, an object in one an object in all', () => {
    expect(typeRecords([{ line: { sku: '1' } }, { line: [{ sku: '2' }, { sku: 'x' }] }, { line: '' }])).toEqual([
      { line: [{ sku: '1' }] },
      { line: [{ sku: '2' }, { sku: 'x' }] },
      { line: [{}] },
    ])
    expect(typeRecords([{ price: '5' }, { price: { '@currency': 'EUR', '#text': '7.5' } }, { price: null }])).toEqual([
      { price: { '#text': 5 } },
      { price: { currency: 'EUR', '#text': 7.5 } },
      { price: null },
    ])
  })

  test('[S63] an attribute loses its mark where no element has its name, in any record', () => {
    expect(
      typeRecords([
        { '@id': '1', '@code': 'a' },
        { '@id': '2', id: 'x' },
      ]),
    ).toEqual([
      { '@id': 1, code: 'a' },
      { '@id': 2, id: 'x' },
    ])
  })

  test('[S63] empty where a number belongs is null, and stays a text elsewhere', () => {
    expect(
      typeRecords([
        { a: '', b: '' },
        { a: '5', b: 'x' },
      ]),
    ).toEqual([
      { a: null, b: '' },
      { a: 5, b: 'x' },
    ])
  })

  test('[S42] typed records keep names that mean something to the engine', () => {
    const [typed] = typeRecords([JSON.parse('{"__proto__":{"a":"1"},"constructor":"2"}')])
    expect(JSON.stringify(typed)).toBe('{"__proto__":{"a":1},"constructor":2}')
    expect(({} as Record<string, unknown>)['a']).toBeUndefined()
  })
})
