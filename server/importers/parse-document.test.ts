import { describe, expect, test } from 'vitest'
import { describeImportError, type ImportError } from './import-error.ts'
import { findJsonError, lineAndColumn } from './find-json-error.ts'
import { decodeText } from './decode-text.ts'
import { openText } from './open-files.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const openBytes = (given: Uint8Array, file: string) => {
  const decoded = decodeText(given, file)
  return decoded.ok ? openText(file, decoded.value.text) : decoded
}
const parse = (text: string, file = 'api.json') => openBytes(bytes(text), file)
const value = (text: string, file?: string) => {
  const parsed = parse(text, file)
  if (!parsed.ok) throw new Error(describeImportError(parsed.error))
  return parsed.value.value
}
const error = (text: string, file?: string): ImportError | undefined => {
  const parsed = parse(text, file)
  return parsed.ok ? undefined : parsed.error
}

describe('texts', () => {
  test('UTF-8 with and without a byte order mark, and UTF-16 in both orders', () => {
    const text = '{"a":"ü日💥"}'
    const little = Buffer.from(`\ufeff${text}`, 'utf16le')
    const big = Buffer.from(little).swap16()
    for (const encoded of [bytes(text), bytes(`\ufeff${text}`), little, big])
      expect(openBytes(encoded, 'a.json')).toMatchObject({ ok: true, value: { value: { a: 'ü日💥' } } })
  })

  test('a byte that is no UTF-8 is refused with its place', () => {
    expect(openBytes(Uint8Array.from([0x7b, 0x22, 0xc3, 0xa9, 0xe9, 0x22, 0x7d]), 'a.json')).toMatchObject({
      ok: false,
      error: { type: 'NotText', at: 4, encoding: 'UTF-8' },
    })
  })

  test.each([
    { what: 'a zip archive or an Office file', given: Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]) },
    { what: 'a gzip archive', given: Uint8Array.from([0x1f, 0x8b, 8]) },
    { what: 'a PDF document', given: bytes('%PDF-1.7') },
    { what: 'empty', given: bytes('') },
    { what: 'empty', given: bytes(' \n\t\n') },
  ])('a file that is $what is named, with what to upload', ({ what, given }) => {
    const parsed = openBytes(given, 'file')
    expect(parsed).toMatchObject({ ok: false, error: { type: 'WrongKindOfFile', found: what } })
    expect(!parsed.ok && describeImportError(parsed.error)).toMatch(/ Upload one of: OpenAPI 3\.0, /)
  })
})

describe('JSON', () => {
  test.each([
    { given: '{\n  "a": 1,\n  "b" 2\n}', line: 3, column: 7, wanted: 'a colon' },
    { given: '{"a": 1,}', line: 1, column: 9, wanted: 'a name in double quotes (no comma before `}`)' },
    { given: '{"a": [1 2]}', line: 1, column: 10, wanted: 'a comma or `]`' },
    { given: '{a: 1}', line: 1, column: 2, wanted: 'a name in double quotes, or `}`' },
    { given: '{"a": tru}', line: 1, column: 7, wanted: 'a value' },
    { given: '{"a": "x\ny"}', line: 1, column: 9, wanted: 'no line break or control character inside a text (write `\\n`)' },
    { given: '{"a": "\\q"}', line: 1, column: 8, wanted: 'a known escape such as `\\n` or `\\u00e9`' },
    { given: '{} {}', line: 1, column: 4, wanted: 'nothing more: the value before is complete' },
    { given: '{"ü💥": 01}', line: 1, column: 9, wanted: 'a comma or `}`' },
  ])('$given is wrong at $line:$column', ({ given, line, column, wanted }) => {
    expect(error(given)).toEqual({ type: 'NotJson', file: 'api.json', line, column, wanted })
  })

  test('a file cut at any character is called cut off', () => {
    const whole = '{"a": [1, true, "x\\u00e9", {"b": null}], "c": -1.5e3}'
    for (let end = 1; end < whole.length; end++) expect(error(whole.slice(0, end)), whole.slice(0, end)).toMatchObject({ type: 'Truncated' })
    expect(describeImportError({ type: 'Truncated', file: 'a.json', line: 7, column: 3 })).toBe(
      'a.json ends in the middle, at line 7, column 3. It was probably cut off: download or save it again, and import the complete file.',
    )
  })

  test('the search for the fault agrees with the engine about what is JSON', () => {
    for (const text of ['{}', '[]', '[[],{}]', '{"a":{"b":[1,2,{"c":"d"}]}}', ' [ -0.5E+10 , "\\u0041" ] ', 'null', '"x"', '0'])
      expect(findJsonError(text), text).toBeUndefined()
    for (const text of ['', '[1,]', '01', '+1', '.5', '1.', '{"a"}', "{'a':1}", '[1]]', 'nul', '"\t"', '[,]']) {
      expect(() => JSON.parse(text) as unknown, text).toThrow()
      expect(findJsonError(text), text).toBeDefined()
    }
  })

  test('200,000 levels are searched without trouble', () => {
    expect(findJsonError('['.repeat(200_000))).toMatchObject({ ended: true })
    expect(lineAndColumn('a\nb\nc', 4)).toEqual({ line: 3, column: 1 })
  })

  test('one value per line', () => {
    expect(parse('{"a":1}\n{"a":2}\r\n\n')).toMatchObject({ ok: true, value: { value: [{ a: 1 }, { a: 2 }], syntax: 'json-lines' } })
  })

  test('names that mean something to the engine stay own names', () => {
    for (const [text, file] of [
      ['{"__proto__": {"x": 1}, "constructor": 2}', 'a.json'],
      ['__proto__:\n  x: 1\nconstructor: 2\n', 'a.yaml'],
    ] as const) {
      const parsed = value(text, file) as object
      expect(Object.keys(parsed)).toEqual(['__proto__', 'constructor'])
      expect(({} as Record<string, unknown>)['x']).toBeUndefined()
    }
  })
})

describe('YAML', () => {
  test('version 1.2, core schema: no surprises', () => {
    expect(value('no: no\nyes: yes\ndate: 2024-01-01\noctal: 010\n<<: {a: 1}\n200: ok\n"null": ~\nflag: true\n', 'a.yaml')).toEqual({
      no: 'no',
      yes: 'yes',
      date: '2024-01-01',
      octal: 10,
      '<<': { a: 1 },
      200: 'ok',
      null: null,
      flag: true,
    })
    expect(value('%YAML 1.1\n---\nno: no\n', 'a.yaml')).toEqual({ no: 'no' })
    expect(value('{a: 1, b: [x]}', 'a.yaml')).toEqual({ a: 1, b: ['x'] })
  })

  test.each([
    { why: 'duplicate keys', given: 'a: 1\nb: 2\na: 3\n', want: { type: 'NotYaml', line: 3, column: 1 } },
    { why: 'bad indentation', given: 'a:\n  b: 1\n c: 2\nd: 1\n', want: { type: 'NotYaml', line: 3 } },
    { why: 'tags of its own', given: 'a: !!js/function "x"\nb: 1\n', want: { type: 'NotYaml', line: 1, column: 4 } },
    { why: 'several documents', given: 'a: 1\n---\nb: 1\n', want: { type: 'NotYaml', line: 2 } },
    { why: 'a cut text', given: 'a: 1\nb: "cut', want: { type: 'Truncated' } },
    { why: 'a cut flow list', given: 'a: [1, 2,\n', want: { type: 'Truncated' } },
  ])('$why are refused with their place', ({ given, want }) => {
    expect(error(given, 'a.yaml')).toMatchObject(want)
  })

  test('an alias bomb is refused', () => {
    const levels = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array.from({ length: 9 }, () => `*l${i}`).join(',')}]`)
    expect(error(`l0: &l0 [x,x]\n${levels.join('\n')}\n`, 'a.yaml')).toMatchObject({ type: 'TooManyAliases', limit: 50 })
  })

  test('an alias to its own parent is refused', () => {
    expect(error('a: &a\n  b: *a\n', 'a.yaml')).toMatchObject({ type: 'TooDeep' })
  })

  test('aliases in moderation are plain values', () => {
    expect(value('a: &a {x: 1}\nb: *a\n', 'a.yaml')).toEqual({ a: { x: 1 }, b: { x: 1 } })
  })
})
