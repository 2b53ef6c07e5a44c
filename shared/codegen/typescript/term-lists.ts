// Lists in formulas as TypeScript: `map`, `flatMap`, `filter` and `reduce`. A list that jsonata calls a sequence is missing when it is empty.
import { parseFieldPath, type FieldPath } from '../../schema/field-path.ts'
import { mayMissTerm } from '../../transform/formula/term-facts.ts'
import type { Term } from '../../transform/formula/term.ts'
import { ALWAYS_MISSING, closed, mayMissCode, rewritten, sureCode, type Absent, type TermCode } from './term-parts.ts'
import { lambda, need, type TermScope } from './term-scope.ts'
import { checked, strict, typedCode } from './term-strict.ts'
import { nullish, primary, wrap } from './writer.ts'

type Of<Op extends Term['op']> = Extract<Term, { op: Op }>

/** The list, empty where it is missing; what comes of it is missing where it is empty. */
export function openList(at: TermScope, code: TermCode): TermCode {
  const { sure, ...whole } = closed(code)
  if (whole.isLoose) return { ...sureCode(nullish(primary(`${need(at, 'asList')}(${whole.text})`), primary('[]'))), prec: 1, isLoose: true, absent: 'empty' }
  if (whole.absent === 'never') return { ...whole, absent: 'empty', ...(sure === undefined ? {} : { sure }) }
  return whole.absent === 'empty' ? whole : { ...whole, text: nullish(whole, primary('[]')), prec: 1, absent: 'empty' }
}

/** A list for which it is the same whether it is empty or missing. */
export function writeOpen(at: TermScope, term: Term): TermCode {
  if (term.op !== 'collect' || !term.flat) return at.write(at, term)
  const before = at.state.ends
  const code = collected(at, term, 'open')
  return at.state.ends > before ? { ...code, ends: true } : code
}

/** What the list's items are like. */
function itemFacts(list: TermCode, term: Term): Partial<TermCode> {
  return {
    ...(list.isLoose ? { isLoose: true } : {}),
    ...(list.failingItems ? { number: 'fails' } : {}),
    ...(list.nullItems ? { hasNull: true } : {}),
    ...(list.made !== undefined && 'list' in list.made ? { made: list.made.list } : {}),
    ...(term.type.items?.kinds.includes('null') ? { hasNull: true } : {}),
  }
}

/** The name that a list goes by, for its items. */
function nameOfList(term: Term): string | undefined {
  switch (term.op) {
    case 'path':
      return term.path?.steps.at(-1)?.name ?? term.path?.input
    case 'get':
      return term.name
    case 'result':
      return nameOfResult(term.path)
    case 'keep':
    case 'filter':
    case 'map':
      return nameOfList(term.from)
    case 'collect':
      return nameOfList(term.each) ?? nameOfList(term.from)
    case 'variable':
      return term.name
    case 'call':
      return term.args[0] && nameOfList(term.args[0])
    default:
      return undefined
  }
}

function nameOfResult(path: FieldPath): string | undefined {
  const parsed = parseFieldPath(path)
  const last = parsed.ok ? parsed.value.at(-1) : undefined
  return last?.kind === 'name' ? last.name : undefined
}

/** `.map(...)`, or `.flatMap(...)` where some give nothing. */
function mapped(list: TermCode, callback: { readonly text: string }, isSparse: boolean): string {
  return `${wrap(list, 9)}.${isSparse ? 'flatMap' : 'map'}(${callback.text})`
}

/** The item's value as what `flatMap` takes: an empty list where it is missing. */
function orNothing(at: TermScope, code: TermCode, mayBeList: boolean): TermCode {
  if (code.absent === 'always') return { ...code, text: '[]' }
  if (code.absent === 'never' && code.guards.length === 0) return code
  if (mayBeList || code.hasNull || code.isLoose) {
    const whole = closed(code)
    if (whole.absent === 'empty') return { ...whole, text: `[${need(at, 'filled')}(${whole.text}) ?? []]`, prec: 9 }
    if (whole.sure === undefined) return { ...whole, text: `${need(at, 'listOf')}(${whole.text})`, prec: 9 }
    return { ...whole, text: `${whole.text} ${whole.absent === 'nullish' ? '== null' : '=== undefined'} ? [] : [${whole.sure}]`, prec: 0 }
  }
  if (code.absent === 'never') return closed(code, '[]')
  const whole = closed(code)
  return { ...whole, text: nullish(whole, primary('[]')), prec: 1 }
}

export function collectCode(at: TermScope, term: Of<'collect'>): TermCode {
  return collected(at, term, term.flat ? 'exact' : 'items')
}

/** `items`: one for each; `open`: lists joined into one; `exact`: also a single empty one, which is not missing. */
function collected(at: TermScope, { from, as, each }: Of<'collect'>, form: 'items' | 'open' | 'exact'): TermCode {
  const list = writeOpen(at, from)
  if (list.absent === 'always') return ALWAYS_MISSING
  const open = openList(at, list)
  let mayFail = false
  let isSparse = false
  let hasNulls = false
  const callback = lambda(at, nameOfList(from), [{ name: as, facts: itemFacts(open, from) }], (inner) => {
    const code = at.write(inner, each)
    hasNulls = code.hasNull === true
    mayFail = code.number === 'fails' || (form !== 'items' && code.failingItems === true)
    isSparse = mayMissCode(code)
    return form === 'open'
      ? joinable(at, code)
      : orNothing(at, form === 'exact' && code.isLoose ? typedCode(at, each, code) : code, each.type.kinds.includes('list'))
  })
  const { body } = callback
  if (form === 'items' && body.text === open.text) return open
  const facts: Partial<TermCode> = {
    ...(mayFail ? { failingItems: true } : {}),
    ...(hasNulls ? { nullItems: true } : {}),
    ...(body.isLoose ? { isLoose: true } : {}),
    ...(body.isInteger ? { isInteger: true } : {}),
    ...(body.isNarrow ? { isNarrow: true } : {}),
    absent: 'empty',
  }
  if (form !== 'exact') return sureCode(mapped(open, callback, isSparse || form === 'open'), facts)
  return sureCode(`${need(at, 'joinLists')}(${mapped(open, callback, isSparse)})`, { ...facts, absent: 'undefined' })
}

/** A list to be joined with others, empty where it is missing. */
function joinable(at: TermScope, code: TermCode): TermCode {
  if (code.isLoose) return { ...sureCode(nullish(primary(`${need(at, 'asList')}(${closed(code).text})`), primary('[]'))), prec: 1, isLoose: true }
  const whole = closed(code, '[]')
  return whole.absent === 'undefined' || whole.absent === 'nullish' ? { ...whole, text: nullish(whole, primary('[]')), prec: 1 } : whole
}

export function keepCode(at: TermScope, { from, as, test }: Of<'keep'>): TermCode {
  return keptCode(at, from, [as], test)
}

export function filterCode(at: TermScope, { from, as, index, test }: Of<'filter'>): TermCode {
  return keptCode(at, from, index === null ? [as] : [as, index], test)
}

function keptCode(at: TermScope, from: Term, names: readonly string[], test: Term): TermCode {
  const list = writeOpen(at, from)
  if (list.absent === 'always') return ALWAYS_MISSING
  const open = openList(at, list)
  if (test.op === 'literal' && test.value === true) return open
  const [first = '', second] = names
  const variables = [{ name: first, facts: itemFacts(open, from) }, ...(second === undefined ? [] : [{ name: second, facts: { isInteger: true } as const }])]
  const { text } = lambda(at, nameOfList(from), variables, (inner) => at.test(inner, test))
  const { sure: _, ...rest } = open
  return { ...rewritten(rest, `${wrap(open, 9)}.filter(${text})`), absent: 'empty' }
}

export function mapCode(at: TermScope, { from, as, index, each }: Of<'map'>): TermCode {
  const list = writeOpen(at, from)
  if (list.absent === 'always') return ALWAYS_MISSING
  const open = openList(at, list)
  let mayFail = false
  let isSparse = false
  let hasNulls = false
  const variables = [{ name: as, facts: itemFacts(open, from) }, ...(index === null ? [] : [{ name: index, facts: { isInteger: true } as const }])]
  const callback = lambda(at, nameOfList(from), variables, (inner) => {
    const code = at.write(inner, each)
    mayFail = code.number === 'fails'
    isSparse = mayMissCode(code)
    hasNulls = code.hasNull === true
    return orNothing(at, code, each.type.kinds.includes('list'))
  })
  return sureCode(mapped(open, callback, isSparse), {
    absent: 'empty',
    ...(mayFail ? { failingItems: true } : {}),
    ...(hasNulls ? { nullItems: true } : {}),
    ...(callback.body.isLoose ? { isLoose: true } : {}),
    ...(callback.body.isInteger ? { isInteger: true } : {}),
    ...(callback.body.isNarrow ? { isNarrow: true } : {}),
  })
}

/** One item by its position. */
export function atCode(at: TermScope, { from, index, type }: Of<'at'>): TermCode {
  const list = writeOpen(at, from)
  if (list.absent === 'always') return ALWAYS_MISSING
  const facts: Partial<TermCode> = {
    ...(type.kinds.includes('null') ? { hasNull: true } : {}),
    ...(list.isLoose ? { isLoose: true } : {}),
    ...(list.failingItems ? { number: 'fails' } : {}),
    ...(list.nullItems ? { hasNull: true } : {}),
    ...(list.isInteger ? { isInteger: true } : {}),
    absent: 'undefined',
  }
  const whole = list.isLoose ? openList(at, list) : closed(list)
  const access = index < 0 ? `.at(${index})` : `[${index}]`
  if (whole.absent === 'never' || whole.absent === 'empty') {
    const text = wrap(whole, 9) + access
    const isRef = whole.sure !== undefined && index >= 0
    if (isRef && at.known.has(text)) return sureCode(text, { ...facts, absent: 'never', sure: text })
    return sureCode(text, { ...facts, ...(isRef ? { sure: text } : {}) })
  }
  return sureCode(`${wrap(whole, 9)}?.${access.replace(/^\./, '')}`, facts)
}

/** Kinds whose TypeScript types stay the same from turn to turn. */
const STEADY: ReadonlySet<string> = new Set(['text', 'number', 'boolean'])

export function foldCode(at: TermScope, { from, total, as, each, start, type }: Of<'fold'>): TermCode {
  const list = at.write(at, from)
  if (list.absent === 'always') return ALWAYS_MISSING
  const begun = start === null ? undefined : checked(at, at.write(at, start))
  const open = openList(at, list)
  const isSteady =
    type.kinds.length === 1 &&
    STEADY.has(type.kinds[0] ?? '') &&
    !mayMissTerm(each) &&
    !(start === null && open.isNarrow) &&
    !open.isLoose &&
    (start === null ? !open.hasNull : start.type.kinds.join() === type.kinds.join() && begun?.absent === 'never' && begun.guards.length === 0)
  const facts: Partial<TermCode> = isSteady ? {} : { isLoose: true, absent: 'undefined', hasNull: true }
  let ended: Absent = 'never'
  const callback = lambda(
    at,
    nameOfList(from),
    [
      { name: as, facts: itemFacts(open, from) },
      { name: total, facts },
    ],
    (inner) => {
      const code = closed(checked(at, at.write(inner, each)))
      ended = code.absent
      return code
    },
  )
  const [params = '', ...rest] = callback.text.split(' => ')
  const [item = '', sum = ''] = params.slice(1, -1).split(', ')
  const turn = `(${sum}, ${item}) => ${rest.join(' => ')}`
  if (isSteady && ended === 'never') {
    if (start === null) return { ...sureCode(`${need(at, 'filled')}(${open.text})?.reduce(${turn})`), absent: 'undefined' }
    const made = `reduce(${turn}, ${closed(begun ?? ALWAYS_MISSING).text})`
    if (list.absent === 'empty') return { ...sureCode(`${need(at, 'filled')}(${open.text})?.${made}`), absent: 'undefined' }
    return strict(at, [list], ([x = list]) => primary(`${wrap(x, 9)}.${made}`), {})
  }
  const first = begun === undefined ? '' : `, ${closed(begun).text}`
  const whole = list.absent === 'empty' ? `${need(at, 'filled')}(${open.text})` : closed(typedCode(at, from, list)).text
  return sureCode(`${need(at, 'fold')}(${whole}, ${turn}${first})`, {
    isLoose: true,
    absent: 'undefined',
    ...(type.kinds.includes('null') ? { hasNull: true } : {}),
  })
}

export function listTermCode(at: TermScope, { items }: Of<'list'>): TermCode {
  const parts = items.flatMap((item) => {
    const code = checked(at, at.write(at, item))
    if (code.absent === 'always') return []
    const whole = closed(code)
    const text =
      item.type.many === true
        ? spread(at, item, whole)
        : whole.absent === 'empty'
          ? `...${need(at, 'listOf')}(${need(at, 'filled')}(${whole.text}))`
          : one(at, whole)
    return [{ text, code: whole }]
  })
  return sureCode(`[${parts.map(({ text }) => text).join(', ')}]`, {
    ...(parts.some(({ code }) => code.isLoose) ? { isLoose: true } : {}),
    ...(parts.some(({ code }) => code.failingItems) ? { failingItems: true } : {}),
    ...(parts.some(({ code }) => code.isNarrow) ? { isNarrow: true } : {}),
  })
}

/** The items of a sequence, or a value that is no list. */
function spread(at: TermScope, item: Term, code: TermCode): string {
  const isList = item.type.kinds.every((kind) => kind === 'list')
  if (!isList || code.isLoose) return `...${need(at, 'itemsOf')}(${code.text})`
  return code.absent === 'never' || code.absent === 'empty' ? `...${wrap(code, 1)}` : `...(${nullish(code, primary('[]'))})`
}

function one(at: TermScope, code: TermCode): string {
  if (code.absent === 'never') return code.text
  if (code.sure === undefined) return `...${need(at, 'listOf')}(${code.absent === 'nullish' ? nullish(code, primary('undefined')) : code.text})`
  return `...(${code.text} ${code.absent === 'nullish' ? '== null' : '=== undefined'} ? [] : [${code.sure}])`
}
