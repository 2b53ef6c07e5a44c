// What a test case of kind mapping gives: passed, the differences, or why it cannot run.
import { expect, test } from 'vitest'
import { buildMap, buildObject, copy, of, ofItem } from '../../fixtures/build.ts'
import type { JsonValue } from '../schema/json-value.ts'
import type { TestCase } from '../project/review-parts.ts'
import { createMappingCaseRunner, type CaseOutcome } from './run-test-case.ts'

const order: JsonValue = {
  number: '7',
  lines: [
    { sku: 'A', price: '2.50' },
    { sku: 'B', price: '3' },
  ],
}
const made: JsonValue = {
  Number: 'WC-7',
  Lines: [
    { Sku: 'A', Price: 2.5 },
    { Sku: 'B', Price: 3 },
  ],
}
const records: Readonly<Record<string, JsonValue>> = {
  order: { order },
  bad: { order: { number: '7', lines: [{ sku: 'A', price: 'x' }] } },
  made,
  part: { Lines: [{ Price: 2.5 }, { Price: 3 }] },
  fewer: { Lines: [{ Price: 2.5 }] },
  other: { Number: 'WC-8', Lines: [{ Sku: 'A', Price: 2.5 }, { Sku: 'B' }] },
  shop: {
    Number: 'SHOP-7',
    Lines: [
      { Sku: 'A', Price: 2.5 },
      { Sku: 'B', Price: 3 },
    ],
  },
}
const { project, findGraph } = buildMap({
  inputs: { order: { number: 'text!', lines: [{ sku: 'text!', price: 'text!' }] } },
  destination: { Number: 'text', Lines: [{ Sku: 'text', Price: 'number' }] },
  rows: [
    { to: 'Number', transform: { kind: 'template', parts: [{ of: 'config', config: 'prefix' }, of('order', 'number')] } },
    {
      to: 'Lines',
      transform: { kind: 'each', list: of('order', 'lines') },
      rows: [
        { to: 'Lines[].Sku', transform: copy(ofItem('sku')) },
        { to: 'Lines[].Price', transform: { kind: 'convert', from: ofItem('price'), to: 'number' } },
      ],
    },
  ],
  project: {
    configValues: [buildObject('configValues', { id: 'prefix', name: 'prefix', default: 'WC-' })],
    customerProfiles: [buildObject('customerProfiles', { id: 'shop', name: 'Shop' })],
    profileValues: [buildObject('profileValues', { id: 'p1', profile: 'shop', config: 'prefix', value: 'SHOP-' })],
  },
})
const run = createMappingCaseRunner({ project, findGraph, findRecord: (hash) => records[hash], now: '2026-03-02T09:00:00.000Z' })
const outcome = (cells: Partial<TestCase>): CaseOutcome =>
  run(buildObject('testCases', { id: 't1', fieldMap: 'map', given: 'order', expected: 'made', ...cells }))

test.each<{ title: string; cells: Partial<TestCase>; want: CaseOutcome }>([
  { title: 'the same record passes', cells: {}, want: { state: 'passed' } },
  { title: 'a part of it passes where it is contained', cells: { expected: 'part', compare: 'containing' }, want: { state: 'passed' } },
  {
    title: 'a part of it is not the whole',
    cells: { expected: 'part' },
    want: {
      state: 'failed',
      differences: [
        { path: 'Lines[0].Sku', expected: undefined, actual: 'A' },
        { path: 'Lines[1].Sku', expected: undefined, actual: 'B' },
        { path: 'Number', expected: undefined, actual: 'WC-7' },
      ],
    },
  },
  {
    title: 'a list of another length is not contained',
    cells: { expected: 'fewer', compare: 'containing' },
    want: { state: 'failed', differences: [{ path: 'Lines[1]', expected: undefined, actual: { Sku: 'B', Price: 3 } }] },
  },
  {
    title: 'every difference is told with its place',
    cells: { expected: 'other' },
    want: {
      state: 'failed',
      differences: [
        { path: 'Number', expected: 'WC-8', actual: 'WC-7' },
        { path: 'Lines[1].Price', expected: undefined, actual: 3 },
      ],
    },
  },
  { title: 'the profile wins over the default', cells: { profile: 'shop', expected: 'shop' }, want: { state: 'passed' } },
  {
    title: 'the case wins over the profile',
    cells: { profile: 'shop', config: [{ config: 'prefix', value: 'WC-' }] },
    want: { state: 'passed' },
  },
  {
    title: 'an expected issue passes',
    cells: { given: 'bad', expectedIssues: [{ row: 'r4', path: 'order.lines[0].price', code: 'not-a-number' }] },
    want: { state: 'passed' },
  },
  { title: 'an issue may be expected by its code alone', cells: { given: 'bad', expectedIssues: [{ code: 'not-a-number' }] }, want: { state: 'passed' } },
  {
    title: 'an issue of another row differs, and so does one too many',
    cells: { given: 'bad', expectedIssues: [{ row: 'r3', code: 'not-a-number' }] },
    want: {
      state: 'failed',
      differences: [
        { path: '', expected: 'issue not-a-number of R-3', actual: 'no such issue' },
        { path: 'order.lines[0].price', expected: 'no issue', actual: 'issue not-a-number of R-4: "x" gives no number.' },
      ],
    },
  },
  {
    title: 'a record differs from an expected issue',
    cells: { expectedIssues: [{ row: null, code: 'wrong-type' }] },
    want: { state: 'failed', differences: [{ path: '', expected: 'issue wrong-type', actual: 'a record' }] },
  },
  {
    title: 'issues differ from an expected record',
    cells: { given: 'bad' },
    want: {
      state: 'failed',
      differences: [{ path: 'order.lines[0].price', expected: 'no issue', actual: 'issue not-a-number of R-4: "x" gives no number.' }],
    },
  },
])('$title', ({ cells, want }) => {
  expect(outcome(cells)).toEqual(want)
})

test.each<{ cells: Partial<TestCase>; says: string }>([
  { cells: { fieldMap: 'gone' }, says: 'The field map that the case is about is no longer in the project.' },
  { cells: { given: 'gone' }, says: 'The given record is not in the project file.' },
  { cells: { expected: 'gone' }, says: 'The expected record is not in the project file.' },
  { cells: { profile: 'gone' }, says: 'The customer profile that the case names is no longer in the project.' },
  { cells: { expectedIssues: [{ row: 'gone', code: 'missing' }] }, says: 'A row that the case expects an issue of is no longer in the project.' },
])('a case that is not whole cannot run: $says', ({ cells, says }) => {
  expect(outcome(cells)).toEqual({ state: 'cannot-run', message: says })
})
