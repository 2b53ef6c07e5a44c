// A preview reads as what it is: a number is no text, nothing is not null, and what is long is whole elsewhere.
import { expect, test } from 'vitest'
import type { RowOutcome } from '../../shared/mapping/evaluate-map.ts'
import type { Line } from '../../shared/mapping/line.ts'
import { previewCell, wholePreview } from './preview-text.ts'

const line = (kind: Line['kind']): Line => ({ address: 'row:r1', kind, path: 'x' as never, label: 'x', depth: 0, foldable: false, folded: false })

test.each<{ outcome: RowOutcome; text: string; parts: unknown; tip?: string }>([
  { outcome: { state: 'value', value: '29.35' }, text: '29.35', parts: [{ part: 'mono', text: '29.35' }], tip: '29.35' },
  { outcome: { state: 'value', value: 29.35 }, text: '29.35', parts: [{ part: 'mono', text: '29.35', to: 'end' }] },
  { outcome: { state: 'value', value: true }, text: 'true', parts: [{ part: 'mono', text: 'true' }] },
  { outcome: { state: 'value', value: '' }, text: '', parts: [{ part: 'mono', text: '' }] },
  { outcome: { state: 'value', value: ['a', 'b'] }, text: '2 items', parts: [{ part: 'mono', text: '2 items' }], tip: '[\n  "a",\n  "b"\n]' },
  { outcome: { state: 'value', value: 'a', count: 3 }, text: 'a', parts: [{ part: 'mono', text: 'a' }], tip: 'One of 3 items: a' },
  { outcome: { state: 'missing' }, text: 'omitted', parts: [{ part: 'words', text: 'omitted', tone: 'quiet' }] },
  { outcome: { state: 'null' }, text: 'null', parts: [{ part: 'mono', text: 'null', tone: 'quiet' }] },
  {
    outcome: { state: 'issue', code: 'null', message: 'No.' },
    text: 'No.',
    parts: [
      { part: 'icon', icon: 'error', tone: 'err' },
      { part: 'words', text: 'is null', tone: 'err' },
    ],
  },
  {
    outcome: { state: 'issue', code: 'unknown-source', message: 'This row has a problem.' },
    text: 'This row has a problem.',
    parts: [
      { part: 'icon', icon: 'error', tone: 'err' },
      { part: 'words', text: 'not run', tone: 'err' },
    ],
    tip: 'This row has a problem.',
  },
])('$outcome reads $text', ({ outcome, text, parts, tip }) => {
  expect(previewCell(outcome, line('field'))).toMatchObject({ text, parts, ...(tip === undefined ? {} : { tip }) })
})

test('an each line counts its items, and says which one is looked at', () => {
  const each: RowOutcome = { state: 'value', value: [], count: 3 }
  expect(previewCell(each, line('each')).text).toBe('3 items')
  expect(previewCell({ state: 'value', value: [], count: 3, shown: 1 }, line('each')).text).toBe('item 2 of 3')
  expect(previewCell({ state: 'value', value: [], count: 1 }, line('each')).text).toBe('1 item')
  expect(previewCell({ state: 'missing', count: 0 }, line('each'))).toMatchObject({ text: '0 items', tip: 'This record has no such list.' })
})

test('a long value is cut in the cell, longer in the tooltip, and whole in the detail', () => {
  const value = 'x'.repeat(5_000)
  const view = previewCell({ state: 'value', value }, line('field'))
  expect([view.text.length, view.tip?.length]).toEqual([201, 2_001])
  expect(wholePreview({ state: 'value', value }, line('field'))).toBe(value)
  expect(wholePreview({ state: 'value', value: { a: 1 } }, line('field'))).toBe('{\n  "a": 1\n}')
  expect(wholePreview(undefined, line('field'))).toBeUndefined()
})
