// How lengths of time are written in a step's form: `90 s`, `10 min`, `2 h`, `1 d`. Pure.

const units: readonly { readonly unit: string; readonly seconds: number; readonly words: RegExp }[] = [
  { unit: 'd', seconds: 86_400, words: /^(d|days?)$/ },
  { unit: 'h', seconds: 3_600, words: /^(h|hours?)$/ },
  { unit: 'min', seconds: 60, words: /^(m|min|mins|minutes?)$/ },
  { unit: 's', seconds: 1, words: /^(s|secs?|seconds?)?$/ },
]
/** A year: what the project's shape takes. */
const LONGEST = 31_622_400

export function printDuration(seconds: number): string {
  const { unit, seconds: size } = units.find((one) => seconds >= one.seconds && seconds % one.seconds === 0) ?? { unit: 's', seconds: 1 }
  return `${seconds / size} ${unit}`
}

/** Seconds; a bare number is seconds. Undefined: it cannot be read, or is longer than a year. */
export function readDuration(text: string): number | undefined {
  const [, amount = '', word = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/.exec(text.trim().toLowerCase()) ?? []
  const unit = units.find((one) => one.words.test(word))
  const seconds = amount === '' || unit === undefined ? Number.NaN : Number(amount) * unit.seconds
  return Number.isFinite(seconds) && seconds <= LONGEST ? seconds : undefined
}

export function printWaits(waits: readonly number[] | undefined): string {
  return (waits ?? []).map(printDuration).join(', ')
}

/** `1 min, 2 min, 4 min`. Undefined: one of them cannot be read. */
export function readWaits(text: string): number[] | undefined {
  const parts = text.split(/[,;]/).filter((part) => part.trim() !== '')
  const waits = parts.map(readDuration)
  return waits.every((wait) => wait !== undefined) && waits.length <= 100 ? waits : undefined
}
