// Formulas of the differential test that are made without regard to types: few of them mean anything, and those that do are the odd ones.
import type { Random } from './random-formulas.ts'

const NAMES = ['a', 'b', 'c', 'id', 'kind', 'total', 'lines', 'tags', 'größe', '`two words`', 'nope'] as const
const ATOMS = [...NAMES, ...NAMES, '$', '$$', '1', '0', '"a"', '""', 'true', 'false', 'null', '[]', '-1', '[1,2]', '["a"]', '{"a":1}'] as const
const OPERATORS = ['+', '-', '*', '&', '=', '!=', '<', '>', 'and', 'or', 'in', '??', '?:'] as const
const STEPS = [
  '$',
  '$$',
  '(a)',
  '[a]',
  '[a,b]',
  '{"x":a}',
  '(lines)',
  '($)',
  '(a ? b : c)',
  '($x := a; $x)',
  '$string()',
  '$count($)',
  '(lines.a)',
  '(tags[0])',
] as const
const FILTERS = ['0', '-1', '1', 'true', '$ = 1', 'a > 1', 'kind = "a"', '$not(a)', '$not($exists(a))', '$count($) > 1', 'lines', '$$.`two words`'] as const
const BODIES = ['$i', '$i.a', '$n', '$all', '[$i]', 'a', '$i.lines', '$i.tags[0]', '$i.($.a)', '($string($i))', '($append($i, a))[0]'] as const
const TESTS = ['$exists($i)', '$i = 1', '$boolean($i)', '$i.a > 1', 'true'] as const
const FOLDS = ['$t', '$i', '$append($t, $i)', '$t + $i', '[$t, $i]'] as const
const USES = ['$x', '$x.a', '$x[0]', '[$x, $x]', '$x.($)', '$x[a]', '$x ?? 1', '$count($x)'] as const
const FUNCTIONS = [
  'count',
  'exists',
  'boolean',
  'not',
  'type',
  'distinct',
  'reverse',
  'sum',
  'max',
  'sort',
  'string',
  'number',
  'uppercase',
  'length',
  'join',
] as const

export function writeUntyped(random: Random, depth: number): string {
  const inner = () => writeUntyped(random, depth - 1)
  const orInner = (from: readonly string[]) => (random.chance(0.2) ? inner() : random.pick(from))
  if (depth <= 0) return random.pick(ATOMS)
  switch (random.below(20)) {
    case 0:
    case 1:
      return `${inner()}.${writeUntyped(random, random.below(2))}`
    case 2:
      return `${inner()}.${random.pick(STEPS)}`
    case 3:
      return `${inner()}[${orInner(FILTERS)}]`
    case 4:
      return `(${inner()})[${orInner(FILTERS)}]`
    case 5:
      return `[${inner()}${random.chance(0.5) ? '' : `, ${inner()}`}]`
    case 6:
      return `{"a": ${inner()}, "b": ${inner()}}`
    case 7:
      return `${inner()} ${random.pick(OPERATORS)} ${inner()}`
    case 8:
      return `(${inner()} ? ${inner()}${random.chance(0.5) ? '' : ` : ${inner()}`})`
    case 9:
      return `($x := ${inner()}; ${orInner(USES)})`
    case 10:
      return `$map(${inner()}, function($i${random.pick(['', ', $n', ', $n, $all'])}) { ${orInner(BODIES)} })`
    case 11:
      return `$filter(${inner()}, function($i) { ${orInner(TESTS)} })`
    case 12:
      return `$reduce(${inner()}, function($t, $i) { ${orInner(FOLDS)} }${random.pick(['', ', 0', ', []'])})`
    case 13:
    case 14:
      return `$${random.pick(FUNCTIONS)}(${inner()})`
    case 15:
      return `$append(${inner()}, ${inner()})`
    case 16:
      return `$lookup(${inner()}, ${orInner(['"a"', '"lines"', '"tags"'])})`
    case 17:
      return `${random.pick(['lines', '$$.lines', 'c', 'lines.lines', 'c.c', 'tags', '$.lines', 'lines.c'])}.${random.pick(NAMES)}`
    case 18:
      return `${random.pick(['lines', 'c', 'lines.lines', 'tags', 'lines.tags'])}[${orInner(FILTERS)}]${random.pick(['', '.a', '.tags', '.lines', '[0]', '.(a)', '.[a]'])}`
    default:
      return `-${inner()}`
  }
}
