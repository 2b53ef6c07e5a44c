// The rules of shared/transform/SPEC.md on closures, and that each rule has a proof. The same vectors run on generated code in server/exporters.
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { buildMap, copy, of, ofItem } from '../../fixtures/build.ts'
import { checkSpecRules } from '../../fixtures/spec-rules.ts'
import { VECTOR_NOW } from '../../fixtures/vector.ts'
import { vectors } from '../../fixtures/vectors.ts'
import { printCanonical } from '../transform/canonical.ts'
import { compileMap } from './compile-map.ts'
import { createEvaluator } from './evaluate-map.ts'

const environment = { config: new Map(), now: VECTOR_NOW }

for (const vector of vectors) {
  describe(`[${vector.rule}] ${vector.title}`, () => {
    const { ir } = compileMap(buildMap(vector.map).context)
    const evaluate = createEvaluator(ir)
    it.each(vector.cases.map((one, index) => [index + 1, one] as const))('case %d, with the outcomes of its rows', (_number, one) => {
      const hooks = new Map(Object.entries(vector.hooks ?? {}))
      const { result } = evaluate(one.inputs, {
        ...environment,
        config: new Map(Object.entries(one.config ?? {})),
        hooks,
        ...(one.customer === undefined ? {} : { profile: one.customer }),
        ...(one.operation === undefined ? {} : { operation: one.operation }),
        ...(one.now === undefined ? {} : { now: one.now }),
      })
      expect(printCanonical(result)).toBe(printCanonical('value' in one.want ? { ok: true, value: one.want.value } : { ok: false, issues: one.want.issues }))
    })
  })
}

describe('maps', () => {
  it('[K1] checks only values that rows use', () => {
    const { context } = buildMap({
      inputs: { order: { a: 'text!', b: 'integer!' } },
      destination: { A: 'text' },
      rows: [{ to: 'A', transform: copy(of('order', 'a')) }],
    })
    expect(createEvaluator(compileMap(context).ir)({ order: { a: 'x', b: 'not a number' } }, environment).result).toEqual({ ok: true, value: { A: 'x' } })
  })

  it('[K2] lets a missing value through to a row that says itself what happens then', () => {
    const rows = [{ to: 'A', transform: copy(of('order', 'a')), onMissing: { then: 'default', value: 'none' } }] as const
    const { context } = buildMap({ inputs: { order: { a: 'text!' } }, destination: { A: 'text!' }, rows })
    expect(createEvaluator(compileMap(context).ir)({ order: {} }, environment).result).toEqual({ ok: true, value: { A: 'none' } })
  })

  it('[M3] lets the first row whose condition holds decide, also when its value is missing', () => {
    const { context } = buildMap({
      inputs: { order: { a: 'text', b: 'text' } },
      destination: { A: 'text' },
      rows: [
        { to: 'A', transform: copy(of('order', 'a')), when: { test: 'present', value: of('order', 'b') } },
        { to: 'A', transform: { kind: 'constant', value: 'last' } },
      ],
    })
    const evaluate = createEvaluator(compileMap(context).ir)
    expect([{ b: 'x', a: 'y' }, { b: 'x' }, {}].map((order) => evaluate({ order }, environment).result)).toEqual([
      { ok: true, value: { A: 'y' } },
      { ok: true, value: {} },
      { ok: true, value: { A: 'last' } },
    ])
  })

  it('[M4] tells of a preview what each row gave: the first item and how many there were', () => {
    const { context } = buildMap({
      inputs: { order: { lines: [{ name: 'text!', total: 'text' }] } },
      destination: { Lines: [{ Name: 'text!', Total: 'number' }] },
      rows: [
        {
          to: 'Lines',
          transform: { kind: 'each', list: of('order', 'lines') },
          rows: [
            { to: 'Lines[].Name', transform: copy(ofItem('name')) },
            { to: 'Lines[].Total', transform: { kind: 'convert', from: ofItem('total'), to: 'number' } },
          ],
        },
      ],
    })
    const { result, values } = createEvaluator(compileMap(context).ir)({ order: { lines: [{ name: 'a' }, { name: 'b', total: 'x' }] } }, environment)
    expect(result).toEqual({ ok: false, issues: [{ row: 3, path: 'order.lines[1].total', code: 'not-a-number', value: 'x' }] })
    expect([values.get('r2'), values.get('r3')]).toEqual([
      { state: 'value', value: 'a', count: 2 },
      { state: 'missing', count: 2 },
    ])
  })

  it('[M5] leaves a row with a problem out of the check, the value and the code', () => {
    const { context } = buildMap({
      inputs: { order: { a: 'text!', b: 'text!' } },
      destination: { A: 'text', B: 'number' },
      rows: [
        { to: 'A', transform: copy(of('order', 'a')) },
        { to: 'B', transform: copy(of('order', 'b')) },
      ],
    })
    const { ir, problems } = compileMap(context)
    expect([ir.leftOut, problems.map((problem) => problem.code)]).toEqual([[{ row: 'r2', number: 2, code: 'type-mismatch' }], ['type-mismatch']])
    const { result, values } = createEvaluator(ir)({ order: { a: 'x' } }, environment)
    expect([result, values.get('r2')?.state]).toEqual([{ ok: true, value: { A: 'x' } }, 'issue'])
  })

  it('[R1] gives the same IR whatever the order in which a project stores its objects', () => {
    for (const vector of vectors) {
      const { project, context } = buildMap(vector.map)
      const shuffled = {
        ...context,
        project: { ...project, lookupEntries: project.lookupEntries.toReversed(), configValues: project.configValues.toReversed() },
      }
      expect(printCanonical(compileMap(shuffled).ir)).toBe(printCanonical(compileMap(context).ir))
    }
  })
})

it('has a proof for every rule of SPEC.md, and no proof of an unknown rule', () => {
  const spec = fileURLToPath(new URL('../transform/SPEC.md', import.meta.url))
  const checks = ['../transform', '.'].map((folder) => checkSpecRules(spec, fileURLToPath(new URL(folder, import.meta.url))))
  const byVectors = new Set(vectors.map((vector) => vector.rule))
  const rules = checks[0]?.rules ?? []
  expect(rules.length).toBeGreaterThan(15)
  expect(rules.filter((rule) => !byVectors.has(rule) && checks.every((check) => check.untested.includes(rule)))).toEqual([])
  expect([...byVectors].filter((rule) => !rules.includes(rule))).toEqual([])
  expect(checks.flatMap((check) => [...check.unknown, ...check.repeated])).toEqual([])
})
