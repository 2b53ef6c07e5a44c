import { describe, expect, test } from 'vitest'
import { splitName } from './field-rows.ts'
import { readProse, readValueList } from './prose-facts.ts'
import { readTypeWords } from './type-words.ts'
import { readOperation } from './blocks.ts'
import { printFieldPath } from '../../../shared/schema/field-path.ts'

describe('words for types', () => {
  test.each([
    ['string', { types: ['text'] }],
    ['VARCHAR(50)', { types: ['text'], maxLength: 50 }],
    ['varchar2(10 char)', { types: ['text'], maxLength: 10 }],
    ['string (max 255)', { types: ['text'], maxLength: 255 }],
    ['CHAR 10', { types: ['text'], maxLength: 10 }],
    ['an..35', { types: ['text'], maxLength: 35 }],
    ['n3', { types: ['number'] }],
    ['int', { types: ['integer'] }],
    ['decimal(10,2)', { types: ['number'], multipleOf: 0.01 }],
    ['NUMBER(10,0)', { types: ['integer'] }],
    ['`date-time`', { types: ['text'], format: 'date-time' }],
    ['string (ISO 8601 datetime)', { types: ['text'], format: 'date-time' }],
    ['UUID', { types: ['text'], format: 'uuid' }],
    ['bool', { types: ['boolean'] }],
    ['string[]', { types: ['list'], item: { types: ['text'] } }],
    ['array of strings', { types: ['list'], item: { types: ['text'] } }],
    ['List<Integer>', { types: ['list'], item: { types: ['integer'] } }],
    ['array', { types: ['list'] }],
    ['LineItem[]', { types: ['list'], item: { types: [], name: 'LineItem', unknown: 'LineItem' }, name: 'LineItem' }],
    ['array of Line Item objects', { types: ['list'], item: { types: ['object'], name: 'Line Item' }, name: 'Line Item' }],
    ['Customer object', { types: ['object'], name: 'Customer' }],
    ['map<string, string>', { types: ['map'] }],
    ['string or null', { types: ['text'], nullable: true }],
    ['?string', { types: ['text'], nullable: true }],
    ['string, nullable', { types: ['text'], nullable: true }],
    ['integer | string', { types: ['integer', 'text'] }],
    ['mixed', { types: ['any'] }],
    ["enum('open','paid')", { types: ['text'], enum: ['open', 'paid'] }],
    ['Zeichenkette', { types: ['text'] }],
    ['Ganzzahl', { types: ['integer'] }],
    ['Datum', { types: ['text'], format: 'date' }],
    ['Wahrheitswert', { types: ['boolean'] }],
    ['Liste', { types: ['list'] }],
    ['', { types: [] }],
    ['frobnicate', { types: [], name: 'frobnicate', unknown: 'frobnicate' }],
  ])('%s', (text, want) => {
    expect(readTypeWords(text)).toEqual(want)
  })
})

describe('facts that are plainly said', () => {
  test.each([
    ['Order status. Options: `pending`, `on-hold` and `trash`. Default is `pending`.', { enum: ['pending', 'on-hold', 'trash'], default: 'pending' }],
    ['One of: open, paid or lost.', { enum: ['open', 'paid', 'lost'] }],
    ['Allowed values are "a" | "b"', { enum: ['a', 'b'] }],
    ['Values `1` to `10`.', {}],
    ['Options: `a`, `b`, etc.', {}],
    ['One of the `orders` of the shop.', {}],
    ['There are several options for this.', {}],
    ['Mögliche Werte: `A` oder `B`.', { enum: ['A', 'B'] }],
    ['How many. Default: 20', { default: '20' }],
    ['Defaults to the current day.', {}],
    ['Standardwert ist `0`.', { default: '0' }],
    ['Id. READ-ONLY', { readOnly: true }],
    ['Id (read-only)', { readOnly: true }],
    ['Read only.', { readOnly: true }],
    ['Makes the record read-only for others', {}],
    ['MANDATORY. The name.', { required: true }],
    ['Required.', { required: true }],
    ['Required to be `true`, as resource does not support trashing.', {}],
    ['Total refund amount. Optional.', {}],
    ['Name, max 255 characters.', { maxLength: 255 }],
    ['Maximum length: 40', { maxLength: 40 }],
    ['Up to 20 characters', { maxLength: 20 }],
    ['3 to 50 characters', { minLength: 3, maxLength: 50 }],
    ['maximal 12 Zeichen', { maxLength: 12 }],
    ['20 characters are nice', {}],
    ["Postcode, it doesn't support multiple values. Deprecated as of 5.3, `postcodes` should be used.", { deprecated: true }],
    ['Replaces the deprecated field.', {}],
    ['May be null.', { nullable: true }],
    ['Country. Example: `DE`', { example: 'DE' }],
  ])('%s', (text, want) => {
    expect(readProse(text)).toEqual(want)
  })

  test('words in labels', () => {
    expect(readProse('The id.', ['read-only', 'mandatory'])).toEqual({ readOnly: true, required: true })
  })

  test.each([
    ['a, b, c', ['a', 'b', 'c']],
    ['`a`, `b`', ['a', 'b']],
    ['A = Active\nB = Blocked', ['A', 'B']],
    ['yes / no', ['yes', 'no']],
    ['0 - 100', undefined],
    ['any text of the customer', undefined],
    ['-', undefined],
  ])('a column of values: %j', (text, want) => {
    expect(readValueList(text)).toEqual(want)
  })

  test('no description takes long', () => {
    const start = performance.now()
    for (const piece of ['one of ', 'options: ', 'default is ', '`a`, ', 'values: a, ', 'max ', '1 to 2 ', '(', '. ', "'a' ", 'required ', '1 ', '\n'])
      readProse(piece.repeat(20_000))
    console.info(`13 hostile descriptions: ${Math.round(performance.now() - start)} ms`)
    for (const piece of ['array of ', 'a|', '((', 'string ', 'list<', '[]', ', ', 'max ']) readTypeWords(piece.repeat(30).slice(0, 300))
  })
})

describe('names of fields', () => {
  test.each([
    ['customer.email', 'customer.email'],
    ['lines[].sku', 'lines[].sku'],
    ['lines[0].sku', 'lines[].sku'],
    ['lines.0.sku', 'lines[].sku'],
    ['billing[city]', 'billing.city'],
    ['lines[][sku]', 'lines[].sku'],
    ['lines/sku', 'lines.sku'],
    ['/order/lines/sku', 'order.lines.sku'],
    ['meta.{key}.value', 'meta{}.value'],
    ['$.order.id', 'order.id'],
    ['$ref', '`$ref`'],
    ['+1', '`+1`'],
    ['a..b', '`a..b`'],
    ['[].id', 'id'],
    ['Order number', '`Order number`'],
    ['Postcode/ZIP code', '`Postcode/ZIP code`'],
    ['__proto__.a', '__proto__.a'],
  ])('%s', (text, want) => {
    expect(printFieldPath(splitName(text))).toBe(want)
  })
})

describe('operations', () => {
  test.each([
    ['GET /orders', 'GET /orders'],
    ['POST\n/wp-json/wc/v3/orders/<id>', 'POST /wp-json/wc/v3/orders/{id}'],
    ['`DELETE` `/orders/:id`', 'DELETE /orders/{id}'],
    ['PUT https://example.com/v1/orders/{id}?a=b HTTP/1.1', 'PUT /v1/orders/{id}'],
    ['GET the list of /orders', undefined],
    ['GET /orders gives a list', undefined],
  ])('%j', (text, want) => {
    const found = readOperation(text)
    expect(found === undefined ? undefined : `${found.method} ${found.path}`).toBe(want)
  })
})
