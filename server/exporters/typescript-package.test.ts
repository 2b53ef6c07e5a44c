// Closures and generated TypeScript mean the same: every vector on both, and every used value broken in every way.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { breakInputs, listShapePaths, replaceAt } from '../../fixtures/broken-inputs.ts'
import { buildMap } from '../../fixtures/build.ts'
import { VECTOR_NOW, type Vector, type VectorCase } from '../../fixtures/vector.ts'
import { vectors } from '../../fixtures/vectors.ts'
import { helpers, printHelpers, type HelperName } from '../../shared/codegen/typescript/written-functions.ts'
import { ISO_READ, parseDatePattern, readDate, writeDate, type DateParts } from '../../shared/transform/date-pattern.ts'
import { readDecimal, roundTo } from '../../shared/transform/decimal.ts'
import { toBoolean } from '../../shared/transform/scalar-conversion.ts'
import { compileMap } from '../../shared/mapping/compile-map.ts'
import { createMapper } from '../../shared/mapping/evaluate-map.ts'
import { printCanonical } from '../../shared/transform/canonical.ts'
import type { MapIr } from '../../shared/transform/ir.ts'
import { exportTypeScript, type ExportedFile } from './typescript-package.ts'
import { compilePackages, type GeneratedMap } from './typescript-run.ts'

const folder = mkdtempSync(join(tmpdir(), 'crosswalk-generated-'))
const packages = new Map<string, readonly ExportedFile[]>()
const generated = new Map<string, GeneratedMap>()
const irs = new Map<string, MapIr>()
let errors = ''

/** The helpers as they are written into packages, compiled. */
type WrittenHelpers = { readonly [name in 'roundTo' | 'roundHalfEven' | 'roundUp' | 'roundDown']: (value: number, decimals: number) => number } & {
  readonly decimal: (text: string) => number
  readonly toBoolean: (value: unknown) => boolean | undefined
  readonly reformatDate: (text: string, pattern: RegExp, write: (date: DateParts) => string) => string | undefined
}
let written: WrittenHelpers | undefined

const keyOf = (vector: Vector) => `${vector.rule.toLowerCase()}-${vectors.indexOf(vector)}`

beforeAll(async () => {
  for (const vector of vectors) {
    const built = buildMap(vector.map)
    const exported = await exportTypeScript(built.project, 'map', built.findGraph)
    if (!exported.ok) throw new Error(`${vector.title}: ${JSON.stringify(exported.error)}`)
    packages.set(keyOf(vector), exported.value.files)
    irs.set(keyOf(vector), compileMap(built.context).ir)
  }
  const all = new Map(packages)
  const names = Object.keys(helpers) as HelperName[]
  const code = printHelpers(new Set(names)).join('\n')
  all.set('helpers', [
    {
      path: 'index.ts',
      text: `type Issue = { row: number | null; path: string; code: string; value: unknown }\n${code}\nexport const map = { ${names.filter((name) => /^[a-z]/.test(name)).join(', ')} }\n`,
    },
  ])
  const compiled = await compilePackages(folder, all)
  errors = compiled.errors
  if (errors === '') written = (await compiled.load('helpers')) as unknown as WrittenHelpers
  if (errors === '') for (const name of packages.keys()) generated.set(name, await compiled.load(name))
}, 120_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('compiles every generated package under the strict flags', () => {
  expect(errors).toBe('')
})

it('writes no any, no assertion, no import but its own files and types', () => {
  for (const files of packages.values()) {
    for (const { path, text } of files.filter((file) => file.path.endsWith('.ts'))) {
      const code = text
        .replaceAll(/\/\/.*$/gm, '')
        .replaceAll(/\/\*[\s\S]*?\*\//g, '')
        .replaceAll(/'(?:[^'\\\n]|\\.)*'/g, "''")
      expect(code, path).not.toMatch(/[:<|(]\s*any\b(?!\()|\bas [\w{]|\beval\(|[\w)\]]!(?:[.;,)\]]|$)/m)
      for (const [, from] of text.matchAll(/from '([^']*)'/g)) expect(from).toMatch(/^\.\/[a-z-]+\.js$/)
    }
  }
})

for (const vector of vectors) {
  describe(`[${vector.rule}] ${vector.title}`, () => {
    vector.cases.forEach((one, index) => {
      it(`case ${index + 1} by closures`, () => expectWant(byClosures(vector, one), one))
      it(`case ${index + 1} by generated code`, () => expectWant(byCode(vector, one), one))
    })

    it('is the same on both when any used value is absent, null or of another type', () => {
      let compared = 0
      for (const one of vector.cases) {
        for (const broken of breakInputs(irs.get(keyOf(vector)), one.inputs)) {
          const given = { ...one, inputs: broken }
          expect(normal(byCode(vector, given)), JSON.stringify(broken)).toEqual(normal(byClosures(vector, given)))
          compared += 1
        }
      }
      expect(compared).toBeGreaterThan(vector.cases.length * 4)
    })
  })
}

it('never throws, and gives what the closures give, on any JSON in place of a record or of a part of one', () => {
  const usable = vectors.filter((vector) => vector.cases.length > 0)
  const any = fc.jsonValue({ maxDepth: 4 })
  const property = fc.property(fc.constantFrom(...usable), fc.nat(), fc.nat(), any, fc.boolean(), (vector, which, where, value, isWhole) => {
    const one = vector.cases[which % vector.cases.length]
    const ir = irs.get(keyOf(vector))
    if (one === undefined || ir === undefined) return
    const names = ir.inputs.map((input) => input.name)
    const paths = isWhole ? names.map((name) => [name]) : ir.inputs.flatMap((input) => listShapePaths(input.shape, [input.name]))
    const inputs = replaceAt(one.inputs, paths[where % Math.max(paths.length, 1)] ?? [], value)
    // A map without inputs has nothing to replace.
    const given = { ...one, inputs: names.length === 0 ? one.inputs : (inputs as VectorCase['inputs']) }
    expect(normal(byCode(vector, given)), `[${vector.rule}] ${vector.title}`).toEqual(normal(byClosures(vector, given)))
  })
  fc.assert(property, { numRuns: 4_000, seed: 1 })
}, 120_000)

describe('the helpers that are written into packages', () => {
  it('round as the closures do, for any number', () => {
    const rounders = { 'half-away-from-zero': written?.roundTo, 'half-even': written?.roundHalfEven, up: written?.roundUp, down: written?.roundDown } as const
    const amount = fc
      .tuple(fc.integer({ min: -10_000_000, max: 10_000_000 }), fc.integer({ min: 0, max: 6 }))
      .map(([units, places]) => Number(`${units}e-${places}`))
    const property = fc.property(fc.oneof(amount, fc.double({ noNaN: true })), fc.integer({ min: 0, max: 12 }), (value, decimals) => {
      for (const mode of Object.keys(rounders) as (keyof typeof rounders)[])
        expect(rounders[mode]?.(value, decimals), `${value} to ${decimals}, ${mode}`).toBe(roundTo(value, decimals, mode))
    })
    fc.assert(property, { numRuns: 10_000 })
  })

  it('read numbers, booleans and dates as the closures do', () => {
    const parts = parseDatePattern("yyyy-MM-dd'T'HH:mm:ss")
    const write = (date: DateParts) => writeDate(date, parts.ok ? parts.value : [])
    const text = fc.oneof(
      fc.string(),
      fc.stringMatching(/^-?\d{0,4}\.?\d{0,3}$/),
      fc.stringMatching(/^\d{4}-[01]\d-[0-3]\d(T[0-2]\d:[0-6]\d(:[0-6]\d)?Z?)?$/),
      fc.constantFrom('true', 'NO', 'Yes', '1', '0'),
    )
    const property = fc.property(text, (given) => {
      const date = readDate(given, ISO_READ)
      expect(written?.reformatDate(given, ISO_READ, write)).toBe(date === undefined ? undefined : write(date))
      expect(written?.decimal(given)).toBe(readDecimal(given))
      expect(written?.toBoolean(given)).toBe(toBoolean(given))
    })
    fc.assert(property, { numRuns: 5_000 })
    for (const value of [true, false, 0, 1, 2, null, undefined, {}, []]) expect(written?.toBoolean(value)).toBe(toBoolean(value))
  })

  it('have at most ten lines each', () => {
    for (const [name, { code }] of Object.entries(helpers))
      expect(code.split('\n').filter((line) => !line.startsWith('/**')).length, name).toBeLessThanOrEqual(10)
  })
})

it('gives the same bytes for the same project', async () => {
  for (const vector of vectors.slice(0, 3)) {
    const built = buildMap(vector.map)
    const again = await exportTypeScript(built.project, 'map', built.findGraph)
    expect(again.ok && again.value.files).toEqual(packages.get(keyOf(vector)))
  }
})

it('refuses a map with a required field that nothing fills, and lists it in the header when gaps are allowed', async () => {
  const built = buildMap({
    inputs: { order: { a: 'text!' } },
    destination: { Must: 'text!', May: 'text' },
    rows: [{ to: 'May', transform: { kind: 'copy', from: { of: 'input', input: 'order', path: 'a' as never } } }],
  })
  const refused = await exportTypeScript(built.project, 'map', built.findGraph)
  expect(refused.ok ? undefined : refused.error).toMatchObject({ type: 'Gaps', gaps: [{ code: 'required-destination-unmapped' }] })
  const allowed = await exportTypeScript(built.project, 'map', built.findGraph, { allowGaps: true })
  const mapper = allowed.ok ? allowed.value.files.find((file) => file.path === 'mapper.ts') : undefined
  expect(mapper?.text).toContain('// Not generated: Must is required and nothing fills it.')
})

type Outcome = { ok: true; value: unknown } | { ok: false; issues: readonly unknown[] }

function byClosures(vector: Vector, one: VectorCase): Outcome {
  const ir = irs.get(keyOf(vector))
  if (ir === undefined) throw new Error('not compiled')
  const hooks = new Map(Object.entries(vector.hooks ?? {}))
  return createMapper(ir)(one.inputs, {
    config: new Map(Object.entries(one.config ?? {})),
    now: one.now ?? VECTOR_NOW,
    hooks,
    ...(one.operation === undefined ? {} : { operation: one.operation }),
    ...(one.customer === undefined ? {} : { profile: one.customer }),
  })
}

function byCode(vector: Vector, one: VectorCase): Outcome {
  const hooks = Object.fromEntries(
    Object.entries(vector.hooks ?? {}).map(([name, hook]) => [
      name.replace(/ R-\d+$/, '').replace(/^./, (first) => first.toLowerCase()),
      (...uses: unknown[]) => hook(uses),
    ]),
  )
  const settings = { config: one.config ?? {}, hooks, customer: one.customer, operation: one.operation, now: one.now ?? VECTOR_NOW }
  return generated.get(keyOf(vector))?.(one.inputs, settings) ?? { ok: false, issues: ['not compiled'] }
}

function expectWant(outcome: Outcome, { want }: VectorCase): void {
  if ('value' in want) expect(normal(outcome)).toEqual(normal({ ok: true, value: want.value }))
  else expect(normal(outcome)).toEqual(normal({ ok: false, issues: want.issues }))
}

/** Canonical text; issues in their order. */
function normal(outcome: Outcome): unknown {
  return outcome.ok ? printCanonical(outcome.value) : outcome.issues.map((issue) => printCanonical(issue))
}
