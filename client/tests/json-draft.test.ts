// What somebody writes as a record: what is wrong with it, and where.
import { describe, expect, test } from 'vitest'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { checkFlowExpected, checkFlowGiven, makeFlowTemplate } from './flow-template.ts'
import { listGivenLines } from './given-lines.ts'
import { checkInputs, readDraft, wrapInputs } from './json-draft.ts'
import { buildProject } from '../../fixtures/build.ts'

test.each<{ text: string; message: string; at?: number }>([
  { text: ' ', message: 'Write or paste a record as JSON.' },
  { text: '{\n  "a": 1,\n}', message: 'Line 2, column 9: This comma is one too many: } follows.', at: 10 },
  { text: '{"a": NaN}', message: 'Line 1, column 7: A value is expected here, not NaN.', at: 6 },
])('$text is no record yet', ({ text, message, at }) => {
  expect(readDraft(text)).toEqual({ ok: false, message, ...(at === undefined ? {} : { at }) })
})

test('a record of more than 1 MB is refused with its size', () => {
  const read = readDraft(JSON.stringify({ a: 'x'.repeat(1_300_000) }))
  expect(read).toEqual({ ok: false, message: 'This is 1.2 MB, and a record of a test case holds at most 1 MB. Leave out what the case does not need.' })
})

test('what a draft must be besides JSON is said in its own words', () => {
  const check = checkInputs(['order', 'contact'])
  expect(readDraft('[1]', check)).toMatchObject({ message: 'What is given is an object with the inputs by name: { "order": {…}, "contact": {…} }.' })
  expect(readDraft('{ "id": 4 }', check)).toMatchObject({ ok: false, message: expect.stringMatching(/^This looks like one record/) as string })
  expect(readDraft('{ "order": {}, "more": 1 }', check)).toMatchObject({ ok: true })
})

test.each<{ value: JsonValue; want: JsonValue }>([
  { value: { id: 4 }, want: { order: { id: 4 } } },
  { value: { order: { id: 4 } }, want: { order: { id: 4 } } },
  { value: { order: 'a field called order' }, want: { order: { order: 'a field called order' } } },
  { value: [1], want: [1] },
])('one record is taken for the first input: $value', ({ value, want }) => {
  expect(wrapInputs(value, ['order', 'contact'])).toEqual(want)
})

test('lines that feed a differing field are marked, in every item of a list', () => {
  const lines = listGivenLines(
    { order: { id: 4, lines: [{ sku: 'a', 'b c': 1 }, { sku: 'b' }], none: [] } },
    new Set(['order.lines[].sku', 'order.lines[].`b c`', 'order.lines']),
  )
  expect(lines.filter(({ marked }) => marked).map(({ name, value }) => name + value)).toEqual(['"sku": "a"', '"b c": 1', '"sku": "b"'])
  const text = lines.map(({ depth, name, value, comma }) => `${'  '.repeat(depth)}${name}${value}${comma ? ',' : ''}`).join('\n')
  expect(JSON.parse(text)).toEqual({ order: { id: 4, lines: [{ sku: 'a', 'b c': 1 }, { sku: 'b' }], none: [] } })
})

describe('a flow', () => {
  test('starts from a template that can be kept at once', () => {
    const { given, expected } = makeFlowTemplate(buildProject(), {}, () => undefined)
    expect([checkFlowGiven(given), checkFlowExpected(expected)]).toEqual([undefined, undefined])
  })

  test('is refused with what it must be', () => {
    expect(checkFlowGiven([])).toBe('What is given must be an object.')
    expect(checkFlowExpected({ calls: {} })).toMatch(/^`calls` must be a list/)
  })
})
