// The one table of what JSONata has and the formula language leaves out, with what to write instead. The parser's messages and the documentation read it.
import type { FormulaFinding, QuickFix, Span } from './ast.ts'

/** `construct`: as it stands in a sentence. `instead`: a sentence that says what to do. */
type Refused = { readonly construct: string; readonly example: string; readonly instead: string }

/** By the code of the finding. */
export const refusedConstructs = {
  wildcard: { construct: 'the wildcard `*`', example: 'billing.*', instead: 'Name the field that is meant.' },
  descendants: { construct: 'the search through all levels `**`', example: '**.sku', instead: 'Write the whole path to the field.' },
  'parent-operator': { construct: 'the parent operator `%`', example: 'line_items.%.id', instead: 'Write the path from the record: `$$.field`.' },
  'focus-binding': { construct: 'the variable binding `@`', example: 'orders@$o.lines', instead: 'Use `$map(list, function($item) { ... })`.' },
  'index-binding': { construct: 'the position binding `#`', example: 'lines#$i', instead: 'Use `$map(list, function($item, $i) { ... })`.' },
  'order-by': { construct: 'the sorting operator `^( )`', example: 'lines^(price)', instead: 'Sort in the list picker, or sort plain values with `$sort`.' },
  'transform-operator': {
    construct: 'the transform operator `| |`',
    example: '|lines|{"paid": true}|',
    instead: 'Give each field of the destination its own row.',
  },
  grouping: { construct: 'grouping with `{ }` behind a value', example: 'lines{sku: quantity}', instead: 'Use the group-by picker.' },
  regex: { construct: 'a regular expression', example: '$contains(name, /x+/)', instead: 'Write a plain text in quotes: it is searched for as it stands.' },
  range: { construct: 'a range of computed numbers', example: '[1..total]', instead: 'Write whole numbers: `[1..5]`.' },
  'partial-application': { construct: 'leaving an argument open with `?`', example: '$substring(?, 0, 3)', instead: 'Give every argument.' },
  'function-value': {
    construct: 'a function as a value',
    example: '$f := function($x) { $x }',
    instead: 'Write `function($item) { ... }` where `$map`, `$filter` or `$reduce` needs it.',
  },
  'function-signature': { construct: 'a signature of a function', example: 'function($x)<n:n> { $x }', instead: 'Leave it out: types are checked anyway.' },
  'keep-list': {
    construct: 'the empty pair of brackets `[ ]` behind a path',
    example: 'line_items[].sku',
    instead: 'Leave it out: a list always stays a list.',
  },
  'text-as-name': {
    construct: 'a text in quotes at the start of a path',
    example: '"billing".city',
    instead: 'Put the name into back-quotes: `` `last name` ``.',
  },
  'literal-as-step': {
    construct: 'a number, `true`, `false` or `null` as a step of a path',
    example: 'lines.1',
    instead: 'An item of a list is taken by `[0]`, `[1]` and so on.',
  },
  'operator-as-name': { construct: '`and`, `or` or `in` as the name of a field', example: 'in > 3', instead: 'Put the name into back-quotes.' },
} as const satisfies Record<string, Refused>

export type RefusedConstruct = keyof typeof refusedConstructs

/** JSONata's functions that the formula language leaves out, and what to do instead. */
export const refusedFunctions: Readonly<Record<string, string>> = {
  eval: 'A formula cannot run a text as a formula.',
  random: 'The same record always gives the same value.',
  shuffle: 'The same record always gives the same value.',
  millis: 'Use `$toMillis($now())`.',
  sift: 'Name the fields that are wanted.',
  each: 'Name the fields that are wanted.',
  keys: 'Name the fields that are wanted.',
  spread: 'Name the fields that are wanted.',
  merge: 'Give each field of the destination its own row.',
  clone: 'Values never change, so there is nothing to copy.',
  zip: 'Use `$map` with a position: `$map(list, function($item, $i) { ... })`.',
  single: 'Use `$filter(list, function($item) { ... })[0]`.',
  error: 'Let the row say what happens when its value is missing.',
  assert: 'Write the rule as an invariant of the map.',
  match: 'Regular expressions are left out: use `$contains`, `$split` or `$substringAfter`.',
  formatBase: 'An engineer can write it in a hook.',
  formatInteger: 'Use `$formatNumber`; words and roman numerals are left out.',
  parseInteger: 'Use `$number`; words and roman numerals are left out.',
  base64encode: 'An engineer can write it in a hook.',
  base64decode: 'An engineer can write it in a hook.',
  encodeUrl: 'An engineer can write it in a hook.',
  encodeUrlComponent: 'An engineer can write it in a hook.',
  decodeUrl: 'An engineer can write it in a hook.',
  decodeUrlComponent: 'An engineer can write it in a hook.',
}

/** Ends the reading of a formula; never leaves `parseFormula`. */
export class FormulaRefusal extends Error {
  readonly finding: FormulaFinding
  constructor(finding: FormulaFinding) {
    super(finding.message)
    this.finding = finding
  }
}

export function buildError(code: string, span: Span, message: string, fixes: readonly QuickFix[] = []): FormulaFinding {
  return { severity: 'error', code, span, message, fixes }
}

export function refuse(code: string, span: Span, message: string, fixes: readonly QuickFix[] = []): never {
  throw new FormulaRefusal(buildError(code, span, message, fixes))
}

export function refuseConstruct(code: RefusedConstruct, span: Span, fixes: readonly QuickFix[] = []): never {
  return refuse(code, span, describeRefused(code), fixes)
}

export function describeRefused(code: RefusedConstruct): string {
  const { construct, instead } = refusedConstructs[code]
  const start = construct.charAt(0).toUpperCase() + construct.slice(1)
  return `${start} is not part of the formula language. ${instead}`
}

/** A fix that puts `text` in place of what stands at `span`. */
export function replaceFix(title: string, span: Span, text: string): QuickFix {
  return { title, edit: { span, text } }
}
