// Dates and numbers by a picture, in formulas, as TypeScript: the picture is read now, and what it says is written out.
import { hashCanonical } from '../../transform/canonical.ts'
import { isoPicture, parseOffset, writeMillis } from '../../transform/formula/date-picture-write.ts'
import { parseDatePicture, type NumberComponent, type PicturePart } from '../../transform/formula/date-picture.ts'
import { parseNumberPicture, type DigitsForm } from '../../transform/formula/format-number-picture.ts'
import type { Term } from '../../transform/formula/term.ts'
import { ALWAYS_MISSING, type TermCode } from './term-parts.ts'
import { need, type TermScope } from './term-scope.ts'
import { argument, strict } from './term-strict.ts'
import { literal, templateText } from './text.ts'
import { primary, type Code } from './writer.ts'

type Args = readonly Term[]
const textOf = (term: Term | undefined): string | undefined => (term?.op === 'literal' && typeof term.value === 'string' ? term.value : undefined)

export function formatNumberCode(at: TermScope, [value, picture]: Args): TermCode {
  const parsed = parseNumberPicture(textOf(picture) ?? '')
  if (value === undefined || !parsed.ok) return ALWAYS_MISSING
  const { positive, negative } = parsed
  const form = (digits: DigitsForm, number: Code) => {
    const scaled = digits.times === 1 ? number.text : `${number.prec < 7 ? `(${number.text})` : number.text} * ${digits.times}`
    return `${scaled}, ${digits.leastWhole}, [${digits.leastDecimals}, ${digits.mostDecimals}], ${digits.group}`
  }
  const isSame = JSON.stringify({ ...positive, prefix: `-${positive.prefix}` }) === JSON.stringify(negative)
  const write = (digits: DigitsForm, number: Code) => {
    const affixes = digits.prefix + digits.suffix === '' ? '' : `, ${literal(digits.prefix)}${digits.suffix === '' ? '' : `, ${literal(digits.suffix)}`}`
    return `${need(at, 'formatDigits')}(${form(digits, number)}${affixes})`
  }
  // A picture of its own for negative numbers says how their sign is written.
  const both = (number: string) => `${number} < 0 ? ${write(negative, primary(`-${number}`))} : ${write(positive, primary(number))}`
  return strict(at, [argument(at, value, 'not-a-number')], ([number = primary('')]) =>
    isSame ? primary(write(positive, number)) : primary(`((number: number) => ${both('number')})(${number.text})`),
  )
}

/** `formatFixed(price, 2)`, undefined where the number is too great: of `$formatNumber` of a number that is there, with so many decimals and nothing else. */
export function fixedNumber(at: TermScope, term: Term): string | undefined {
  const [value, picture] = term.op === 'call' && term.name === 'formatNumber' && term.args.length === 2 ? term.args : []
  const parsed = parseNumberPicture(textOf(picture) ?? '')
  if (value === undefined || !parsed.ok) return undefined
  const { leastWhole, leastDecimals, mostDecimals, group, times, prefix, suffix } = parsed.positive
  const isPlain = leastWhole === 1 && leastDecimals === mostDecimals && group === 0 && times === 1 && prefix + suffix === ''
  if (!isPlain || parsed.negative.prefix !== '-' || JSON.stringify({ ...parsed.negative, prefix: '' }) !== JSON.stringify(parsed.positive)) return undefined
  const code = at.write(at, value)
  const isThere = code.absent === 'never' && code.guards.length === 0 && code.hasNull !== true && code.isLoose !== true
  return isThere ? `${need(at, 'formatFixed')}(${code.text}, ${mostDecimals})` : undefined
}

export function fromMillisCode(at: TermScope, [millis, picture, zone]: Args): TermCode {
  const text = textOf(picture)
  const parsed = text === undefined ? isoPicture : parseDatePicture(text)
  if (millis === undefined || !parsed.ok) return ALWAYS_MISSING
  const told = zone === undefined ? '+0000' : textOf(zone)
  const offset = told === undefined ? undefined : parseOffset(told)
  if (told !== undefined && offset === undefined) return { ...primary(`${need(at, 'end')}('not-a-zone')`), absent: 'never', guards: [], ends: true }
  const parts = [argument(at, millis, 'not-a-number'), ...(zone === undefined || told !== undefined ? [] : [argument(at, zone, 'needed')])]
  return strict(at, parts, ([time = primary(''), name]) => {
    const minutes = offset === undefined ? `${need(at, 'parseOffset')}(${name?.text ?? "''"})` : String(60 * offset.hours + offset.minutes)
    const pieces = parsed.parts.map((part) => {
      if (part.is === 'text') return templateText(part.text)
      if (part.is !== 'zone') return `\${${partCode(at, part)}}`
      if (offset !== undefined) return templateText(writeMillis(0, { ok: true, parts: [part] }, offset) ?? '')
      return `\${${need(at, 'offsetText')}(minutes, ${part.digits}, ${part.hasColon}, ${literal(part.isNamed ? 'GMT' : '')}, ${literal(part.zulu ? 'Z' : '')})}`
    })
    const params = offset === undefined && parsed.parts.some((part) => part.is === 'zone') ? '(date, minutes)' : '(date)'
    return primary(`${need(at, 'writeMillis')}(${time.text}, ${minutes}, ${params} => \`${pieces.join('')}\`)`)
  })
}

const components: Record<NumberComponent, (at: TermScope) => string> = {
  Y: () => 'date.getUTCFullYear()',
  M: () => 'date.getUTCMonth() + 1',
  D: () => 'date.getUTCDate()',
  d: (at) => `${need(at, 'dayOfYear')}(date)`,
  F: () => 'date.getUTCDay() || 7',
  W: (at) => `${need(at, 'weekOf')}(date, 12)`,
  w: (at) => `${need(at, 'weekOf')}(date, 1)`,
  X: (at) => `date.getUTCFullYear() + ${need(at, 'weekShift')}(date, 12)`,
  x: (at) => `((date.getUTCMonth() + ${need(at, 'weekShift')}(date, 1) + 12) % 12) + 1`,
  H: () => 'date.getUTCHours()',
  h: () => 'date.getUTCHours() % 12 || 12',
  m: () => 'date.getUTCMinutes()',
  s: () => 'date.getUTCSeconds()',
  f: () => 'date.getUTCMilliseconds()',
}

function partCode(at: TermScope, part: Extract<PicturePart, { is: 'number' | 'name' }>): string {
  if (part.is === 'name') return nameCode(at, part)
  const value = components[part.of](at)
  const shown = part.last === null ? value : `(${value}) % ${10 ** part.last}`
  const digits = `${need(at, 'padDigits')}(${shown}, ${part.digits})`
  return part.ordinal ? `${need(at, 'ordinal')}(${digits})` : digits
}

function nameCode(at: TermScope, part: Extract<PicturePart, { is: 'name' }>): string {
  const { letters, most } = part
  if (part.of === 'P') return letters === 'upper' ? "date.getUTCHours() >= 12 ? 'PM' : 'AM'" : "date.getUTCHours() >= 12 ? 'pm' : 'am'"
  const name = part.of === 'F' ? `${need(at, 'dayNames')}[date.getUTCDay()]` : `${need(at, 'monthNames')}[${components[part.of](at)} - 1]`
  const plain = part.of === 'M' ? `${need(at, 'monthNames')}[date.getUTCMonth()]` : name
  return `${plain}${letters === 'upper' ? '?.toUpperCase()' : letters === 'lower' ? '?.toLowerCase()' : ''}${most === null ? '' : `?.slice(0, ${most})`}`
}

export function toMillisCode(at: TermScope, [date, picture]: Args): TermCode {
  if (date === undefined) return ALWAYS_MISSING
  const part = argument(at, date, 'not-text')
  const text = textOf(picture)
  if (text === undefined) return strict(at, [part], ([value = primary('')]) => primary(`${need(at, 'readIsoMillis')}(${value.text})`), { isInteger: true })
  const parsed = parseDatePicture(text)
  if (!parsed.ok) return ALWAYS_MISSING
  const source = `^${parsed.parts.map((one, index) => patternOf(one, parsed.parts[index + 1])).join('')}$`
  const pattern = `DATE_PICTURE_${hashCanonical(text).slice(0, 4).toUpperCase()}`
  at.scope.writer.patterns.set(pattern, /^[\x20-\x7e]*$/.test(source) ? `/${source}/i` : `new RegExp(${literal(source)}, 'i')`)
  const month = parsed.parts.find((one): one is Extract<PicturePart, { is: 'name' }> => one.is === 'name' && one.of === 'M')
  const monthOf = month === undefined ? '' : `, (name) => ${monthNumber(at, month.most)}`
  return strict(at, [part], ([value = primary('')]) => primary(`${need(at, 'readByPicture')}(${value.text}, ${pattern}${monthOf})`), {
    isInteger: true,
    absent: 'undefined',
  })
}

function monthNumber(at: TermScope, most: number | null): string {
  const names = need(at, 'monthNames')
  return most === null || most === 0 ? `${names}.indexOf(name) + 1` : `${names}.map((month) => month.slice(0, ${most})).lastIndexOf(name) + 1`
}

/** A group for each part, named by its letter. */
function patternOf(part: PicturePart, next: PicturePart | undefined): string {
  switch (part.is) {
    case 'text':
      return part.text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')
    case 'name':
      return part.of === 'F' ? '[a-zA-Z]+' : `(?<${part.of}>[a-zA-Z]+)`
    case 'zone':
      return `${part.isNamed ? 'GMT' : ''}(?<Z>[-+][0-9]+${part.hasColon ? ':[0-9]+' : ''})`
    case 'number': {
      const digits = next?.is === 'number' && part.of !== 'f' ? `[0-9]{${part.digits}}` : '[0-9]+'
      return `(?<${part.of}>${digits})${part.ordinal ? '(?:th|st|nd|rd)' : ''}`
    }
  }
}
