import { describe, expect, test } from 'vitest'
import { factsAt, fieldAt, listPaths } from '../../../fixtures/openapi-documents.ts'
import type { ReadSchema } from '../format-reader.ts'
import { allFormats } from '../formats/all-formats.ts'
import { documentationTable } from '../formats/documentation-table.ts'
import { openText } from '../open-files.ts'

function open(text: string, name = 'docs.md') {
  const opened = openText(name, text)
  if (!opened.ok) throw new Error(JSON.stringify(opened.error))
  return opened.value
}

function read(text: string, name?: string): ReadSchema {
  const file = open(text, name)
  expect(documentationTable.recognises(file)).toBe(true)
  const result = documentationTable.read([file], [file], 'doc')
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

const paths = ({ graph }: ReadSchema, object: string) =>
  listPaths(graph, object, 4).map(({ path, facts, required }) => `${path} ${facts.types.join('|')}${required ? ' required' : ''}`)
const objects = ({ graph }: ReadSchema) => graph.objects.map(({ name }) => name)
const table = (header: string, ...rows: string[]) => [header, header.replaceAll(/[^|]+/g, '---'), ...rows].map((row) => `| ${row} |`).join('\n')

describe('tables of fields', () => {
  test('nesting by dotted paths, by indentation, and beside what is plain', () => {
    const schema = read(
      `# Kunde\n\n${table(
        'Feld | Typ | Pflicht | Länge | Beschreibung',
        'nummer | CHAR(10) | ja | | Nummer',
        'adresse.plz | Text | | 5 | Postleitzahl',
        'positionen[].artikel | Text | Muss | 18 | Artikel',
        '- menge | Ganzzahl | | | Menge',
        'zusatz | Objekt | | | ',
        '&nbsp;&nbsp;farbe | Text | nein | | Pflichtfeld.',
        '&nbsp;&nbsp;&nbsp;&nbsp;ton | Text | | | Pflichtfeld.',
      )}`,
    )
    expect(paths(schema, 'Kunde')).toEqual([
      'nummer text required',
      'adresse object',
      'adresse.plz text',
      'positionen list',
      'positionen[].artikel text required',
      'positionen[].menge integer',
      'zusatz object',
      'zusatz.farbe text',
      'zusatz.ton text required',
    ])
    expect(factsAt(schema.graph, 'Kunde', 'adresse.plz').maxLength).toBe(5)
  })

  test('separate tables nest by link, by type and by heading; a type inside itself is a circle', () => {
    const schema = read(
      [
        '# API',
        '## The Order object',
        table(
          'Name | Type | Description',
          'id | string | Id.',
          'lines | array | See [lines](#order-lines).',
          'customer | Customer | Buyer.',
          'billing | object | Address.',
          'note | string | See [Customer](#customer).',
        ),
        '### Order lines',
        table('Name | Type', 'sku | string'),
        '### Billing',
        table('Name | Type', 'city | string'),
        '## Customer',
        table('Name | Type', 'email | string', 'parent | [Customer](#customer)'),
      ].join('\n\n'),
    )
    expect(objects(schema)).toEqual(['Order', 'Customer'])
    expect(paths(schema, 'Order').slice(0, 9)).toEqual([
      'id text',
      'lines list',
      'lines[].sku text',
      'customer object',
      'customer.email text',
      'customer.parent object',
      'customer.parent.email text',
      'customer.parent.parent object',
      'billing object',
    ])
    expect(fieldAt(schema.graph, 'Order', 'customer').facts.name).toBe('Customer')
    expect(factsAt(schema.graph, 'Order', 'note').types).toEqual(['text'])
  })

  test('markup in cells: bold names, stars, struck out, badges, escaped strokes, lines', () => {
    const schema = read(
      table(
        'Property | Type | Description',
        '**id** *required* | `string` | The *id*.',
        '`kind`<br>string, optional | string | Kind.',
        'name* | string | <span class="badge">read-only</span> Name<br>of it.',
        '~~old~~ | string | Gone.',
        '`either` | string \\| null | One or the other.',
        '`+1` | integer | Thumbs.',
        '`$ref` | [Thing](other.md) | A thing.',
      ),
    )
    expect(paths(schema, 'doc')).toEqual(['id text required', 'kind text', 'name text required', 'old text', 'either text', '`+1` integer', '`$ref` any'])
    expect(factsAt(schema.graph, 'doc', 'name')).toMatchObject({ readOnly: true, description: 'Name\nof it.' })
    expect(factsAt(schema.graph, 'doc', 'old').deprecated).toBe(true)
    expect(factsAt(schema.graph, 'doc', 'either').nullable).toBe(true)
    expect(schema.graph.problems.map(({ at, message }) => `${at}: ${message}`)).toEqual([
      'docs.md, line 9: The type "Thing" of $ref is not known; any value is taken.',
    ])
  })

  test('facts of columns are typed; a list of words is about the items', () => {
    const schema = read(
      table(
        'Field | Type | Values | Default | Example | Min | Max | Description',
        'a | integer | 1, 2, 3 | 2 | 3 | 1 | 3 | A',
        'b | boolean | | true | | | | B',
        'c | array of strings | x, y | | | | | C',
        'd | string | 0 - 100 | | 7 | | | D',
        'e | integer | | many | | | | E',
      ),
    )
    expect(factsAt(schema.graph, 'doc', 'a')).toMatchObject({ enum: [1, 2, 3], default: 2, example: 3, minimum: 1, maximum: 3 })
    expect(factsAt(schema.graph, 'doc', 'b').default).toBe(true)
    expect(schema.graph.nodes[factsAt(schema.graph, 'doc', 'c').items ?? '']).toEqual({ types: ['text'], enum: ['x', 'y'] })
    expect(factsAt(schema.graph, 'doc', 'd')).toEqual({ types: ['text'], example: '7', description: 'D' })
    expect(factsAt(schema.graph, 'doc', 'e')).not.toHaveProperty('default')
  })

  test('a table that lists several objects; cardinality; titles above the header', () => {
    const schema = read(
      'Data dictionary;;;;\n\nTable;Column;Data type;Cardinality;Description\nORDERS;ID;NUMBER(10,0);1..1;Key\n;LINES;VARCHAR2(10 CHAR);0..n;Lines\nCUSTOMERS;EMAIL;an..35;0..1;Mail\n',
      'a.csv',
    )
    expect(objects(schema)).toEqual(['ORDERS', 'CUSTOMERS'])
    expect(paths(schema, 'ORDERS')).toEqual(['ID integer required', 'LINES list'])
    expect(factsAt(schema.graph, 'CUSTOMERS', 'EMAIL').maxLength).toBe(35)
    expect([...schema.places.values()].map(({ line }) => line)).toContain(6)
  })

  test('a table copied as text has tabs', () => {
    expect(paths(read('Name\tType\tDescription\norder.id\tstring\tId.\norder.lines[0].sku\tstring\tSku.\n', 'pasted'), 'doc')).toEqual([
      'order object',
      'order.id text',
      'order.lines list',
      'order.lines[].sku text',
    ])
  })

  test('HTML: cells over several rows and columns, captions, tables in cells, nothing of scripts', () => {
    const schema = read(
      `<html><head><title>x</title></head><body><script>document.write('<table>')</script><h2 id="x">Payment</h2>
<table><tr><th>Property<th>Type<th>Description</tr>
<tr><td>id <span class="badge">Required</span><td>string<td>The <a href="#y">id</a></tr>
<tr><td colspan=3>Ways of paying</tr>
<tr><td>card<td>object<td>Card <table><tr><th>Field<th>Type</tr><tr><td>last4<td>string</tr></table></tr>
<tr><td style="padding-left: 20px">holder<td>string<td></tr>
</table></body></html>`,
      'a.html',
    )
    expect(paths(schema, 'Payment')).toEqual(['id text required', 'card object', 'card.last4 text', 'card.holder text'])
    expect([...schema.places.values()].map(({ line }) => line)).toContain(5)
  })

  test('operations with their parameters, bodies and answers', () => {
    const { graph } = read(
      [
        '# API',
        '## List things',
        '`GET /v1/things/:id`',
        table('Parameter | Type | Required | Description', 'id | string | yes | Which.', 'limit | int | no | How many. Default: 20'),
        '## Make a thing',
        '```http\nPOST https://example.com/v1/things HTTP/1.1\n```',
        '### Request body',
        table('Field | Type | Required', 'name | string | yes'),
        '### Response',
        table('Field | Type', 'id | uuid'),
        '## Thing',
        table('Field | Type', 'id | uuid', 'name | string'),
        '```json\n{ "id": "x", "name": "y" }\n```',
      ].join('\n\n'),
    )
    expect(
      graph.endpoints.map(({ id, parameters, request, responses }) => [
        id,
        parameters.map((each) => `${each.in} ${each.name}${each.required ? '*' : ''}`).join(),
        request !== undefined,
        responses.map(({ status }) => status).join(),
      ]),
    ).toEqual([
      ['GET /v1/things/{id}', 'path id*,query limit', false, ''],
      ['POST /v1/things', '', true, '200'],
    ])
    expect(graph.objects.map(({ name }) => name)).toEqual(['Thing'])
  })

  test('examples in the text are samples of the object whose fields they have', () => {
    const { samples } = read(
      `## Thing\n\n${table('Field | Type', 'id | uuid', 'name | string')}\n\n\`\`\`json\n[{ "id": "x", "name": "y" }]\n\`\`\`\n\n\`\`\`json\n{ "code": 1, "message": "no" }\n\`\`\`\n`,
    )
    expect(samples).toEqual([{ object: { kind: 'object', name: 'Thing' }, name: 'docs.md, line 9', records: [{ id: 'x', name: 'y' }] }])
  })

  test('a field that is listed twice is told, and the first row holds', () => {
    const schema = read(table('Field | Type | Description', 'id | string | first', 'id | integer | second'))
    expect(factsAt(schema.graph, 'doc', 'id')).toEqual({ types: ['text'], description: 'first' })
    expect(schema.graph.problems).toMatchObject([{ at: 'docs.md, line 4' }])
  })

  test.each([
    ['codes and meanings', '| Code | Meaning |\n|--|--|\n| 200 | Fine |\n', 'a.md'],
    ['a mapping', '| Destination Field | Source field | Logic |\n|--|--|--|\n| a | b | c |\n', 'a.md'],
    ['products', 'name,type,description\nShirt,simple,Nice\nHat,variable,Warm\n', 'a.csv'],
    ['settings', 'key,value,description\na,1,x\nb,2,y\n', 'a.csv'],
    ['prose', '# Title\n\nSome words, and more.\n\n| a | b |\n|--|--|\n| 1 | 2 |\n', 'a.md'],
  ])('%s are no fields', (_, text, name) => {
    expect(documentationTable.recognises(open(text, name))).toBe(false)
  })

  test('of all readers it is the one for such files', () => {
    const files = [
      open('| Field | Type |\n|--|--|\n| a | int |\n'),
      open('Field,Type,Description\na,int,A\nb,string,B\n', 'a.csv'),
      open('<table><tr><th>Field<th>Type</tr><tr><td>a<td>int</tr></table>', 'a.html'),
    ]
    for (const file of files) expect(allFormats.find((reader) => reader.recognises(file))).toBe(documentationTable)
  })
})

describe('hostile and silly documentations', () => {
  const timed = (what: string, text: string, name: string) => {
    const start = performance.now()
    const opened = openText(name, text)
    const file = opened.ok ? opened.value : undefined
    const result = file === undefined ? undefined : documentationTable.read([file], [file], 'doc')
    console.info(`${what}: ${Math.round(performance.now() - start)} ms`)
    return result
  }

  const many = Array.from({ length: 50_000 }, (_, i) => [`\`field_${i}\``, 'string', `Description ${i}. Default is \`x\`. <i class="label">read-only</i>`])
  test.each([
    ['Markdown', 'a.md', `| Field | Type | Description |\n|--|--|--|\n${many.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`],
    ['HTML', 'a.html', `<table><tr><th>Field<th>Type<th>Description</tr>${many.map((row) => `<tr><td>${row.join('<td>')}</tr>`).join('\n')}</table>`],
    ['CSV', 'a.csv', `Field,Type,Description\n${many.map((row) => row.join(',')).join('\n')}\n`],
  ])(
    'a table with 50,000 rows of %s',
    (format, name, text) => {
      const result = timed(`50,000 rows of ${format}`, text, name)
      expect(result?.ok === true && result.value.graph.fieldCount).toBe(50_000)
    },
    // Many minutes of a busy machine, seconds of a quiet one.
    120_000,
  )

  test('deep nesting of tags, quotes, lists and tables ends', () => {
    const fields = '<table><tr><th>Field<th>Type</tr><tr><td>a<td>int</tr></table>'
    timed('10,000 nested div', `<html>${'<div>'.repeat(10_000)}${fields}${'</div>'.repeat(10_000)}</html>`, 'a.html')
    timed('10,000 nested b in a cell', fields.replace('<td>a', `<td>${'<b>'.repeat(10_000)}a`), 'a.html')
    timed('2,000 tables in tables', `${'<table><tr><td>'.repeat(2_000)}${fields}`, 'a.html')
    const table = '| Field | Type |\n|--|--|\n| a | int |\n'
    timed('quotes in quotes', `${'>'.repeat(10_000)} x\n\n${table}`, 'a.md')
    timed('lists in lists', `${Array.from({ length: 2_000 }, (_, i) => `${'  '.repeat(i)}- x`).join('\n')}\n\n${table}`, 'a.md')
    const dotted = timed('a path of 10,000 names', `Field,Type\n${'a.'.repeat(10_000)}b,int\nc,int\n`, 'a.csv')
    expect(dotted?.ok === true && dotted.value.graph.fieldCount).toBe(1)
  })

  test('lists, quotes and lines by the thousand', () => {
    const table = '| Field | Type |\n|--|--|\n| a | int |\n'
    const texts: Record<string, string> = {
      'a list of 20,000': '- x\n'.repeat(20_000),
      'numbered items': '1. x\n'.repeat(20_000),
      'items apart': '- x\n\n'.repeat(10_000),
      'lists eight deep': Array.from({ length: 10_000 }, (_, i) => `${'  '.repeat(i % 8)}- x`).join('\n'),
      'quotes eight deep': `${'> '.repeat(8)}x\n`.repeat(10_000),
      'lines of a quote': '> x\n'.repeat(50_000),
      'empty lines': '\n'.repeat(1_000_000),
      definitions: Array.from({ length: 50_000 }, (_, i) => `[a${i}]: http://b`).join('\n'),
      headings: '# x\n'.repeat(50_000),
      'half tables': '| a | b |\n'.repeat(50_000),
      'open fences': '```\n'.repeat(50_001),
      'open comments': '<!-- x\n'.repeat(50_000),
      'tables of nothing': '| a | b |\n|--|--|\n\n'.repeat(20_000),
    }
    for (const [what, text] of Object.entries(texts)) timed(what, `${table}\n${text}\n\n${table}`, 'a.md')
  })

  test('lines without end', () => {
    const table = '| Field | Type | Description |\n|--|--|--|\n| a | int | A |\n'
    for (const piece of ['x', '[', '`', '*', '![', '<b', '| a ', '&', '](', '_a', '~', '\\', 'http://a.', '<!--', '**a ', '`` ', '$'])
      expect(timed(`1 MB of ${piece}`, `${table}\n${piece.repeat(1_000_000 / piece.length)}\n`, 'a.md')?.ok).toBe(true)
    for (const piece of ['[', '`', '*', '<b', '](', '_a', '~~', '**a ', '`` '])
      expect(timed(`a cell of 19 KB of ${piece}`, `${table}| b | int | ${piece.repeat(19_000 / piece.length)} |\n`, 'a.md')?.ok).toBe(true)
  })

  test('names that mean something to the engine are names', () => {
    const schema = read(table('Field | Type', '`__proto__` | object', '`__proto__.a` | string', 'constructor.prototype.b | string'))
    expect(paths(schema, 'doc')).toEqual([
      '__proto__ object',
      '__proto__.a text',
      'constructor object',
      'constructor.prototype object',
      'constructor.prototype.b text',
    ])
    expect(({} as Record<string, unknown>)['a']).toBeUndefined()
  })

  test('spans, names and descriptions without end', () => {
    const html = `<table><tr><th>Field<th>Type<th>Description</tr>${'<tr><td colspan=1000000 rowspan=1000000>a<td>int'.repeat(300)}<tr><td>${'b'.repeat(50_000)}<td>int</tr><tr><td>c<td>int<td>${'d '.repeat(50_000)}</tr></table>`
    expect(timed('spans', html, 'a.html')?.ok).toBe(true)
  })
})
