// The rule of what a mail says about a row: the sentence, both ends with their systems, through lists.
import { expect, test } from 'vitest'
import { buildMap, buildObject, copy, of, ofItem } from '../../fixtures/build.ts'
import { createRowWords } from './rule-words.ts'

const { project, graphs } = buildMap({
  inputs: { order: { email: 'text!', lines: [{ sku: 'text!' }] } },
  destination: { Contact: { Email: 'text!' }, Items: [{ Code: 'text!' }] },
  rows: [
    { to: 'Contact.Email', transform: copy(of('order', 'email')) },
    { to: 'Items', transform: { kind: 'each', list: of('order', 'lines') }, rows: [{ to: 'Items[].Code', transform: copy(ofItem('sku')) }] },
  ],
})
const named = { ...project, systems: project.schemas.map(({ system }) => buildObject('systems', { id: system, name: `System ${system}` })) }
const rowTo = (path: string) => named.rows.find(({ destination }) => destination === path) ?? buildObject('rows', { id: 'none' })
const byKey = new Map(Object.entries(graphs))

test('a row is told by its sentence, and by both ends from their roots with their systems', () => {
  const words = createRowWords(named, byKey)
  expect(words(rowTo('Contact.Email'))).toMatchObject({ rule: expect.stringMatching(/email/) })
  expect(words(rowTo('Items[].Code'))?.from).toEqual([expect.stringMatching(/^order\.lines\[\]\.sku in System /)])
  expect(words(rowTo('Items[].Code'))?.to).toMatch(/^Items\[\]\.Code in System /)
})

test('of a row whose schemas are not loaded nothing is told', () => {
  expect(createRowWords(named, new Map())(rowTo('Contact.Email'))).toBeUndefined()
})
