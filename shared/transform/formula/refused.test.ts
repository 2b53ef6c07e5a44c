// What the formula language leaves out is refused by name, and each fix that is offered gives a formula.
import { expect, test } from 'vitest'
import type { FormulaFinding } from './ast.ts'
import { functionNames } from './functions.ts'
import { parseFormula } from './parse.ts'
import { describeRefused, refusedConstructs, refusedFunctions } from './refused.ts'
import type { RefusedConstruct } from './refused.ts'

function findFirst(text: string): FormulaFinding {
  const read = parseFormula(text)
  if (read.ok || read.findings[0] === undefined) throw new Error(`nothing is wrong with ${text}`)
  return read.findings[0]
}

function fix(text: string): string | undefined {
  const edit = findFirst(text).fixes[0]?.edit
  return edit && text.slice(0, edit.span.from) + edit.text + text.slice(edit.span.to)
}

const isConstruct = (code: string): code is RefusedConstruct => Object.hasOwn(refusedConstructs, code)

test.each(Object.keys(refusedConstructs).filter(isConstruct))('[F1] %s is refused, named, and what to write instead is said', (code) => {
  const finding = findFirst(refusedConstructs[code].example)
  expect(finding).toMatchObject({ severity: 'error', code, message: describeRefused(code) })
  expect(finding.message).toContain(refusedConstructs[code].instead)
})

test('[F1] each function of jsonata is in the language or refused with what to do instead', () => {
  // As jsonata 2.2.2 registers them.
  const theirs =
    'sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad match contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round abs sqrt power random boolean not map zip filter single reduce sift keys lookup append exists spread merge reverse each error assert type sort shuffle distinct base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl eval toMillis fromMillis clone now millis'
  const ours = new Set<string>([...functionNames, ...Object.keys(refusedFunctions)])
  expect(theirs.split(' ').filter((name) => !ours.has(name))).toEqual([])
  for (const [name, instead] of Object.entries(refusedFunctions)) {
    expect(findFirst(`$${name}(a)`)).toMatchObject({ code: 'refused-function', span: { from: 0, to: name.length + 1 } })
    expect(findFirst(`$${name}(a)`).message).toContain(instead)
  }
})

test.each([
  { given: 'a == b', want: 'a = b' },
  { given: 'a === b', want: 'a = b' },
  { given: 'a && b', want: 'a and b' },
  { given: 'a||b', want: 'a or b' },
  { given: 'a => 1', want: 'a >= 1' },
  { given: 'a b', want: 'a & b' },
  { given: '"a', want: '"a"' },
  { given: '`a', want: '`a`' },
  { given: 'a /* b', want: 'a /* b */' },
  { given: '“a”', want: '"a"' },
  { given: '“a "b"” & c', want: '"a \\"b\\"" & c' },
  { given: '„a“ & c', want: '"a" & c' },
  { given: 'a * 1,19', want: 'a * 1.19' },
  { given: '1.234,56', want: '1234.56' },
  { given: 'a in "x", "y"', want: 'a in ["x", "y"]' },
  { given: 'a in (1, 2) and b', want: 'a in [1, 2] and b' },
  { given: 'not a', want: '$not(a)' },
  { given: '!a.b = 1', want: undefined },
  { given: 'a\u00a0+ 1', want: 'a + 1' },
  { given: '(a', want: '(a)' },
  { given: '$sum(a', want: '$sum(a)' },
  { given: 'a[0', want: 'a[0]' },
  { given: 'lines[].sku', want: 'lines.sku' },
  { given: '"last name".first', want: '`last name`.first' },
  { given: 'a.and', want: 'a.`and`' },
  { given: '$Uppercase(a)', want: '$uppercase(a)' },
  { given: '$substr(a, 1)', want: undefined },
  { given: '$subString(a, 1)', want: '$substring(a, 1)' },
  { given: 'uppercase(a)', want: '$uppercase(a)' },
  { given: '$map(a, $trim)', want: '$map(a, function($item) { $trim($item) })' },
  { given: '$rate := 2', want: '($rate := 2; $rate)' },
  { given: '($rate := 2)', want: '($rate := 2; $rate)' },
  { given: '(rate := 2; 1)', want: '($rate := 2; 1)' },
  { given: '$$total', want: '$$.total' },
  { given: '12345678901234567890', want: '"12345678901234567890"' },
  { given: '"C:\\x"', want: '"C:\\\\x"' },
])('[F1] $given is refused, and the fix gives $want', ({ given, want }) => {
  expect(fix(given)).toBe(want)
  if (want !== undefined) expect(parseFormula(want).ok).toBe(true)
})

test.each([
  { given: '', code: 'empty-formula', from: 0, to: 0 },
  { given: 'a + ', code: 'unexpected-end', from: 4, to: 4 },
  { given: 'a + )', code: 'unexpected', from: 4, to: 5 },
  { given: '(1; 2)', code: 'unused-value', from: 1, to: 2 },
  { given: '()', code: 'empty-block', from: 0, to: 2 },
  { given: '1 + ($x := 2)', code: 'block-without-value', from: 5, to: 12 },
  { given: '[$x := 2]', code: 'stray-binding', from: 1, to: 8 },
  { given: '007', code: 'leading-zero', from: 0, to: 1 },
  { given: '1e999', code: 'number-too-large', from: 0, to: 5 },
  { given: '😀 + "\\u12"', code: 'bad-escape', from: 6, to: 11 },
  { given: 'a ! b', code: 'unexpected', from: 2, to: 3 },
  { given: '$map(a, function($x, $x) { 1 })', code: 'parameter-twice', from: 21, to: 23 },
  { given: 'line_items.%.id', code: 'parent-operator', from: 11, to: 12 },
  { given: '-2[$ > 0]', code: 'unexpected', from: 0, to: 9 },
])('[F1] $given is refused as $code where it stands', ({ given, code, from, to }) => {
  expect(findFirst(given)).toMatchObject({ code, span: { from, to } })
})

test('[F1] all unknown functions are found at once', () => {
  const read = parseFormula('$eval(a) & $foo(b) & $trm(c)')
  expect(read.ok ? [] : read.findings.map((finding) => [finding.code, finding.span.from])).toEqual([
    ['refused-function', 0],
    ['unknown-function', 11],
    ['unknown-function', 21],
  ])
})
