import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FieldEvidence } from './evidence.ts'
import { printFieldPath, type FieldPath } from './field-path.ts'
import { findSensitivity, maskEvidence, maskValue } from './sensitive.ts'

describe('sensitive values', () => {
  test.each([
    ['customer.password', [], 'secret'],
    ['api_key', ['x'], 'secret'],
    ['accessToken', ['x'], 'secret'],
    ['billing.email', [], 'personal'],
    ['EmailAddress', [], 'personal'],
    ['shipping.address_1', [], 'personal'],
    ['Contact.Name', ['City Limousines'], 'personal'],
    ['customers[].name', [], 'personal'],
    ['FirstName', [], 'personal'],
    ['Vorname', ['Anna'], 'personal'],
    ['reference', ['anna@example.org', 'bo@example.net'], 'personal'],
    ['note', ['DE89 3704 0044 0532 0130 00'], 'personal'],
    ['note', ['4111 1111 1111 1111'], 'personal'],
    ['origin', ['192.168.0.17'], 'personal'],
    ['extra', ['+49 30 123456'], 'personal'],
    ['header', ['Bearer abcdefghijkl'], 'secret'],
    ['anything', ['AKIAABCDEFGHIJKLMNOP'], 'secret'],
  ] as const)('[S106] %s with %j is %s', (path, values, expected) => {
    expect(findSensitivity(path, values)).toBe(expected)
  })

  test.each([
    ['token_type', ['bearer']],
    ['email_verified', [true]],
    ['customer_id', [5]],
    ['name', ['Shirt']],
    ['line_items[].name', ['Shirt']],
    ['shipping_lines[].name', ['Express']],
    ['product.name', ['Shirt']],
    ['order_key', ['wc_order_58d2d042d1d']],
    ['status', ['processing']],
    ['date_created', ['2024-03-31T10:00:00']],
    ['total', ['29.35']],
    ['id', ['6f1c2a30-52f1-4c43-9c1e-0d4a2d0f6f0e', '1000000000000000']],
    ['number', ['0000000000000000']],
    ['note', ['call me', 'later', 'ask anna@example.org']],
    ['zipped', ['a.zip']],
    ['shipping', ['express']],
    ['Spinner', ['x']],
    ['version', ['3.0.0']],
    ['toString', []],
  ] as const)('[S106] %s with %j is nothing to hide', (path, values) => {
    expect(findSensitivity(path, values)).toBeUndefined()
  })

  test('[S106] any name and any values are looked at without an error, and soon', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.oneof(fc.string({ maxLength: 2_000 }), fc.jsonValue())), (name, values) => {
        findSensitivity(printFieldPath([{ kind: 'name', name }]), values)
      }),
    )
    const start = performance.now()
    for (const text of ['a@'.repeat(50_000), '0 '.repeat(50_000), '1-'.repeat(50_000), `eyJ${'a'.repeat(100_000)}`]) findSensitivity('x', [text, text])
    expect(performance.now() - start).toBeLessThan(200)
  })

  test('[S107] a masked value shows its shape and not itself', () => {
    expect(maskValue('anna.berg@example.org', 'personal')).toBe('a•••@e•••.org')
    expect(maskValue('4111 1111 1111 4242', 'personal')).toBe('•••4242')
    expect(maskValue('Öztürk', 'personal')).toBe('Ö•••')
    expect(maskValue('😀smile', 'personal')).toBe('😀•••')
    expect(maskValue('hunter2', 'secret')).toBe('•••')
    expect(maskValue(52.5, 'personal')).toBe('•••')
    expect(maskValue('', 'personal')).toBe('')
  })

  test('[S107] a masked text of three characters or more never holds the value', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 5 }), (text) => {
        expect(maskValue(text, 'personal').includes(text)).toBe(false)
      }),
    )
  })

  test('[S107] masked evidence counts values together that look the same, and gives no range', () => {
    const evidence: FieldEvidence = {
      path: 'email' as FieldPath,
      seen: 3,
      of: 3,
      types: [{ type: 'text', count: 3 }],
      nulls: 0,
      distinct: [
        { value: 'anna@example.org', count: 2 },
        { value: 'arne@example.org', count: 1 },
      ],
      more: false,
      longest: 16,
      minimum: 1,
      maximum: 2,
    }
    expect(maskEvidence(evidence)).toEqual({
      masked: 'personal',
      evidence: {
        path: 'email',
        seen: 3,
        of: 3,
        types: [{ type: 'text', count: 3 }],
        nulls: 0,
        distinct: [{ value: 'a•••@e•••.org', count: 3 }],
        more: false,
        longest: 16,
      },
    })
    const plain = { ...evidence, path: 'sku' as FieldPath, distinct: [{ value: 'A-1', count: 3 }] }
    expect(maskEvidence(plain)).toEqual({ masked: undefined, evidence: plain })
  })
})
