// What is known of an expression before any record is seen: its types, and whether it may be missing.
import type { FieldType } from '../schema/schema-graph.ts'
import type { JsonScalar } from '../schema/json-value.ts'
import type { Expr, TableIr } from './ir.ts'

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
    case 'text':
      return ['text']
    case 'list':
    case 'term':
      throw new Error('not yet')
    case 'arithmetic': {
      const last = expr.steps.at(-1)
      return last?.do === 'round' && last.decimals === 0 ? ['integer'] : ['number']
    }
  }
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
    case 'date':
      return mayMiss(expr.from)
    case 'choose':
      return expr.otherwise === null || mayMiss(expr.otherwise) || expr.cases.some((one) => mayMiss(one.then))
    case 'arithmetic':
      return mayMiss(expr.from) || expr.steps.some((step) => 'by' in step && mayMiss(step.by))
    case 'text':
    case 'list':
    case 'term':
      return true
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
