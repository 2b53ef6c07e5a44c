// What is known of an expression before any record is seen: its types, and whether it may be missing.
import type { FieldType } from '../schema/schema-graph.ts'
import type { JsonScalar } from '../schema/json-value.ts'
import { mayMissTerm } from './formula/term-facts.ts'
import type { TermType } from './formula/term.ts'
import type { Expr, TableIr } from './ir.ts'
import type { ListEnd } from './transform.ts'

/** Each type once; `any`: unknown. A literal null has no type. */
export function typesOf(expr: Expr, tables: ReadonlyMap<string, TableIr>): FieldType[] {
  switch (expr.op) {
    case 'literal':
      return typesOfConstant(expr.value)
    case 'path':
    case 'hook':
      return [...expr.types]
    case 'config':
      return [expr.type]
    case 'concat':
    case 'date':
    case 'text':
      return ['text']
    case 'lookup': {
      const table = tables.get(expr.table)
      return table === undefined ? ['any'] : [table.to]
    }
    case 'choose': {
      const branches = [...expr.cases.map((one) => one.then), ...(expr.otherwise === null ? [] : [expr.otherwise])]
      return [...new Set(branches.flatMap((branch) => typesOf(branch, tables)))]
    }
    case 'convert':
      return [expr.to]
    case 'list':
      return typesOfList(expr)
    case 'term':
      return typesOfTerm(expr.term.type)
    case 'arithmetic': {
      if (expr.write !== null) return ['text']
      const last = expr.steps.at(-1)
      return last?.do === 'round' && last.decimals === 0 ? ['integer'] : ['number']
    }
  }
}

/** Ends of a list that give something of no entries too. */
const ALWAYS_THERE = new Set<ListEnd['do']>(['all', 'count', 'sum'])

function typesOfList({ take, then }: Extract<Expr, { op: 'list' }>): FieldType[] {
  switch (then.do) {
    case 'all':
      return ['list']
    case 'first':
    case 'last':
      return [...take.types]
    case 'count':
      return ['integer']
    case 'sum':
    case 'min':
    case 'max':
      return take.types.every((type) => type === 'integer') ? ['integer'] : ['number']
    case 'average':
      return ['number']
    case 'join':
      return ['text']
  }
}

function typesOfTerm(type: TermType): FieldType[] {
  return type.kinds.flatMap((kind): FieldType[] => (kind === 'null' ? [] : [kind]))
}

export function typesOfConstant(value: JsonScalar): FieldType[] {
  if (value === null) return []
  if (typeof value === 'string') return ['text']
  return typeof value === 'boolean' ? ['boolean'] : [Number.isInteger(value) ? 'integer' : 'number']
}

/** May yield nothing, or a null from the data. */
export function mayMiss(expr: Expr): boolean {
  switch (expr.op) {
    case 'literal':
      return false
    case 'path':
      return expr.nullableItem === true || expr.steps.some((step) => step.optional)
    case 'config':
      return expr.optional
    case 'concat':
      return expr.parts.some(mayMiss)
    case 'lookup':
    case 'convert':
      return mayMiss(expr.from)
    case 'date':
      return [expr.from, expr.zone?.from, expr.zone?.to, expr.add?.amount].some((part) => part != null && mayMiss(part))
    case 'choose':
      return expr.otherwise === null || mayMiss(expr.otherwise) || expr.cases.some((one) => mayMiss(one.then))
    case 'arithmetic':
      return mayMiss(expr.from) || expr.steps.some((step) => 'by' in step && mayMiss(step.by))
    case 'text':
      return mayMiss(expr.from) || expr.steps.some((step) => step.do === 'part')
    case 'list':
      return mayMiss(expr.from) || !ALWAYS_THERE.has(expr.then.do)
    case 'term':
      return mayMissTerm(expr.term)
    case 'hook':
      return true
  }
}

/** `never`: no value of these types fits; `always`: every one does; `sometimes`: only the record can tell. */
export function fit(types: readonly FieldType[], into: readonly FieldType[]): 'always' | 'sometimes' | 'never' {
  if (into.includes('any') || types.length === 0) return 'always'
  const fits = (type: FieldType) => into.includes(type) || (type === 'integer' && into.includes('number')) || (isRecordType(type) && into.some(isRecordType))
  const may = (type: FieldType) => fits(type) || type === 'any' || (type === 'number' && into.includes('integer'))
  return types.every(fits) ? 'always' : types.some(may) ? 'sometimes' : 'never'
}

/** True where a plain JSON value is of one of the types. Null is of none. */
export function isOfTypes(value: unknown, types: readonly FieldType[]): boolean {
  return types.some((type) => {
    switch (type) {
      case 'any':
        return value !== null && value !== undefined
      case 'text':
        return typeof value === 'string'
      case 'boolean':
        return typeof value === 'boolean'
      case 'number':
        return Number.isFinite(value)
      case 'integer':
        return Number.isInteger(value)
      case 'list':
        return Array.isArray(value)
      case 'object':
      case 'map':
        return typeof value === 'object' && value !== null && !Array.isArray(value)
    }
  })
}

function isRecordType(type: FieldType): boolean {
  return type === 'object' || type === 'map'
}

/** The expressions of which one is the result: the branches of a choice, or the expression itself. */
export function listBranches(expr: Expr): Expr[] {
  if (expr.op !== 'choose') return [expr]
  return [...expr.cases.flatMap((one) => listBranches(one.then)), ...(expr.otherwise === null ? [] : listBranches(expr.otherwise))]
}
