import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import type { FileSyntax } from './format-reader.ts'
import { openFiles, openText } from './open-files.ts'
import { hasPipeTable, isCsv, looksLikeYaml, tellAnnounced } from './tell-syntax.ts'

const syntaxOf = (text: string, name = 'upload') => {
  const opened = openText(name, text)
  return opened.ok ? opened.value.syntax : opened.error.type
}

const openApiYaml = `# CREATE TABLE is a word here
openapi: 3.0.3
info:
  title: Orders, invoices, and more
  description: |
    type Order { id: ID! }

    | Field | Type |
    |-------|------|
    | id    | text |

    CREATE TABLE orders (id int);
    syntax = "proto3";
    a,b,c
    d,e,f
paths: {}
`

describe('the syntax is told by what stands in the text', () => {
  test.each<{ want: FileSyntax | 'NotJson' | 'NotYaml' | 'WrongKindOfFile'; why: string; text: string; name?: string }>([
    { want: 'json', why: 'an object', text: ' \n{"a": 1}' },
    { want: 'json', why: 'a list', text: '[1, 2]' },
    { want: 'json-lines', why: 'an object on each line', text: '{"a":1}\n{"a":2}\n' },
    { want: 'NotJson', why: 'broken JSON', text: '{"a" 1}' },
    { want: 'yaml', why: 'a description with all other syntaxes in its texts', text: openApiYaml },
    { want: 'yaml', why: 'the same, named otherwise', text: openApiYaml, name: 'orders.sql' },
    { want: 'yaml', why: 'with a beginning of a document', text: `---\n${openApiYaml}` },
    { want: 'yaml', why: 'with a directive', text: `%YAML 1.2\n---\n${openApiYaml}` },
    { want: 'yaml', why: 'a list', text: '- id: 1\n  name: a, b\n- id: 2\n  name: c, d\n' },
    { want: 'yaml', why: 'a quoted key', text: '"a, b": 1\nc: 2, 3\n' },
    { want: 'yaml', why: 'keys that are words of SQL', text: 'set: 1\ncreate: |\n  create table x (\n' },
    { want: 'yaml', why: 'keys that are words of GraphQL', text: 'type: object\nenum: [a, b]\n' },
    { want: 'yaml', why: 'a mapping where half the lines have commas', text: 'a: x,y\nb: x,y\nc: x,y\n' },
    { want: 'NotYaml', why: 'a broken description with a table', text: 'openapi: 3.0.0\na: b: c\n  | x | y |\n  |---|---|\n' },
    { want: 'markdown', why: 'a table in a page', text: '# Orders\n\nNote: all.\n\n| Field | Type |\n|---|:--|\n| id | text |\n' },
    { want: 'markdown', why: 'a table without outer pipes', text: 'Field | Type\n--- | ---\nid | text\n' },
    { want: 'markdown', why: 'a table below a line like a key', text: 'Fields:\n\n| Field | Type |\n|---|---|\n| id | text |\n' },
    { want: 'markdown', why: 'front matter', text: '---\ntitle: Orders\n---\n\n| Field | Type |\n|---|---|\n| id | text |\n' },
    { want: 'markdown', why: 'a page that begins with a picture', text: '[![x](y)](z)\n\n| Field | Type |\n|---|---|\n| id | text |\n' },
    { want: 'markdown', why: 'a page that begins with HTML', text: '<h1 align="center">Orders</h1>\n\n| Field | Type |\n|---|---|\n| id | text |\n' },
    { want: 'markdown', why: 'SQL in a page', text: '# Use this\n\n```sql\nCREATE TABLE x (y int)\n```\n\n| Field | Type |\n|---|---|\n| id | text |\n' },
    { want: 'csv', why: 'commas', text: 'id,name\n1,a\n' },
    { want: 'csv', why: 'semicolons, and commas in numbers', text: 'id;total\r\n1;2,50\r\n3;4,50\r\n' },
    { want: 'csv', why: 'tabs', text: 'id\tname\n1\ta\n' },
    { want: 'csv', why: 'quoted line breaks', text: '"id","note"\n1,"a\nb, c\nd"\n2,"e"\n' },
    { want: 'csv', why: 'a title above', text: 'Orders\nid,name\n1,a\n2,b\n' },
    { want: 'csv', why: 'keys in the cells', text: 'name,description\nstatus: x,where it stands\ntotal,sum: with tax\n' },
    { want: 'csv', why: 'old line ends', text: 'id,name\r1,a\r2,b\r' },
    { want: 'xml', why: 'a declaration', text: '<?xml version="1.0"?><order><id>1</id></order>' },
    { want: 'xml', why: 'a comment, and a name of HTML', text: '<!-- x --><table><id>1</id></table>' },
    { want: 'html', why: 'a page', text: '<!DOCTYPE html>\n<html><body></body></html>' },
    { want: 'html', why: 'XHTML', text: '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>' },
    { want: 'html', why: 'a table alone', text: '<table class="fields">\n<tr><td>id</td><td>text</td></tr></table>' },
    { want: 'graphql', why: 'a type', text: '# an order\n"""\nAn order: what was bought.\n"""\ntype Order implements Node @key(fields: "id") { id: ID! }' },
    { want: 'graphql', why: 'a scalar', text: 'scalar DateTime\n\ntype Query { a: Int }' },
    { want: 'graphql', why: 'an enum', text: 'enum Status {\n  DRAFT\n  PAID\n}\n' },
    { want: 'protobuf', why: 'an enum', text: 'enum Status {\n  DRAFT = 0;\n}\n' },
    { want: 'protobuf', why: 'a syntax', text: '// type Order {\n/* x */ syntax = "proto3";\nmessage Order {}' },
    { want: 'protobuf', why: 'a message', text: 'message Order { string id = 1; }' },
    { want: 'sql', why: 'a table', text: '-- orders\n/* x */\nCREATE TABLE orders (id int);' },
    { want: 'sql', why: 'a dump', text: '--\n-- Dump\n--\n\n\\restrict x\n\nSET statement_timeout = 0;\n\nCREATE UNLOGGED TABLE public.orders (id int);' },
    { want: 'sql', why: 'SQL Server', text: 'USE [shop]\nGO\nSET ANSI_NULLS ON\nGO\nCREATE TABLE [dbo].[orders]([id] int)\nGO' },
    { want: 'sql', why: 'a temporary table', text: 'create global temporary table if not exists x (y int)' },
    { want: 'sql', why: 'comments of MySQL', text: '# orders\n# all of them\nCREATE TABLE orders (\n  id int,\n  total int,\n  note text\n);' },
    { want: 'xml', why: 'blank lines before the declaration', text: '\n \n<?xml version="1.0"?>\n<a/>' },
    { want: 'markdown', why: 'a heading above words of SQL', text: '# Create\n\nCreate a table:\n\n| a | b |\n|---|---|\n' },
    {
      want: 'text',
      why: 'rows of a dump',
      text: "-- rows\nINSERT INTO orders (id, name) VALUES (1, 'a'),\n(2, 'b');\nINSERT INTO orders (id, name) VALUES (3, 'c');\n",
    },
    {
      want: 'text',
      why: 'functions in SQL',
      text: '/* x */\n\\echo Use it \\quit\n\nDROP FUNCTION f( a, b );\nDROP FUNCTION g( a, b );\nCREATE FUNCTION f( a, b ) AS $$ $$;\n',
    },
    {
      want: 'text',
      why: 'changes of operators',
      text: 'ALTER OPERATOR <= (a, b) SET (\n  X = y,\n  Z = w\n);\nALTER OPERATOR >= (a, b) SET (\n  X = y,\n  Z = w\n);\n',
    },
    { want: 'text', why: 'a query', text: 'SELECT id, name\nFROM orders, lines\nWHERE a, b;\n' },
    { want: 'csv', why: 'words of SQL in the head', text: 'insert into,update\na,b\nc,d\n' },
    { want: 'csv', why: 'a head that begins as a query', text: 'select colour,from where\nred,here\nblue,there\n' },
    { want: 'markdown', why: 'its name, where it begins with a picture', text: '[![x](y)](z)\n\n# Orders\n', name: 'README.md' },
    { want: 'markdown', why: 'its name, where front matter comes first', text: '---\ntitle: Orders\n---\n\n# Orders: all\n', name: 'a.markdown' },
    { want: 'markdown', why: 'its name, where a tag comes first', text: '<p align="center">\n<img src="x">\n</p>\n\n# Orders\n', name: 'README.md' },
    {
      want: 'WrongKindOfFile',
      why: 'a document type definition',
      text: '<!-- <x> -->\n<?xml version="1.0"?>\n<!ELEMENT order (id)>\n<!ATTLIST order id CDATA #REQUIRED>\n',
    },
    { want: 'text', why: 'words', text: 'Create a table of all orders.' },
    { want: 'text', why: 'a letter', text: 'Dear all,\nthis is no file.\nYours' },
    { want: 'WrongKindOfFile', why: 'nothing', text: ' \n\t\n' },
  ])('$want: $why', ({ want, text, name }) => {
    expect(syntaxOf(text, name)).toBe(want)
  })

  test('a YAML document stays one, whatever its texts hold and however it is laid out', () => {
    const pieces = [
      '| Field | Type |\n|---|---|\n| id | text |',
      'CREATE TABLE orders (id int);',
      'type Order { id: ID! }',
      'syntax = "proto3";\nmessage A {}',
      '<table><tr><td>id</td></tr></table>',
      'id,name\n1,a\n2,b',
      '{"a": 1}',
      '- a\n- b',
      'a: b: c',
      '# Orders',
      '---',
    ]
    const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 6 }).map((parts) => parts.join('\n').trim())
    const keys = fc.constantFrom('openapi', 'swagger', 'info', 'x-create table', 'type', 'a b', 'title', 'message', 'set', '200')
    const layouts = fc.record({
      indent: fc.constantFrom(2, 4),
      defaultStringType: fc.constantFrom('PLAIN' as const, 'BLOCK_LITERAL' as const, 'BLOCK_FOLDED' as const, 'QUOTE_DOUBLE' as const, 'QUOTE_SINGLE' as const),
      lineWidth: fc.constantFrom(0, 40),
    })
    fc.assert(
      fc.property(fc.dictionary(keys, text, { minKeys: 1 }), text, layouts, fc.boolean(), (said, description, layout, marked) => {
        const value = { ...said, info: { title: 'Orders', description } }
        const yaml = `${marked ? '---\n' : ''}${stringify(value, layout)}`
        const opened = openText('upload', yaml)
        expect(opened.ok ? opened.value.syntax : opened.error, yaml).toBe('yaml')
        // What the printer makes of texts that begin with blanks is its own affair.
        expect(opened.ok && opened.value.value).toEqual(parse(yaml))
      }),
      { numRuns: 500 },
    )
  })

  test('a name decides nothing', () => {
    for (const name of ['a.json', 'a.yaml', 'a.xsd', 'a.csv', 'a.proto', 'a.graphql', 'a.sql', 'a.md']) {
      expect(syntaxOf('CREATE TABLE x (y int)', name)).toBe('sql')
      expect(syntaxOf('{"a":1}', name)).toBe('json')
      expect(syntaxOf('id,name\n1,a\n2,b', name)).toBe('csv')
    }
  })
})

describe('no text makes the look at it slow', () => {
  const size = 5_000_000
  const piece = (text: string) => text.repeat(Math.ceil(size / text.length))
  test.each(
    [
      'create ',
      'create\t\t\t\n',
      ' ',
      'create' + ' '.repeat(5_000),
      '\ncreate temporary ',
      'set ',
      '/*',
      '--\n',
      '"""',
      '"',
      '"\\',
      '#\n',
      ',',
      'enum A ',
      'type A ',
      'type ' + 'A'.repeat(10_000),
      'scalar A',
      'import "',
      'option ((((',
      'message A ',
      '<',
      '<!--',
      '<?',
      '<!',
      '<a ',
      '<table>',
      '|',
      '|-',
      '|-\n',
      '- - ',
      'a,',
      'a,\n',
      '"a,',
      '\n',
      '\r',
      ':',
      'a:b',
      "'",
      '- ',
    ].map((text) => ({ text, shown: JSON.stringify(text.slice(0, 30)) })),
  )('5 MB of $shown', ({ text }) => {
    const hostile = [piece(text), `create ${piece(text)}`, `type A ${piece(text)}`, `enum A { ${piece(text)}`, `<table ${piece(text)}`, `x,y\n${piece(text)}`]
    for (const each of hostile) {
      const start = performance.now()
      tell(each)
      expect(performance.now() - start).toBeLessThan(1_000)
    }
  })
})

test('an upload without files is refused', async () => {
  expect(await openFiles([])).toMatchObject({ ok: false, error: { type: 'NoFiles' } })
})

function tell(text: string): void {
  tellAnnounced(text)
  looksLikeYaml(text)
  hasPipeTable(text)
  isCsv(text)
}
