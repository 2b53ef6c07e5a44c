// Lines are found wherever they are folded away.
import { expect, test } from 'vitest'
import { buildMap, copy, of, ofItem } from '../../fixtures/build.ts'
import { fieldAddress, rowAddress, type LineView } from '../../shared/mapping/line.ts'
import { listLines } from '../../shared/mapping/lines.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { listEverything, viewToShow } from './reveal.ts'

const { context } = buildMap({
  inputs: { order: { number: 'text', lines: [{ sku: 'text', taxes: [{ rate: 'number' }] }], fees: [{ name: 'text' }] } },
  destination: {
    Number: 'text!',
    Memo: 'text',
    Contact: { Name: 'text', Address: { City: 'text', Zip: 'text' } },
    Lines: [{ Code: 'text!', Tax: [{ Rate: 'number!', Name: 'text' }] }],
  },
  rows: [
    { to: 'Number', transform: copy(of('order', 'number')) },
    { to: 'Contact.Address.City', transform: copy(of('order', 'number')) },
    {
      to: 'Lines',
      transform: { kind: 'each', list: of('order', 'lines') },
      rows: [
        { to: 'Lines[].Code', transform: copy(ofItem('sku')) },
        { to: 'Lines[].Tax', transform: { kind: 'each', list: ofItem('taxes') }, rows: [{ to: 'Lines[].Tax[].Rate', transform: copy(ofItem('rate')) }] },
      ],
    },
    { to: 'Lines', transform: { kind: 'each', list: of('order', 'fees') }, rows: [{ to: 'Lines[].Code', transform: copy(ofItem('name')) }] },
  ],
})
const closed: LineView = { opened: new Set(), folded: new Set() }
const foldable = listEverything(context).filter((line) => line.foldable)
const allFolded: LineView = { opened: new Set(), folded: new Set(foldable.map((line) => line.address)) }

test('every line of the map can be shown, from any state of folding', () => {
  for (const line of listEverything(context))
    for (const view of [closed, allFolded]) {
      const next = viewToShow(context, view, line.address)
      expect(next === undefined ? [] : listLines(context, next).map((one) => one.address), line.address).toContain(line.address)
    }
})

test('of two parts of a list only the one with the line is opened', () => {
  const inFees = context.rows.find(
    (row) => row.parent !== undefined && row.transform?.kind === 'copy' && row.transform.from.of === 'item' && row.transform.from.path === 'name',
  )
  const next = viewToShow(context, allFolded, rowAddress(inFees ?? { id: '' }))
  const open = next === undefined ? [] : listLines(context, next).filter((line) => line.kind === 'each' && !line.folded)
  expect(open.map((line) => line.part?.index)).toEqual([2])
})

test('a field that nobody decided about is reached through the groups above it', () => {
  const address = fieldAddress(context.fieldMap.id, 'Contact.Address.Zip' as FieldPath)
  const next = viewToShow(context, allFolded, address)
  expect(next === undefined ? [] : listLines(context, next).map((line) => line.address)).toContain(address)
})

test('what is not in the map is not found', () => {
  expect(viewToShow(context, closed, 'row:gone')).toBeUndefined()
  expect(viewToShow(context, closed, fieldAddress(context.fieldMap.id, 'No.Such' as FieldPath))).toBeUndefined()
})
