// What formulas of a map may name, and that checking them is remembered as long as that stays the same.
import { describe, expect, it } from 'vitest'
import { buildMap, buildObject, field, mapOf, of } from '../../fixtures/build.ts'
import type { FieldPath } from '../schema/field-path.ts'
import type { Known } from '../transform/formula/known.ts'
import { checkRowFormula, formulaScope, formulaSources } from './formula-scope.ts'
import { findRow } from './item-scope.ts'
import { buildMapContext, type MapContext } from './map-context.ts'

const built = buildMap({
  inputs: {
    order: {
      number: 'text!',
      count: 'integer?',
      either: 'text|number',
      any: 'any',
      open: 'object',
      prices: mapOf({ amount: 'number!' }),
      lines: field([{ sku: 'text!', parts: ['text?'] }], { required: true }),
      matrix: [['number']],
    },
    customer: { name: 'text!' },
  },
  destination: { D: 'text', Lines: [{ X: 'text' }] },
  project: {
    configValues: [
      buildObject('configValues', { id: 'a', name: 'least', type: 'integer', required: true }),
      buildObject('configValues', { id: 'b', name: 'label', type: 'text' }),
      buildObject('configValues', { id: 's', name: 'key', type: 'secret' }),
    ],
  },
  rows: [
    { to: 'Lines', transform: { kind: 'each', list: of('order', 'lines'), groupBy: 'sku' as FieldPath }, rows: [{ to: 'Lines[].X' }] },
    { to: 'D', transform: { kind: 'formula', text: 'number' } },
  ],
})
const { context } = built

/** `text, null?` and where it stands. */
function say(known: Known | undefined): string {
  if (known === undefined) return 'nothing'
  return `${known.kinds.join(', ')}${known.mayMiss ? '?' : ''}${known.source === undefined ? '' : ` at ${known.source.of === 'input' ? known.source.input : known.source.of}:${known.source.path}`}`
}

describe('the scope of a formula', () => {
  it('knows of each field its types, whether it may be missing or null, and where it stands', () => {
    const { item, root } = formulaScope(context, undefined)
    const names = ['number', 'count', 'either', 'any', 'open', 'prices', 'lines', 'gone']
    expect(names.map((name) => say(item.field?.(name)))).toEqual([
      'text at order:number',
      'number, null? at order:count',
      'text, number, null? at order:either',
      'any? at order:any',
      'object, null? at order:open',
      'object, null? at order:prices',
      'list at order:lines',
      'nothing',
    ])
    expect(item.names?.()).toEqual(['number', 'count', 'either', 'any', 'open', 'prices', 'lines', 'matrix'])
    expect(root).toBe(item)
  })

  it('opens lists, lists of lists, maps and objects that are not described', () => {
    const { item } = formulaScope(context, undefined)
    const lines = item.field?.('lines')?.items?.()
    expect([say(lines), say(lines?.field?.('sku')), say(lines?.field?.('parts')?.items?.())]).toEqual([
      'object at order:lines[]',
      'text at order:lines[].sku',
      'text, null at order:lines[].parts[]',
    ])
    expect(say(item.field?.('matrix')?.items?.().items?.())).toBe('number at order:matrix[][]')
    const price = item.field?.('prices')?.field?.('EUR')
    expect([say(price), say(price?.field?.('amount'))]).toEqual(['object, null? at order:prices.EUR', 'number at order:prices.EUR.amount'])
    expect(say(item.field?.('open')?.field?.('x'))).toBe('any? at order:open.x')
  })

  it('names the inputs and the config values but no secret, and the item and its position inside a list', () => {
    const top = formulaScope(context, undefined)
    expect([[...top.inputs.keys()], [...top.config].map(([name, known]) => `${name} ${say(known)}`), top.hasIndex]).toEqual([
      ['order', 'customer'],
      ['least number', 'label text?'],
      false,
    ])
    const inside = formulaScope(context, findRow(context, 'r1'))
    expect([inside.hasIndex, say(inside.item), inside.item.names?.(), say(inside.item.field?.('key'))]).toEqual([
      true,
      'object at item:',
      ['key', 'items'],
      'text at item:key',
    ])
    expect(say(inside.root)).toBe('object at order:')
  })
})

describe('checked formulas', () => {
  const again = (change: (context: MapContext) => Partial<MapContext['project']> = () => ({})): MapContext => {
    const made = buildMapContext({ ...built.project, ...change(context) }, 'map', built.findGraph)
    if (made === undefined) throw new Error('no context')
    return made
  }

  it('are remembered as long as text, place, schemas and config values stay the same', () => {
    const text = '$config.label & number'
    const first = checkRowFormula(context, text, undefined)
    expect(checkRowFormula(again(), text, undefined)).toBe(first)
    expect(checkRowFormula(context, text, findRow(context, 'r1'))).not.toBe(first)
    const renamed = again(({ project }) => ({ configValues: project.configValues.map((value) => ({ ...value, name: `${value.name}2` })) }))
    expect([first.ok, checkRowFormula(renamed, text, undefined).ok]).toEqual([true, false])
    const inputs = again(({ project }) => ({ mapInputs: project.mapInputs.map((input) => (input.id === 'customer' ? { ...input, name: 'number' } : input)) }))
    expect(checkRowFormula(inputs, text, undefined).ok).toBe(false)
  })

  it('tell their sources, also the values of lists that they take whole', () => {
    expect(formulaSources(context, '$join(lines.sku, "") & $sum(matrix[0]) & customer.name', undefined).map((ref) => ref.path)).toEqual([
      'lines',
      'lines[].sku',
      'matrix',
      'matrix[][]',
      'name',
    ])
    expect(formulaSources(context, 'gone', undefined)).toEqual([])
  })
})
