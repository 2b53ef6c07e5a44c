import { expect, test } from 'vitest'
import type { OpenedFile } from './format-reader.ts'
import { allFormats } from './formats/all-formats.ts'
import { loadFormats } from './load-formats.ts'

const file = (value: unknown): OpenedFile => ({ name: 'a.json', syntax: 'json', text: '', value })

test('descriptions of APIs are read by the first readers of all, in the same order', async () => {
  const first = await loadFormats([file({ openapi: '3.1.0' }), file({ swagger: '2.0', paths: {} })])
  expect(first.length).toBeLessThan(allFormats.length)
  expect(allFormats.slice(0, first.length)).toEqual(first)
})

test('everything else is offered to all readers', async () => {
  expect(await loadFormats([file({ openapi: '3.1.0' }), file({ id: 1 })])).toBe(allFormats)
  expect(await loadFormats([file({ openapi: '3.1.0' })], 'samples')).toBe(allFormats)
  expect(await loadFormats([])).toBe(allFormats)
})
