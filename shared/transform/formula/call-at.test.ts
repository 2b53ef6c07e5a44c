import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findCallAt } from './call-at.ts'
import { functionNames } from './functions.ts'

/** `|` is the caret. */
const hint = (text: string) => {
  const found = findCallAt(text.replace('|', ''), text.indexOf('|'))
  return found === undefined ? undefined : `${found.name} ${found.active}`
}

describe('[F7] while a call is written, its function and the argument at the caret are known', () => {
  test.each([
    { text: '$round(|', want: 'round 0' },
    { text: '$round(total, |', want: 'round 1' },
    { text: '$round(total, |2)', want: 'round 1' },
    { text: '$round(total, 2)|', want: undefined },
    { text: 'total|', want: undefined },
    { text: '$substring(name & ", ", 1, |', want: 'substring 2' },
    { text: '$round($sum(line_items.(price * |quantity)), 2)', want: 'sum 0' },
    { text: '$round($sum(line_items.price), |', want: 'round 1' },
    { text: '$join([first_name, last_name|], " ")', want: 'join 0' },
    { text: '$lookup({"NL": 21, "DE": 19|}, code)', want: 'lookup 0' },
    { text: '$contains(name, "not closed|', want: 'contains 1' },
    { text: '$replace(a, b, c, d, e, |', want: 'replace 3' },
    { text: '$notAFunction(|', want: undefined },
    { text: '(|', want: undefined },
  ])('$text', ({ text, want }) => {
    expect(hint(text)).toBe(want)
  })

  test('any text at all gives a hint or none, and never fails', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (text, at) => {
        const found = findCallAt(text, at % (text.length + 1))
        expect(found === undefined || functionNames.includes(found.name)).toBe(true)
      }),
    )
  })

  test('the argument is one of the signature', () => {
    for (const name of functionNames) {
      const found = findCallAt(`$${name}(,,,,,,`, name.length + 8)
      if (found === undefined) throw new Error(`no hint for ${name}`)
      expect(found.active).toBe(found.params.length - 1)
    }
  })
})
