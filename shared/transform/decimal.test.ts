// Proof that rounding is exact: against whole-number arithmetic on the printed digits.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDecimal, roundTo, scaleBy } from './decimal.ts'
import type { RoundingMode } from './transform.ts'

const modes: readonly RoundingMode[] = ['half-away-from-zero', 'half-even', 'up', 'down']

/** Slow and plain: the printed digits as a BigInt. */
function roundByDigits(value: number, decimals: number, mode: RoundingMode): number {
  const match = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(Math.abs(value).toString())
  if (match === null) return value
  const coefficient = BigInt((match[1] ?? '') + (match[2] ?? ''))
  const shift = Number(match[3] ?? 0) - (match[2]?.length ?? 0) + decimals
  if (shift >= 0) return value + 0
  const unit = 10n ** BigInt(-shift)
  const whole = coefficient / unit
  const twice = (coefficient % unit) * 2n
  const isUp = { 'half-away-from-zero': twice >= unit, 'half-even': twice > unit || (twice === unit && whole % 2n === 1n), up: twice > 0n, down: false }[mode]
  return Math.sign(value) * Number(`${whole + (isUp ? 1n : 0n)}e-${decimals}`) + 0
}

describe('rounding', () => {
  it('[N2] gives what whole-number arithmetic on the digits gives, for any number and 60,000 amounts', () => {
    const seed = Date.now() % 2 ** 31
    console.info(`seed ${seed}`)
    const amount = fc
      .tuple(fc.integer({ min: -10_000_000, max: 10_000_000 }), fc.integer({ min: 0, max: 5 }))
      .map(([units, places]) => Number(`${units}e-${places}`))
    const nearHalf = fc
      .tuple(fc.integer({ min: 0, max: 1_000_000 }), fc.constantFrom(0, 2.3e-16, -1.2e-16, 1e-15))
      .map(([units, nudge]) => ((units + 0.5) / 100) * (1 + nudge))
    const property = fc.property(
      fc.oneof(amount, nearHalf, fc.double({ noNaN: true, noDefaultInfinity: true })),
      fc.integer({ min: 0, max: 12 }),
      (value, decimals) => {
        for (const mode of modes) expect(roundTo(value, decimals, mode), `${value} to ${decimals}, ${mode}`).toBe(roundByDigits(value, decimals, mode))
      },
    )
    fc.assert(property, { numRuns: 15_000, seed })
  })

  it('[N2] gives what whole-number arithmetic gives for 900,000 amounts', () => {
    let state = Date.now() % 2 ** 31
    console.info(`seed ${state}`)
    const differences: string[] = []
    for (let i = 0; i < 900_000; i++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      const thousandths = state % 1_000_000_000
      const value = Number(`${thousandths}e-3`)
      const want = Number(`${(thousandths - (thousandths % 10)) / 10 + (thousandths % 10 >= 5 ? 1 : 0)}e-2`)
      if (roundTo(value, 2, 'half-away-from-zero') !== want || scaleBy(value, 3) !== thousandths || scaleBy(thousandths, -3) !== value)
        differences.push(String(value))
    }
    expect(differences).toEqual([])
  })

  it.each([
    [1.005, 2, 'half-away-from-zero', 1.01],
    [-1.005, 2, 'half-away-from-zero', -1.01],
    [2.5, 0, 'half-even', 2],
    [3.5, 0, 'half-even', 4],
    [1.15, 2, 'down', 1.15],
    [1.151, 2, 'up', 1.16],
    [1e21, 2, 'half-even', 1e21],
    [1e-7, 2, 'up', 0.01],
    [-0.001, 2, 'down', 0],
  ] as const)('[N2] %d to %d decimals, %s, is %d', (value, decimals, mode, want) => {
    expect(roundTo(value, decimals, mode)).toBe(want)
  })

  it('[N2] keeps NaN and infinity', () => {
    for (const mode of modes) expect([roundTo(Number.NaN, 2, mode), roundTo(Infinity, 2, mode)]).toEqual([Number.NaN, Infinity])
  })
})

it('[N4] moves the point of any number as its digits say', () => {
  const digits = fc.tuple(fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }), fc.integer({ min: -40, max: 40 }), fc.integer({ min: -12, max: 12 }))
  const property = fc.property(digits, ([coefficient, exponent, power]) => {
    const value = Number(`${coefficient}e${exponent}`)
    const [printed = '', shift = '0'] = value.toExponential().split('e')
    expect(scaleBy(value, power)).toBe(Number(`${printed}e${Number(shift) + power}`))
  })
  fc.assert(property, { numRuns: 20_000 })
  expect([scaleBy(1.005, 2), scaleBy(4.35, 2), scaleBy(-0.07, 2), scaleBy(1e21, 2), scaleBy(0, 5), scaleBy(Infinity, 2), scaleBy(Number.NaN, 2)]).toEqual([
    100.5,
    435,
    -7,
    1e23,
    0,
    Infinity,
    Number.NaN,
  ])
})

it('[N1] reads digits with one point and a minus, and nothing else', () => {
  expect(['12.50', '-3', '007', '0.1'].map(readDecimal)).toEqual([12.5, -3, 7, 0.1])
  for (const text of ['', ' 1', '1 ', '1,5', '1.', '.5', '+1', '1e3', '0x10', 'Infinity', '1_000', '--1', '１']) expect(readDecimal(text), text).toBeNaN()
})
