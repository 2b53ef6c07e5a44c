// The only place that gives types to values of formats that know only texts (XML, CSV): a place has a type where every value fits.
import { isRawObject, type RawObject } from './raw-schema.ts'

/** What the texts of one place look like, all together. */
export type TextLook = { texts: number; blanks: number; integers: number; numbers: number; booleans: number; commas: number }

/** A number with more digits would not come back as it was written. */
const MOST_DIGITS = 15
const INTEGER = /^-?(0|[1-9]\d*)$/
const NUMBER = /^-?(0|[1-9]\d*)\.\d+$/
const BOOLEAN = /^(true|false)$/i
const DECIMAL_COMMA = /^-?(\d{1,3}(\.\d{3})+|\d+),\d+$/
const LONGEST_NUMBER = 40

export function createLook(): TextLook {
  return { texts: 0, blanks: 0, integers: 0, numbers: 0, booleans: 0, commas: 0 }
}

export function noteText(look: TextLook, text: string): void {
  look.texts += 1
  if (text.length > LONGEST_NUMBER) return
  const said = text.trim()
  if (said === '') look.blanks += 1
  else if (INTEGER.test(said)) {
    // Minus zero is no integer that anything keeps.
    if (countDigits(said) <= MOST_DIGITS && said !== '-0') look.integers += 1
  } else if (NUMBER.test(said)) {
    if (countDigits(said) <= MOST_DIGITS) look.numbers += 1
  } else if (BOOLEAN.test(said)) look.booleans += 1
  else if (DECIMAL_COMMA.test(said)) look.commas += 1
}

export type TextType = 'number' | 'boolean' | 'text'

/** Leading zeros, long digits and signs stay texts, and so does every value beside them. */
export function typeOfLook(look: TextLook): TextType {
  const said = look.texts - look.blanks
  if (said === 0) return 'text'
  if (look.integers + look.numbers === said) return 'number'
  return look.booleans === said ? 'boolean' : 'text'
}

/** Undefined: nothing stands there. */
export function typeText(text: string, type: TextType): string | number | boolean | undefined {
  if (type === 'text') return text
  const said = text.trim()
  if (said === '') return undefined
  return type === 'number' ? Number(said) : said.toLowerCase() === 'true'
}

/** Whether the column holds numbers with a decimal comma, which stay texts. */
export function hasDecimalCommas(look: TextLook): boolean {
  return look.commas > 0 && look.commas + look.integers === look.texts - look.blanks
}

/** Own, whatever the name is. */
export function setOwn(target: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true })
  else target[name] = value
}

export const TEXT_NAME = '#text'

/** One place in all records together. */
type Place = {
  readonly look: TextLook
  readonly fields: Map<string, Place>
  /** Names of fields as they are in the result: `id` of `@id` where no element is called so. */
  names: Map<string, string>
  list: boolean
  objects: number
}

/**
 * Records as XML tells them: texts, `@name` for attributes, `#text` for the text of an element with attributes, null, lists of what is
 * repeated. What is a list in one record is a list in all; what is an object in one is an object in all; an attribute loses its `@`
 * where no element has its name; texts get types. An empty text where a number or boolean belongs becomes null.
 */
export function typeRecords(records: readonly RawObject[]): RawObject[] {
  const root = newPlace()
  for (const record of records) lookAt(record, root)
  settle(root)
  return records.map((record) => convert(record, root) as RawObject)
}

function newPlace(): Place {
  return { look: createLook(), fields: new Map(), names: new Map(), list: false, objects: 0 }
}

function lookAt(record: RawObject, root: Place): void {
  const stack: { value: unknown; at: Place }[] = [{ value: record, at: root }]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { value, at } = next
    if (typeof value === 'string') noteText(at.look, value)
    else if (Array.isArray(value)) {
      at.list = true
      for (const item of value) stack.push({ value: item, at })
    } else if (isRawObject(value)) {
      at.objects += 1
      for (const name of Object.keys(value)) {
        let child = at.fields.get(name)
        if (child === undefined) at.fields.set(name, (child = newPlace()))
        stack.push({ value: value[name], at: child })
      }
    }
  }
}

/** After everything was seen: texts of places that are objects elsewhere go to their `#text`. */
function settle(root: Place): void {
  const stack = [root]
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (at.objects > 0 && at.look.texts > at.look.blanks) {
      let text = at.fields.get(TEXT_NAME)
      if (text === undefined) at.fields.set(TEXT_NAME, (text = newPlace()))
      for (const key of ['texts', 'integers', 'numbers', 'booleans', 'commas'] as const) text.look[key] += at.look[key]
      text.look.texts -= at.look.blanks
    }
    for (const [name, child] of at.fields) {
      const bare = name.slice(1)
      at.names.set(name, name.startsWith('@') && bare !== '' && !at.fields.has(bare) ? bare : name)
      stack.push(child)
    }
  }
}

function convert(record: RawObject, root: Place): unknown {
  const holder: unknown[] = []
  const stack: { value: unknown; at: Place; put: (value: unknown) => void; item: boolean }[] = [
    { value: record, at: root, put: (value) => holder.push(value), item: true },
  ]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { value, at, put, item } = next
    if (at.list && !item) {
      const items: unknown[] = []
      put(items)
      const all: readonly unknown[] = Array.isArray(value) ? value : [value]
      for (const [i, each] of all.entries()) stack.push({ value: each, at, put: (made) => (items[i] = made), item: true })
    } else if (isRawObject(value)) {
      const made: Record<string, unknown> = {}
      put(made)
      const names = Object.keys(value)
      // Set in order first, because the values are made from the last to the first.
      for (const name of names) setOwn(made, at.names.get(name) ?? name, null)
      for (const name of names) {
        const child = at.fields.get(name)
        if (child !== undefined) stack.push({ value: value[name], at: child, put: (inner) => setOwn(made, at.names.get(name) ?? name, inner), item: false })
      }
    } else if (typeof value === 'string') put(convertText(value, at))
    else put(value)
  }
  return holder[0]
}

function convertText(value: string, at: Place): unknown {
  if (at.objects === 0) return typeText(value, typeOfLook(at.look)) ?? null
  const text = at.fields.get(TEXT_NAME)
  return value.trim() === '' || text === undefined ? {} : { [TEXT_NAME]: typeText(value, typeOfLook(text.look)) ?? null }
}

function countDigits(text: string): number {
  let digits = 0
  for (const char of text) if (char >= '0' && char <= '9') digits += 1
  return digits
}
