// What the functions on texts give: jsonata 2.2.2's values, with limits. Positions and lengths count code points.
import type { JsonValue } from '../../schema/json-value.ts'
import { Failure, LONGEST_TEXT } from '../outcome.ts'
import { ofList, ofText, takeNumber, takeOptionalNumber, takeOptionalText, takeText } from './function-value.ts'
import type { FunctionResult, FunctionValue } from './function-value.ts'

export const WIDEST_PAD = 10_000

export const valuesOfTexts = {
  length: ofText((text) => countCharacters(text)),
  substring: ofText((text, args) => {
    const start = takeNumber(args[1])
    const length = takeOptionalNumber(args[2])
    if (start instanceof Failure) return start
    if (length instanceof Failure) return length
    return takePart(text, start, length)
  }),
  substringBefore: withMark((text, mark) => {
    const at = text.indexOf(mark)
    return at < 0 ? text : text.slice(0, at)
  }),
  substringAfter: withMark((text, mark) => {
    const at = text.indexOf(mark)
    return at < 0 ? text : text.slice(at + mark.length)
  }),
  uppercase: ofText((text) => limitText(text.toUpperCase())),
  lowercase: ofText((text) => limitText(text.toLowerCase())),
  trim: ofText((text) => text.replace(/[ \t\n\r]+/g, ' ').replace(/^ | $/g, '')),
  pad: ofText((text, args) => {
    const width = takeNumber(args[1])
    const fill = takeOptionalText(args[2])
    if (width instanceof Failure) return width
    if (fill instanceof Failure) return fill
    return pad(text, Math.trunc(width), fill === undefined || fill === '' ? ' ' : fill)
  }),
  /** The one that gives nothing where its second argument is missing. */
  contains: ofText((text, args) => {
    if (args[1] === undefined) return undefined
    const part = takeText(args[1])
    return part instanceof Failure ? part : text.includes(part)
  }),
  split: ofText((text, args) => {
    const separator = takeText(args[1])
    const limit = takeOptionalNumber(args[2])
    if (separator instanceof Failure) return separator
    if (limit instanceof Failure) return limit
    if (limit === undefined) return text.split(separator)
    if (limit < 0) return new Failure('not-a-number', limit)
    return limit === 0 ? [] : text.split(separator, limit)
  }),
  join: ofList((items, args) => {
    const separator = takeOptionalText(args[1])
    if (separator instanceof Failure) return separator
    return areTexts(items) ? joinTexts(items, separator ?? '') : new Failure('not-text', items.find((item) => typeof item !== 'string') ?? null)
  }),
  replace: ofText((text, args) => {
    const part = takeText(args[1])
    const instead = takeText(args[2])
    const limit = takeOptionalNumber(args[3])
    if (part instanceof Failure) return part
    if (instead instanceof Failure) return instead
    if (limit instanceof Failure) return limit
    if (part === '') return new Failure('not-text', part)
    if (limit !== undefined && limit < 0) return new Failure('not-a-number', limit)
    return replace(text, part, instead, limit ?? Number.POSITIVE_INFINITY)
  }),
} satisfies Record<string, FunctionValue>

function withMark(act: (text: string, mark: string) => string): FunctionValue {
  return ofText((text, args) => {
    const mark = takeText(args[1])
    return mark instanceof Failure ? mark : act(text, mark)
  })
}

/** Two units that are one character. */
const isPlain = (text: string): boolean => !/[\ud800-\udfff]/.test(text)

function countCharacters(text: string): number {
  return isPlain(text) ? text.length : [...text].length
}

function takePart(text: string, start: number, length: number | undefined): string {
  const characters = isPlain(text) ? text : [...text]
  const from = characters.length + start < 0 ? 0 : start
  if (length !== undefined && length <= 0) return ''
  const to = length === undefined ? undefined : from >= 0 ? from + length : characters.length + from + length
  const part = characters.slice(from, to)
  return typeof part === 'string' ? part : part.join('')
}

function pad(text: string, width: number, fill: string): FunctionResult {
  if (!(Math.abs(width) <= WIDEST_PAD)) return new Failure('too-long', width)
  const lacking = Math.abs(width) - countCharacters(text)
  if (lacking <= 0) return text
  // No more of a long text is taken than is needed, so that a width and a text never multiply.
  const characters = fill.length === 1 ? [fill] : [...fill.slice(0, 2 * lacking)]
  let filling = ''
  for (let at = 0; at < lacking; at++) filling += characters[at % characters.length] ?? ''
  return limitText(width > 0 ? text + filling : filling + text)
}

const areTexts = (items: readonly JsonValue[]): items is readonly string[] => items.every((item) => typeof item === 'string')

function joinTexts(items: readonly string[], separator: string): FunctionResult {
  let length = separator.length * Math.max(0, items.length - 1)
  for (const item of items) length += item.length
  return length > LONGEST_TEXT ? new Failure('too-long', null) : items.join(separator)
}

function replace(text: string, part: string, instead: string, limit: number): FunctionResult {
  let result = ''
  let from = 0
  let count = 0
  for (let at = text.indexOf(part); at >= 0 && count < limit; at = text.indexOf(part, from)) {
    result += text.slice(from, at) + instead
    if (result.length > LONGEST_TEXT) return new Failure('too-long', null)
    from = at + part.length
    count++
  }
  return limitText(result + text.slice(from))
}

function limitText(text: string): FunctionResult {
  return text.length > LONGEST_TEXT ? new Failure('too-long', null) : text
}
