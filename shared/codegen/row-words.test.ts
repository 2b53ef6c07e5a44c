// Rules of a row's rule and condition in words.
import { expect, test } from 'vitest'
import { buildMap, copy, of, ofItem } from '../../fixtures/build.ts'
import { createRowWords } from './row-words.ts'

const when = { test: 'present', value: of('order', 'note') } as const
const { project, findGraph } = buildMap({
  inputs: { order: { note: 'text', lines: [{ sku: 'text' }] } },
  destination: { Note: 'text', Lines: [{ Sku: 'text' }] },
  rows: [
    { to: 'Note', transform: copy(of('order', 'note')), when },
    { to: 'Lines', transform: { kind: 'each', list: of('order', 'lines') }, rows: [{ to: 'Lines[].Sku', transform: copy(ofItem('sku')) }] },
    { to: 'Note' },
  ],
})

test('rule and condition are two sentences, each absent where there is none', () => {
  const words = createRowWords(project, findGraph)
  const [note, , sku, empty] = project.rows.map((row) => words(row))
  expect(note?.rule).toBeTruthy()
  expect(note?.rule).not.toContain('Only if')
  expect(note?.condition).toMatch(/note/)
  expect(sku?.rule).toMatch(/sku/i)
  expect(sku).not.toHaveProperty('condition')
  expect(empty).toEqual({})
})

test('a map that is gone and schemas that are not there do no harm', () => {
  const [note] = project.rows
  if (note === undefined) throw new Error('there is no row')
  expect(createRowWords({ ...project, fieldMaps: [] }, findGraph)(note)).toBeUndefined()
  expect(createRowWords(project, () => undefined)(note)?.rule).toMatch(/note/)
})
