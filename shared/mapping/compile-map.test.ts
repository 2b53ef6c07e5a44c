// Every rule of map-rules.ts, found on the smallest map that breaks it.
import { describe, expect, it } from 'vitest'
import { brokenMaps, type BrokenMap } from '../../fixtures/broken-maps.ts'
import { brokenValues, moreBrokenValues } from '../../fixtures/broken-values.ts'
import { buildMap, copy, of, ofItem } from '../../fixtures/build.ts'
import type { Condition } from '../transform/transform.ts'
import { compileMap, listGaps } from './compile-map.ts'
import { mapRules, type MapProblemCode } from './map-rules.ts'

const inputs = { order: { a: 'text!', n: 'number!', maybe: 'text', list: [{ x: 'text!' }], object: { y: 'text' } } } as const
const A = copy(of('order', 'a'))
const present: Condition = { test: 'present', value: of('order', 'maybe') }
const broken: Readonly<Record<MapProblemCode, Omit<BrokenMap, 'rows'> & Partial<BrokenMap>>> = { ...brokenMaps, ...brokenValues }

describe('the rules of a map', () => {
  it.each(Object.keys(mapRules) as MapProblemCode[])('%s is found where it is broken, and alone', (code) => {
    const { map, rows = [1] } = broken[code]
    const { problems } = compileMap(buildMap(map).context)
    expect(problems.map((problem) => [problem.code, problem.row])).toEqual(rows.map((row) => [code, row]))
    for (const problem of problems) expect(problem.message).toMatch(/[.]$/)
  })

  it.each(Object.entries(brokenValues).flatMap(([code, { sound }]) => sound.map((map, index) => [code, index + 1, map] as const)))(
    '%s is not found where the value fits (%i)',
    (_code, _index, map) => {
      expect(compileMap(buildMap(map).context).problems).toEqual([])
    },
  )

  it.each(moreBrokenValues)('%s is found in other ways, and alone', (code, map) => {
    expect(compileMap(buildMap(map).context).problems.map((problem) => problem.code)).toEqual([code])
  })

  it('finds nothing on a sound map', () => {
    const { context } = buildMap({
      inputs,
      destination: { D: 'text!', E: ['text'] },
      rows: [
        { to: 'D', transform: A },
        { to: 'E', transform: { kind: 'each', list: of('order', 'list') }, rows: [{ to: 'E[]', transform: copy(ofItem('x')) }] },
      ],
    })
    expect(compileMap(context).problems).toEqual([])
  })

  it('tells rows for create from rows for update: they are no alternatives of each other', () => {
    const { context } = buildMap({
      inputs,
      destination: { D: 'text!', E: 'text!', F: 'text' },
      rows: [
        { to: 'D', transform: A, on: 'create' },
        { to: 'D', transform: A, on: 'update' },
        { to: 'E', transform: A, on: 'create' },
        { to: 'E', transform: A, on: 'update', when: present },
        { to: 'F', transform: A },
        { to: 'F', transform: A, on: 'update' },
        { to: 'F', transform: A, on: 'create', when: present },
      ],
    })
    expect(compileMap(context).problems.map((problem) => [problem.code, problem.row])).toEqual([
      ['when-without-otherwise', 4],
      ['concurrent-duplicate', 6],
      ['never-reached', 7],
    ])
  })

  it('says where in a formula a problem is, and gives its fixes', () => {
    const { context } = buildMap({ inputs, destination: { D: 'text' }, rows: [{ to: 'D', transform: { kind: 'formula', text: '  lst.x[0] & ""' } }] })
    const [problem] = compileMap(context).problems
    expect([problem?.code, problem?.formula]).toEqual([
      'formula-error',
      { text: '  lst.x[0] & ""', span: { from: 2, to: 5 }, fixes: [{ title: 'Write list', edit: { span: { from: 2, to: 5 }, text: 'list' } }] },
    ])
  })

  it('says of a required field that is not mapped with a reason nothing', () => {
    const { context } = buildMap({
      inputs,
      destination: { D: 'text!' },
      rows: [{ to: 'D', transform: { kind: 'notMapped', reason: 'set by the destination' } }],
    })
    expect(listGaps(compileMap(context).problems)).toEqual([])
  })

  it('compiles again without rows that were left out, so that nothing they alone used is checked', () => {
    const { context } = buildMap({
      inputs,
      destination: { D: 'number', E: 'text' },
      rows: [
        { to: 'D', transform: copy(of('order', 'object')) },
        { to: 'E', transform: A },
      ],
    })
    expect(compileMap(context).ir.inputs[0]?.shape.fields?.map((one) => one.name)).toEqual(['a'])
  })
})
