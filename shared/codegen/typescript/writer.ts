// What is known while a mapper is written: names, and what has been used so far. The only place that tracks use.
import { printName } from '../../schema/field-path.ts'
import type { FieldType } from '../../schema/schema-graph.ts'
import type { Expr, MapIr, PathExpr, RowIr, TableIr } from '../../transform/ir.ts'
import { typesOf } from '../../transform/static-type.ts'
import type { HelperName } from './written-functions.ts'
import type { Plan } from './plan.ts'
import type { ObjectType } from './type-refs.ts'
import { INHERITED, literal, member, templateText } from './text.ts'

/** Code with its precedence: 0 conditional, 1 `??`, 2 `||`, 3 `&&`, 4 equality, 5 relational, 6 sum, 7 product, 8 unary, 9 primary. */
export type Code = {
  readonly text: string
  readonly prec: number
  /** Where it may be broken: joined by spaces they are the text. */ readonly lines?: readonly string[]
}
export type Sort = 'text' | 'number' | 'boolean' | 'null' | 'loose'

/** One package being written. */
export type Writer = {
  readonly ir: MapIr
  readonly plan: Plan
  readonly tables: ReadonlyMap<string, TableIr>
  readonly helpers: Set<HelperName>
  /** Names imported from lookup-tables.ts. */
  readonly imports: Set<string>
  /** Regular expressions as code, by the name of their constant. */
  readonly patterns: Map<string, string>
  readonly hooks: Map<string, Extract<Expr, { op: 'hook' }>>
}

/** One function being written. */
export type Scope = {
  readonly writer: Writer
  /** The row id of the `each` whose item this function maps; undefined at the top. */
  readonly each: string | undefined
  /**
   * What the function needs from outside: `in:<name>`, `config`, `hooks`, `customer`, `item`, `at`, `issues`, `index` (the item's position, a number),
   * `now` (the settings' ISO text), and `result` (the record that was made, called `plan.value('var:')`; only in invariants).
   */
  readonly used: Set<string>
  /** Constants at the head of the function, by name. Written only where the code names them: a condition may be settled before writing. */
  readonly consts: Map<string, () => string>
  /** Where constants from outside the item stand: those of the function around a condition that is written in its line, else `consts`. */
  readonly outerConsts: Map<string, () => string>
  /** In invariants: the types of what was made, by key of the plan. */
  readonly made?: ReadonlyMap<string, ObjectType>
  /** Inside a list's condition: what its entry is called. */
  readonly entry?: Entry
}

/** `consts`: those of inherited names, at the head of the lambda. */
export type Entry = { readonly name: string; readonly consts: Map<string, () => string> }

export function primary(text: string): Code {
  return { text, prec: 9 }
}

/** In brackets where the place binds tighter than the code. `??` never stands beside `||` or `&&` without them. */
export function wrap(code: Code, prec: number): string {
  return code.prec < prec || (code.prec === 1 && (prec === 2 || prec === 3)) ? `(${code.text})` : code.text
}

/** `left ?? right`, which never stands beside `||` or `&&` without brackets. */
export function nullish(left: Code, right: Code): string {
  const side = (code: Code) => (code.prec === 2 || code.prec === 3 ? `(${code.text})` : wrap(code, 1))
  return `${side(left)} ?? ${side(right)}`
}

export function helper(scope: Scope, name: HelperName): HelperName {
  scope.writer.helpers.add(name)
  return name
}

/** `order.billing?.email`. `optional`: it may be null or undefined. `sure`: the same where it is neither. */
export function pathCode(scope: Scope, path: PathExpr): { text: string; sure: string; optional: boolean } {
  const { plan } = scope.writer
  const { entry } = path.entry === true ? scope : {}
  if (entry === undefined) scope.used.add(path.input === undefined ? 'item' : `in:${path.input}`)
  const root = entry?.name ?? plan.value(path.input === undefined ? `item:${scope.each ?? ''}` : `in:${path.input}`)
  let text = root
  let sure = root
  let optional = path.nullableItem === true
  let names = ''
  for (const step of path.steps) {
    const access = member(step.name)
    names += `.${printName(step.name)}`
    // A call cannot be narrowed, so an inherited name gets a constant. A required one is the record's own: the check saw it.
    if (INHERITED.has(step.name) && step.optional) {
      const name = plan.value(`own:${root}${names}`)
      const from = text
      const consts = entry?.consts ?? (path.input === undefined ? scope.consts : scope.outerConsts)
      consts.set(name, () => `${helper(scope, 'own')}(${from}, ${literal(step.name)})`)
      text = name
      sure = name
    } else {
      text += optional ? (access.startsWith('[') ? `?.${access}` : `?${access}`) : access
      sure += access
    }
    optional ||= step.optional
  }
  return { text, sure, optional }
}

/** Where in the data a row's value comes from, as code: a literal, or a template that begins with the item's place. */
export function placeCode(scope: Scope, path: PathExpr | undefined, destination: string): string {
  const suffix = (path?.steps ?? []).map((step) => `.${printName(step.name)}`).join('')
  if (path === undefined) return literal(destination)
  if (path.input !== undefined) return literal(printName(path.input) + suffix)
  scope.used.add('at')
  return suffix === '' ? 'at' : `\`\${at}${templateText(suffix)}\``
}

export function sortOf(types: readonly FieldType[]): Sort {
  const sorts = new Set(
    types.map((type): Sort => (type === 'integer' ? 'number' : type === 'text' || type === 'number' || type === 'boolean' ? type : 'loose')),
  )
  const [only] = sorts
  return sorts.size === 1 && only !== undefined ? only : 'loose'
}

export function sortOfExpr(scope: Scope, expr: Expr): Sort {
  return expr.op === 'literal' && expr.value === null ? 'null' : sortOf(typesOf(expr, scope.writer.tables))
}

/** What stands in a field of a record that has an issue: never null, which would count as missing. */
export function standIn(types: readonly FieldType[]): string {
  if (types.includes('text') || types.includes('any')) return "''"
  if (types.includes('number') || types.includes('integer')) return '0'
  return types.includes('boolean') ? 'false' : types.includes('list') ? '[]' : '{}'
}

/** `R-13`; the number of a row that the server has not numbered yet is `null`. */
export function rowNumber(row: Pick<RowIr, 'number'>): string {
  return row.number === null ? 'null' : String(row.number)
}
