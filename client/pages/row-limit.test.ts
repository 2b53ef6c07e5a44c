// What is said before a project has too many rows.
import { expect, test } from 'vitest'
import { limits } from '../../shared/api/limits.ts'
import type { CellWrite } from '../../shared/project/edits.ts'
import { tellRowCount } from './row-limit.ts'

const stored = (count: number) => new Set(Array.from({ length: count }, (_, at) => `r${at}`))
const rows = (from: number, count: number): CellWrite[] =>
  Array.from({ length: count }, (_, at) =>
    ['destination', 'order'].map((cell): CellWrite => ({ home: 'rows', object: `r${from + at}`, cell, value: 'x' })),
  ).flat()

test('rows beyond the limit are refused before the server does, with both counts', () => {
  const most = limits.storedRowsMost
  expect(tellRowCount(stored(most - 2), rows(most - 2, 2))).toEqual({})
  expect(tellRowCount(stored(most - 2), rows(most - 2, 3)).refusal).toContain('It has 24,998 and this would add 3.')
})

test('a full project can still be changed', () => {
  expect(tellRowCount(stored(limits.storedRowsMost), rows(0, 100))).toEqual({})
})

test('growing large is told once, when it happens', () => {
  const many = limits.storedRowsNotice
  expect(tellRowCount(stored(many), rows(many, 1)).notice).toContain('10,001 rows now')
  expect(tellRowCount(stored(many + 1), rows(many + 1, 1))).toEqual({})
})
