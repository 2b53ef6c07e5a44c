// The written functions of numbers against the closures' own, on many numbers, on the interpreter that they are written for.
import jsonata from 'jsonata'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../fixtures/random-maps.ts'
import { readDecimal, roundTo, scaleBy } from '../../transform/decimal.ts'
import { writeNumber } from '../../transform/number-form.ts'
import type { RoundingMode } from '../../transform/transform.ts'
import { printHelpers, type HelperName } from './written-functions.ts'

const random = createRandom(20_260_101)
const SOME = [
  0,
  -0,
  0.5,
  1.5,
  2.5,
  -0.5,
  1.005,
  -1.005,
  2.675,
  1e-7,
  Number('1.2345678901234567e-7'),
  -4.35e-9,
  123456.789,
  1e15,
  2 ** 53 - 1,
  1e21,
  1.5e21,
  0.014999999999999999,
  9.999999999999998,
]

/** Amounts, amounts one binary digit off, and numbers with all their digits. */
function buildNumbers(count: number): number[] {
  const made = Array.from({ length: count }, (_, index) => {
    const amount = Math.round((random() - 0.5) * 10 ** (1 + Math.floor(random() * 10))) / 10 ** Math.floor(random() * 7)
    const kinds = [amount, amount * (1 + 2 ** -52), amount * (1 - 2 ** -53), (random() - 0.5) * 10 ** (Math.floor(random() * 12) - 3)]
    return kinds[index % kinds.length] ?? 0
  })
  return [...SOME, ...made]
}

/** One call of `body` for each case, in one evaluation: `$case` is it. */
async function evaluate(uses: readonly HelperName[], body: string, cases: readonly object[]): Promise<unknown[]> {
  const text = `(${printHelpers(new Set(uses)).join('\n')} [$map($cases, function($case) { { "gives": ${body} } })])`
  const results = (await jsonata(text).evaluate({}, { cases })) as readonly { readonly gives?: unknown }[]
  return results.map(({ gives }) => gives)
}

describe('numbers in exported JSONata', () => {
  const modes: Record<RoundingMode, HelperName> = { 'half-away-from-zero': 'roundHalfUp', 'half-even': 'roundHalfEven', up: 'roundUp', down: 'roundDown' }

  it.each(Object.entries(modes) as [RoundingMode, HelperName][])('[N2] are rounded %s by their printed digits, as the closures do', async (mode, name) => {
    const cases = buildNumbers(4_000)
      .map((value) => ({ value, decimals: Math.floor(random() * 7) }))
      .filter(({ value, decimals }) => Math.abs(value) * 10 ** decimals < 1e15 || Math.abs(value) >= 1e15)
    const got = await evaluate([name], `$${name}($case.value, $case.decimals)`, cases)
    const wrong = cases.flatMap(({ value, decimals }, index) => {
      const want = roundTo(value, decimals, mode)
      return Number(got[index]) + 0 === want ? [] : [{ value, decimals, want, got: got[index] }]
    })
    expect(cases.length).toBeGreaterThan(3_000)
    expect(wrong).toEqual([])
  })

  it('[N2] would not be by the $round that jsonata has, which is why it is not used', async () => {
    expect([await jsonata('$round(243.54999999999998, 1)').evaluate({}), roundTo(243.54999999999998, 1, 'half-even')]).toEqual([243.6, 243.5])
  })

  it('[V1] are written with all their digits', async () => {
    const cases = buildNumbers(1_500).map((value) => ({ value }))
    const got = await evaluate(['digits'], '$digits($case.value)', cases)
    expect(cases.flatMap(({ value }, index) => (got[index] === String(value) ? [] : [[value, got[index]]]))).toEqual([])
  })

  it('have their point moved exactly', async () => {
    const cases = buildNumbers(1_500).map((value) => ({ value, power: Math.floor(random() * 25) - 12 }))
    const got = await evaluate(['scaled'], '$scaled($case.value, $case.power)', cases)
    expect(cases.flatMap(({ value, power }, index) => (got[index] === scaleBy(value, power) + 0 ? [] : [[value, power, got[index]]]))).toEqual([])
  })

  it('are written in a form', async () => {
    const cases = buildNumbers(1_500)
      .map((value) => ({ value, decimals: Math.floor(random() * 7) }))
      .filter(({ value, decimals }) => Math.abs(value) * 10 ** decimals < 1e15 || Math.abs(value) >= 1e15)
    const got = await evaluate(['writeNumber'], '$writeNumber($case.value, $case.decimals, ",", "\'")', cases)
    const wrong = cases.flatMap(({ value, decimals }, index) => {
      const want = writeNumber(value, { decimals, decimal: ',', group: "'" })
      return got[index] === want ? [] : [{ value, decimals, want, got: got[index] }]
    })
    expect(wrong).toEqual([])
  })

  it('[N1] are read from text as the closures read them', async () => {
    const texts = ['1', '-12.50', '007', '1e5', '0x1F', ' 1', '1 ', '+1', '', '.5', '5.', '1.2.3', '١', '1\n', '-', '12,5']
    const got = await evaluate(
      ['decimal'],
      '$decimal($case.value)',
      texts.map((value) => ({ value })),
    )
    expect(got).toEqual(texts.map((text) => (Number.isNaN(readDecimal(text)) ? undefined : readDecimal(text))))
  })
})
