// What is known of an expression before any record is seen, in tables.
import { describe, expect, it } from 'vitest'
import type { Expr, PathExpr } from './ir.ts'
import { mayMiss, typesOf } from './static-type.ts'
import type { ListEnd } from './transform.ts'

const path = (optional: boolean, types: PathExpr['types'] = ['text']): PathExpr => ({ op: 'path', input: 'order', steps: [{ name: 'a', optional }], types })
const list = (then: ListEnd, optional: boolean, types: PathExpr['types']): Expr => ({
  op: 'list',
  from: path(optional, ['list']),
  where: null,
  sort: null,
  take: { ...path(true, types), entry: true },
  distinct: false,
  then,
})
const number = (from: Expr, more: Partial<Extract<Expr, { op: 'arithmetic' }>> = {}): Expr => ({
  op: 'arithmetic',
  from,
  read: null,
  steps: [],
  write: null,
  ...more,
})
const date = (more: Partial<Extract<Expr, { op: 'date' }>> = {}): Expr => ({
  op: 'date',
  from: path(false),
  read: 'iso',
  write: 'iso',
  zone: null,
  add: null,
  ...more,
})
const form = { decimal: ',', group: '.' } as const

const table: readonly { readonly given: string; readonly expr: Expr; readonly types: readonly string[]; readonly miss: boolean }[] = [
  { given: 'a text step', expr: { op: 'text', from: path(false), steps: [{ do: 'trim' }] }, types: ['text'], miss: false },
  { given: 'a part', expr: { op: 'text', from: path(false), steps: [{ do: 'part', separator: '-', index: 0 }, { do: 'trim' }] }, types: ['text'], miss: true },
  { given: 'a text that may be missing', expr: { op: 'text', from: path(true), steps: [] }, types: ['text'], miss: true },
  { given: 'a sum of whole numbers', expr: list({ do: 'sum' }, false, ['integer']), types: ['integer'], miss: false },
  { given: 'a sum of texts', expr: list({ do: 'sum' }, false, ['text']), types: ['number'], miss: false },
  { given: 'a sum of a list that may be missing', expr: list({ do: 'sum' }, true, ['number']), types: ['number'], miss: true },
  { given: 'a count', expr: list({ do: 'count' }, false, ['object']), types: ['integer'], miss: false },
  { given: 'an average of whole numbers', expr: list({ do: 'average' }, false, ['integer']), types: ['number'], miss: true },
  { given: 'the first', expr: list({ do: 'first' }, false, ['text', 'boolean']), types: ['text', 'boolean'], miss: true },
  { given: 'all', expr: list({ do: 'all' }, false, ['text']), types: ['list'], miss: false },
  { given: 'a joined text', expr: list({ do: 'join', with: ',' }, false, ['number']), types: ['text'], miss: true },
  {
    given: 'a rounded sum',
    expr: number(list({ do: 'sum' }, false, ['text']), { steps: [{ do: 'round', decimals: 0, mode: 'up' }] }),
    types: ['integer'],
    miss: false,
  },
  { given: 'a moved point', expr: number(path(false), { steps: [{ do: 'scale', power: 2 }] }), types: ['number'], miss: false },
  { given: 'a written number', expr: number(path(false), { write: { ...form, decimals: 2 } }), types: ['text'], miss: false },
  { given: 'a number by one that may be missing', expr: number(path(false), { steps: [{ do: 'add', by: path(true) }] }), types: ['number'], miss: true },
  { given: 'a date', expr: date(), types: ['text'], miss: false },
  { given: 'a date in a zone that may be missing', expr: date({ zone: { from: null, to: path(true) } }), types: ['text'], miss: true },
  { given: 'a date and an amount that may be missing', expr: date({ add: { amount: path(true), unit: 'days' } }), types: ['text'], miss: true },
]

describe('static types', () => {
  it.each(table)('$given is $types, may miss: $miss', ({ expr, types, miss }) => {
    expect([typesOf(expr, new Map()), mayMiss(expr)]).toEqual([types, miss])
  })
})
