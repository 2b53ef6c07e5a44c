// Source fields dropped on lines.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildMap, copy, of } from '../../fixtures/build.ts'
import { listLines } from '../../shared/mapping/lines.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import type { Fresh } from '../../shared/spreadsheet/row-writes.ts'
import { linesForFields, mapFields, pairFields, previewDrop, tellMapped } from './map-fields.ts'

const { context } = buildMap({
  inputs: { order: { id: 'text', name: 'text', total: 'text', billing: { email: 'text' }, line_items: [{ sku: 'text', name: 'text' }] } },
  destination: { Number: 'text!', Contact: { Email: 'text!', Phone: 'text!' }, Lines: [{ Code: 'text!', Text: 'text!' }], Memo: 'text!', Kind: 'text!' },
  rows: [
    { to: 'Lines', transform: { kind: 'each', list: of('order', 'line_items') } },
    { to: 'Memo', transform: copy(of('order', 'id')) },
    { to: 'Kind', transform: { kind: 'formula', text: 'id & name' } },
  ],
})
const lines = listLines(context, { opened: new Set(['field:map:Contact']), folded: new Set() })
const paths = lines.map((line) => line.path as string)
const address = (path: string) => lines.find((line) => line.path === path)?.address ?? ''
const fields = (...names: string[]) => names.map((path) => ({ input: 'order', path: path as FieldPath }))
const newFresh = () => {
  let made = 0
  return (): Fresh => ({ id: `new${++made}`, randomBit: () => false })
}
const drop = (at: string, names: readonly string[], chosen: readonly string[] = []) =>
  mapFields(context, linesForFields(lines, address(at), chosen.map(address), names.length), fields(...names), newFresh())
const onto = (at: string, names: readonly string[], chosen?: readonly string[]) =>
  drop(at, names, chosen).mapped.map(({ line, field }) => `${field.path} > ${line.path}`)

test('the lines of this map are in destination order', () => {
  expect(paths).toEqual(['Number', 'Contact', 'Contact.Email', 'Contact.Phone', 'Lines', 'Lines[].Code', 'Lines[].Text', 'Memo', 'Kind'])
})

describe('where dropped fields go', () => {
  test('one field goes onto the line it is dropped on, also inside a chosen range', () => {
    expect(onto('Memo', ['name'])).toEqual(['name > Memo'])
    expect(onto('Contact.Phone', ['name'], ['Contact.Email', 'Contact.Phone'])).toEqual(['name > Contact.Phone'])
  })

  test('several go onto the line and those below it, past objects that a value cannot fill', () => {
    expect(onto('Number', ['id', 'name', 'total'])).toEqual(['id > Number', 'name > Contact.Email', 'total > Contact.Phone'])
  })

  test('on a line of the chosen range they go onto its lines in order, and no further', () => {
    const result = drop('Contact.Phone', ['id', 'name', 'total'], ['Contact.Email', 'Contact.Phone'])
    expect(result.mapped.map(({ line }) => line.path)).toEqual(['Contact.Email', 'Contact.Phone'])
    expect(result.left).toBe(1)
  })

  test('a list dropped on a list goes through it, and a field of it becomes one of its item', () => {
    expect(drop('Lines', ['line_items']).edit.writes).toContainEqual({
      home: 'rows',
      object: 'r1',
      cell: 'transform',
      value: { kind: 'each', list: of('order', 'line_items') },
    })
    expect(drop('Lines[].Code', ['line_items[].sku']).edit.writes).toContainEqual({
      home: 'rows',
      object: 'new1',
      cell: 'transform',
      value: { kind: 'copy', from: { of: 'item', path: 'sku' } },
    })
  })

  test('a value does not take the place of a list that rows below go through', () => {
    expect(drop('Lines', ['id']).edit.writes).toEqual([])
    expect(onto('Lines', ['id', 'name'])).toEqual(['id > Lines[].Code', 'name > Lines[].Text'])
    expect(tellMapped(context, drop('Lines', ['id']))).toMatch(/only another list/)
  })

  test('a line that stands for folded fields takes nothing', () => {
    const folded = lines.map((line) => (line.path === 'Contact' ? { ...line, kind: 'more' as const } : line))
    expect(pairFields(context, folded, fields('id', 'name')).map(({ line }) => line.path)).toEqual(['Number', 'Contact.Email'])
  })
})

describe('what is said', () => {
  const told = (...drops: Parameters<typeof drop>) => tellMapped(context, drop(...drops))

  test.each([
    { given: ['Number', ['name']], want: 'name mapped onto Number.' },
    { given: ['Memo', ['name']], want: 'name mapped onto Memo in place of its source.' },
    { given: ['Memo', ['id']], want: 'id mapped onto Memo.' },
    { given: ['Lines[].Text', ['line_items[].name', 'total']], want: '2 fields mapped onto 2 rows, 1 in place of another source.' },
    { given: ['Kind', ['id', 'name']], want: 'R-3 keeps its formula: press F2 on the transform to change the fields in it. 1 field had no row left.' },
  ] as const)('$want', ({ given: [at, names], want }) => {
    expect(told(at, names)).toBe(want)
  })

  test.each([
    { given: ['Number', ['id', 'name', 'total']], words: '3 fields → 3 rows', marked: ['Number', 'Contact.Email', 'Contact.Phone'] },
    { given: ['Memo', ['id']], words: '1 field → 1 row', marked: ['Memo'] },
    { given: ['Memo', ['id', 'name', 'total']], words: '3 fields → 1 row, 1 formula kept, 1 left over', marked: ['Memo'] },
    { given: ['Lines', ['id']], words: 'Only a list fits here', marked: [] },
  ] as const)('while they are dragged: $words', ({ given: [at, names], words, marked }) => {
    const shown = previewDrop(context, linesForFields(lines, address(at), [], names.length), fields(...names))
    expect(shown.words).toBe(words)
    expect(shown.lines).toEqual(marked.map(address))
  })
})

test('every field is mapped, kept away by a formula or counted as left over, each row once, in one step', () => {
  const all = ['id', 'name', 'total', 'billing', 'billing.email', 'line_items', 'line_items[].sku']
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...all), { maxLength: 12 }), fc.constantFrom(...paths), fc.subarray(paths, { minLength: 0 }), (names, at, chosen) => {
      const { mapped, kept, left, edit, replaced } = drop(at, names, chosen)
      expect(mapped.length + kept.length + left).toBe(names.length)
      const rows = new Set(edit.writes.filter((write) => write.cell === 'transform').map((write) => write.object))
      expect(rows.size).toBe(mapped.length)
      expect(replaced).toBeLessThanOrEqual(mapped.length)
      const order = mapped.map(({ line }) => paths.indexOf(line.path))
      expect(order).toEqual(order.toSorted((a, b) => a - b))
    }),
  )
})
