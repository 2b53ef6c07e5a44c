// The contract of all readers: the same order, described in each format, gives the same fields, as far as the format can say it.
import { describe, expect, test } from 'vitest'
import { EXPECTED_ORDER, type ExpectedField, type OrderInFormat } from '../../fixtures/order-formats/expected-order.ts'
import { ordersInFormats } from '../../fixtures/order-formats/all-orders.ts'
import { listObjectAddresses } from '../../shared/schema/envelopes.ts'
import { expandFields, rootField } from '../../shared/schema/fields.ts'
import { allFormats } from './formats/all-formats.ts'
import type { OpenedFile } from './format-reader.ts'
import { openText } from './open-files.ts'

describe.each(ordersInFormats)('the order in $format', (order) => {
  const files = Object.entries(order.files).map(([name, text]): OpenedFile => {
    const opened = openText(name, text)
    if (!opened.ok) throw new Error(JSON.stringify(opened.error))
    return opened.value
  })
  const reader = allFormats.find((each) => each.formats.includes(order.format))

  test('is recognised by what it holds', () => {
    for (const file of files) expect(allFormats.find((each) => each.recognises(file))?.formats).toContain(order.format)
  })

  test('gives the same fields as every other format', () => {
    const read = reader?.read(files, files, 'orders')
    if (read?.ok !== true) throw new Error(JSON.stringify(read?.error))
    const { graph } = read.value
    expect(graph.format).toBe(order.format)
    const choice = listObjectAddresses(graph).find(({ label }) => label === order.order)
    expect(
      choice,
      `one of ${listObjectAddresses(graph)
        .map(({ label }) => label)
        .join(' | ')}`,
    ).toBeDefined()
    if (choice === undefined) return
    const { fields } = expandFields(graph, rootField(graph, choice.node), 3)
    const found = fields.map(({ path, required, facts }): ExpectedField => {
      const { types, nullable, format, enum: values, minLength, maxLength, minimum, pattern, description, deprecated } = facts
      return { path, types, required, nullable, format, enum: values, minLength, maxLength, minimum, pattern, description, deprecated } as ExpectedField
    })
    expect(found.map((field) => sayable(field, order))).toEqual(expectedIn(order))
  })
})

function expectedIn(order: OrderInFormat): unknown[] {
  return EXPECTED_ORDER.flatMap((field) => {
    const other = order.otherwise?.[field.path]
    if (other !== undefined && other.field === undefined) return []
    return [sayable({ ...field, ...other?.field }, order)]
  })
}

/** Without what the format cannot say, and without absent facts. */
function sayable(field: ExpectedField, order: OrderInFormat): unknown {
  return Object.fromEntries(Object.entries(field).filter(([fact, value]) => value !== undefined && !Object.hasOwn(order.cannotSay, fact)))
}
