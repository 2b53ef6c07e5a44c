// Rules of unfolding a map as far as one line needs.
import { describe, expect, test } from 'vitest'
import { buildMap, copy, field, of, ofItem, type MapSetup } from '../../fixtures/build.ts'
import type { FieldPath } from '../schema/field-path.ts'
import { fieldAddress, rowAddress, type LineAddress, type LineView } from './line.ts'
import { listLines } from './lines.ts'
import { countOpenQuestions, listQuestionsAt } from './question-lines.ts'
import { revealLine } from './reveal-line.ts'

const setup: MapSetup = {
  inputs: { order: { a: 'text!', list: [{ x: 'text' }] } },
  destination: {
    Type: 'text!',
    Contact: field({ Name: 'text!', Email: 'text', Address: { City: { Code: 'text' } } }, { required: true }),
    Lines: [{ Text: 'text!', Code: 'text', Tax: { Rate: 'number' } }],
    Meta: { Deep: { Er: 'text' } },
  },
  rows: [
    { to: 'Contact.Email', transform: copy(of('order', 'a')) },
    { to: 'Lines', transform: { kind: 'each', list: of('order', 'list') }, rows: [{ to: 'Lines[].Text', transform: copy(ofItem('x')) }] },
  ],
}
const closed: LineView = { opened: new Set(), folded: new Set() }
const { context } = buildMap(setup)
const map = context.fieldMap.id
const rowAt = (path: string) => context.rows.find((row) => row.destination === path) as (typeof context.rows)[number]
const each = rowAt('Lines')
const at = (path: string, inside?: { readonly id: string }): LineAddress => fieldAddress(map, path as FieldPath, inside)
const everythingFolded: LineView = {
  opened: new Set(),
  folded: new Set(listLines(context, closed).flatMap((line) => (line.foldable ? [line.address, at(line.path, line.each)] : []))),
}
const shows = (view: LineView) => listLines(context, view).map((line) => line.address)

describe('revealing a line', () => {
  test.each([
    { what: 'a row in a folded group', wanted: rowAddress(rowAt('Contact.Email')) },
    { what: 'a row inside a folded list', wanted: rowAddress(rowAt('Lines[].Text')) },
    { what: 'a field behind "more fields"', wanted: at('Contact.Address') },
    { what: 'a field deep inside what was never opened', wanted: at('Contact.Address.City.Code') },
    { what: 'a field at the top behind "more fields", with fields of its own', wanted: at('Meta') },
    { what: 'a field below that', wanted: at('Meta.Deep.Er') },
    { what: 'a field of an item', wanted: at('Lines[].Code', each) },
    { what: 'a field deep in an item', wanted: at('Lines[].Tax.Rate', each) },
  ])('lists $what, whatever was folded', ({ wanted }) => {
    expect(shows(everythingFolded)).not.toContain(wanted)
    const revealed = revealLine(context, everythingFolded, wanted)
    expect(revealed?.address).toBe(wanted)
    expect(shows(revealed?.view ?? closed)).toContain(wanted)
  })

  test('changes nothing where the line is listed, and opens nothing beside the way to it', () => {
    expect(revealLine(context, closed, rowAddress(rowAt('Contact.Email')))?.view).toBe(closed)
    const revealed = revealLine(context, everythingFolded, at('Lines[].Code', each))
    expect(shows(revealed?.view ?? closed)).not.toContain(rowAddress(rowAt('Contact.Email')))
    expect(shows(revealLine(context, closed, at('Meta'))?.view ?? closed)).not.toContain(at('Meta.Deep'))
  })

  test('an address of a field finds the row that is stored there now', () => {
    expect(revealLine(context, everythingFolded, at('Lines[].Text', each))?.address).toBe(rowAddress(rowAt('Lines[].Text')))
  })

  test.each(['row:nobody', at('Nothing'), fieldAddress('another', 'Type' as FieldPath), 'nonsense'])('finds no line for %s', (address) => {
    expect(revealLine(context, closed, address)).toBeUndefined()
  })
})

describe('questions', () => {
  const ask = (address: string, status?: 'open' | 'answered') => ({
    id: address,
    at: address,
    text: '?',
    order: 'a0',
    ...(status === undefined ? {} : { status }),
  })
  const asked = {
    ...context,
    project: {
      ...context.project,
      questions: [ask(at('Contact.Email')), ask(rowAddress(rowAt('Contact.Email'))), ask(at('Contact.Name')), ask(at('Lines[].Text', each), 'answered')],
    },
  }
  test('about a field stand at its row once there is one', () => {
    expect([...countOpenQuestions(asked)]).toEqual([
      [rowAddress(rowAt('Contact.Email')), 2],
      [at('Contact.Name'), 1],
    ])
    expect(listQuestionsAt(asked, { address: rowAddress(rowAt('Lines[].Text')) })).toHaveLength(1)
  })
})
