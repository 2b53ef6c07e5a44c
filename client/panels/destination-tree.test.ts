import { expect, test } from 'vitest'
import { buildMap, copy, of, ofItem } from '../../fixtures/build.ts'
import { countCoverage } from '../../shared/mapping/coverage.ts'
import { describeMark, listDestination, readDecisions, type DestinationQuestion } from './destination-tree.ts'

const { context } = buildMap({
  inputs: { order: { id: 'text', name: 'text', address: { city: 'text' }, line_items: [{ sku: 'text' }] } },
  destination: {
    Number: 'text!',
    Status: 'text!',
    Memo: 'text',
    Contact: { Name: 'text!', Phone: 'text', Parent: 'Destination' },
    Address: { City: 'text!', Zip: 'text' },
    Terms: { Days: 'integer!', Kind: 'text' },
    Lines: [{ Code: 'text!', Text: 'text!' }],
  },
  rows: [
    { to: 'Number', transform: copy(of('order', 'id')) },
    { to: 'Contact.Name', transform: copy(of('order', 'name')) },
    { to: 'Address', transform: copy(of('order', 'address')) },
    { to: 'Terms', transform: { kind: 'notMapped', reason: 'agreed by phone' } },
    { to: 'Lines', transform: { kind: 'each', list: of('order', 'line_items') }, rows: [{ to: 'Lines[].Code', transform: copy(ofItem('sku')) }] },
    { to: 'Memo' },
  ],
})
const decisions = readDecisions(context)
const list = (question: Partial<DestinationQuestion> = {}) => listDestination(context, decisions, { turned: new Set(), filter: 'all', search: '', ...question })
const shown = (question?: Partial<DestinationQuestion>) => list(question).map((line) => `${'  '.repeat(line.depth)}${line.label} ${line.mark}`)
const everything = new Set(['Contact', 'Address', 'Terms', 'Lines'])

test('each field tells what is decided about it, also what is decided above it', () => {
  expect(shown({ turned: everything })).toEqual([
    'Number mapped',
    'Status gap',
    'Memo undecided',
    'Contact partly',
    '  Name mapped',
    '  Phone undecided',
    '  Parent undecided',
    'Address mapped',
    '  City mapped',
    '  Zip mapped',
    'Terms not-mapped',
    '  Days not-mapped',
    '  Kind not-mapped',
    'Lines[] partly',
    '  Code mapped',
    '  Text gap',
  ])
})

test('what a filter lists is what the coverage counts', () => {
  const { gaps, undecided, notMapped } = countCoverage(context).destination
  const counted = (filter: DestinationQuestion['filter']) => list({ filter }).filter((line) => line.mark !== 'partly').length
  expect([counted('gaps'), counted('open'), counted('notMapped')]).toEqual([gaps, undecided, notMapped])
  expect(shown({ filter: 'gaps' })).toEqual(['Status gap', 'Lines[] partly', '  Text gap'])
})

test('a search and a filter both hold', () => {
  expect(shown({ search: 'te' })).toContain('Terms not-mapped')
  expect(shown({ search: 'text', filter: 'gaps' })).toEqual(['Lines[] partly', '  Text gap'])
  expect(shown({ search: 'nowhere' })).toEqual([])
})

test('a type inside itself opens where a person asks for it', () => {
  expect(list({ turned: everything }).find((line) => line.path === 'Contact.Parent')).toMatchObject({ again: true, opened: false })
  expect(shown({ turned: new Set(['Contact', 'Contact.Parent']) })).toContain('    Status undecided')
})

test('every mark has its words', () => {
  const words = (path: string) => list({ turned: everything }).flatMap((line) => (line.path === path ? [describeMark(line)] : []))[0]
  expect(words('Number')).toBe('Filled by 1 row')
  expect(words('Address.City')).toBe('Mapped as a part of what it stands in')
  expect(words('Terms.Days')).toBe('Not mapped: agreed by phone')
  expect(words('Status')).toBe('Gap: required, and nothing fills it')
})
