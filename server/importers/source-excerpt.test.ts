import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printPointer } from '../../shared/schema/json-pointer.ts'
import { findInJson } from './find-in-json.ts'
import { openText } from './open-files.ts'
import { findInYaml } from './parse-document.ts'
import { takeExcerpt } from './source-excerpt.ts'

/** Every way into a value; `member`: it is one of an object, which is found with its name. */
function* waysInto(value: unknown, way: readonly string[] = [], member = false): Generator<{ way: readonly string[]; value: unknown; member: boolean }> {
  yield { way, value, member }
  if (typeof value !== 'object' || value === null) return
  for (const [name, child] of Object.entries(value)) yield* waysInto(child, [...way, name], !Array.isArray(value))
}

const open = (name: string, text: string) => {
  const opened = openText(name, text)
  if (!opened.ok) throw new Error(JSON.stringify(opened.error))
  return opened.value
}
const excerptOf = (name: string, text: string, ...tokens: string[]) => takeExcerpt(open(name, text), { file: name, pointer: printPointer(tokens) })
const focusOf = (excerpt: ReturnType<typeof takeExcerpt>) =>
  excerpt?.lines.slice(excerpt.focus.from - excerpt.firstLine, excerpt.focus.to - excerpt.firstLine + 1).join('\n')

describe('a value is found in its text', () => {
  test.each([undefined, 1, '\t'])('of JSON laid out with %j, whatever its names', (layout) => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (whole) => {
        const text = JSON.stringify(whole, undefined, layout)
        for (const { way, value, member } of waysInto(JSON.parse(text) as unknown)) {
          const range = findInJson(text, way)
          const found = text.slice(range?.from, range?.to)
          expect(range).toBeDefined()
          if (member) expect(Object.entries(JSON.parse(`{${found}}`) as object)).toEqual([[way.at(-1), value]])
          else expect(JSON.parse(found)).toEqual(value)
        }
      }),
    )
  })

  test('of equal names the last, as JSON.parse takes it', () => {
    const text = '{"a":{"b":1},"\\u0061":{"b":2}}'
    const range = findInJson(text, ['a', 'b'])
    expect(text.slice(range?.from, range?.to)).toBe('"b":2')
  })

  test.each([['b'], ['a', '1'], ['a', '-1'], ['a', '00'], ['a', 'length'], ['c', '0']])('and %j is not found', (...way) => {
    expect(findInJson('{"a":[1],"c":"x"}', way.flat())).toBeUndefined()
  })

  test('200,000 levels and unfinished texts end', () => {
    expect(findInJson('['.repeat(200_000), ['1'])).toBeUndefined()
    for (const text of ['', '{', '{"a', '{"a":', '{"a":"\\', '[1,', '"']) findInJson(text, ['a'])
  })

  test('of YAML: keys of any kind, items, aliases, flow', () => {
    const text = 'a: &x\n  200: ok\n  "b/c": [1, {d: 2}]\ne: *x\n~: z\n'
    const at = (...tokens: string[]) => {
      const range = findInYaml(text, tokens)
      return range === undefined ? undefined : text.slice(range.from, range.to)
    }
    expect(at('a', '200')).toBe('200: ok')
    expect(at('a', 'b/c', '1', 'd')).toBe('d: 2')
    expect(at('a', 'b/c', '1')).toBe('{d: 2}')
    expect(at('e', '200')).toBe('200: ok')
    expect(at('')).toBe('~: z')
    expect(at('none')).toBeUndefined()
    expect(at('a', 'b/c', '7')).toBeUndefined()
  })
})

describe('an excerpt', () => {
  const long = JSON.stringify({ fields: Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`f${i}`, { type: 'text' }])) }, undefined, 2)

  test('has twenty lines on each side, and says which lines are meant', () => {
    const excerpt = excerptOf('a.json', long, 'fields', 'f50')
    expect(excerpt).toMatchObject({ file: 'a.json', pointer: '#/fields/f50', firstLine: 133, focus: { from: 153, to: 155 } })
    expect(excerpt?.lines).toHaveLength(43)
    expect(focusOf(excerpt)).toBe('    "f50": {\n      "type": "text"\n    },')
    expect(excerptOf('a.json', long, 'fields', 'f0')?.firstLine).toBe(1)
  })

  test('of YAML ends where the value ends', () => {
    const text = `a:\n  b: 1\n${'  # x\n'.repeat(30)}  c:\n    d: 2\n\n\nf: 3\n`
    expect(focusOf(excerptOf('a.yaml', text, 'a', 'c'))).toBe('  c:\n    d: 2')
    expect(excerptOf('a.yaml', text, 'a', 'c')?.firstLine).toBe(13)
  })

  test('of one long line is laid out anew around the value', () => {
    const text = JSON.stringify({ big: 'x'.repeat(100_000), list: Array.from({ length: 200 }, (_, i) => ({ id: i, name: `n${i}` })) })
    const excerpt = excerptOf('a.json', text, 'list', '150', 'name')
    expect(focusOf(excerpt)?.trim()).toBe('"name": "n150"')
    expect(excerpt?.lines.length).toBeLessThanOrEqual(41)
    expect(excerpt?.lines.every((line) => line.length < 100)).toBe(true)
  })

  test('of lines of JSON takes the line that is meant', () => {
    const lines = Array.from({ length: 60 }, (_, i) => `{"id":${i}}`).join('\r\n\r\n')
    expect(focusOf(excerptOf('a.ndjson', lines, '40', 'id'))).toBe('{"id":40}')
  })

  test('of a very large value shows its beginning, and cuts long lines', () => {
    const text = `{\n"a": [\n${Array.from({ length: 5_000 }, () => '1').join(',\n')}],\n"b": "${'x'.repeat(900)}"}`
    const whole = excerptOf('a.json', text)
    expect(whole?.focus).toEqual({ from: 1, to: 200 })
    expect(whole?.lines).toHaveLength(220)
    expect(excerptOf('a.json', text, 'b')?.lines.at(-1)).toHaveLength(501)
  })

  test.each([
    { ends: '\n', line: 30 },
    { ends: '\r\n', line: 30 },
    { ends: '\r', line: 30 },
  ])('of other formats is found by its line, whatever ends the lines ($ends)', ({ ends, line }) => {
    const text = `CREATE TABLE a (${ends}${Array.from({ length: 60 }, (_, i) => `  c${i + 2} int`).join(`,${ends}`)});`
    const excerpt = takeExcerpt(open('a.sql', text), { file: 'a.sql', line })
    expect(focusOf(excerpt)).toBe('  c30 int,')
    expect(excerpt).not.toHaveProperty('pointer')
    expect(takeExcerpt(open('a.sql', text), { file: 'a.sql', line: 10_000 })?.focus).toEqual({ from: 61, to: 61 })
  })

  test('of what is not there is none', () => {
    expect(excerptOf('a.json', '{"a":1}', 'b')).toBeUndefined()
  })
})
