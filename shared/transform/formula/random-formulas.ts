// Records and formulas for the differential test, made from a seed: the formulas mostly fit the record, so that most of them mean something.
import type { JsonValue } from '../../schema/json-value.ts'

export type Random = { readonly below: (most: number) => number; readonly chance: (share: number) => boolean; readonly pick: <T>(from: readonly T[]) => T }

/** The same numbers for the same seed, on every machine (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (most: number) => Math.floor(next() * most)
  return {
    below,
    chance: (share) => next() < share,
    pick: (from) => {
      const picked = from[below(from.length)]
      if (picked === undefined) throw new Error('nothing to pick from')
      return picked
    },
  }
}

const NAMES = ['a', 'b', 'c', 'id', 'kind', 'total', 'lines', 'tags', 'größe', 'two words'] as const
const TEXTS = ['', 'a', 'b', 'A b', 'x,y,z', '12', '3.50', '-1e2', ' padded ', 'grün', '😀x', '2024-03-31', 'null', '0'] as const
const NUMBERS = [0, 1, 2, 3, -1, 0.5, 12.345, -7.25, 100, 1e21, 1e-7, 2.5] as const

type Fields = { [name: string]: JsonValue }

export function makeRecord(random: Random): JsonValue {
  return random.chance(0.05) ? makeValue(random, 3) : makeObject(random, 4)
}

function makeObject(random: Random, depth: number): Fields {
  const made: Fields = {}
  for (const name of NAMES) if (random.chance(0.75)) made[name] = makeField(random, name, depth)
  return made
}

/** A name mostly stands for one type, and sometimes for whatever comes. */
function makeField(random: Random, name: (typeof NAMES)[number], depth: number): JsonValue {
  if (random.chance(0.08)) return makeValue(random, depth - 1)
  switch (name) {
    case 'a':
    case 'total':
    case 'id':
      return random.pick(NUMBERS)
    case 'b':
    case 'kind':
    case 'größe':
      return random.pick(TEXTS)
    case 'two words':
      return random.chance(0.5)
    case 'c':
      return depth <= 1 ? null : makeObject(random, depth - 2)
    case 'lines':
      return depth <= 1 ? [] : Array.from({ length: random.below(4) }, () => makeObject(random, depth - 2))
    case 'tags':
      return makeScalars(random)
  }
}

function makeScalars(random: Random): JsonValue[] {
  const from: readonly JsonValue[] = random.chance(0.5) ? TEXTS : NUMBERS
  const length = random.pick([0, 1, 1, 2, 3, 5])
  return Array.from({ length }, () => (random.chance(0.03) ? null : random.pick(from)))
}

function makeValue(random: Random, depth: number): JsonValue {
  switch (random.below(depth <= 0 ? 5 : 9)) {
    case 0:
      return null
    case 1:
      return random.pick(TEXTS)
    case 2:
      return random.pick(NUMBERS)
    case 3:
      return random.chance(0.5)
    case 4:
      return makeScalars(random)
    case 5:
      return Array.from({ length: random.below(3) }, () => makeObject(random, depth - 2))
    case 6:
      return Array.from({ length: random.below(3) }, () => makeScalars(random))
    case 7:
      return Array.from({ length: random.below(3) }, () => makeValue(random, depth - 2))
    default:
      return makeObject(random, depth - 2)
  }
}

export type Wanted = 'number' | 'text' | 'boolean' | 'list' | 'object'
const WANTED: readonly Wanted[] = ['number', 'text', 'boolean', 'list', 'object']

/** What stands for `$` and for the variables: values that are typical of them. */
export type Stage = {
  readonly random: Random
  readonly record: JsonValue
  readonly here: readonly JsonValue[]
  readonly variables: readonly { readonly name: string; readonly samples: readonly JsonValue[] }[]
}
export type Written = { readonly text: string; readonly samples: readonly JsonValue[]; readonly isMany: boolean }

export const isFields = (value: JsonValue | undefined): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

export function kindOfSample(value: JsonValue | undefined): Wanted | 'null' {
  if (value === undefined || value === null) return 'null'
  if (Array.isArray(value)) return 'list'
  return typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'object'
}

export function writeName(name: string): string {
  return /^[a-zß-ÿ]+$/u.test(name) ? name : `\`${name}\``
}

export function writeScalar(random: Random, wanted: Wanted): string {
  if (wanted === 'number') return String(random.pick([0, 1, 2, 3, -1, 10, 0.5, 2.5]))
  if (wanted === 'boolean') return random.pick(['true', 'false'])
  return JSON.stringify(random.pick(TEXTS))
}

export function otherWanted(random: Random): Wanted {
  return random.pick(WANTED)
}

/** A path from `$`, `$$`, a variable or a plain name, with what it gives. `predicate` writes a condition about an item. */
export function writePath(stage: Stage, predicate: (stage: Stage) => string, least: number): Written {
  const { random } = stage
  const start = startPath(stage)
  let { text, samples, isMany } = start
  const steps = least + random.below(3)
  for (let step = 0; step < steps; step++) {
    const objects = samples.flatMap((value) => (Array.isArray(value) ? value.filter(isFields) : isFields(value) ? [value] : []))
    const names = [...new Set(objects.flatMap((object) => Object.keys(object)))]
    if (names.length === 0) break
    const name = random.chance(0.04) ? random.pick(NAMES) : random.pick(names)
    if (samples.some((value) => Array.isArray(value)) || (isMany && step > 0)) isMany = true
    samples = objects.flatMap((object) => (Object.hasOwn(object, name) ? [object[name] ?? null] : []))
    text = text === '' ? writeName(name) : `${text}.${random.chance(0.05) ? JSON.stringify(name) : writeName(name)}`
    if (random.chance(0.12)) {
      const behind = writeFilter({ ...stage, here: samples.flatMap((value) => (Array.isArray(value) ? value : [value])) }, predicate)
      text += behind.text
      if (!behind.isIndex) isMany ||= samples.some((value) => Array.isArray(value))
      else samples = samples.flatMap((value) => (Array.isArray(value) ? value.slice(0, 1) : [value]))
    }
  }
  return { text: text === '' ? '$' : text, samples, isMany: isMany || samples.length > 1 }
}

function startPath({ random, record, here, variables }: Stage): Written {
  const roll = random.below(10)
  if (roll < 6 && here.some(isFields)) return { text: '', samples: here, isMany: false }
  if (roll < 8 && variables.length > 0) {
    const variable = random.pick(variables)
    return { text: `$${variable.name}`, samples: variable.samples, isMany: false }
  }
  return roll < 9 ? { text: '$$', samples: [record], isMany: false } : { text: '$', samples: here, isMany: false }
}

function writeFilter(stage: Stage, predicate: (stage: Stage) => string): { text: string; isIndex: boolean } {
  const { random } = stage
  return random.chance(0.4)
    ? { text: `[${random.pick(['0', '1', '-1', '2', '-2', '1.5'])}]`, isIndex: true }
    : { text: `[${predicate(stage)}]`, isIndex: false }
}
