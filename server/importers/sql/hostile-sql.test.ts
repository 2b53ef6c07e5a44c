import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { columnsOf, readSql } from '../../../fixtures/sql-scripts.ts'
import { describeImportError } from '../import-error.ts'
import { sql } from '../formats/sql.ts'

/** The problems, or the sentence of the refusal. */
function read(text: string): string[] {
  const files = [{ name: 'dump.sql', syntax: 'sql' as const, text }]
  const result = sql.read(files, files, 'shop')
  return result.ok ? result.value.graph.problems.map(({ at, message }) => `${at}: ${message}`) : [describeImportError(result.error)]
}

const GOOD = '\nCREATE TABLE good (id int NOT NULL);\n'
const NO_TABLE = /^dump\.sql is not readable: at least one CREATE TABLE was expected, and this is SQL without a table that can be read\./

describe('broken SQL', () => {
  test.each([
    {
      why: 'a list that does not end',
      text: 'CREATE TABLE bad (id int, name varchar(20);',
      want: ['dump.sql, line 1: The list of columns of `bad` does not end: a `)` is missing.'],
      columns: ['id', 'name'],
    },
    {
      why: 'a list that runs into the next table',
      text: 'CREATE TABLE bad (\n  id int,\n  name varchar(20)',
      want: ['dump.sql, line 1: The list of columns of `bad` does not end: a `)` is missing.'],
      columns: ['id', 'name'],
    },
    {
      why: 'a comma too many',
      text: 'CREATE TABLE bad (\n id int,\n,\n name text,\n);',
      want: ['dump.sql, line 1: An entry of `bad` is empty: there is a comma too many.'],
      columns: ['id', 'name'],
    },
    {
      why: 'an entry that is no column',
      text: 'CREATE TABLE bad (\n id int,\n 12 34,\n name text);',
      want: ['dump.sql, line 3: `12 34` is no column, and is left out.'],
      columns: ['id', 'name'],
    },
    {
      why: 'a query',
      text: 'CREATE TABLE bad AS SELECT 1;',
      want: ['dump.sql, line 1: The columns of `bad` come from a query, and are not read.'],
      columns: undefined,
    },
    { why: 'no name', text: 'CREATE TABLE (id int);', want: ['dump.sql, line 1: A name of a table is expected here.'], columns: undefined },
    {
      why: 'an unknown type',
      text: 'CREATE TABLE bad (id int,\n shape wobble(3));',
      want: ['dump.sql, line 2: The type `wobble` is not known; its values may be anything. If the script of another file makes it, upload that file too.'],
      columns: ['id', 'shape'],
    },
    {
      why: 'the same table twice',
      text: 'CREATE TABLE bad (id int);\nCREATE TABLE BAD (x int);',
      want: ['dump.sql, line 2: The table `BAD` is made twice; the first is read.'],
      columns: ['id'],
    },
  ])('$why is told with file and line, and the next table is read', ({ text, want, columns }) => {
    const { graph } = readSql(text + GOOD)
    expect(graph.problems.map(({ at, message }) => `${at}: ${message}`)).toEqual(want)
    expect(Object.keys(columnsOf(graph, 'good'))).toEqual(['id'])
    if (columns === undefined) expect(graph.objects.map(({ name }) => name)).toEqual(['good'])
    else expect(Object.keys(columnsOf(graph, 'bad'))).toEqual(columns)
  })

  test.each([
    { why: 'a text', text: "CREATE TABLE a (id int);\nINSERT INTO a VALUES ('x" },
    { why: 'a comment', text: 'CREATE TABLE a (id int);\n/* x' },
    { why: 'a name', text: 'CREATE TABLE a (id int);\nCREATE TABLE "b (id int);' },
    { why: 'a dollar quote', text: 'CREATE TABLE a (id int);\nSELECT $x$ one' },
  ])('$why that never ends is told, and what stands before is read', ({ text }) => {
    expect(readSql(text).graph.objects).toHaveLength(1)
    expect(read(text)).toContain('dump.sql, line 2: The text, name or comment that begins here never ends; what follows is not read.')
  })

  test('SQL without a table is refused with a sentence', () => {
    expect(read('INSERT INTO a VALUES (1);')).toEqual([expect.stringMatching(NO_TABLE)])
    expect(read('CREATE TABLE a (')).toEqual([expect.stringMatching(NO_TABLE)])
  })

  test('a routine that never ends takes nothing with it', () => {
    const { graph } = readSql(`CREATE PROCEDURE p AS BEGIN SELECT 1;${GOOD}CREATE TRIGGER t BEGIN CASE;${GOOD.replace('good', 'more')}`)
    expect(graph.objects.map(({ name }) => name)).toEqual(['good', 'more'])
  })
})

describe('hostile SQL', () => {
  const many = 100_000
  test.each([
    { why: 'parentheses in a table', text: `CREATE TABLE a (x int CHECK ${'('.repeat(many)}` },
    { why: 'closed parentheses', text: `CREATE TABLE a (x int CHECK ${'('.repeat(many)}x > 1${')'.repeat(many)})` },
    { why: 'five million parentheses', text: `CREATE TABLE a ${'('.repeat(5_000_000)}` },
    { why: 'five million parentheses outside', text: '('.repeat(5_000_000) },
    { why: 'NOT', text: `CREATE TABLE a (x int CHECK (${'NOT '.repeat(10_000)} x > 1))` },
    { why: 'minus signs', text: `CREATE TABLE a (x int DEFAULT ${'- '.repeat(10_000)}1)` },
    { why: 'brackets', text: `CREATE TABLE a (x int${'[]'.repeat(many)})` },
    { why: 'open brackets', text: `CREATE TABLE a (x int${'[a'.repeat(1_000_000)})` },
    { why: 'quotes', text: `CREATE TABLE a (x text DEFAULT ${"'".repeat(1_000_001)})` },
    { why: 'backslashes', text: `CREATE TABLE \`a\` (x text DEFAULT '${'\\'.repeat(1_000_001)}')` },
    { why: 'escaped quotes', text: `CREATE TABLE \`a\` (x text DEFAULT '${"\\'".repeat(1_000_000)}')` },
    { why: 'dollars', text: `CREATE TABLE a (x int ${'$a'.repeat(1_000_000)})` },
    { why: 'slashes and stars', text: `CREATE TABLE a (x int) ${'/*/'.repeat(1_000_000)}` },
    { why: 'dots', text: `CREATE TABLE ${'a.'.repeat(1_000_000)}b (x int)` },
    { why: 'NULs', text: `CREATE TABLE a\u0000 (\u0000x int\u0000)${'\u0000'.repeat(many)}` },
    { why: 'routines without end', text: 'CREATE PROCEDURE p BEGIN x;\n'.repeat(50_000) },
    { why: 'copies without end', text: 'COPY a FROM STDIN;\n'.repeat(many) },
    { why: 'commas', text: `CREATE TABLE a (${','.repeat(many)})` },
    { why: 'checks', text: `CREATE TABLE a (x int, CHECK (${'x > 1 AND '.repeat(1_500)} x < 3))` },
    { why: 'conditions around conditions', text: `CREATE TABLE a (x int, CHECK (${'x IS NULL OR ('.repeat(2_000)}x > 1${')'.repeat(2_000)}))` },
    { why: 'ALTERs of one table', text: `CREATE TABLE a (x int);\n${'ALTER TABLE a ADD x int;\n'.repeat(50_000)}` },
    { why: 'renames', text: `CREATE TABLE a (x int);\n${'ALTER TABLE a RENAME COLUMN x TO x;\n'.repeat(50_000)}` },
    {
      why: 'tables like a table',
      text: `CREATE TABLE a (${'x int, '.repeat(10)} y int);\n${Array.from({ length: 20_000 }, (_, i) => `CREATE TABLE a${i} (LIKE a);`).join('\n')}`,
    },
    { why: 'tables of one name', text: Array.from({ length: 50_000 }, (_, i) => `CREATE TABLE s${i}.t (x int);`).join('\n') },
    { why: 'domains in a circle', text: 'CREATE DOMAIN d AS e; CREATE DOMAIN e AS d[]; CREATE DOMAIN f AS f[]; CREATE TABLE a (x d, y f, z e[])' },
    { why: 'types in a circle', text: 'CREATE TYPE t AS (x t, y t[]); CREATE TABLE a (x t)' },
  ])('$why are read or refused, quickly and without a fault', ({ text }) => {
    expect(read(text).length).toBeLessThan(502)
  })

  test('fifty thousand columns with comments', () => {
    const names = Array.from({ length: 50_000 }, (_, i) => `c${i}`)
    const { graph } = readSql(
      `CREATE TABLE a (${names.map((name) => `${name} int`).join(',')});\n${names.map((name) => `COMMENT ON COLUMN a.${name} IS 'x';`).join('\n')}`,
    )
    expect(graph.fieldCount).toBe(50_000)
    expect(graph.problems).toEqual([])
  })

  test('names of Object.prototype stay names, and change no prototype', () => {
    const { graph } = readSql(
      'CREATE TABLE __proto__ (__proto__ int NOT NULL, constructor text, "toString" hasOwnProperty); CREATE TABLE constructor (x int REFERENCES __proto__(__proto__));',
    )
    expect(graph.objects.map(({ name }) => name)).toEqual(['__proto__', 'constructor'])
    expect(Object.entries(columnsOf(graph, '__proto__')).map(([name]) => name)).toEqual(['__proto__', 'constructor', 'toString'])
    expect(columnsOf(graph, 'constructor')['x']?.description).toBe('Refers to __proto__.__proto__.')
    expect(({} as { types?: unknown }).types).toBeUndefined()
  })

  test('names of a million characters are left out with a problem', () => {
    const long = 'x'.repeat(1_000_000)
    const problems = read(`CREATE TABLE ${long} (a int);\nCREATE TABLE a (${long} int, b ${long}, c int);`)
    expect(problems).toContain('dump.sql, line 1: Table names of more than 512 characters are left out.')
    expect(problems).toContain('dump.sql, line 2: Field names of more than 512 characters are left out.')
    expect(problems.join('').length).toBeLessThan(2_000)
  })

  test('twenty megabytes of rows are passed over', () => {
    const row = `INSERT INTO orders VALUES (1,'it''s; a (test)','CREATE TABLE x (y int);',NULL,3.14,'${'z'.repeat(100)}');\n`
    const text = `CREATE TABLE orders (id int);\n${row.repeat(Math.ceil(20_000_000 / row.length))}${GOOD}`
    const started = performance.now()
    const { graph } = readSql(text)
    console.info(`20 MB of SQL in ${Math.round(performance.now() - started)} ms`)
    expect(graph.objects.map(({ name }) => name)).toEqual(['orders', 'good'])
    expect(graph.problems).toEqual([])
  })

  test('whatever is cut off or put together, nothing is thrown', () => {
    const pieces = [
      'CREATE TABLE ',
      'a',
      '(',
      ')',
      ',',
      ' int',
      "'",
      '"',
      '`',
      '[',
      ']',
      '$$',
      '--',
      '/*',
      '*/',
      '\n',
      ';',
      'CHECK',
      'DEFAULT',
      ' IN ',
      ' BETWEEN ',
      ' AND ',
      ' OR ',
      '1',
      '::',
      '.',
      ' NOT NULL',
      'ALTER TABLE a ADD ',
      'CREATE TYPE ',
      ' AS ',
      'ENUM',
      'CREATE DOMAIN ',
      'COMMENT ON COLUMN ',
      ' IS ',
      'GO',
      'REFERENCES ',
      'PRIMARY KEY',
      'EXEC sp_addextendedproperty ',
      '\\',
      'COPY ',
      'q',
      'BEGIN',
      'END',
      'ARRAY',
      'CAST',
      'LIKE ',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (given) => {
        read(`CREATE TABLE a (${given.join('')}`)
        read(given.join(''))
      }),
      { numRuns: 3_000 },
    )
  })
})
