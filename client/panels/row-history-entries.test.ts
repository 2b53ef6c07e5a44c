// Rules of a row's history.
import { describe, expect, test } from 'vitest'
import type { HistoryEntry } from '../../shared/api/routes.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { listRowHistory } from './row-history-entries.ts'

const row = { id: 'r1', fieldMap: 'm1', destination: 'Name' as FieldPath, order: 'a0', note: 'now', status: 'ready' as const }
const entry = (seq: number, cell: string, before: JsonValue | undefined, after: JsonValue | undefined): HistoryEntry => ({
  seq,
  object: 'rows:r1',
  cell,
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
  person: 'p',
  personName: 'Priya',
  command: `c${seq}`,
  time: '2026-11-18T09:00:00.000Z',
})

describe('the history of a row', () => {
  test('tells what one person did at once as one entry, from and to', () => {
    const [first, ...rest] = listRowHistory([entry(3, 'note', 'then', 'now'), entry(3, 'status', undefined, 'ready'), entry(2, 'note', 'first', 'then')], row)
    expect(first?.cells.map(({ cell, before, after }) => [cell, before, after])).toEqual([
      ['note', 'then', 'now'],
      ['status', undefined, 'ready'],
    ])
    expect(rest).toHaveLength(1)
  })
  test('a value may be put back as long as another one stands there now', () => {
    const entries = listRowHistory([entry(3, 'note', 'then', 'now'), entry(2, 'note', undefined, 'then'), entry(1, 'order', 'a0', 'a1')], row)
    expect(entries.flatMap(({ cells }) => cells.map(({ cell, after, canPutBack }) => [cell, after, canPutBack]))).toEqual([
      ['note', 'now', false],
      ['note', 'then', true],
      ['order', 'a1', false],
    ])
  })
  test('the first entry says that the row was stored and what it began with, not where it stands; numbers say nothing', () => {
    const stored = [
      entry(1, 'fieldMap', undefined, 'm1'),
      entry(1, 'destination', undefined, 'Name'),
      entry(1, 'order', undefined, 'a0'),
      entry(1, 'note', undefined, 'x'),
    ]
    expect(listRowHistory([entry(2, 'number', undefined, 7), ...stored], row)).toMatchObject([
      { isFirst: true, person: 'Priya', cells: [{ cell: 'note', after: 'x' }] },
    ])
  })
})
