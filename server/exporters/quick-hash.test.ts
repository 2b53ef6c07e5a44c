// Proof that both ways to reckon a fingerprint give the same.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashOfCell } from '../../shared/document/returned-table.ts'
import { quickHash } from './quick-hash.ts'

test('[law] the quick fingerprint of a text is its fingerprint', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => void expect(quickHash(text)).toBe(hashOfCell(text))))
})
