// What may be done about a finding at once, as data: cells to write, or a place to go to. Only where what it does is exactly what is said.
import { compileTable } from '../mapping/compile-table.ts'
import { missingKeys, nameTable } from '../mapping/check-lookups.ts'
import { fieldTree } from '../mapping/field-tree.ts'
import { eachAbove, findSourceField } from '../mapping/item-scope.ts'
import { decimalsOf } from '../mapping/known-value.ts'
import { buildMapContext, type MapContext } from '../mapping/map-context.ts'
import { wholePath } from '../mapping/coverage.ts'
import type { Problem } from '../mapping/problem.ts'
import type { CellWrite } from '../project/edits.ts'
import type { Row } from '../project/field-map.ts'
import { compareObjects, type Project } from '../project/project.ts'
import type { Field } from '../schema/fields.ts'
import type { JsonScalar, JsonValue } from '../schema/json-value.ts'
import type { FieldType } from '../schema/schema-graph.ts'
import { printCanonical } from '../transform/canonical.ts'
import type { QuickFix as FormulaFix } from '../transform/formula/ast.ts'
import type { ConvertType, SourceRef, Transform } from '../transform/transform.ts'
import type { FindSamples } from './check-samples.ts'
import type { ReviewInput, ReviewProblem } from './review.ts'
import { parsePlace } from './place.ts'
import { findSamplesOf } from './samples-of.ts'

/** `codes`: what the table lacks, in its own words; somebody has to say what each of them gives. */
export type LookupToOpen = { readonly table: string; readonly codes: readonly JsonScalar[] }
export type QuickFix = { readonly label: string; readonly writes: readonly CellWrite[] } | { readonly label: string; readonly open: LookupToOpen }

/** The likeliest first; none where nothing certain can be done. One is one step of undo under its label. */
export function listQuickFixes({ project, findGraph, findEvidence }: Omit<ReviewInput, 'outcomes'>, problem: ReviewProblem): QuickFix[] {
  const place = parsePlace(problem.at)
  if (place?.kind === 'lookup') return problem.code === 'lookup-duplicate' ? [deleteDuplicates(project, place.id)] : []
  const row = place?.kind === 'row' ? project.rows.find(({ id }) => id === place.row) : undefined
  const context = row === undefined ? undefined : buildMapContext(project, row.fieldMap, findGraph)
  return row === undefined || context === undefined ? [] : listRowFixes(context, row, problem, findSamplesOf(context, findEvidence))
}

/** `row`: of the map. Of what only samples show nothing is known without `findSamples`. */
export function listRowFixes(context: MapContext, row: Row, problem: Problem, findSamples: FindSamples = () => []): QuickFix[] {
  const { graph, root } = context.destination
  const field = graph === undefined || root === undefined ? undefined : fieldTree(graph, root.node).find(row.destination)
  const { transform } = row
  if (problem.formula !== undefined) return problem.formula.fixes.flatMap((fix) => correctFormula(row, problem.formula?.text ?? '', fix))
  if (problem.code === 'read-only-destination') return removeRow(context, row)
  if (field === undefined || transform === undefined) return []
  switch (problem.code) {
    case 'text-too-long':
    case 'sample-too-long':
      return cutText(row, transform, field)
    case 'number-precision':
      return roundNumber(row, transform, field)
    case 'type-mismatch':
      return convertValue(context, row, transform, field)
    case 'format-mismatch':
      return keepDate(context, row, transform, field)
    case 'optional-into-required':
      return fillMissing(row, field)
    case 'null-into-required':
      return [{ label: 'Treat a null as missing', writes: [rowWrite(row, 'onNull', 'as-missing')] }]
    case 'lookup-incomplete':
    case 'sample-not-in-lookup':
    case 'lookup-value-refused':
      return openTables(context, row, transform, findSamples)
    default:
      return []
  }
}

function cutText(row: Row, transform: Transform, { facts: { maxLength } }: Field): QuickFix[] {
  const isSimple = transform.kind === 'copy' || transform.kind === 'text'
  if (maxLength === undefined || !isSimple || !isSource(transform.from)) return []
  const steps = transform.kind === 'text' ? transform.steps : []
  const cut: Transform = { kind: 'text', from: transform.from, steps: [...steps, { do: 'slice', start: 0, length: maxLength }] }
  return [{ label: `Cut to ${maxLength} ${maxLength === 1 ? 'character' : 'characters'}`, writes: [transformWrite(row, cut)] }]
}

/** Half away from zero, as money is rounded. */
function roundNumber(row: Row, transform: Transform, { facts }: Field): QuickFix[] {
  const decimals = facts.types.includes('integer') ? 0 : decimalsOf(facts.multipleOf)
  const isSimple = transform.kind === 'copy' || (transform.kind === 'number' && transform.write === undefined)
  if (decimals === undefined || !isSimple || !isSource(transform.from)) return []
  const before = transform.kind === 'number' ? transform : { kind: 'number' as const, from: transform.from, steps: [] }
  const rounded: Transform = { ...before, steps: [...before.steps, { do: 'round', decimals, mode: 'half-away-from-zero' }] }
  const label = decimals === 0 ? 'Round to whole numbers' : `Round to ${decimals} ${decimals === 1 ? 'decimal' : 'decimals'}`
  return [{ label, writes: [transformWrite(row, rounded)] }]
}

const SCALARS: readonly FieldType[] = ['text', 'number', 'integer', 'boolean']
const conversions: Readonly<Record<ConvertType, string>> = {
  text: 'Write it as text',
  number: 'Read it as a number',
  integer: 'Read it as a whole number',
  boolean: 'Read it as yes or no',
}

function convertValue(context: MapContext, row: Row, transform: Transform, { facts }: Field): QuickFix[] {
  if (transform.kind !== 'copy' || !isSource(transform.from)) return []
  const given = findSourceField(context, transform.from, eachAbove(context, row))?.facts.types ?? []
  const [to] = facts.types
  if (facts.types.length !== 1 || to === undefined || !isConvertType(to) || given.length === 0 || !given.every((type) => SCALARS.includes(type))) return []
  return [{ label: conversions[to], writes: [transformWrite(row, { kind: 'convert', from: transform.from, to })] }]
}

function keepDate(context: MapContext, row: Row, transform: Transform, { facts }: Field): QuickFix[] {
  if (transform.kind !== 'copy' || !isSource(transform.from) || facts.format !== 'date') return []
  if (findSourceField(context, transform.from, eachAbove(context, row))?.facts.format !== 'date-time') return []
  return [{ label: 'Keep the date only', writes: [transformWrite(row, { kind: 'date', from: transform.from, read: 'iso', write: 'yyyy-MM-dd' })] }]
}

function fillMissing(row: Row, { facts }: Field): QuickFix[] {
  const takesEmpty = facts.types.includes('text') && (facts.minLength ?? 0) === 0 && [facts.enum, facts.pattern, facts.format].every((one) => one === undefined)
  return [
    { label: 'Give an issue when it is missing', writes: [rowWrite(row, 'onMissing', { then: 'problem' })] },
    ...(takesEmpty ? [{ label: 'Use an empty text when it is missing', writes: [rowWrite(row, 'onMissing', { then: 'default', value: '' })] }] : []),
  ]
}

/** Rows below it would lose their list, so that somebody has to look. */
function removeRow(context: MapContext, row: Row): QuickFix[] {
  return context.rows.some(({ parent }) => parent === row.id) ? [] : [{ label: 'Remove the row', writes: [rowWrite(row, 'deleted', true)] }]
}

function correctFormula(row: Row, text: string, { title, edit: { span, text: written } }: FormulaFix): QuickFix[] {
  const corrected = `${text.slice(0, span.from)}${written}${text.slice(span.to)}`
  if (row.transform?.kind === 'formula' && row.transform.text === text)
    return [{ label: title, writes: [transformWrite(row, { kind: 'formula', text: corrected })] }]
  return row.when?.test === 'formula' && row.when.text === text ? [{ label: title, writes: [rowWrite(row, 'when', { test: 'formula', text: corrected })] }] : []
}

function openTables(context: MapContext, row: Row, root: Transform, findSamples: FindSamples): QuickFix[] {
  const { project } = context
  return listLookups(root).flatMap((transform) => {
    const table = project.lookupTables.find(({ id, deleted }) => id === transform.table && deleted !== true)
    if (table === undefined) return []
    const compiled = compileTable(project, table, () => {})
    const codes = isSource(transform.from) ? missingKeys(compiled, codesOf(context, row, transform.from, findSamples)).map(({ value }) => value) : []
    return [{ label: codes.length === 0 ? `Open ${nameTable(compiled)}` : `Add the missing codes to ${nameTable(compiled)}`, open: { table: table.id, codes } }]
  })
}

/** Those of the description, then those that samples have besides. */
function codesOf(context: MapContext, row: Row, ref: SourceRef, findSamples: FindSamples): JsonScalar[] {
  const each = eachAbove(context, row)
  const described = findSourceField(context, ref, each)?.facts.enum ?? []
  const whole = wholePath(context, ref, each)
  const seen = whole === undefined ? [] : findSamples(whole.input, whole.path).flatMap(({ distinct }) => distinct.map(({ value }) => value))
  return [...new Set([...described, ...seen].filter(isCode))]
}

/** Only the first entry of a code counts, so that nothing changes when the others go. */
function deleteDuplicates({ lookupEntries }: Project, table: string): QuickFix {
  const seen = new Set<string>()
  const entries = lookupEntries.filter((entry) => entry.table === table && entry.deleted !== true).sort(compareObjects)
  const writes = entries.flatMap(({ id, profile, from }): CellWrite[] => {
    const key = `${profile ?? ''} ${printCanonical(from)}`
    if (seen.has(key)) return [{ home: 'lookupEntries', object: id, cell: 'deleted', value: true }]
    seen.add(key)
    return []
  })
  return { label: 'Delete the entries that do not count', writes }
}

function listLookups(root: Transform): Extract<Transform, { kind: 'lookup' }>[] {
  if (root.kind === 'lookup') return [root]
  return root.kind === 'when' ? [...root.cases.map(({ then }) => then), ...(root.otherwise === undefined ? [] : [root.otherwise])].flatMap(listLookups) : []
}

function isSource(operand: { readonly of: string }): operand is SourceRef {
  return operand.of === 'input' || operand.of === 'item'
}

function isConvertType(type: FieldType): type is ConvertType {
  return SCALARS.includes(type)
}

function isCode(value: JsonValue): value is JsonScalar {
  return value !== null && value !== '' && typeof value !== 'object'
}

function transformWrite(row: Row, transform: Transform): CellWrite {
  return rowWrite(row, 'transform', transform as unknown as JsonValue)
}

function rowWrite(row: Row, cell: keyof Row, value: JsonValue): CellWrite {
  return { home: 'rows', object: row.id, cell, value }
}
