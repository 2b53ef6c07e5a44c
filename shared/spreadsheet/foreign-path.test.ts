import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseFieldPath } from '../schema/field-path.ts'
import { isStronglyPath, parseForeignPath, parseForeignPaths } from './foreign-path.ts'

describe('a path is read however it is written', () => {
  test.each([
    ['name', 'name', []],
    ['billing.email', 'billing.email', []],
    ['Invoice/Lines/Amount', 'Invoice.Lines.Amount', []],
    ['/Invoice/@Currency', 'Invoice.Currency', []],
    ['Contact > Email', 'Contact.Email', []],
    ['Contact -> Email', 'Contact.Email', []],
    ['lines[].sku', 'lines[].sku', []],
    ['lines[each].sku', 'lines[].sku', []],
    ['lines[*].sku', 'lines[].sku', []],
    ['line[1-3]', 'line[]', []],
    ['identifier[2].value', 'identifier[].value', []],
    ["ID[@scheme='GLN']", 'ID', ["@scheme='GLN'"]],
    ["Tax[Scheme/ID[text()='VAT']]/CompanyID", 'Tax.CompanyID', ["Scheme/ID[text()='VAT']"]],
    ['cac:Party/cbc:Name', 'Party.Name', []],
    ['PID-3', 'PID-3', []],
    ['CX.1', 'CX.`1`', []],
    ['visit_detail.provider_id', 'visit_detail.provider_id', []],
    ['Straße', 'Straße', []],
    ['`postal code`', '`postal code`', []],
  ])('%s', (text, path, predicates) => {
    expect(parseForeignPath(text)).toMatchObject({ path, predicates })
  })
})

describe('several paths in a cell', () => {
  test.each([
    ['/a/b\n/a/c', ['a.b', 'a.c']],
    ['first; last', ['first', 'last']],
    ['first, last', ['first', 'last']],
    ['a.b\n\n a.c ', ['a.b', 'a.c']],
  ])('%j', (text, paths) => {
    expect(parseForeignPaths(text)?.map(({ path }) => path)).toEqual(paths)
  })
})

describe('a sentence, a value or a broken path is no path', () => {
  test.each(['', '  ', 'Use 32817 for records of this kind', '9202', '12.50', 'a[b', 'a]b[', 'Take it from the order, if there is one.'])('%j', (text) => {
    expect(parseForeignPaths(text)).toBeUndefined()
  })
})

describe('what can hardly be anything else', () => {
  test.each([
    ['billing.email', true],
    ['line_items', true],
    ['lineItems', true],
    ["a/b[@c='two words']", true],
    ['Name', false],
    ['https://example.com/a', false],
    ['a sentence with.a dot', false],
  ])('%j', (text, is) => {
    expect(isStronglyPath(text)).toBe(is)
  })
})

test('whatever stands in a cell, what is read as a path is one of ours, and quickly', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'B', '1', '.', '/', '[', ']', '(', ')', "'", '"', '`', '@', ':', ' ', '\n', ';', ',', '*', '-', '>') }),
      (text) => {
        for (const { path, names } of parseForeignPaths(text) ?? []) {
          expect(parseFieldPath(path).ok).toBe(true)
          expect(names.every((name) => name !== '')).toBe(true)
        }
      },
    ),
  )
  const start = performance.now()
  for (const piece of ['[', 'a[', 'a.', "a['", '((', 'a, ']) parseForeignPaths(piece.repeat(5_000))
  expect(performance.now() - start).toBeLessThan(1_000)
})
