import { describe, expect, it } from 'vitest'
import { ISO_READ, parseDatePattern, parseReadPattern, readDate, writeDate } from './date-pattern.ts'

describe('date patterns', () => {
  it.each(['', 'abc', 'YYYY-MM-DD', "yyyy 'open", 'y', 'yyyyM', 'MMM'])('[D2] refuses the pattern %j, saying what to use', (pattern) => {
    const parsed = parseDatePattern(pattern)
    expect(parsed.ok ? '' : parsed.error.message).toMatch(/yyyy/)
  })

  it('[D2] refuses to read by a pattern without a year, or with a part twice', () => {
    expect([parseReadPattern('dd.MM').ok, parseReadPattern('yyyy-MM-MM').ok, parseReadPattern('yyyy').ok]).toEqual([false, false, true])
  })

  it.each([
    ['dd/MM/yyyy HH:mm:ss', '05/01/2026 07:08:09'],
    ["yyyy'T'MM''dd", "2026T01'05"],
    ["'yyyy' yyyy-MM-dd (x)".replace('(x)', "'(x)'"), 'yyyy 2026-01-05 (x)'],
    ['yyyy.MM*dd', '2026.01*05'],
  ])('[D2] writes by %j what it reads by it', (pattern, text) => {
    const form = parseReadPattern(pattern)
    const parts = parseDatePattern(pattern)
    if (!form.ok || !parts.ok) throw new Error('not a pattern')
    const date = readDate(text, form.value)
    expect(date === undefined ? undefined : writeDate(date, parts.value)).toBe(text)
  })

  it.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['1900-02-29', false],
    ['2000-02-29', true],
    ['2026-04-31', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-01-00', false],
    ['2026-01-01T24:00:00', false],
    ['2026-01-01T23:60', false],
    ['2026-01-01T23:59:60', false],
    ['2026-01-01T23:59:59.999Z', true],
    ['2026-01-01T23:59+05:30', true],
    ['2026-1-1', false],
    [' 2026-01-01', false],
    ['2026-01-01\n', false],
  ])('[D1] %j is a date: %s', (text, want) => {
    expect(readDate(text, ISO_READ) !== undefined).toBe(want)
  })
})
