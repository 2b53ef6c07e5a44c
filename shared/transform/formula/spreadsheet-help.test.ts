// Help for somebody who writes a formula as in a spreadsheet.
import fc from 'fast-check'
import jsonata from 'jsonata'
import { expect, test } from 'vitest'
import type { JsonValue } from '../../schema/json-value.ts'
import { parseFormula } from './parse.ts'
import { spreadsheetFunctions } from './spreadsheet-functions.ts'

const record = {
  total: 12.5,
  qty: 3,
  name: '  Anna Berg ',
  code: 'nl-1012',
  country: 'NL',
  note: null,
  lines: [
    { kind: 'fee', total: 2 },
    { kind: 'item', total: 5 },
    { kind: 'fee', total: 3.5 },
  ],
}

/** `value`: what the spreadsheet would show for the record above. */
const rewrites: readonly { given: string; want: string; value: JsonValue | undefined }[] = [
  { given: 'IF(total > 10, "big", "small")', want: 'total > 10 ? "big" : "small"', value: 'big' },
  { given: '=IF(total>10;"big";"small")', want: 'total > 10 ? "big" : "small"', value: 'big' },
  { given: 'IF(AND(qty > 1, total < 10), 1, IF(OR(qty = 3, qty = 4), 2, 3))', want: 'qty > 1 and total < 10 ? 1 : qty = 3 or qty = 4 ? 2 : 3', value: 2 },
  { given: 'IFS(qty=1,"one",qty=3,"three",TRUE,"many")', want: 'qty = 1 ? "one" : qty = 3 ? "three" : "many"', value: 'three' },
  { given: 'SWITCH(country, "DE", 19, "NL", 21, 0)', want: 'country = "DE" ? 19 : country = "NL" ? 21 : 0', value: 21 },
  { given: 'CONCAT(country, "-", code)', want: 'country & "-" & code', value: 'NL-nl-1012' },
  { given: 'CONCATENATE(UPPER(LEFT(code, 2)), RIGHT(code, 4))', want: '$uppercase($substring(code, 0, 2)) & $substring(code, -4)', value: 'NL1012' },
  { given: 'MID(code, 4, 2)', want: '$substring(code, 3, 2)', value: '10' },
  { given: 'TRIM(name)', want: '$trim(name)', value: 'Anna Berg' },
  { given: 'LEN(TRIM(name)) * 2', want: '$length($trim(name)) * 2', value: 18 },
  { given: 'SUBSTITUTE(code;"-";"")', want: '$replace(code, "-", "")', value: 'nl1012' },
  { given: 'TEXTJOIN(", ", TRUE, country, code)', want: '$join([country, code], ", ")', value: 'NL, nl-1012' },
  { given: 'TEXT(total, "#,##0.00")', want: '$formatNumber(total, "#,##0.00")', value: '12.50' },
  { given: 'SUM(lines.total)', want: '$sum(lines.total)', value: 10.5 },
  { given: 'SUM(total, qty, 1)', want: '$sum([total, qty, 1])', value: 16.5 },
  { given: 'SUMIF(lines.kind, "fee", lines.total)', want: '$sum(lines[kind = "fee"].total)', value: 5.5 },
  { given: 'SUMIF(lines.total, ">2", lines.total)', want: '$sum(lines[total > 2].total)', value: 8.5 },
  { given: 'COUNTIF(lines.kind, "<>fee")', want: '$count(lines[kind != "fee"])', value: 1 },
  { given: 'MAX(lines.total) - MIN(lines.total)', want: '$max(lines.total) - $min(lines.total)', value: 3 },
  { given: 'ISBLANK(nothing)', want: '$not($exists(nothing))', value: true },
  { given: 'IFERROR(nothing, 0)', want: 'nothing ?? 0', value: 0 },
  { given: 'IF(NOT(ISBLANK(code)), IFERROR(total, 0) + 1, "")', want: '$not($not($exists(code))) ? (total ?? 0) + 1 : ""', value: 13.5 },
  { given: 'total <> 12.5', want: 'total != 12.5', value: false },
  { given: 'MOD(0 - qty, 2)', want: '0 - qty - 2 * $floor((0 - qty) / 2)', value: 1 },
  { given: 'qty ^ 2', want: '$power(qty, 2)', value: 9 },
  { given: '=total * 20%', want: 'total * 0.2', value: 2.5 },
  { given: '"say ""hi"""', want: '"say \\"hi\\""', value: 'say "hi"' },
  { given: 'ISNUMBER(SEARCH("ANNA", name))', want: '$contains($lowercase(name), $lowercase("ANNA"))', value: true },
  { given: 'DATE(2024; 3; 1)', want: '"2024-03-01"', value: '2024-03-01' },
  { given: 'EXACT(country, "nl")', want: 'country = "nl"', value: false },
  { given: 'IF(lines[0].kind = "fee", $sum(lines.total), 0)', want: 'lines[0].kind = "fee" ? $sum(lines.total) : 0', value: 10.5 },
  { given: 'ABS(INT(total) - POWER(qty, 2))', want: '$abs($floor(total) - $power(qty, 2))', value: 3 },
  { given: '=total', want: 'total', value: 12.5 },
  { given: 'COALESCE(nothing, code)', want: 'nothing ?? code', value: 'nl-1012' },
  { given: 'IF(TRUE(), FALSE, NOT(1=2))', want: 'true ? false : $not(1 = 2)', value: false },
]

test.each(rewrites)('[F5] $given becomes $want', async ({ given, want, value }) => {
  const read = parseFormula(given)
  const edit = read.ok ? undefined : read.findings[0]?.fixes[0]?.edit
  expect(edit?.text).toBe(want)
  expect(edit?.span).toEqual({ from: 0, to: given.length })
  expect(await jsonata(want).evaluate(record)).toEqual(value)
})

test.each([
  { given: 'VLOOKUP(country, table, 2)', words: 'lookup table picker' },
  { given: 'XLOOKUP(country, a.b, a.c)', words: 'list picker' },
  { given: 'ROUND(total * 1.21, 2)', words: 'number picker' },
  { given: 'TEXT(date_created, "dd-mm-yyyy")', words: 'date picker' },
  { given: 'DATE(year, 1, 1)', words: 'date picker' },
  { given: 'IF(qty > 1; ROUND(total; 2); 0)', words: 'number picker' },
  { given: 'SUMIF(a.kind, "fee", b.total)', words: 'list picker' },
])('[F5] $given is answered with the $words', ({ given, words }) => {
  const read = parseFormula(given)
  expect(read.ok ? [] : read.findings[0]).toMatchObject({ code: 'needs-picker', fixes: [] })
  expect(read.ok ? '' : read.findings[0]?.message).toContain(words)
})

test.each([
  { given: 'lines^(total)', code: 'order-by' },
  { given: 'LEFT(a, b, c, d)', code: 'spreadsheet' },
  { given: 'SUM(A1:B2)', code: 'spreadsheet' },
  { given: 'a ?? IF(b, 1, 2)', code: 'spreadsheet' },
])('[F5] $given has no rewrite', ({ given, code }) => {
  const read = parseFormula(given)
  expect(read.ok ? [] : read.findings).toMatchObject([{ code, fixes: [] }])
})

const word = fc.constantFrom(
  ...Object.keys(spreadsheetFunctions).map((name) => `${name}(`),
  ',',
  ';',
  ')',
  ')',
  'a',
  'a.b',
  '1',
  '"x"',
  '""',
  '<>',
  '^',
  '%',
  '+',
  '&',
  '=',
  '[',
  ']',
  '?',
  ':',
  '(',
  '-',
)

const sheet: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom('a', 'a.b', 'lines[0].x', '1', '-2.5', '"x"', '"say ""x"""', 'TRUE', '20%', '$sum(a)'),
    fc
      .tuple(fc.constantFrom(...Object.keys(spreadsheetFunctions)), fc.array(tie('value'), { maxLength: 4 }), fc.constantFrom(',', ';'))
      .map(([name, args, comma]) => `${name}(${args.join(comma)})`),
    fc.tuple(tie('value'), fc.constantFrom('+', '-', '*', '/', '&', '=', '<>', '<=', '^'), tie('value')).map((parts) => parts.join(' ')),
  ),
})).value

test('[F5] any text gets findings, never an exception, and every rewrite is a formula', () => {
  let rewritten = 0
  fc.assert(
    fc.property(
      fc.oneof(
        sheet,
        fc.array(word, { maxLength: 14 }).map((words) => words.join('')),
      ),
      (text) => {
        const read = parseFormula(text)
        for (const { edit } of read.ok ? [] : read.findings.flatMap((finding) => (finding.code === 'spreadsheet' ? finding.fixes : []))) {
          rewritten++
          expect(parseFormula(edit.text).ok).toBe(true)
        }
      },
    ),
    { numRuns: 10_000 },
  )
  expect(rewritten).toBeGreaterThan(500)
})

test('[F5] long texts of one sign end in a finding', () => {
  for (const part of ['IF(', '""', '1+', '-', 'a^', 'a%', 'a[', 'a?', '(']) expect(parseFormula(part.repeat(5000).slice(0, 10_000)).ok).toBe(false)
})
