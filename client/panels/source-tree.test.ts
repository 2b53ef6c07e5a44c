import { expect, test } from 'vitest'
import { buildMap, copy, of, ofItem } from '../../fixtures/build.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { countUnshown, findListed, listTree, treeKey, type TreeQuestion } from './source-tree.ts'

const { context } = buildMap({
  inputs: { order: { id: 'integer', billing: { email: 'text', phone: 'text' }, line_items: [{ sku: 'text' }], note: 'text', parent: 'Source' } },
  destination: { Id: 'integer', Lines: [{ Sku: 'text' }] },
  rows: [
    { to: 'Id', transform: copy(of('order', 'id')) },
    { to: 'Lines', transform: { kind: 'each', list: of('order', 'line_items') }, rows: [{ to: 'Lines[].Sku', transform: copy(ofItem('sku')) }] },
  ],
  leftOut: { order: { note: 'private', billing: 'kept elsewhere' } },
})
const uses = new Map([
  [
    'order',
    new Map([
      ['id', 2],
      ['line_items[].sku', 1],
    ]),
  ],
])
const list = (question: Partial<TreeQuestion> = {}) => listTree(context, uses, { turned: new Set(), filter: 'all', search: '', ...question })
const labels = (question?: Partial<TreeQuestion>) => list(question).map((line) => line.label)

test('an input is open, its objects are not, until they are opened', () => {
  expect(labels()).toEqual(['order', 'id', 'billing', 'line_items[]', 'note', 'parent'])
  expect(labels({ turned: new Set([treeKey('order', 'billing' as FieldPath)]) })).toContain('email')
})

test('uses are counted, and a list knows that something inside it is used', () => {
  const byLabel = new Map(list().map((line) => [line.label, line]))
  expect(byLabel.get('id')).toMatchObject({ use: 2 })
  expect(byLabel.get('line_items[]')).toMatchObject({ use: 0, usedBelow: true })
  expect(byLabel.get('billing')).toMatchObject({ usedBelow: false })
})

test('leaving an object out covers what is in it', () => {
  const email = list({ turned: new Set([treeKey('order', 'billing' as FieldPath)]) }).find((line) => line.label === 'email')
  expect(email?.decision?.reason).toBe('kept elsewhere')
})

test('open shows what nobody decided, left out what somebody did', () => {
  expect(labels({ filter: 'open' })).toEqual(['order', 'parent'])
  expect(labels({ filter: 'leftOut' })).toEqual(['order', 'billing', 'note'])
})

test('what is open is listed as it is counted, also in objects that are closed', () => {
  const built = buildMap({
    inputs: { order: { id: 'integer', billing: { email: 'text', phone: 'text' } } },
    destination: { Email: 'text' },
    rows: [{ to: 'Email', transform: copy(of('order', 'billing.email')) }],
  })
  const open = listTree(built.context, new Map(), { turned: new Set(), filter: 'open', search: '' })
  expect(open.map((line) => line.label)).toEqual(['order', 'id', 'billing', 'phone'])
  const searched = listTree(built.context, new Map(), { turned: new Set(), filter: 'open', search: 'phone' })
  expect(searched.map((line) => line.label)).toEqual(['order', 'billing', 'phone'])
})

test('a field that is folded away is found by the nearest line above it', () => {
  const find = (path: string, turned: readonly string[] = [], input = 'order') =>
    [...findListed(list({ turned: new Set(turned) }), [{ input, path: path as FieldPath }])].join()
  expect(find('billing.email')).toBe('order:billing')
  expect(find('billing.email', [treeKey('order', '' as FieldPath)])).toBe('order:')
  expect(find('id', [], 'contact')).toBe('')
})

test('a search finds fields in closed objects, with the objects they stand in, and survives cycles', () => {
  expect(labels({ search: 'E mail' })).toEqual(['order', 'billing', 'email'])
  expect(labels({ search: 'nowhere' })).toEqual([])
})

test('a type inside itself is marked, and opens where a person asks for it', () => {
  const parent = list().find((line) => line.label === 'parent')
  expect(parent).toMatchObject({ again: true, opened: false, expandable: true })
  const opened = list({ turned: new Set([treeKey('order', 'parent' as FieldPath)]) })
  expect(opened.find((line) => line.path === 'parent')).toMatchObject({ again: false, opened: true })
  expect(opened.map((line) => line.path)).toContain('parent.billing')
})

test('what a search opened may be folded, and what it found be opened', () => {
  expect(labels({ search: 'phone', turned: new Set([treeKey('order', 'billing' as FieldPath)]) })).toEqual(['order', 'billing'])
  expect(labels({ search: 'billing', turned: new Set([treeKey('order', 'billing' as FieldPath)]) })).toEqual(['order', 'billing', 'email', 'phone'])
})

test('a search finds at any depth', () => {
  const deep = buildMap({ inputs: { order: { a: { b: { c: { d: { e: { f: { g: { h: { needle: 'text' } } } } } } } } } }, destination: { Id: 'integer' } })
  expect(listTree(deep.context, new Map(), { turned: new Set(), filter: 'all', search: 'needle' }).at(-1)?.path).toBe('a.b.c.d.e.f.g.h.needle')
})

test('a search that finds more than it shows says how many there are', () => {
  const names = Array.from({ length: 230 }, (_, i) => `price_${i}`)
  const wide = buildMap({ inputs: { order: Object.fromEntries(names.map((name) => [name, 'text'])), shop: { price: 'text' } }, destination: { Id: 'integer' } })
  const shown = listTree(wide.context, new Map(), { turned: new Set(), filter: 'all', search: 'price' }).filter(({ depth }) => depth > 0)
  expect(shown).toHaveLength(201)
  expect(countUnshown(wide.context, 'price')).toEqual({ shown: 201, total: 231 })
  expect(countUnshown(wide.context, 'price_22')).toBeUndefined()
  expect(countUnshown(wide.context, '')).toBeUndefined()
})
