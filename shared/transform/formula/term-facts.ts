// What is known of a term before any record is seen: the only place that walks terms.
import type { PathExpr } from '../source-expr.ts'
import type { SourceRef } from '../transform.ts'
import type { Term } from './term.ts'

/** The terms directly inside, in the order they are written. */
export function childrenOf(term: Term): readonly Term[] {
  switch (term.op) {
    case 'literal':
    case 'path':
    case 'config':
    case 'variable':
    case 'index':
    case 'result':
    case 'now':
      return []
    case 'get':
    case 'at':
      return [term.from]
    case 'collect':
    case 'map':
      return [term.from, term.each]
    case 'keep':
    case 'filter':
      return [term.from, term.test]
    case 'negate':
      return [term.of]
    case 'arithmetic':
    case 'compare':
    case 'logic':
    case 'in':
      return [term.left, term.right]
    case 'text':
      return term.parts
    case 'if':
      return term.otherwise === null ? [term.test, term.then] : [term.test, term.then, term.otherwise]
    case 'default':
      return [term.of, term.instead]
    case 'let':
      return [term.value, term.in]
    case 'list':
      return term.items
    case 'object':
      return term.fields.map((field) => field.value)
    case 'fold':
      return term.start === null ? [term.from, term.each] : [term.from, term.start, term.each]
    case 'call':
      return term.args
  }
}

/** Every source path, in the order it is written. Only of bound terms. */
export function listTermPaths(term: Term): PathExpr[] {
  const found: PathExpr[] = []
  addPaths(term, found)
  return found
}

/** Into one list: a map is compiled on every keystroke, and joining lists at every node would cost most of it. */
function addPaths(term: Term, found: PathExpr[]): void {
  if (term.op !== 'path') for (const child of childrenOf(term)) addPaths(child, found)
  else if (term.path !== null) found.push(term.path)
}

/** Every source that is named, in the order it is written; below a list with `[]`. Of checked terms, bound or not. */
export function listTermSources(term: Term): SourceRef[] {
  if (term.op === 'path') return [term.ref]
  if (term.op !== 'get' || term.source === undefined) return childrenOf(term).flatMap(listTermSources)
  // What leads to a field is not asked for by itself.
  const start = findStart(term)
  return [...listTermSources(start), term.source]
}

function findStart(term: Term): Term {
  return term.op === 'get' && term.source !== undefined ? findStart(term.from) : term
}

/** May yield nothing, or a null. */
export function mayMissTerm(term: Term): boolean {
  return term.type.kinds.includes('null') || mayBeAbsent(term, new Set())
}

/** `absent`: variables that may be missing. */
function mayBeAbsent(term: Term, absent: ReadonlySet<string>): boolean {
  const may = (part: Term) => mayBeAbsent(part, absent)
  switch (term.op) {
    case 'literal':
    case 'index':
    case 'now':
    case 'text':
    case 'list':
    case 'object':
    case 'logic':
    case 'in':
      return false
    case 'path':
      return mayMissPath(term)
    case 'config':
      return term.config === null || term.config.optional
    case 'variable':
      return absent.has(term.name)
    case 'result':
      // The record has only what its rows gave.
      return term.path !== ''
    case 'get':
      return term.optional || may(term.from) || !term.from.type.kinds.every((kind) => kind === 'object')
    case 'collect':
    case 'keep':
    case 'at':
    case 'map':
    case 'filter':
      return true
    case 'negate':
      return may(term.of)
    case 'arithmetic':
      return may(term.left) || may(term.right)
    case 'compare':
      return term.operator !== '=' && term.operator !== '!=' && (may(term.left) || may(term.right))
    case 'if':
      return term.otherwise === null || may(term.otherwise) || mayBeAbsent(term.then, withoutTested(term.test, absent))
    case 'default':
      return may(term.instead)
    case 'let':
      return mayBeAbsent(term.in, may(term.value) ? new Set([...absent, term.name]) : absent)
    case 'fold':
      return may(term.from) || term.start === null || may(term.start) || mayBeAbsent(term.each, mayFoldMiss(term) ? new Set([...absent, term.total]) : absent)
    case 'call':
      return mayMissCall(term, may)
  }
}

/** Behind `$exists($x) ?` there is a `$x`. */
function withoutTested(test: Term, absent: ReadonlySet<string>): ReadonlySet<string> {
  const [tested] = test.op === 'call' && test.name === 'exists' ? test.args : []
  if (tested?.op !== 'variable' || !absent.has(tested.name)) return absent
  return new Set([...absent].filter((name) => name !== tested.name))
}

function mayMissPath({ path, nulls }: Extract<Term, { op: 'path' }>): boolean {
  if (path === null || path.nullableItem === true) return true
  // The last name may stand for a null, which is a value where nulls are; a missing parent is missing either way.
  return path.steps.some((step) => step.optional) || (nulls === 'missing' && path.types.length === 0)
}

function mayFoldMiss(term: Extract<Term, { op: 'fold' }>): boolean {
  return mayBeAbsent(term.each, new Set())
}

function mayMissCall(term: Extract<Term, { op: 'call' }>, may: (term: Term) => boolean): boolean {
  const [first, second] = term.args
  switch (term.name) {
    case 'count':
    case 'exists':
      return false
    case 'append':
      return (first === undefined || may(first)) && (second === undefined || may(second))
    case 'lookup':
      return true
    case 'toMillis':
      return second !== undefined || first === undefined || may(first)
    case 'max':
    case 'min':
    case 'average':
      return first === undefined || first.type.kinds.includes('list') || may(first)
    default:
      return first === undefined || may(first)
  }
}

/** Functions that give a value or nothing whatever they are given, once their arguments have the right types. */
const neverFailing: ReadonlySet<string> = new Set([
  'length',
  'substring',
  'substringBefore',
  'substringAfter',
  'uppercase',
  'lowercase',
  'trim',
  'contains',
  'abs',
  'floor',
  'ceil',
  'min',
  'max',
  'count',
  'boolean',
  'not',
  'exists',
  'type',
  'lookup',
  'distinct',
  'reverse',
  'sort',
])

/** May yield an issue, whatever the check before the map lets through. */
export function mayFailTerm(term: Term): boolean {
  if (failsItself(term)) return true
  return childrenOf(term).some(mayFailTerm)
}

function failsItself(term: Term): boolean {
  switch (term.op) {
    case 'arithmetic':
      // Only what overflows or is divided by nothing is no number.
      return true
    case 'negate':
      return mayBeNull(term.of)
    case 'text':
      // A text of scalars that are short stays short, which nobody can know.
      return true
    case 'compare':
      return term.operator !== '=' && term.operator !== '!=' && (mayBeNull(term.left) || mayBeNull(term.right))
    case 'call':
      return (
        !neverFailing.has(term.name) ||
        term.args.some((arg) => term.name !== 'exists' && mayBeNull(arg)) ||
        term.args.some((arg) => arg.type.kinds.includes('any'))
      )
    case 'collect':
    case 'keep':
    case 'map':
    case 'filter':
    case 'fold':
      // The steps of one row are limited.
      return true
    default:
      return false
  }
}

function mayBeNull(term: Term): boolean {
  return term.type.kinds.includes('null')
}
