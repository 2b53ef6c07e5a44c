// The one table of spreadsheet functions: each as a formula, or the picker that does it. Typing help and README read it.
import type { FormulaNode } from './ast.ts'
import { makeBinary, makeCall, makeChain, makeCondition, makeFilter, makeList, makeLiteral, makeNegation, makeStep } from './make-node.ts'
import { parseNumberPicture } from './format-number-picture.ts'
import { printFormula } from './print.ts'

type Args = readonly FormulaNode[]
/** A text: why there is no formula for these arguments, and what to do instead. Undefined: wrong number of arguments. */
type Rewrite = (args: Args) => FormulaNode | string | undefined
export type SpreadsheetFunction = { readonly hint: string; readonly rewrite: Rewrite }

const LOOKUP = 'Use the lookup table picker for a list of codes, or the list picker to find an item by its key.'
const DATE = 'Use the date picker: it reads, shifts and writes dates.'
const ROUNDING = 'Use the number picker, which rounds a half up as spreadsheets do; `$round` rounds a half to the even neighbour.'
const ITEMS = 'Use the list picker: it filters, adds up and counts.'

export const spreadsheetFunctions: Readonly<Record<string, SpreadsheetFunction>> = {
  IF: {
    hint: 'A choice is written `condition ? value : other value`.',
    rewrite: ([test, then, otherwise, ...more]) =>
      test === undefined || then === undefined || more.length > 0 ? undefined : makeCondition(test, then, otherwise),
  },
  IFS: { hint: 'Choices are written one behind the other: `condition ? value : condition ? value : other value`.', rewrite: rewriteIfs },
  SWITCH: { hint: 'Write `field = "A" ? value : other value`, or use the lookup table picker.', rewrite: rewriteSwitch },
  AND: { hint: 'That all hold is written `a and b`.', rewrite: joinBy('and') },
  OR: { hint: 'That one of them holds is written `a or b`.', rewrite: joinBy('or') },
  NOT: { hint: 'The opposite is written `$not(...)`.', rewrite: exactly(1, ([of]) => of && makeCall('not', of)) },
  TRUE: { hint: 'Written `true`.', rewrite: exactly(0, () => makeLiteral(true)) },
  FALSE: { hint: 'Written `false`.', rewrite: exactly(0, () => makeLiteral(false)) },
  CONCAT: { hint: 'Texts are joined with `&`.', rewrite: joinBy('&') },
  CONCATENATE: { hint: 'Texts are joined with `&`.', rewrite: joinBy('&') },
  TEXTJOIN: {
    hint: 'Texts are joined with `$join(list, separator)`.',
    rewrite: ([separator, ignoring, ...texts]) =>
      separator === undefined || ignoring === undefined || texts.length === 0 ? undefined : makeCall('join', asList(texts), separator),
  },
  TRIM: { hint: 'Written `$trim(text)`.', rewrite: exactly(1, ([text]) => text && makeCall('trim', text)) },
  UPPER: { hint: 'Written `$uppercase(text)`.', rewrite: exactly(1, ([text]) => text && makeCall('uppercase', text)) },
  LOWER: { hint: 'Written `$lowercase(text)`.', rewrite: exactly(1, ([text]) => text && makeCall('lowercase', text)) },
  LEN: { hint: 'Written `$length(text)`.', rewrite: exactly(1, ([text]) => text && makeCall('length', text)) },
  LEFT: {
    hint: 'Written `$substring(text, 0, length)`.',
    rewrite: ([text, length = makeLiteral(1), ...more]) =>
      text === undefined || more.length > 0 ? undefined : makeCall('substring', text, makeLiteral(0), length),
  },
  RIGHT: {
    hint: 'Written `$substring(text, -length)`.',
    rewrite: ([text, length = makeLiteral(1), ...more]) => (text === undefined || more.length > 0 ? undefined : makeCall('substring', text, negate(length))),
  },
  MID: {
    hint: 'Written `$substring(text, start, length)`; the first character has the position 0.',
    rewrite: exactly(3, ([text, start, length]) => text && start && length && makeCall('substring', text, minusOne(start), length)),
  },
  SUBSTITUTE: {
    hint: 'Written `$replace(text, part, instead)`.',
    rewrite: ([text, part, instead, ...more]) =>
      text === undefined || part === undefined || instead === undefined
        ? undefined
        : more.length > 0
          ? 'Only the first ones, or all of them, can be replaced: `$replace(text, part, instead, how many)`.'
          : makeCall('replace', text, part, instead),
  },
  EXACT: { hint: 'Two texts are compared with `=`; capital and small letters differ.', rewrite: exactly(2, ([a, b]) => a && b && makeBinary('=', a, b)) },
  VALUE: { hint: 'Written `$number(text)`.', rewrite: exactly(1, ([text]) => text && makeCall('number', text)) },
  TEXT: { hint: 'Numbers are written with `$formatNumber(number, picture)`, dates with the date picker.', rewrite: rewriteText },
  CHAR: {
    hint: 'Write the character itself in quotes; `"\\n"` is a line end.',
    rewrite: exactly(1, ([code]) =>
      code?.is === 'literal' && typeof code.value === 'number' && code.value >= 1 && code.value < 127
        ? makeLiteral(String.fromCharCode(code.value))
        : 'Write the character itself in quotes.',
    ),
  },
  ABS: { hint: 'Written `$abs(number)`.', rewrite: exactly(1, ([value]) => value && makeCall('abs', value)) },
  SQRT: { hint: 'Written `$sqrt(number)`.', rewrite: exactly(1, ([value]) => value && makeCall('sqrt', value)) },
  INT: { hint: 'Written `$floor(number)`.', rewrite: exactly(1, ([value]) => value && makeCall('floor', value)) },
  POWER: { hint: 'Written `$power(base, exponent)`.', rewrite: exactly(2, ([base, exponent]) => base && exponent && makeCall('power', base, exponent)) },
  MOD: {
    hint: 'Written `a - b * $floor(a / b)`; `a % b` differs from it for negative numbers.',
    rewrite: exactly(2, ([a, b]) => a && b && makeBinary('-', a, makeBinary('*', b, makeCall('floor', makeBinary('/', a, b))))),
  },
  SUM: { hint: 'Written `$sum(list)`.', rewrite: ofNumbers('sum') },
  AVERAGE: { hint: 'Written `$average(list)`.', rewrite: ofNumbers('average') },
  MIN: { hint: 'Written `$min(list)`.', rewrite: ofNumbers('min') },
  MAX: { hint: 'Written `$max(list)`.', rewrite: ofNumbers('max') },
  COUNT: { hint: 'Written `$count(list)`.', rewrite: exactly(1, ([of]) => of && makeCall('count', of)) },
  COUNTA: { hint: 'Written `$count(list)`.', rewrite: exactly(1, ([of]) => of && makeCall('count', of)) },
  SUMIF: {
    hint: 'Written `$sum(list[condition].field)`.',
    rewrite: ([range, criterion, summed, ...more]) =>
      range === undefined || criterion === undefined || more.length > 0 ? undefined : ofMatching('sum', range, criterion, summed ?? range),
  },
  COUNTIF: {
    hint: 'Written `$count(list[condition])`.',
    rewrite: exactly(2, ([range, criterion]) => range && criterion && ofMatching('count', range, criterion, range)),
  },
  AVERAGEIF: {
    hint: 'Written `$average(list[condition].field)`.',
    rewrite: ([range, criterion, averaged, ...more]) =>
      range === undefined || criterion === undefined || more.length > 0 ? undefined : ofMatching('average', range, criterion, averaged ?? range),
  },
  ISBLANK: { hint: 'Written `$not($exists(field))`.', rewrite: exactly(1, ([of]) => of && makeCall('not', makeCall('exists', of))) },
  ISNUMBER: {
    hint: 'Written `$type(value) = "number"`; whether a text has a part, `$contains(text, part)`.',
    rewrite: exactly(1, ([of]) => of && makeBinary('=', makeCall('type', of), makeLiteral('number'))),
  },
  ISTEXT: { hint: 'Written `$type(value) = "string"`.', rewrite: exactly(1, ([of]) => of && makeBinary('=', makeCall('type', of), makeLiteral('string'))) },
  IFERROR: {
    hint: 'Formulas have no error values: `value ?? other value` gives the other one where the value is missing. What cannot be calculated is an issue of the row.',
    rewrite: orElse,
  },
  IFNA: { hint: 'Written `value ?? other value`.', rewrite: orElse },
  COALESCE: {
    hint: 'Written `value ?? other value`.',
    rewrite: ([first, ...more]) => (first === undefined ? undefined : [first, ...more].toReversed().reduce((instead, of) => makeBinary('??', of, instead))),
  },
  NOW: { hint: 'Written `$now()`.', rewrite: exactly(0, () => makeCall('now')) },
  TODAY: { hint: 'Written `$substring($now(), 0, 10)`: the day in UTC.', rewrite: exactly(0, () => partOfDate(makeCall('now'), 0, 10)) },
  YEAR: { hint: 'Of an ISO date: `$number($substring(date, 0, 4))`.', rewrite: exactly(1, ([date]) => date && makeCall('number', partOfDate(date, 0, 4))) },
  MONTH: { hint: 'Of an ISO date: `$number($substring(date, 5, 2))`.', rewrite: exactly(1, ([date]) => date && makeCall('number', partOfDate(date, 5, 2))) },
  DAY: { hint: 'Of an ISO date: `$number($substring(date, 8, 2))`.', rewrite: exactly(1, ([date]) => date && makeCall('number', partOfDate(date, 8, 2))) },
  DATE: { hint: DATE, rewrite: rewriteDate },
  ...needsPicker(DATE, 'DATEVALUE', 'EDATE', 'EOMONTH', 'DATEDIF', 'DAYS', 'WEEKDAY', 'WEEKNUM', 'TIME', 'HOUR', 'MINUTE', 'SECOND', 'NETWORKDAYS', 'WORKDAY'),
  ...needsPicker(LOOKUP, 'VLOOKUP', 'XLOOKUP', 'HLOOKUP', 'LOOKUP', 'INDEX', 'MATCH', 'XMATCH', 'CHOOSE'),
  ...needsPicker(ROUNDING, 'ROUND', 'ROUNDUP', 'ROUNDDOWN', 'TRUNC', 'MROUND', 'CEILING', 'FLOOR'),
  ...needsPicker(ITEMS, 'SUMIFS', 'COUNTIFS', 'AVERAGEIFS', 'SUMPRODUCT', 'FILTER', 'SORT', 'UNIQUE', 'TRANSPOSE'),
  ...needsPicker('Search with `$contains(text, part)`, and take parts with `$substringBefore` and `$substringAfter`.', 'FIND', 'SEARCH'),
  ...needsPicker('Use the text picker for changes of a text; what it cannot do an engineer can write in a hook.', 'PROPER', 'REPLACE', 'REPT', 'CLEAN'),
}

function needsPicker(hint: string, ...names: readonly string[]): Record<string, SpreadsheetFunction> {
  return Object.fromEntries(names.map((name) => [name, { hint, rewrite: () => hint }]))
}

function exactly(count: number, rewrite: Rewrite): Rewrite {
  return (args) => (args.length === count ? rewrite(args) : undefined)
}

function joinBy(operator: 'and' | 'or' | '&'): Rewrite {
  return ([first, ...more]) => (first === undefined ? undefined : makeChain(operator, first, ...more))
}

function ofNumbers(name: 'sum' | 'average' | 'min' | 'max'): Rewrite {
  return (args) => (args.length === 0 ? undefined : makeCall(name, asList(args)))
}

/** Lists inside a list constructor are opened. */
function asList(args: Args): FormulaNode {
  return args.length === 1 && args[0] !== undefined ? args[0] : makeList(args)
}

function orElse([of, instead, ...more]: Args): FormulaNode | undefined {
  return of === undefined || instead === undefined || more.length > 0 ? undefined : makeBinary('??', of, instead)
}

function rewriteIfs(args: Args): FormulaNode | undefined {
  if (args.length === 0 || args.length % 2 !== 0) return undefined
  let otherwise: FormulaNode | undefined
  for (let at = args.length - 2; at >= 0; at -= 2) {
    const [test, then] = [args[at], args[at + 1]]
    if (test === undefined || then === undefined) return undefined
    const isLast = at === args.length - 2 && test.is === 'literal' && test.value === true
    otherwise = isLast ? then : makeCondition(test, then, otherwise)
  }
  return otherwise
}

function rewriteSwitch([value, ...cases]: Args): FormulaNode | undefined {
  if (value === undefined || cases.length < 2) return undefined
  let otherwise = cases.length % 2 === 1 ? cases.at(-1) : undefined
  for (let at = cases.length - (cases.length % 2) - 2; at >= 0; at -= 2) {
    const [key, then] = [cases[at], cases[at + 1]]
    if (key === undefined || then === undefined) return undefined
    otherwise = makeCondition(makeBinary('=', value, key), then, otherwise)
  }
  return otherwise
}

function rewriteText([value, format, ...more]: Args): FormulaNode | string | undefined {
  if (value === undefined || format === undefined || more.length > 0) return undefined
  if (format.is !== 'literal' || typeof format.value !== 'string') return 'Use the number picker or the date picker, and write the format there.'
  if (/[dmyhs]/i.test(format.value)) return DATE
  const picture = parseNumberPicture(format.value)
  return picture.ok ? makeCall('formatNumber', value, format) : `Use the number picker. ${picture.message}`
}

function rewriteDate(args: Args): FormulaNode | string | undefined {
  if (args.length !== 3) return undefined
  const parts = args.map((arg) => (arg.is === 'literal' && typeof arg.value === 'number' ? arg.value : Number.NaN))
  const [year = 0, month = 0, day = 0] = parts
  if (parts.some((part) => !Number.isInteger(part)) || year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 28) return DATE
  return makeLiteral(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`)
}

function partOfDate(date: FormulaNode, from: number, length: number): FormulaNode {
  return makeCall('substring', date, makeLiteral(from), makeLiteral(length))
}

function negate(node: FormulaNode): FormulaNode {
  return node.is === 'literal' && typeof node.value === 'number' ? makeLiteral(-node.value) : makeNegation(node)
}

function minusOne(node: FormulaNode): FormulaNode {
  return node.is === 'literal' && typeof node.value === 'number' ? makeLiteral(node.value - 1) : makeBinary('-', node, makeLiteral(1))
}

/** `SUMIF(lines.kind, "fee", lines.total)` is `$sum(lines[kind = "fee"].total)`: both ranges are fields of the same items. */
function ofMatching(name: 'sum' | 'count' | 'average', range: FormulaNode, criterion: FormulaNode, summed: FormulaNode): FormulaNode | string {
  if (range.is !== 'step' || summed.is !== 'step' || printFormula(range.from) !== printFormula(summed.from)) return ITEMS
  const test = readCriterion(range.to, criterion)
  if (test === undefined) return ITEMS
  const items = filterLast(range.from, test)
  return makeCall(name, name === 'count' ? items : makeStep(items, summed.to))
}

/** A filter belongs to the last step of a path. */
function filterLast(path: FormulaNode, test: FormulaNode): FormulaNode {
  return path.is === 'step' ? makeStep(path.from, makeFilter(path.to, test)) : makeFilter(path, test)
}

function readCriterion(field: FormulaNode, criterion: FormulaNode): FormulaNode | undefined {
  if (criterion.is !== 'literal' || typeof criterion.value !== 'string') return makeBinary('=', field, criterion)
  const match = /^(<>|<=|>=|<|>|=)?(.*)$/s.exec(criterion.value)
  const [, sign = '=', rest = ''] = match ?? []
  // Stars and question marks stand for any characters there.
  if (/[*?~]/.test(rest)) return undefined
  const operator = sign === '<>' ? '!=' : sign
  const value = /^-?\d+(\.\d+)?$/.test(rest) && match?.[1] !== undefined ? Number(rest) : rest
  if (operator !== '=' && operator !== '!=' && operator !== '<' && operator !== '<=' && operator !== '>' && operator !== '>=') return undefined
  return makeBinary(operator, field, makeLiteral(value))
}
