// Rules of who is named for a changed cell.
import { describe, expect, test } from 'vitest'
import type { HistoryEntry } from '../../shared/api/routes.ts'
import type { CellChange } from '../../shared/project/project-doc.ts'
import { namesOfChangers, whoWrote } from './history.ts'

let seq = 100
/** Newest first, as the server gives them. */
const entry = (personName: string, object: string, cell: string, after: HistoryEntry['after']): HistoryEntry => ({
  seq: seq--,
  object: `rows:${object}`,
  cell,
  ...(after === undefined ? {} : { after }),
  person: personName.toLowerCase(),
  personName,
  command: 'c',
  time: '2026-11-18T09:12:00.000Z',
})
const mine = (object: string, cell = 'note', after = 'mine'): CellChange => ({ home: 'rows', object, cell, before: undefined, after })

describe('who changed what undo left alone', () => {
  test('is whoever wrote each cell last, each named once', () => {
    const entries = [
      entry('Priya', 'r1', 'note', 'hers'),
      entry('Priya', 'r2', 'note', undefined),
      entry('Tom', 'r1', 'note', 'his'),
      entry('Me', 'r1', 'note', 'mine'),
    ]
    expect(namesOfChangers(entries, [mine('r1'), mine('r2')], 'me')).toEqual(['Priya'])
  })
  test('is me where I wrote over it myself', () => {
    expect(namesOfChangers([entry('Me', 'r1', 'note', 'later'), entry('Me', 'r1', 'note', 'mine')], [mine('r1')], 'me')).toEqual(['you'])
  })
  test('is whoever put something into a row that I had made', () => {
    expect(namesOfChangers([entry('Priya', 'r1', 'status', 'ready'), entry('Me', 'r1', 'note', 'mine')], [mine('r1')], 'me')).toEqual(['Priya'])
  })
  test('is nobody where the history does not reach', () => {
    expect(namesOfChangers([entry('Priya', 'r9', 'note', 'x')], [mine('r1')], 'me')).toEqual([])
  })
})

test('who wrote a value is found behind later ones, and an emptied cell is a value too', () => {
  const entries = [entry('Priya', 'r1', 'note', undefined), entry('Tom', 'r1', 'note', 'his')]
  expect(whoWrote(entries, mine('r1'), 'his')?.personName).toBe('Tom')
  expect(whoWrote(entries, mine('r1'), undefined)?.personName).toBe('Priya')
})
