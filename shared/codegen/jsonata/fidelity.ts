// How well JSONata says what each row means: the only place that knows, shown before an export.
import type { Expr, EntriesIr, FieldIr, MapIr, PartIr, RowIr, Test } from '../../transform/ir.ts'
import { childrenOf } from '../../transform/formula/term-facts.ts'
import type { Term } from '../../transform/formula/term.ts'
import type { TransformKind } from '../../transform/transform.ts'
import { fixedOffset } from './date-code.ts'
import { rowLabel } from './policy-code.ts'
import { mayRaise } from './raising.ts'
import { isPossibleName } from './text.ts'
import type { OfOp } from './writer.ts'

/** `exact`: the same value, the same gap, and an error where there is an issue. `unsupported`: an error until somebody writes it. */
type Fidelity = { readonly fidelity: 'exact' | 'approximate' | 'unsupported'; readonly reason: string }
export type RowFidelity = Fidelity & { readonly row: string; readonly number: number | null }

/** Where the parameters of a kind decide. */
type Finer =
  | 'date with a named zone'
  | 'list of lists'
  | 'formula that may fail in a condition'
  | 'formula of lists of lists'
  | 'formula that reads a date'
  | 'formula that writes a number'
  | 'name that jsonata keeps for itself'

const exact = (reason: string): Fidelity => ({ fidelity: 'exact', reason })

/** A new kind does not compile until it is known how well it can be said. */
const fidelities: Record<TransformKind | Finer, Fidelity> = {
  copy: exact('A path.'),
  constant: exact('A literal.'),
  config: exact('A value of `$config`, with its default.'),
  template: exact('Texts joined by `&`; numbers with all their digits.'),
  lookup: exact("An object, with the customer's own entries merged in."),
  when: exact('Conditions one after the other.'),
  convert: exact('Checked conversions; a value that cannot be converted is an error.'),
  number: exact('The same steps; all four ways of rounding go by the digits that a number prints, up to 15 of them.'),
  date: exact('Read to milliseconds and written by a picture; UTC and fixed offsets.'),
  text: exact('The functions of the same names.'),
  list: exact('Filtered, sorted and taken in the same order; a list stays a list.'),
  join: exact('The first entry with the key.'),
  formula: exact('The formula itself, with the names of the inputs.'),
  hook: { fidelity: 'unsupported', reason: "An engineer writes it: pass the function as `hooks`, by the row's number." },
  each: exact('One function for each list; one item stays a list of one.'),
  notMapped: exact('Nothing is written.'),
  'date with a named zone': { fidelity: 'unsupported', reason: 'JSONata knows no zones with names, only fixed offsets.' },
  'list of lists': { fidelity: 'approximate', reason: 'Equal lists count as one where they are made distinct, also where they are two.' },
  'formula that may fail in a condition': {
    fidelity: 'approximate',
    reason: 'Where the formula fails, JSONata raises an error and the condition is not just unmet.',
  },
  'formula of lists of lists': { fidelity: 'approximate', reason: 'A list in a list of one may lose a level.' },
  'formula that reads a date': {
    fidelity: 'approximate',
    reason: 'A day that does not exist counts as one of the next month, and is no error.',
  },
  'formula that writes a number': { fidelity: 'approximate', reason: 'Numbers from 1e18 on are written by `$formatNumber` in another way.' },
  'name that jsonata keeps for itself': { fidelity: 'unsupported', reason: 'JSONata refuses to make a field of this name.' },
}

type Case = keyof typeof fidelities
const RANK: Record<Fidelity['fidelity'], number> = { exact: 0, approximate: 1, unsupported: 2 }

/** Each row and each `each` row, by number. */
export function describeFidelity(ir: MapIr): RowFidelity[] {
  const described: RowFidelity[] = []
  const note = (row: { readonly number: number | null }, cases: readonly Case[]) =>
    described.push({ row: rowLabel(row), number: row.number, ...worstOf(cases) })
  const walk = (node: FieldIr['node'], refused: boolean) => {
    if (node.is === 'object') for (const field of node.fields) walk(field.node, refused || !isPossibleName(field.name))
    else if (node.is === 'value') for (const row of node.rows) note(row, [...casesOfRow(row), ...refusedName(refused)])
    else {
      for (const part of node.parts) {
        note(part, [...casesOfPart(part), ...refusedName(refused)])
        walk(part.item, refused)
      }
    }
  }
  walk(ir.destination.node, false)
  // The map's own condition has no row; it is told of only where something has to be said.
  const applies = worstOf(ir.appliesWhen === null ? [] : casesOfTest(ir.appliesWhen))
  if (applies.fidelity !== 'exact') described.push({ row: 'Applies when', number: null, ...applies })
  return described.sort((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity))
}

function refusedName(isRefused: boolean): Case[] {
  return isRefused ? ['name that jsonata keeps for itself'] : []
}

function worstOf(cases: readonly Case[]): Fidelity {
  const all = cases.map((one) => fidelities[one])
  const rank = Math.max(0, ...all.map(({ fidelity }) => RANK[fidelity]))
  const worst = all.filter(({ fidelity }) => RANK[fidelity] === rank)
  const [first] = worst
  return { fidelity: first?.fidelity ?? 'exact', reason: [...new Set(worst.map(({ reason }) => reason))].join(' ') }
}

function casesOfRow(row: RowIr): Case[] {
  return [...casesOf(row.value), ...(row.when === null ? [] : casesOfTest(row.when))]
}

function casesOfPart(part: PartIr | EntriesIr['parts'][number]): Case[] {
  return ['each', ...(part.when === null ? [] : casesOfTest(part.when)), ...('key' in part ? casesOf(part.key) : [])]
}

function casesOf(expr: Expr): Case[] {
  // TypeScript cannot see that the function found by `op` takes this very expression; the table's own type says so.
  return (casesByOp[expr.op] as unknown as (expr: Expr) => Case[])(expr)
}

const casesByOp: { readonly [Op in Expr['op']]: (expr: Extract<Expr, { op: Op }>) => Case[] } = {
  literal: () => ['constant'],
  path: () => ['copy'],
  config: () => ['config'],
  concat: ({ parts }) => ['template', ...parts.flatMap(casesOf)],
  lookup: ({ from }) => ['lookup', ...casesOf(from)],
  choose: ({ cases, otherwise }) => [
    'when',
    ...cases.flatMap((one) => [...casesOfTest(one.if), ...casesOf(one.then)]),
    ...(otherwise === null ? [] : casesOf(otherwise)),
  ],
  convert: ({ from }) => ['convert', ...casesOf(from)],
  arithmetic: ({ from, steps }) => ['number', ...casesOf(from), ...steps.flatMap((step) => ('by' in step ? casesOf(step.by) : []))],
  date: ({ from, zone, add }) => [
    'date',
    ...casesOf(from),
    ...(add === null ? [] : casesOf(add.amount)),
    ...([zone?.from, zone?.to].some((one) => one != null && fixedOffset(one) === undefined) ? (['date with a named zone'] as const) : []),
  ],
  text: ({ from }) => ['text', ...casesOf(from)],
  list: ({ where, distinct, take }) => [
    'list',
    ...(where === null ? [] : casesOfTest(where)),
    ...(distinct && take.types.some((type) => type !== 'text' && type !== 'number' && type !== 'integer' && type !== 'boolean')
      ? (['list of lists'] as const)
      : []),
  ],
  term: ({ term }) => casesOfTerm(term),
  hook: () => ['hook'],
}

function casesOfTerm(term: Term): Case[] {
  return [
    'formula',
    ...(holdsListsOfLists(term) ? (['formula of lists of lists'] as const) : []),
    ...(calls(term, 'toMillis') ? (['formula that reads a date'] as const) : []),
    ...(calls(term, 'formatNumber') ? (['formula that writes a number'] as const) : []),
  ]
}

function casesOfTest(test: Test): Case[] {
  return (casesByTest[test.op] as unknown as (test: Test) => Case[])(test)
}

const casesByTest: { readonly [Op in Test['op']]: (test: OfOp<Test, Op>) => Case[] } = {
  compare: ({ left, right }) => [...casesOf(left), ...casesOf(right)],
  in: ({ left }) => casesOf(left),
  present: ({ value }) => casesOf(value),
  filled: ({ value }) => casesOf(value),
  all: ({ of }) => of.flatMap(casesOfTest),
  any: ({ of }) => of.flatMap(casesOfTest),
  not: ({ of }) => casesOfTest(of),
  term: ({ term }) => [...casesOfTerm(term), ...(mayRaise(term) ? (['formula that may fail in a condition'] as const) : [])],
}

function calls(term: Term, name: string): boolean {
  return (term.op === 'call' && term.name === name) || childrenOf(term).some((child) => calls(child, name))
}

function holdsListsOfLists(term: Term): boolean {
  return (term.type.kinds.includes('list') && term.type.items?.kinds.includes('list') === true) || childrenOf(term).some(holdsListsOfLists)
}
