// Tests of what the page of a newer version shows and writes.
import { expect, test } from 'vitest'
import type { CellWrite } from '../../shared/project/edits.ts'
import type { SchemaDecision } from '../../shared/project/people-and-systems.ts'
import type { AffectedItem, ChangeImpact, Choice, SchemaImpact } from '../../shared/review/schema-impact.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import type { ChangeKind, SchemaChange } from '../../shared/schema/schema-change.ts'
import {
  countExceptions,
  decisionWrites,
  findNextUndecided,
  listChangeLines,
  settleWrites,
  sharedChoices,
  toSettle,
  moveStateOf,
  whatCounts,
  withDecisions,
  type ChangesView,
} from './schema-changes-model.ts'
import { placeWords, usersWords } from './schema-changes-words.ts'

const follow: Choice = { choice: 'follow', label: 'Follow', sentence: 'Rows read the new path.' }
const keep: Choice = { choice: 'keep', label: 'Keep', sentence: 'Rows keep the old path.' }
const remap: Choice = { choice: 'remap', label: 'Remap', sentence: 'Choose another source.', needs: 'source-path' }

const change = (path: string, kind: ChangeKind = 'renamed'): SchemaChange => ({
  id: `${kind}:${path}`,
  kind,
  what: 'field',
  place: { object: { kind: 'object', name: 'Order' }, path: path as FieldPath },
  breaksReading: true,
  breaksSending: false,
  words: 'text to number',
})
const row = (id: string): AffectedItem => ({
  id: `row:${id}`,
  kind: 'row',
  number: `R-${id}`,
  label: 'Contact.TaxNumber',
  side: 'source',
  choices: [follow, keep, remap],
})
const effect = (path: string, rows: readonly string[], kind: ChangeKind = 'renamed'): ChangeImpact => ({
  change: change(path, kind),
  affected: rows.map(row),
  choices: rows.length === 0 ? [] : [follow, keep, remap],
  undecided: rows.length > 0,
})
const impactOf = (...impacts: readonly ChangeImpact[]): SchemaImpact => ({
  impacts,
  needed: impacts.filter(({ affected }) => affected.length > 0).length,
  decided: 0,
})
const decision = (id: string, of: string, more: Partial<SchemaDecision> = {}): SchemaDecision => ({
  id,
  schema: 'new',
  change: of,
  choice: 'follow',
  at: '2026-01-01',
  ...more,
})
const view: ChangesView = { segment: 'decide', kind: undefined, search: '', folded: false }
const by = { name: 'Mara Ilves', at: '2026-02-02', newId: () => 'made' }

test('a decision of a change holds for all that it affects; an item may have its own', () => {
  const found = impactOf(effect('a', ['1', '2']), effect('b', ['3']), effect('c', []))
  const decisions = [decision('d1', 'renamed:a'), decision('d2', 'renamed:a', { item: 'row:2', choice: 'keep' })]
  const { impacts, needed, decided } = withDecisions(found, decisions, 'new')
  expect([needed, decided]).toEqual([2, 1])
  expect(impacts[0]?.affected.map((item) => item.decision?.choice)).toEqual(['follow', 'keep'])
  expect(impacts[0]?.decision?.id).toBe('d1')
  expect(countExceptions(impacts[0] as ChangeImpact)).toBe(1)
  expect(impacts[1]?.undecided).toBe(true)
})

test('with a decision for each item a change is decided without one of its own', () => {
  const decisions = [decision('d1', 'renamed:a', { item: 'row:1' }), decision('d2', 'renamed:a', { item: 'row:2' })]
  const { decided, impacts } = withDecisions(impactOf(effect('a', ['1', '2'])), decisions, 'new')
  expect([decided, impacts[0]?.decision]).toEqual([1, undefined])
})

test.each([
  { why: 'of another version', given: decision('d', 'renamed:a', { schema: 'other' }) },
  { why: 'taken back', given: decision('d', 'renamed:a', { deleted: true }) },
  { why: 'that says undecided', given: decision('d', 'renamed:a', { choice: 'undecided' }) },
  { why: 'that is no choice of this change', given: decision('d', 'renamed:a', { choice: 'drop' }) },
])('a decision $why decides nothing', ({ given }) => {
  expect(withDecisions(impactOf(effect('a', ['1'])), [given], 'new').decided).toBe(0)
})

test('of two decisions made unseen by each other the later one holds, and the next decision leaves one', () => {
  const both = [decision('d1', 'renamed:a', { at: '2026-01-02', choice: 'keep' }), decision('d2', 'renamed:a', { at: '2026-01-01' })]
  expect(withDecisions(impactOf(effect('a', ['1'])), both, 'new').impacts[0]?.decision?.choice).toBe('keep')
  const writes = decisionWrites(both, 'new', [{ change: 'renamed:a' }], { choice: 'follow' }, by)
  expect(writes.filter(({ cell, value }) => cell === 'deleted' && value === true).map(({ object }) => object)).toEqual(['d2'])
  expect(cellsOf(writes, 'd1')).toMatchObject({ choice: 'follow', by: 'Mara Ilves', at: '2026-02-02' })
})

test('a new decision holds all it must; one that is there changes only what it says; without a choice all of them go', () => {
  expect(cellsOf(decisionWrites([], 'new', [{ change: 'x', item: 'row:1' }], { choice: 'remap', to: 'billing.tax' }, by), 'made')).toEqual({
    schema: 'new',
    change: 'x',
    item: 'row:1',
    choice: 'remap',
    to: 'billing.tax',
    by: 'Mara Ilves',
    at: '2026-02-02',
  })
  const known = [decision('d1', 'x', { choice: 'remap', to: 'old.path' }), decision('d2', 'x', { item: 'row:1' })]
  expect(cellsOf(decisionWrites(known, 'new', [{ change: 'x' }], { choice: 'keep' }, by), 'd1')).toEqual({
    choice: 'keep',
    to: undefined,
    by: 'Mara Ilves',
    at: '2026-02-02',
  })
  expect(decisionWrites(known, 'new', [{ change: 'x' }], undefined, by)).toEqual([{ home: 'schemaDecisions', object: 'd1', cell: 'deleted', value: true }])
})

test('several are decided at once by the choices that all have and that need nothing more', () => {
  const other = { ...effect('b', ['3']), choices: [keep, remap] }
  expect(sharedChoices([effect('a', ['1']), other, effect('c', [])]).map(({ choice }) => choice)).toEqual(['keep'])
  expect(sharedChoices([])).toEqual([])
})

test('what has no effect stands folded under what needs a decision; kinds and words narrow both', () => {
  const { impacts } = impactOf(effect('billing.vat', ['7']), effect('sku', ['8'], 'limits'), effect('image', [], 'added'))
  const show = (changed: Partial<ChangesView>) =>
    listChangeLines(impacts, { ...view, ...changed }, whatCounts([], 'new', false)).map((line) =>
      line.line === 'fold' ? `fold ${line.count}` : line.impact.change.place.path,
    )
  expect(show({})).toEqual(['billing.vat', 'sku', 'fold 1', 'image'])
  expect(show({ folded: true })).toEqual(['billing.vat', 'sku', 'fold 1'])
  expect(show({ segment: 'none' })).toEqual(['image'])
  expect(show({ segment: 'all', kind: 'limits' })).toEqual(['sku'])
  expect(show({ search: 'R-7' })).toEqual(['billing.vat'])
  expect(show({ search: 'order limit' })).toEqual(['sku'])
  expect(show({ search: 'nothing like it' })).toEqual([])
})

test('once the project has moved, what was decided stands where what needed a decision stood', () => {
  const { impacts } = impactOf(effect('a', []), effect('b', []), effect('c', []))
  const counts = whatCounts([decision('d', 'renamed:b'), decision('e', 'renamed:c', { deleted: true })], 'new', true)
  expect(listChangeLines(impacts, view, counts).map((line) => (line.line === 'fold' ? `fold ${line.count}` : line.impact.change.place.path))).toEqual([
    'b',
    'fold 2',
    'a',
    'c',
  ])
})

test('what was kept or moved undecided is to be settled, and settling says who and when', () => {
  const past = [
    decision('whole', 'x', { choice: 'keep' }),
    decision('kept', 'x', { item: 'row:1', choice: 'keep' }),
    decision('open', 'x', { item: 'row:2', choice: 'undecided' }),
    decision('done', 'x', { item: 'row:3', choice: 'settled' }),
  ]
  expect(toSettle(past).map(({ id }) => id)).toEqual(['kept', 'open'])
  expect(cellsOf(settleWrites(toSettle(past), 'Mara Ilves', '2026-02-02'), 'open')).toEqual({ choice: 'settled', by: 'Mara Ilves', at: '2026-02-02' })
})

test('the next undecided one is found from anywhere, round the end', () => {
  const { impacts } = withDecisions(impactOf(effect('a', ['1']), effect('b', ['2']), effect('c', [])), [decision('d', 'renamed:b')], 'new')
  const lines = listChangeLines(impacts, view, whatCounts([], 'new', false))
  expect([-1, 0, 1, 3].map((at) => findNextUndecided(lines, at))).toEqual([0, 0, 0, 0])
  expect(findNextUndecided(lines.slice(1), 0)).toBeUndefined()
  expect(findNextUndecided([], 0)).toBeUndefined()
})

function cellsOf(writes: readonly CellWrite[], object: string): Record<string, unknown> {
  return Object.fromEntries(writes.filter((write) => write.object === object).map(({ cell, value }) => [cell, value]))
}

test('a version that was moved to and whose older one is still used by something has something left to move', () => {
  expect(moveStateOf({}, { maps: 3, steps: 1 })).toBe('waits')
  expect(moveStateOf({ movedBy: 'c' }, { maps: 0, steps: 0 })).toBe('moved')
  expect(moveStateOf({ movedBy: 'c' }, { maps: 1, steps: 0 })).toBe('left')
  expect(moveStateOf({ movedBy: 'c' }, { maps: 0, steps: 2 })).toBe('left')
  expect([usersWords({ maps: 1, steps: 2 }), usersWords({ maps: 0, steps: 1 })]).toEqual(['1 field map and 2 steps', '1 step'])
})

test('an endpoint and its parameters are told under the name that each version has for them', () => {
  const at = (endpoint: string, path = '') => ({ object: { kind: 'request', endpoint, envelope: '' } as const, path: path as FieldPath })
  const change = { id: 'x', kind: 'renamed', endpoint: 'GET /orders', breaksReading: true, breaksSending: false, words: '' } as const
  expect(placeWords({ ...change, what: 'endpoint', place: at('GET /orders'), to: at('GET /sales') })).toEqual({
    from: { owner: '', path: 'GET /orders' },
    to: { owner: '', path: 'GET /sales' },
  })
  expect(placeWords({ ...change, what: 'parameter', place: at('GET /orders', 'since'), to: at('GET /sales', 'after') })).toEqual({
    from: { owner: 'GET /orders', path: 'since' },
    to: { owner: 'GET /sales', path: 'after' },
  })
})
