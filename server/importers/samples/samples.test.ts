import { describe, expect, test } from 'vitest'
import { listPaths } from '../../../fixtures/openapi-documents.ts'
import type { ReadSchema } from '../format-reader.ts'
import { samples } from '../formats/samples.ts'
import { describeImportError } from '../import-error.ts'
import { openText } from '../open-files.ts'

function read(files: Record<string, string>, name = 'shop'): ReadSchema {
  const opened = Object.entries(files).map(([file, text]) => {
    const each = openText(file, text)
    if (!each.ok) throw new Error(describeImportError(each.error))
    return each.value
  })
  for (const file of opened) expect(samples.recognises(file)).toBe(true)
  const result = samples.read(opened, opened, name)
  if (!result.ok) throw new Error(describeImportError(result.error))
  return result.value
}

/** `path type` of each field. */
const said = ({ graph }: ReadSchema, object: string) =>
  listPaths(graph, object, 5).map(
    ({ path, facts }) => `${path} ${facts.types.join('|')}${facts.format === undefined ? '' : ` ${facts.format}`}${facts.nullable === true ? ' null' : ''}`,
  )
const recordsOf = ({ samples: sets }: ReadSchema) => sets.flatMap(({ records }) => records)

describe('JSON samples', () => {
  test('what was taken and what was left out is told, and every field stands somewhere', () => {
    const {
      graph,
      samples: sets,
      places,
    } = read({ 'answer.json': '{ "orders": [{ "id": 1 }, { "id": 2, "lines": [{ "sku": "A" }] }], "page": { "next": 2 }, "total": 2 }' })
    expect(graph.objects).toMatchObject([
      { name: 'orders', description: '2 sample records from answer.json (under `orders`, without `page`, `total` beside them).' },
    ])
    expect(sets).toMatchObject([{ object: { kind: 'object', name: 'orders' }, name: 'answer.json', records: [{ id: 1 }, { id: 2 }] }])
    expect([...places.values()].map(({ pointer }) => pointer)).toEqual([
      '#/orders/0',
      '#/orders/0/id',
      '#/orders/1/lines',
      '#/orders/1/lines/0',
      '#/orders/1/lines/0/sku',
    ])
  })

  test('lines of JSON stand on their lines', () => {
    const { places } = read({ 'a.ndjson': '{"a":1}\n\n{"a":2,"b":{"c":1}}\n' })
    expect([...places.values()]).toEqual([
      { file: 'a.ndjson', line: 1 },
      { file: 'a.ndjson', line: 1 },
      { file: 'a.ndjson', line: 3 },
      { file: 'a.ndjson', line: 3 },
    ])
  })

  test('files of several kinds are several objects', () => {
    const { graph, samples: sets } = read({
      'orders_3_list.json': '[{"id":1,"number":"7","total":"5"},{"id":2,"number":"8","total":"6"}]',
      'orders_4.json': '{"id":3,"number":"9","total":"1","lines":[{"sku":"x"}]}',
      'taxes_3_list.json': '[{"id":1,"country":"US","rate":"4.0"}]',
    })
    expect(graph.objects.map(({ name, description }) => `${name}: ${description}`)).toEqual([
      'orders: 3 sample records from orders_3_list.json, orders_4.json.',
      'taxes: 1 sample record from taxes_3_list.json.',
    ])
    expect(sets.map(({ records }) => records.length)).toEqual([3, 1])
  })

  test.each([
    ['{}', 'x.json holds no records, but an empty object.'],
    ['[]', 'x.json holds no records, but an empty list.'],
    ['[1,2]', 'x.json holds no records, but a list of plain values.'],
    ['{"orders":[]}', 'x.json holds no records, but an empty list at orders.'],
  ])('%s is refused plainly', (text, sentence) => {
    expect(() => read({ 'x.json': text })).toThrow(sentence)
  })

  test('entries that are no records are told', () => {
    expect(read({ 'x.json': '[{"a":1},5,null]' }).graph.problems).toMatchObject([
      { at: 'x.json', message: '2 entries of the list without a field are left out.' },
    ])
  })
})

describe('XML samples', () => {
  test('a list seen with one item is a list; attributes, texts with attributes, null, types by all values', () => {
    const schema = read({
      'a.xml': '<order code="1" id="x"><id>07</id><line><sku>1</sku></line><price currency="EUR">5.00</price><open>true</open></order>',
      'b.xml': '<order code="2"><id>8</id><line><sku>2</sku></line><line><sku>3</sku></line><price>7</price><open/><day>2026-01-01</day></order>',
    })
    expect(said(schema, 'order')).toEqual([
      'code integer',
      '`@id` text',
      'id text',
      'line list',
      'line[].sku integer',
      'price object',
      'price.currency text',
      'price.`#text` integer',
      'open boolean null',
      'day text date',
    ])
    expect(recordsOf(schema)).toEqual([
      { code: 1, '@id': 'x', id: '07', line: [{ sku: 1 }], price: { currency: 'EUR', '#text': 5 }, open: true },
      { code: 2, id: '8', line: [{ sku: 2 }, { sku: 3 }], price: { '#text': 7 }, open: null, day: '2026-01-01' },
    ])
  })

  test('prefixes stand only where names would fall together', () => {
    const schema = read({ 'a.xml': '<o:order xmlns:o="urn:o" xmlns:p="urn:p"><o:id>1</o:id><p:id>2</p:id><p:total>3</p:total></o:order>' })
    expect(said(schema, 'order')).toEqual(['`o:id` integer', '`p:id` integer', 'total integer'])
  })

  test('messages of SOAP and thin wrappers hold the records', () => {
    const schema = read({
      'a.xml':
        '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header/><s:Body><GetOrdersResponse xmlns="urn:x"><status>OK</status><orders><order><number>1</number></order><order><number>2</number></order></orders></GetOrdersResponse></s:Body></s:Envelope>',
    })
    expect(said(schema, 'order')).toEqual(['number integer'])
    expect(recordsOf(schema)).toHaveLength(2)
  })

  test('fields stand on the line of their record', () => {
    const { places } = read({ 'a.xml': '<orders>\n<order><a>1</a></order>\n<order><a>2</a><b>1</b></order>\n</orders>' })
    expect([...places.values()].map(({ line }) => line)).toEqual([2, 2, 3])
  })
})

describe('CSV samples', () => {
  test.each([',', ';', '\t', '|'])('columns separated by %j', (separator) => {
    const rows = [
      ['id', 'name', 'zip', 'total', 'paid', 'day'],
      ['1', '"A\nB ""x"""', '01234', '1.50', 'true', '2026-01-01'],
      ['2', `"C${separator}D"`, '99999', '2', 'false', ''],
    ]
    const schema = read({ 'orders.csv': `\ufeff${rows.map((row) => row.join(separator)).join('\r\n')}\r\n` })
    expect(said(schema, 'orders')).toEqual(['id integer', 'name text', 'zip text', 'total number', 'paid boolean', 'day text date'])
    expect(recordsOf(schema)).toEqual([
      { id: 1, name: 'A\nB "x"', zip: '01234', total: 1.5, paid: true, day: '2026-01-01' },
      { id: 2, name: `C${separator}D`, zip: '99999', total: 2, paid: false },
    ])
    expect([...schema.places.values()].map(({ line }) => line)).toEqual([2, 2, 2, 2, 2, 2, 2])
  })

  test('unusual headers: dots and slashes are plain names; empty, repeated and dangerous ones are told apart', () => {
    const schema = read({ 'a.csv': 'customer.email,lines/0/sku,,id,id,__proto__\na@x,B,1,2,3,4\nb@x,C,1,2,3,4\n' })
    expect(said(schema, 'a')).toEqual(['`customer.email` text', '`lines/0/sku` text', '`column 3` integer', 'id integer', 'id_2 integer', '__proto__ integer'])
    expect(schema.graph.problems.map(({ message }) => message)).toEqual([
      'Columns without a name are called column 3.',
      'Columns of the same name are told apart as id_2.',
    ])
    expect(({} as Record<string, unknown>)['__proto__']).toBe(Object.prototype)
  })

  test('ragged rows: missing cells are absent, cells behind the last name get a column', () => {
    const schema = read({ 'a.csv': 'a,b,c\n1,,\n1,2\n1,2,3,4\n1,2,3\n' })
    expect(recordsOf(schema)).toEqual([{ a: 1 }, { a: 1, b: 2 }, { a: 1, b: 2, c: 3, 'column 4': 4 }, { a: 1, b: 2, c: 3 }])
    expect(schema.graph.problems).toHaveLength(1)
  })

  test('fields stand in the order of the columns, also those that no row fills', () => {
    const schema = read({ 'a.csv': 'a,b,c\n1,,\n2,3,\n' })
    expect(said(schema, 'a')).toEqual(['a integer', 'b integer', 'c any'])
    expect(recordsOf(schema)).toEqual([{ a: 1 }, { a: 2, b: 3 }])
  })

  test('decimal commas are told, long digits are texts, rows without names get some', () => {
    expect(read({ 'a.csv': 'price;ean\n1,50;4006381333931234\n2,00;1\n' }).graph.problems).toMatchObject([
      { message: 'price: numbers with a decimal comma are kept as texts.' },
    ])
    expect(said(read({ 'a.csv': '1;2026-01-01;x\n2;2026-01-02;y\n' }), 'a')).toEqual(['`column 1` integer', '`column 2` text date', '`column 3` text'])
  })

  test('a quotation mark that never closes is refused with its line', () => {
    expect(() => read({ 'a.csv': 'a,b\n1,2\n1,2\n1,"2\n1,2\n' })).toThrow(
      'a.csv is not CSV: line 4, column 1: a quotation mark opens in this row and never closes.',
    )
  })

  test('a row of names alone, and more columns than a sheet has, are refused', () => {
    const wide = Array.from({ length: 100_000 }, (_, i) => i).join(',')
    expect(() => read({ 'a.csv': `${wide}\n${wide}\n` })).toThrow('this row has 100,000 columns; at most 16,384 are read.')
    const names = samples.read([{ name: 'a.csv', syntax: 'csv', text: 'a,b,c\n' }], [], 'a')
    expect(names).toEqual({ ok: false, error: { type: 'NoRecords', file: 'a.csv', found: 'only a row of column names' } })
  })
})

describe('size', () => {
  test('a thousand records of a kilobyte are read soon', () => {
    const record = (id: number) => ({
      id,
      name: `n${id}`,
      text: 'x'.repeat(600),
      total: `${id}.00`,
      lines: Array.from({ length: 5 }, (_, i) => ({ sku: `s${i}`, quantity: i, price: '1.00' })),
    })
    const text = JSON.stringify(Array.from({ length: 1_000 }, (_, id) => record(id)))
    const start = performance.now()
    const schema = read({ 'a.json': text })
    console.info(`1,000 records of ${Math.round(text.length / 1_000)} bytes: ${Math.round(performance.now() - start)} ms`)
    expect(schema.graph.fieldCount).toBe(8)
  })

  test('ten megabytes of CSV', () => {
    const text = `id,name,price,day\n${Array.from({ length: 250_000 }, (_, i) => `${i},"name, ${i}",${i}.25,2026-01-01`).join('\n')}\n`
    const start = performance.now()
    const schema = read({ 'a.csv': text })
    console.info(`${Math.round(text.length / 100_000) / 10} MB of CSV: ${Math.round(performance.now() - start)} ms`)
    expect(recordsOf(schema)).toHaveLength(250_000)
  })
})
