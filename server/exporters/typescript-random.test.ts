// Random maps on random records: generated code compiles and gives what the closures give. The seed is printed.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { buildMap, buildObject, constant, field, of, ofItem, type BuiltMap, type RowSetup } from '../../fixtures/build.ts'
import { compileMap } from '../../shared/mapping/compile-map.ts'
import { createMapper } from '../../shared/mapping/evaluate-map.ts'
import { printCanonical } from '../../shared/transform/canonical.ts'
import type { Condition, MissingPolicy, Operand, Transform, ValueTransform } from '../../shared/transform/transform.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { exportTypeScript, type ExportedFile } from './typescript-package.ts'
import { compilePackages } from './typescript-run.ts'

const folder = mkdtempSync(join(tmpdir(), 'crosswalk-random-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const MAPS = 12
const ROWS = 40
const RECORDS = 60
/**  runs a printed seed again. */
const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)

/** Numbers from a seed (mulberry32), so that a failure can be run again. */
function createRandom(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const fields = {
  t: 'text!',
  u: 'text',
  n: 'number!',
  m: 'number',
  i: 'integer?!',
  b: 'boolean!',
  c: 'boolean',
  any: 'any',
  mix: 'text|number',
  o: { t: 'text!', n: 'integer', deep: field({ x: 'text', constructor: 'text' }, { nullable: true }) },
} as const
const paths = ['t', 'u', 'n', 'm', 'i', 'b', 'c', 'any', 'mix', 'o.t', 'o.n', 'o.deep.x', 'o.deep.constructor'] as const
const scalars = ['', 'a', 'A1', '1', '12.345', '-0.5', '2024-02-29', '2023-02-30T10:00', 'yes', 0, 1, -2.5, 1.005, 7, true, false] as const

function buildRandomMap(random: () => number): BuiltMap {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const source = (inItem: boolean): Operand => (inItem && random() < 0.6 ? ofItem(pick(paths)) : of('order', pick(paths)))
  const operand = (inItem: boolean): Operand =>
    random() < 0.7 ? source(inItem) : random() < 0.5 ? constant(pick([...scalars, null])) : { of: 'config', config: pick(['c1', 'c2', 'c3']) }
  const condition = (inItem: boolean, depth = 0): Condition => {
    const kind = Math.floor(random() * (depth > 2 ? 4 : 7))
    if (kind < 2) return { test: 'compare', left: operand(inItem), operator: pick(['=', '!=', '<', '<=', '>', '>='] as const), right: operand(inItem) }
    if (kind === 2) return { test: 'in', left: source(inItem), values: [pick(scalars), pick(scalars), null] }
    if (kind === 3) return { test: pick(['present', 'filled'] as const), value: source(inItem) }
    if (kind === 6) return { test: 'not', of: condition(inItem, depth + 1) }
    return { test: kind === 4 ? 'all' : 'any', of: Array.from({ length: Math.floor(random() * 4) }, () => condition(inItem, depth + 1)) }
  }
  const value = (inItem: boolean, depth = 0): ValueTransform => {
    switch (Math.floor(random() * (depth > 2 ? 7 : 9))) {
      case 0:
        return { kind: 'copy', from: operand(inItem) }
      case 1:
        return { kind: 'template', parts: ['<', operand(inItem), pick(['', '`${', '\\']), source(inItem)] }
      case 2:
        return { kind: 'lookup', from: operand(inItem), table: pick(['t1', 't2', 't3']) }
      case 3:
        return { kind: 'convert', from: operand(inItem), to: pick(['text', 'number', 'integer', 'boolean'] as const) }
      case 4:
        return {
          kind: 'date',
          from: operand(inItem),
          read: pick(['iso', 'yyyy-MM-dd']),
          write: pick(['yyyy-MM-dd', "dd.MM.yy'yy'yy".replace("yy'yy'yy", 'yyyy'), 'iso']),
        }
      case 5:
        return { kind: 'constant', value: pick([...scalars, null]) }
      case 6: {
        const steps = Array.from({ length: Math.floor(random() * 4) }, () =>
          random() < 0.5
            ? { do: pick(['add', 'subtract', 'multiply', 'divide'] as const), by: random() < 0.5 ? source(inItem) : constant(pick([2, -3, 0.1])) }
            : random() < 0.5
              ? { do: 'round' as const, decimals: Math.floor(random() * 5), mode: pick(['half-away-from-zero', 'half-even', 'up', 'down'] as const) }
              : { do: pick(['negate', 'absolute'] as const) },
        )
        return { kind: 'number', from: source(inItem), steps }
      }
      default:
        return {
          kind: 'when',
          cases: Array.from({ length: 1 + Math.floor(random() * 3) }, () => ({ if: condition(inItem), then: value(inItem, depth + 1) })),
          ...(random() < 0.6 ? { otherwise: value(inItem, depth + 1) } : {}),
        }
    }
  }
  const row = (to: string, inItem: boolean, when = random() < 0.3): RowSetup => {
    const policies: MissingPolicy[] = [{ then: 'omit' }, { then: 'null' }, { then: 'problem' }, { then: 'default', value: pick(scalars) }]
    return {
      to,
      transform: value(inItem) satisfies Transform,
      ...(when ? { when: condition(inItem) } : {}),
      ...(random() < 0.4 ? { onMissing: pick(policies) } : {}),
      ...(random() < 0.3 ? { onNull: pick(['pass', 'as-missing', 'problem'] as const) } : {}),
    }
  }
  const types = ['text', 'text!', 'number', 'integer!', 'boolean', 'any', 'any!', 'text|number', 'text|boolean|number?']
  const names = Array.from({ length: ROWS }, (_, index) => `F${index}`)
  const some = names.slice(0, 14)
  const object = (list: readonly string[]) => Object.fromEntries(list.map((name) => [name, pick(types)]))
  const rowsOf = (list: readonly string[], prefix: string, inItem: boolean) =>
    list.flatMap((name) => (random() < 0.25 ? [row(prefix + name, inItem, true), row(prefix + name, inItem)] : [row(prefix + name, inItem)]))
  const each = (list: 'list' | 'more'): RowSetup => ({
    to: 'List',
    transform: { kind: 'each', list: of('order', list) },
    ...(random() < 0.5 ? { when: condition(true) } : {}),
    rows: rowsOf(some, 'List[].', true),
  })
  return buildMap({
    inputs: { order: { ...fields, list: field([fields], { required: true }), more: [fields] } },
    destination: { ...object(names), Group: field(object(some), { required: random() < 0.5 }), List: [object(some)] },
    rows: [...rowsOf(names, '', false), ...rowsOf(some, 'Group.', false), each('list'), each('more')],
    project: {
      configValues: [
        buildObject('configValues', { id: 'c1', name: 'one', type: 'text', default: 'd' }),
        buildObject('configValues', { id: 'c2', name: 'two', type: 'number' }),
        buildObject('configValues', { id: 'c3', name: 'three', type: 'boolean', required: true }),
      ],
      lookupTables: [
        buildObject('lookupTables', { id: 't1', number: 1, name: 'One', from: 'text', to: 'text', otherwise: { then: 'default', value: 'o' } }),
        buildObject('lookupTables', { id: 't2', number: 2, name: 'Two', from: 'number', to: 'integer' }),
        buildObject('lookupTables', { id: 't3', number: 3, name: 'Three', from: 'boolean', to: 'text' }),
      ],
      lookupEntries: [
        buildObject('lookupEntries', { id: 'e1', table: 't1', from: '1', to: 'x' }),
        buildObject('lookupEntries', { id: 'e2', table: 't2', from: 1, to: 3 }),
        buildObject('lookupEntries', { id: 'e3', table: 't3', from: true, to: 'y' }),
      ],
    },
  })
}

/** Mostly of the declared types, sometimes anything. */
function buildRandomRecord(random: () => number, depth = 0): JsonValue {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const texts = scalars.filter((one) => typeof one === 'string')
  const numbers = scalars.filter((one) => typeof one === 'number')
  const record: Record<string, JsonValue> = { t: pick(texts), n: pick(numbers), i: pick([0, 1, 7, null]), b: random() < 0.5 }
  const maybe = (name: string, value: () => JsonValue) => {
    if (random() < 0.7) record[name] = random() < 0.15 ? null : value()
  }
  maybe('u', () => pick(texts))
  maybe('m', () => pick(numbers))
  maybe('c', () => random() < 0.5)
  maybe('any', () => pick<JsonValue>([...scalars, {}, []]))
  maybe('mix', () => pick<JsonValue>([...texts, ...numbers]))
  maybe('o', () => ({
    t: pick(texts),
    ...(random() < 0.5 ? { n: pick([1, 2, null]) } : {}),
    ...(random() < 0.7 ? { deep: random() < 0.3 ? null : { x: pick(texts), ...(random() < 0.5 ? { constructor: pick(texts) } : {}) } } : {}),
  }))
  if (depth === 0) {
    record['list'] = Array.from({ length: Math.floor(random() * 3) }, () => buildRandomRecord(random, 1))
    maybe('more', () => Array.from({ length: Math.floor(random() * 3) }, () => buildRandomRecord(random, 1)))
  }
  if (random() < 0.1) record[pick(['t', 'n', 'i', 'b', 'u', 'o', 'list', 'more'])] = pick<JsonValue>([null, 1.5, 'x', [], {}])
  return record
}

it(`compiles ${MAPS} random maps and gives on each of ${RECORDS} records what the closures give`, async () => {
  console.info(`seed ${seed}`)
  const maps = Array.from({ length: MAPS }, (_, index) => buildRandomMap(createRandom(seed + index)))
  const packages = new Map<string, readonly ExportedFile[]>()
  for (const [index, { project, findGraph }] of maps.entries()) {
    const exported = await exportTypeScript(project, 'map', findGraph, { allowGaps: true })
    if (exported.ok) packages.set(`map${index}`, exported.value.files)
  }
  const compiled = await compilePackages(folder, packages)
  expect(compiled.errors, `seed ${seed}`).toBe('')
  let made = 0
  for (const [index, { context }] of maps.entries()) {
    const map = await compiled.load(`map${index}`)
    const closures = createMapper(compileMap(context).ir)
    const random = createRandom(seed - index)
    for (let n = 0; n < RECORDS; n++) {
      const inputs = { order: buildRandomRecord(random) }
      const config = random() < 0.9 ? { three: random() < 0.5, ...(random() < 0.5 ? { two: 2 } : {}) } : { three: 'x' }
      const want = closures(inputs, { config: new Map(Object.entries(config)), now: '' })
      expect(normal(map(inputs, { config })), `seed ${seed}, map ${index}: ${JSON.stringify(inputs)}`).toEqual(normal(want))
      made += 1
    }
  }
  expect(made).toBe(MAPS * RECORDS)
}, 240_000)

function normal(outcome: { ok: true; value: unknown } | { ok: false; issues: readonly unknown[] }): unknown {
  return outcome.ok ? printCanonical(outcome.value) : outcome.issues.map((issue) => printCanonical(issue)).sort()
}
