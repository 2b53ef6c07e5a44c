import { describe, expect, it } from 'vitest'
import { buildMap, buildObject, copy, field, mapOf, of, ofItem, type MapSetup } from '../../fixtures/build.ts'
import { fieldAddress, moreAddress, parseLineAddress, type LineView } from './line.ts'
import { listLines } from './lines.ts'
import type { FieldPath } from '../schema/field-path.ts'

const closed: LineView = { opened: new Set(), folded: new Set() }
const setup: MapSetup = {
  inputs: { order: { a: 'text!', list: [{ x: 'text' }], fees: [{ x: 'text' }] } },
  destination: {
    Type: 'text!',
    Contact: field({ Name: 'text!', Email: 'text', Phone: 'text' }, { required: true }),
    Lines: [{ Text: 'text!', Code: 'text' }],
    Note: 'text',
    Id: field('text', { readOnly: true }),
    Meta: { Deep: { Er: 'text' } },
  },
  rows: [
    { to: 'Contact.Email', transform: copy(of('order', 'a')) },
    { to: 'Lines', transform: { kind: 'each', list: of('order', 'list') }, rows: [{ to: 'Lines[].Text', transform: copy(ofItem('x')) }] },
  ],
}
const show = (map: MapSetup, view = closed) =>
  listLines(buildMap(map).context, view).map(
    (line) =>
      `${'  '.repeat(line.depth)}${line.kind} ${line.label}${line.row === undefined ? '' : ` R-${line.row.number}`}${line.part === undefined ? '' : ` ${line.part.index}/${line.part.of}`}${line.folded ? ' folded' : ''}`,
  )

describe('the lines of a map', () => {
  it('lists every direct field in schema order, opens what has a decision inside, and folds the rest', () => {
    expect(show(setup)).toEqual([
      'field Type',
      'group Contact',
      '  field Name',
      '  field Email R-1',
      '  more 1 more field folded',
      'each Lines[] R-2',
      '  field Text R-3',
      '  more 1 more field folded',
      'more 3 more fields folded',
    ])
  })

  it('lists the optional fields of a group whose schema requires nothing, before and after a decision, and folds only the read-only ones', () => {
    const loose: MapSetup = {
      inputs: { order: { a: 'text' } },
      destination: { Type: 'text', Lines: [{ Code: 'text' }], Note: 'text', Total: field('number', { readOnly: true }) },
    }
    expect(show(loose)).toEqual(['field Type', 'field Lines[] folded', 'field Note', 'more 1 more field folded'])
    const decided = { ...loose, rows: [{ to: 'Note', transform: copy(of('order', 'a')) }] }
    expect(show(decided)).toEqual(['field Type', 'field Lines[] folded', 'field Note R-1', 'more 1 more field folded'])
  })

  it('shows the folded fields of one group when a person opens it, and says which are read-only', () => {
    const view = { ...closed, opened: new Set([moreAddress('map', '' as FieldPath)]) }
    expect(show(setup, view).slice(-4)).toEqual(['field Note', 'field Id', 'field Meta folded', 'more 3 more fields'])
    expect(listLines(buildMap(setup).context, closed).at(-1)?.more).toEqual({ fields: 3, readOnly: 1 })
  })

  it('lists everything for a search: what is folded away stands below the lines that say so, in the same order', () => {
    const { context } = buildMap(setup)
    const all = listLines(context, { ...closed, everything: true })
    expect(all.filter((line) => line.kind !== 'more').map((line) => line.path)).toEqual([
      'Type',
      'Contact',
      'Contact.Name',
      'Contact.Email',
      'Contact.Phone',
      'Lines',
      'Lines[].Text',
      'Lines[].Code',
      'Note',
      'Id',
      'Meta',
    ])
    const folded = new Set(all.filter((line) => line.foldable && line.kind !== 'more').map((line) => line.address))
    const again = listLines(context, { ...closed, folded, everything: true })
    expect(again.map((line) => line.address)).toEqual(all.map((line) => line.address))
    expect(again.filter((line) => line.folded && line.kind !== 'more').map((line) => line.path)).toEqual(['Contact', 'Lines', 'Meta'])
  })

  it('folds what a person folded, and hides no row for ever', () => {
    const view = { ...closed, folded: new Set([fieldAddress('map', 'Contact' as FieldPath), 'row:r2']) }
    expect(show(setup, view)).toEqual(['field Type', 'group Contact folded', 'each Lines[] R-2 folded', 'more 3 more fields folded'])
  })

  it('lists several lists that feed one as parts, each with its own fields and addresses', () => {
    const two: MapSetup = { ...setup, rows: [...(setup.rows ?? []), { to: 'Lines', transform: { kind: 'each', list: of('order', 'fees') } }] }
    expect(show(two).filter((line) => !line.includes('more'))).toEqual([
      'field Type',
      'group Contact',
      '  field Name',
      '  field Email R-1',
      'group Lines[]',
      '  each Lines[] R-2 1/2',
      '    field Text R-3',
      '  each Lines[] R-4 2/2',
      '    field Text',
    ])
    const addresses = listLines(buildMap(two).context, closed).map((line) => line.address)
    expect(new Set(addresses).size).toBe(addresses.length)
  })

  it('keeps alternatives of one destination together, and lists rows that have lost their place at the end', () => {
    const map: MapSetup = {
      ...setup,
      rows: [
        { to: 'Gone', transform: copy(of('order', 'a')) },
        { to: 'Type', transform: copy(of('order', 'a')), when: { test: 'present', value: of('order', 'a') } },
        { to: 'Type', transform: { kind: 'constant', value: 'x' } },
        { to: 'Lines[].Text', parent: 'gone', transform: copy(ofItem('x')) },
      ],
    }
    expect(show(map).filter((line) => line.includes('R-'))).toEqual(['field Type R-2 1/2', 'field Type R-3 2/2', 'field Gone R-1', 'field Lines[].Text R-4'])
    expect(listLines(buildMap(map).context, closed).find((line) => line.row?.id === 'r1')?.field).toBeUndefined()
  })

  it('lists a field that somebody asked about', () => {
    const asked = { ...setup, project: { questions: [buildObject('questions', { id: 'q', at: fieldAddress('map', 'Note' as FieldPath) })] } }
    expect(show(asked)).toContain('field Note')
  })

  it('reads the addresses that it writes, whatever the names hold', () => {
    for (const path of ['', 'a', '`a#b`', '`a:b`[].c', '`#`'] as FieldPath[]) {
      expect(parseLineAddress(fieldAddress('m', path))).toEqual({ kind: 'field', fieldMap: 'm', path })
      expect(parseLineAddress(moreAddress('m', path, { id: 'r9' }))).toEqual({ kind: 'more', fieldMap: 'm', path, each: 'r9' })
    }
    expect(parseLineAddress('row:r1')).toEqual({ kind: 'row', row: 'r1' })
  })

  it('lists below an `each` that fills a map with free names what stands under each name', () => {
    const map: MapSetup = {
      inputs: { order: { list: [{ x: 'text' }] } },
      destination: { Bag: mapOf('text'), Prices: mapOf({ Amount: 'number', Note: 'text' }) },
      rows: [
        { to: 'Bag', transform: { kind: 'each', list: of('order', 'list'), key: ofItem('x') }, rows: [{ to: 'Bag{}', transform: copy(ofItem('x')) }] },
        {
          to: 'Prices',
          transform: { kind: 'each', list: of('order', 'list'), key: ofItem('x') },
          rows: [{ to: 'Prices{}.Note', transform: copy(ofItem('x')) }],
        },
      ],
    }
    expect(show(map)).toEqual(['each Bag R-1', '  field {} R-2', 'each Prices R-3', '  field Amount', '  field Note R-4'])
  })
})
