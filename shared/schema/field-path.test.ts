import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ENTRY, ITEM, joinPaths, parseFieldPath, printFieldPath, type FieldPath, type PathStep } from './field-path.ts'

const name = (text: string): PathStep => ({ kind: 'name', name: text })
const oddNames = [
  '$ref',
  '+1',
  '-1',
  '__proto__',
  'constructor',
  'account fee',
  'PayPal.CountryCode',
  'a`b',
  '`',
  '``',
  '',
  ' ',
  '[]',
  '{}',
  'a[0]',
  'ünï-côde',
  '日本語',
  '1st',
  '💥',
  '\ud800',
  'new\nline',
]
const steps = fc.array(
  fc.oneof(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom(...oddNames)).map(name), fc.constant(ITEM), fc.constant(ENTRY)),
  { maxLength: 8 },
)

describe('field paths', () => {
  test('[S1] parsing a printed path gives the same steps, for any names', () => {
    fc.assert(
      fc.property(steps, (path) => {
        expect(parseFieldPath(printFieldPath(path))).toEqual({ ok: true, value: path })
      }),
    )
  })

  test('[S1] two different paths are never printed alike', () => {
    fc.assert(fc.property(steps, steps, (a, b) => (printFieldPath(a) === printFieldPath(b)) === (JSON.stringify(a) === JSON.stringify(b))))
  })

  test('[S1] joining paths is joining their steps', () => {
    fc.assert(
      fc.property(steps, steps, (a, b) => {
        expect(joinPaths(printFieldPath(a), printFieldPath(b))).toBe(printFieldPath([...a, ...b]))
      }),
    )
  })

  test.each([
    { given: [name('customer'), name('addresses'), ITEM, name('city')], want: 'customer.addresses[].city' },
    { given: [name('prices'), ENTRY, name('amount')], want: 'prices{}.amount' },
    { given: [name('PayPal.CountryCode')], want: '`PayPal.CountryCode`' },
    { given: [name('account fee'), name('$ref')], want: '`account fee`.`$ref`' },
    { given: [name('a`b')], want: '`a``b`' },
    { given: [name('')], want: '``' },
    { given: [name('+1'), name('__proto__')], want: '`+1`.__proto__' },
    { given: [ITEM, ITEM], want: '[][]' },
    { given: [], want: '' },
  ])('[S2] $want', ({ given, want }) => {
    expect(printFieldPath(given)).toBe(want)
  })

  test.each([
    { given: 'a..b', at: 2 },
    { given: 'a.', at: 2 },
    { given: 'a b', at: 1 },
    { given: '.a', at: 0 },
    { given: 'a.`b', at: 2 },
    { given: '$ref', at: 0 },
    { given: 'a[]b', at: 3 },
    { given: '[', at: 0 },
  ])('[S3] `$given` is refused at $at', ({ given, at }) => {
    expect(parseFieldPath(given)).toMatchObject({ ok: false, error: { type: 'NotAFieldPath', at } })
  })

  test('[S3] an index is refused with the path to use instead', () => {
    expect(parseFieldPath('lines[0].sku' as FieldPath)).toMatchObject({ ok: false, error: { message: 'a field path holds no index: use `lines[].sku`' } })
  })
})
