// Rules of counting rows.
import { expect, test } from 'vitest'
import type { FieldMap, Row } from '../../shared/project/field-map.ts'
import { countByStatus, rowsOfUseCase } from './row-counts.ts'

const map = (id: string, useCases: string[], archived = false) => ({ id, useCases, archived }) as unknown as FieldMap
const row = (id: string, fieldMap: string, more: Partial<Row> = {}) => ({ id, fieldMap, ...more }) as Row

test('a row serves its map’s use cases unless its own list is narrower; archived maps do not count', () => {
  const rows = [row('a', 'm1'), row('b', 'm1', { useCases: ['u2'] }), row('c', 'm2'), row('d', 'm3')]
  const maps = [map('m1', ['u1', 'u2']), map('m2', ['u2']), map('m3', ['u1'], true)]
  expect(rowsOfUseCase('u1', rows, maps).map(({ id }) => id)).toEqual(['a'])
  expect(rowsOfUseCase('u2', rows, maps).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
})
test('an open question counts instead of the status; an answered one does not', () => {
  const rows = [row('a', 'm', { status: 'ready' }), row('b', 'm', { status: 'tested' }), row('c', 'm')]
  const questions = [
    { id: 'q1', at: 'row:a', text: '?', order: '' },
    { id: 'q2', at: 'row:b', text: '?', status: 'answered' as const, order: '' },
  ]
  expect(countByStatus(rows, questions)).toEqual({ draft: 1, question: 1, ready: 0, approved: 0, built: 0, tested: 1, total: 3 })
})
