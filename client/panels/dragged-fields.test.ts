import { expect, test } from 'vitest'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { parseDraggedFields, printDraggedFields } from './dragged-fields.ts'

test('what was dragged is read back, also as one field, and anything else is nothing', () => {
  const fields = [
    { input: 'order', path: 'billing.email' as FieldPath },
    { input: 'contact', path: 'id' as FieldPath },
  ]
  expect(parseDraggedFields(printDraggedFields(fields))).toEqual(fields)
  expect(parseDraggedFields('{"input":"order","path":"id"}')).toEqual([{ input: 'order', path: 'id' }])
  for (const wrong of ['', 'id', '7', 'null', '[1]', '[{"input":"order"}]', '{"input":1,"path":"id"}']) expect(parseDraggedFields(wrong)).toEqual([])
})
