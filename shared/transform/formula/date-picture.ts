// The only place that reads a date picture (`[D01].[M01].[Y0001]`): the part of jsonata 2.2.2's pictures that writes digits and English names.

/**
 * `d` is the day of the year, `F` the day of the week from Monday, `h` the hour on a clock of twelve. Weeks start on Monday and belong to where their
 * Thursday is: `W` of the year, `w` of the month, `X` and `x` that year and that month.
 */
export type NumberComponent = 'Y' | 'M' | 'D' | 'd' | 'F' | 'W' | 'w' | 'X' | 'x' | 'H' | 'h' | 'm' | 's' | 'f'
export type NameComponent = 'M' | 'x' | 'F' | 'P'

export type PicturePart =
  | { readonly is: 'text'; readonly text: string }
  /** `digits`: at least. `last`: of a year, how many digits from its end; null: all. `ordinal`: `1st`, `2nd`. */
  | { readonly is: 'number'; readonly of: NumberComponent; readonly digits: number; readonly last: number | null; readonly ordinal: boolean }
  /** `most`: letters of it. */
  | { readonly is: 'name'; readonly of: NameComponent; readonly letters: 'upper' | 'lower' | 'title'; readonly most: number | null }
  /** `[Z01:01]`; `isNamed`: with `GMT` before it; `zulu`: `Z` where it is zero. */
  | { readonly is: 'zone'; readonly digits: number; readonly hasColon: boolean; readonly isNamed: boolean; readonly zulu: boolean }

export type DatePicture = { readonly ok: true; readonly parts: readonly PicturePart[] } | { readonly ok: false; readonly message: string }

export const monthNames: readonly string[] = 'January February March April May June July August September October November December'.split(' ')
export const dayNames: readonly string[] = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ')

/** Digits of one part, at most. */
const MOST_DIGITS = 20
const DEFAULTS: Readonly<Record<string, string>> = {
  ...{ Y: '1', M: '1', D: '1', d: '1', F: 'n', W: '1', w: '1', X: '1', x: '1' },
  ...{ H: '1', h: '1', P: 'n', m: '01', s: '01', f: '1', Z: '01:01', z: '01:01' },
}

export function parseDatePicture(picture: string): DatePicture {
  const parts: PicturePart[] = []
  let from = 0
  while (from < picture.length) {
    const opening = picture.indexOf('[', from)
    const text = picture.slice(from, opening < 0 ? undefined : opening).replaceAll(']]', ']')
    if (text !== '') parts.push({ is: 'text', text })
    if (opening < 0) break
    if (picture.charAt(opening + 1) === '[') {
      parts.push({ is: 'text', text: '[' })
      from = opening + 2
      continue
    }
    const closing = picture.indexOf(']', opening)
    if (closing < 0) return { ok: false, message: 'The picture has a `[` without its `]`.' }
    const part = readMarker(picture.slice(opening + 1, closing).replace(/\s+/g, ''))
    if (typeof part === 'string') return { ok: false, message: part }
    parts.push(part)
    from = closing + 1
  }
  return { ok: true, parts }
}

type Width = { readonly least: number | null; readonly most: number | null }

function readMarker(marker: string): PicturePart | string {
  const component = marker.charAt(0)
  const byDefault = Object.hasOwn(DEFAULTS, component) ? DEFAULTS[component] : undefined
  if (byDefault === undefined) {
    return `\`[${marker}]\` is no part of a date. Use Y, M, D, H, m, s, f or Z in brackets, such as \`[Y0001]-[M01]-[D01]\`.`
  }
  const comma = marker.lastIndexOf(',')
  const width = readWidth(comma < 0 ? '*' : marker.slice(comma + 1))
  if (width === undefined) return `\`[${marker}]\` has a width that is no number.`
  const form = marker.slice(1, comma < 0 ? undefined : comma) || byDefault
  if (component === 'Z' || component === 'z') return readZone(marker, form)
  if (/^(?:n|N|Nn)$/.test(form)) return readNameForm(marker, component, form, width)
  return readNumberForm(marker, component, form, width)
}

function readWidth(text: string): Width | undefined {
  const match = /^(\d{1,3}|\*)(?:-(\d{1,3}|\*))?$/.exec(text)
  if (match === null) return undefined
  const count = (digits: string | undefined): number | null => (digits === undefined || digits === '*' ? null : Number(digits))
  return { least: count(match[1]), most: count(match[2]) }
}

function readNameForm(marker: string, component: string, form: string, width: Width): PicturePart | string {
  if (component !== 'M' && component !== 'x' && component !== 'F' && component !== 'P')
    return `\`[${marker}]\` asks for a name, and only months, days of the week and am or pm have one.`
  return { is: 'name', of: component, letters: form === 'N' ? 'upper' : form === 'n' ? 'lower' : 'title', most: component === 'P' ? null : width.most }
}

function readNumberForm(marker: string, component: string, form: string, width: Width): PicturePart | string {
  if (!isNumberComponent(component)) return `\`[${marker}]\` has no digits: write \`[${component}]\`.`
  const ordinal = form.endsWith('o') && component !== 'f'
  const digitsForm = ordinal ? form.slice(0, -1) : form
  if (/^(?:[Aa]|[Ii]|[Ww]|Ww)[ato]?$/.test(form))
    return `\`[${marker}]\` asks for words, letters or roman numerals, which formulas do not write. Use digits, such as \`[${component}01]\`.`
  if (!/^[0-9#]*[0-9][0-9#]*$/.test(digitsForm)) return `\`[${marker}]\` is not understood. Use digits, such as \`[${component}01]\`.`
  const mandatory = digitsForm.replaceAll('#', '').length
  const digits = Math.max(mandatory, width.least ?? 0)
  if (component !== 'Y') return checkDigits(marker, { is: 'number', of: component, digits, last: null, ordinal })
  if (width.most !== null) return checkDigits(marker, { is: 'number', of: component, digits: width.most, last: width.most, ordinal })
  const shown = digits + digitsForm.length - mandatory
  return checkDigits(marker, { is: 'number', of: component, digits, last: shown >= 2 ? shown : null, ordinal })
}

function checkDigits(marker: string, part: PicturePart & { readonly is: 'number' }): PicturePart | string {
  return part.digits > MOST_DIGITS || (part.last ?? 0) > MOST_DIGITS ? `\`[${marker}]\` has too many digits.` : part
}

const isNumberComponent = (component: string): component is NumberComponent => component !== '' && 'YMDdFWwXxHhmsf'.includes(component)

function readZone(marker: string, form: string): PicturePart | string {
  const match = /^([0-9]{1,2}:[0-9]{2}|[0-9]{1,4})(t?)$/.exec(form)
  if (match?.[1] === undefined) return `\`[${marker}]\` is no zone that formulas write. Use \`[Z01:01]\`, \`[Z0101]\` or \`[Z01:01t]\`.`
  const hasColon = match[1].includes(':')
  return { is: 'zone', digits: match[1].length - (hasColon ? 1 : 0), hasColon, isNamed: marker.startsWith('z'), zulu: match[2] === 't' }
}
