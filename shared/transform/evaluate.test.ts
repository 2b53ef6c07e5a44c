import { describe, expect, it } from 'vitest'
import { compileExpr, createTables, Failure, MISSING, NULL, type Scope } from './evaluate.ts'
import type { Expr, PathExpr } from './ir.ts'
import { printCanonical, hashCanonical } from './canonical.ts'

const scopeOf = (order: unknown): Scope => ({
  inputs: new Map([['order', order]]),
  item: undefined,
  index: 0,
  now: '',
  config: new Map(),
  hooks: undefined,
  profile: undefined,
  steps: 0,
})
const path = (...names: string[]): PathExpr => ({ op: 'path', input: 'order', steps: names.map((name) => ({ name, optional: true })), types: ['any'] })
const run = (expr: Expr, order: unknown) => compileExpr(expr, createTables([]))(scopeOf(order))

describe('closures', () => {
  it('[O1] reach own properties only', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(run(path(name), {})).toBe(MISSING)
      expect(run(path(name, 'name'), {})).toBe(MISSING)
    }
    expect(run(path('__proto__'), JSON.parse('{"__proto__":"own"}'))).toBe('own')
    expect(run(path('length'), 'text')).toBe(MISSING)
  })

  it('[V1] tell a null of the data from a missing value', () => {
    expect([run(path('a'), { a: null }), run(path('a'), {}), run(path('a', 'b'), { a: null })]).toEqual([NULL, MISSING, MISSING])
  })

  it('[V4] stop at a million characters', () => {
    const long = run({ op: 'concat', parts: [path('a'), path('a'), path('a')] }, { a: 'x'.repeat(400_000) })
    expect(long).toEqual(new Failure('too-long', 1_200_000))
  })

  it('[X2] stop before a replacement makes more than a million characters', () => {
    const longer = { op: 'text', from: path('a'), steps: [{ do: 'replace', find: 'aa', by: 'aaa' }] } as const
    expect(run(longer, { a: 'a'.repeat(700_000) })).toEqual(new Failure('too-long', 1_050_000))
  })

  it('[V4] never go deeper than the limit', () => {
    let expr: Expr = { op: 'literal', value: 'deep' }
    for (let depth = 0; depth < 5_000; depth++) expr = { op: 'choose', cases: [], otherwise: expr }
    expect(run(expr, {})).toBeInstanceOf(Failure)
  })
})

it('[R1] canonical JSON does not depend on the order of names', () => {
  expect(printCanonical({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe('{"b":[1,{"c":"x","d":null}]}')
  expect(hashCanonical({ a: 1, b: 2 })).toBe(hashCanonical({ b: 2, a: 1 }))
  expect(hashCanonical('abc')).toBe('6cc43f858fbb763301637b5af970e2a46b46f461f27e5a0f41e009c59b827b25')
})
