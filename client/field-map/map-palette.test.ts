import { expect, test } from 'vitest'
import { buildMap } from '../../fixtures/build.ts'
import { lineOfField } from './line-of-field.ts'
import { listUnopened } from './map-palette.ts'
import { listEverything, viewToShow } from './reveal.ts'

const { context } = buildMap({
  inputs: { order: { number: 'text!' } },
  destination: { Number: 'text!', Contact: { Name: 'text!', Address: { City: 'text' } }, Lines: [{ Item: { Code: 'text' } }] },
})

test('fields inside objects and lists that nobody opened can be gone to, each once', () => {
  const lines = listEverything(context)
  const unopened = listUnopened(context, lines)
  const all = [...lines.map((line) => line.path), ...unopened]
  expect(new Set(all).size).toBe(all.length)
  expect(all).toEqual(expect.arrayContaining(['Number', 'Contact.Address.City', 'Lines[].Item.Code']))
})

test('each of them has a view in which it is listed', () => {
  for (const path of listUnopened(context, listEverything(context))) {
    const line = lineOfField(context, path)
    expect(viewToShow(context, { opened: new Set(), folded: new Set() }, line?.address ?? ''), path).toBeDefined()
  }
})
