// What a destination field takes against what a row can give it: lengths, enums, formats, numbers. The only place that compares the two.
import type { FieldType, SchemaNode } from '../schema/schema-graph.ts'
import type { JsonScalar } from '../schema/json-value.ts'
import type { Term } from '../transform/formula/term.ts'
import type { RowIr } from '../transform/ir.ts'
import { fit, typesOf } from '../transform/static-type.ts'
import { checkLookup, valuesOfTable } from './check-lookups.ts'
import { decimalsOf, knownOf, listLeaves, type KnownValue } from './known-value.ts'
import type { MapProblemCode } from './map-rules.ts'
import { fieldOf, type RowPlace } from './source-origin.ts'
import { isTested } from './tested-sources.ts'
import { asTheSchemaSays, listSome, nameOf, quoted, refusalOf, type Leaf, type ValueCheck } from './value-check.ts'
import { checkText, formatWords } from './validate-scalar.ts'

/** Tells of each value that the row may give. Most fields take anything of their type, and cost nothing. */
export function checkValue(check: ValueCheck): void {
  const { ir, field } = check
  if (ir.onNull === 'pass' && field.required && field.facts.nullable !== true) checkNulls(check)
  if (!hasLimits(field.facts)) return
  for (const leaf of listLeaves(ir.value)) {
    if (fit(typesOfLeaf(check, leaf), check.types) === 'never') continue
    if (leaf.op === 'lookup' && 'table' in leaf) checkLookup(check, leaf)
    else if (leaf.op === 'literal') checkConstant(check, leaf.value)
    else checkLeaf(check, knownOf(leaf, asTheSchemaSays(check)), leaf)
  }
}

/** Whether a field takes less than its type says. */
export function hasLimits({ types, maxLength, minLength, pattern, format, enum: values, ...numbers }: SchemaNode): boolean {
  if (maxLength !== undefined || minLength !== undefined || pattern !== undefined || values !== undefined) return true
  if (format !== undefined && formatWords(format) !== undefined) return true
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = numbers
  return [minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf].some((one) => one !== undefined) || takesWholeNumbers(types)
}

/** Of an enumeration nobody gives some values: told where a lookup table or an enum of the source decides which. */
export function checkUnused(place: RowPlace & Pick<ValueCheck, 'field' | 'tables' | 'report'> & { readonly rows: readonly RowIr[] }): void {
  const { rows, field, tables, report } = place
  const wanted = field.facts.enum
  if (wanted === undefined) return
  const given = new Set<unknown>()
  let isChosen = false
  for (const leaf of rows.flatMap(({ value }) => listLeaves(value))) {
    const table = leaf.op === 'lookup' && 'table' in leaf ? tables.get(leaf.table) : undefined
    const values = table === undefined ? knownOf(leaf, asTheSchemaSays(place)).values : valuesOfTable(table)
    if (values === undefined) return
    isChosen ||= leaf.op !== 'literal'
    for (const value of values) given.add(value)
  }
  const unused = wanted.filter((value) => value !== null && !given.has(value))
  // Where hardly anything is given, the rest is not wanted.
  if (isChosen && unused.length > 0 && unused.length < wanted.length) report('destination-values-unused', listSome(unused.map(String), quoted), field.path)
}

function checkConstant({ field, types, report }: ValueCheck, value: JsonScalar): void {
  const { facts } = field
  if (facts.enum !== undefined && !facts.enum.includes(value))
    return report('not-in-enum', JSON.stringify(value), field.path, facts.enum.slice(0, 12).map(String).join(', '))
  if (typeof value === 'number' && takesWholeNumbers(types) && !Number.isInteger(value)) return
  const why = refusalOf(facts, value)
  if (why !== undefined) report('value-refused', JSON.stringify(value), field.path, why)
}

function checkLeaf(check: ValueCheck, known: KnownValue, leaf: Leaf): void {
  const { path } = known
  const told: (readonly [MapProblemCode, ...string[]])[] = []
  const { facts } = check.field
  const name = () => nameOf(check, path)
  if (known.values !== undefined) {
    const refused = known.asItIs === true ? known.values.filter((value) => refusalOf(facts, value) !== undefined) : []
    if (refused.length > 0) told.push(['enum-gap', name(), listSome(refused.map(String), quoted), check.field.path])
  } else {
    const types = typesOfLeaf(check, leaf)
    if (types.every((type) => type === 'text')) told.push(...textFindings(check, known, name))
    if (types.every((type) => type === 'number' || type === 'integer')) told.push(...numberFindings(check, known, types, name))
  }
  // A condition that asks for the value itself may have left out what does not fit.
  if (told.length > 0 && path !== undefined && isTested(check, check.ir, path)) return
  for (const [code, ...names] of told) check.report(code, ...names)
}

function* textFindings({ field }: ValueCheck, known: KnownValue, name: () => string): Generator<readonly [MapProblemCode, ...string[]]> {
  const { facts, path } = field
  if (facts.maxLength !== undefined && known.longest !== undefined && known.longest > facts.maxLength)
    yield ['text-too-long', name(), String(known.longest), path, String(facts.maxLength)]
  if (facts.enum !== undefined && known.asItIs === true) yield ['text-into-enum', name(), path, listSome(facts.enum.map(String))]
  const wanted = facts.format === undefined || facts.enum !== undefined ? undefined : formatWords(facts.format)
  if (wanted === undefined || facts.format === undefined) return
  if (known.sample !== undefined && checkText({ types: facts.types, format: facts.format }, known.sample).length > 0)
    yield ['format-mismatch', 'This row', JSON.stringify(known.sample), path, wanted]
  if (known.format === undefined || known.format === facts.format || known.asItIs !== true) return
  const given = formatWords(known.format)
  if (given !== undefined) yield ['format-mismatch', name(), given, path, wanted]
  else if (known.format === 'plain') yield ['format-unknown', name(), path, wanted]
}

function* numberFindings(
  { field, types: taken }: ValueCheck,
  known: KnownValue,
  types: readonly FieldType[],
  name: () => string,
): Generator<readonly [MapProblemCode, ...string[]]> {
  const { facts, path } = field
  const { least, most } = known
  const highest = facts.maximum ?? facts.exclusiveMaximum
  const lowest = facts.minimum ?? facts.exclusiveMinimum
  if (most !== undefined && highest !== undefined && most > highest) yield ['number-out-of-range', name(), String(most), path, `at most ${highest}`]
  if (least !== undefined && lowest !== undefined && least < lowest) yield ['number-out-of-range', name(), String(least), path, `at least ${lowest}`]
  // Of a number field that says nothing, any number of decimals may come; of what is worked out, only where a step makes them.
  const isOpen = known.asItIs === true && types.includes('number')
  const decimals = known.decimals ?? (isOpen ? Infinity : undefined)
  if (takesWholeNumbers(taken)) {
    if (decimals !== undefined && decimals > 0) yield ['number-precision', name(), path, 'whole numbers']
    return
  }
  const fits = decimalsOf(facts.multipleOf)
  if (fits !== undefined && known.decimals !== undefined && known.decimals > fits)
    yield ['number-precision', name(), path, `${fits} ${fits === 1 ? 'decimal' : 'decimals'}`]
}

function checkNulls(check: ValueCheck): void {
  for (const leaf of listLeaves(check.ir.value)) {
    const path = leaf.op === 'path' ? ('ref' in leaf ? leaf.path : leaf) : null
    if (path !== null && fieldOf(check, path)?.facts.nullable === true) check.report('null-into-required', nameOf(check, path), check.field.path)
  }
}

function takesWholeNumbers(types: readonly FieldType[]): boolean {
  return types.includes('integer') && !types.includes('number') && !types.includes('any')
}

function typesOfLeaf({ tables }: Pick<ValueCheck, 'tables'>, leaf: Leaf): FieldType[] {
  if (isTerm(leaf)) return leaf.type.many === true ? ['list'] : leaf.type.kinds.flatMap((kind) => (kind === 'null' ? [] : [kind]))
  return typesOf(leaf, tables)
}

function isTerm(leaf: Leaf): leaf is Term {
  return 'type' in leaf && typeof leaf.type === 'object'
}
