// The lines shown for a row are lines of the file that engineers get.
import { expect, test } from 'vitest'
import { buildMap, constant, copy, of, ofItem } from '../../../fixtures/build.ts'
import { compileMap } from '../../mapping/compile-map.ts'
import { writePackage } from './package-text.ts'
import { listRowCode } from './row-code.ts'

const { context } = buildMap({
  inputs: { order: { number: 'text!', kind: 'text', lines: [{ sku: 'text!', qty: 'number' }] } },
  destination: { Number: 'text!', Kind: 'text', Lines: [{ Sku: 'text', Qty: 'number' }], Never: 'text', By: 'text' },
  rows: [
    { to: 'Number', transform: copy(of('order', 'number')) },
    { to: 'Kind', transform: copy(constant('A')), when: { test: 'compare', left: of('order', 'kind'), operator: '=', right: constant('a') } },
    { to: 'Kind', order: 'a1', transform: copy(of('order', 'kind')) },
    {
      to: 'Lines',
      transform: { kind: 'each', list: of('order', 'lines') },
      rows: [
        { to: 'Lines[].Sku', transform: copy(ofItem('sku')) },
        { to: 'Lines[].Qty', transform: copy(ofItem('qty')) },
      ],
    },
    { to: 'Never', transform: { kind: 'notMapped', reason: 'Not wanted' } },
    { to: 'By', transform: { kind: 'hook', words: 'Who made it', uses: [of('order', 'number')] } },
  ],
})
const { ir } = compileMap(context)
const code = listRowCode(ir)
const textOf = (row: string) => (code.get(row) ?? []).map((block) => block.join('\n')).join('\n⋯\n')

test('each row has its own lines, without what is common to them', () => {
  expect(textOf('r1')).toBe('Number: order.number,')
  expect(textOf('r5')).toMatch(/sku/)
  expect(textOf('r4')).toMatch(/map\(/)
  expect(textOf('r8')).toMatch(/hooks\./)
})

test('rows that share a field share its first line', () => {
  expect(textOf('r2')).toContain("'a'")
  expect(textOf('r3')).not.toBe('')
})

test('a row of which nothing is written has no lines', () => {
  expect(code.has('r7')).toBe(false)
})

test('every line stands in the file that is exported', () => {
  const words = {
    tool: 'Crosswalk',
    project: 'P',
    fieldMap: 'M-1',
    useCases: [],
    notGenerated: [],
    rows: (id: string) => ({ label: `R-${id.slice(1)}`, useCases: '', note: '' }),
    fields: () => ({ hasEnum: false }),
    cases: [],
    casesNotWritten: [],
    tests: 'none' as const,
  }
  const mapper = writePackage(ir, words).files.find(({ path }) => path === 'mapper.ts')?.text ?? ''
  const lines = new Set(mapper.split('\n').map((line) => line.replace(/ \/\/ R-.*$/, '').trim()))
  for (const line of [...code.values()].flat(2)) expect(lines).toContain(line.trim())
})
