// Proof that written numbers hold exactly the digits of the number, and are read as they were written.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { roundTo } from './decimal.ts'
import { createNumberReader, writeNumber } from './number-form.ts'
import type { NumberForm } from './transform.ts'

const forms: readonly NumberForm[] = [
  { decimal: '.', group: '' },
  { decimal: '.', group: ',' },
  { decimal: ',', group: '.' },
  { decimal: ',', group: ' ' },
  { decimal: '.', group: "'" },
]
const plain: NumberForm = { decimal: '.', group: '' }

describe('number forms', () => {
  it('[N4] writes 900,000 amounts as whole-number arithmetic does, and [N3] reads them back', () => {
    const read = createNumberReader(plain)
    const differences: string[] = []
    let state = Date.now() % 2 ** 31
    console.info(`seed ${state}`)
    for (let i = 0; i < 900_000; i++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      const units = state % 1_000_000_000
      const places = i % 6
      const value = (i % 2 === 0 ? 1 : -1) * Number(`${units}e-${places}`)
      // Half away from zero on whole numbers: thousandths and finer are cut off at two decimals.
      const unit = 10 ** Math.max(places - 2, 0)
      const cents = places <= 2 ? BigInt(units) * 10n ** BigInt(2 - places) : (BigInt(units) * 2n + BigInt(unit)) / (2n * BigInt(unit))
      const want = `${value < 0 && cents > 0n ? '-' : ''}${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`
      const written = writeNumber(value, { ...plain, decimals: 2 })
      if (written !== want || read(written) !== roundTo(value, 2, 'half-away-from-zero')) differences.push(`${value}: ${written}, ${want}`)
    }
    expect(differences).toEqual([])
  })

  it('[N3] reads what was written, in every form', () => {
    const value = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.integer().map((units) => units / 100),
    )
    const property = fc.property(value, fc.constantFrom(...forms), fc.integer({ min: 0, max: 12 }), (number, form, decimals) => {
      const written = writeNumber(number, { ...form, decimals })
      expect(createNumberReader(form)(written) + 0).toBe(roundTo(number, decimals, 'half-away-from-zero'))
      if (decimals > 0) expect(written.slice(-decimals - 1)).toMatch(new RegExp(`^\\${form.decimal}\\d+$`))
    })
    fc.assert(property, { numRuns: 5_000 })
  })
})
