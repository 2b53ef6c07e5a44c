// Breaking long lines changes nothing but where lines end.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { breakCode } from './break-code.ts'

describe('breakCode', () => {
  it.each([
    {
      given: "problem(issues, 5, 'a, b', [order.status, `${at}, x`])",
      most: 30,
      want: ['problem(', '  issues,', '  5,', "  'a, b',", '  [order.status, `${at}, x`],', ')'],
    },
    { given: 'order.total == null ? 0 : order.total * order.rate', most: 30, want: ['order.total == null', '  ? 0', '  : order.total * order.rate'] },
    { given: 'TABLE.get(order.status) ?? problem(issues)', most: 30, want: ['TABLE.get(order.status)', '  ?? problem(issues)'] },
    { given: 'list.map((item) => item.price * item.quantity)', most: 30, want: ['list.map((item) =>', '  item.price * item.quantity)'] },
    { given: "'a text that is longer than anything allows'", most: 20, want: ["'a text that is longer than anything allows'"] },
  ])('breaks $given', ({ given, most, want }) => {
    expect(breakCode(given, most)).toEqual(want)
  })

  it('gives the same code but for spaces, line ends and commas at the end of arguments', () => {
    const name = fc.constantFrom('a', 'order.total', "'x ? y : z'", '`${at}.b, (`', '(a)', '[a, b]', "'it\\'s (('", '12')
    const code = fc.letrec<{ code: string }>((tie) => ({
      code: fc.oneof(
        { depthSize: 'small' },
        name,
        fc.tuple(tie('code'), tie('code'), tie('code')).map(([a, b, c]) => `(${a}) ? ${b} : ${c}`),
        fc.tuple(tie('code'), tie('code')).map(([a, b]) => `f(${a}, ${b})`),
        tie('code').map((a) => `list.map((item) => ${a})`),
        fc.tuple(tie('code'), tie('code')).map(([a, b]) => `(${a}) ?? (${b})`),
        fc.tuple(tie('code'), tie('code')).map(([a, b]) => `{ a: ${a}, b: ${b} }`),
      ),
    })).code
    const bare = (text: string) => text.replaceAll(/\s+/g, '').replaceAll(/,(?=[)\]}])/g, '')
    fc.assert(
      fc.property(code, fc.integer({ min: 10, max: 80 }), (text, most) => {
        expect(bare(breakCode(text, most).join('\n'))).toBe(bare(text))
      }),
      { numRuns: 2_000 },
    )
  })
})
