// The only place that reads decimal text, rounds numbers and moves their point. All of it is exact in decimal: it acts on the
// digits that a number prints (1.005 rounds to 1.01), not on its binary value, and not on a value nudged by an epsilon.
import type { RoundingMode } from './transform.ts'

const DECIMAL = /^-?\d+(?:\.\d+)?$/

/** `-12.50`: digits, one point, a minus; no spaces, separators or exponents. NaN for any other text. */
export function readDecimal(text: string): number {
  return DECIMAL.test(text) ? Number(text) : Number.NaN
}

/** `decimals`: 0 to 22. NaN and infinity stay what they are; the result is never negative zero. */
export function roundTo(value: number, decimals: number, mode: RoundingMode): number {
  const factor = 10 ** decimals
  const scaled = Math.abs(value) * factor
  const whole = Math.floor(scaled)
  const rest = scaled - whole
  const doubt = scaled * 1e-15
  const isNear = mode === 'up' || mode === 'down' ? rest <= doubt || 1 - rest <= doubt : Math.abs(rest - 0.5) <= doubt
  // The product may be wrong in its last binary digit: where that could decide, the printed digits do. `!(..)`: also for NaN and infinity.
  if (isNear || !(scaled < 2 ** 50)) return roundDigits(value, decimals, mode)
  const isUp = mode === 'up' ? rest > 0 : mode === 'down' ? false : rest > 0.5
  return Math.sign(value) * ((whole + (isUp ? 1 : 0)) / factor) + 0
}

/** Slower, and exact for every number. */
function roundDigits(value: number, decimals: number, mode: RoundingMode): number {
  if (!Number.isFinite(value)) return value
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toExponential().split('e')
  const digits = mantissa.replace('.', '')
  const kept = 1 + Number(exponent) + decimals
  if (kept >= digits.length) return value + 0
  // Before the first digit stand as many zeros as the value is too small by.
  const head = kept > 0 ? digits.slice(0, kept) : '0'
  const tail = kept >= 0 ? digits.slice(kept) : '0'.repeat(-kept) + digits
  const whole = BigInt(head) + (roundsUp(head, tail, mode) ? 1n : 0n)
  return Math.sign(value) * Number(`${whole}e-${decimals}`) + 0
}

/** `tail`: the digits cut off, without trailing zeros; compared as text, `5` is the half. */
function roundsUp(head: string, tail: string, mode: RoundingMode): boolean {
  switch (mode) {
    case 'half-away-from-zero':
      return tail >= '5'
    case 'half-even':
      return tail > '5' || (tail === '5' && '13579'.includes(head.at(-1) ?? '0'))
    case 'up':
      return true
    case 'down':
      return false
  }
}

/** Times ten to a power, exactly: the printed digits with the point moved. NaN and infinity stay what they are. */
export function scaleBy(value: number, power: number): number {
  // Whole numbers and powers of ten this small have no binary error, so one operation gives the nearest number.
  if (Number.isSafeInteger(value) && Math.abs(power) <= 22) return power < 0 ? value / 10 ** -power : value * 10 ** power
  const [digits = '', exponent = '0'] = String(value).split('e')
  return Number.isFinite(value) ? Number(`${digits}e${Number(exponent) + power}`) : value
}
