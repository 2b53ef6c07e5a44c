// What stands in each row of a field map's sheet: plain texts, made from the map. Knows nothing of workbooks.
import { describeCondition, describePolicies, describeRow } from '../codegen/english.ts'
import { eachAbove, findSourceField } from '../mapping/item-scope.ts'
import { moreAddress, type Line } from '../mapping/line.ts'
import { listLines } from '../mapping/lines.ts'
import type { MapContext } from '../mapping/map-context.ts'
import { listRowSources } from '../mapping/row-sources.ts'
import { printSource } from '../mapping/source-text.ts'
import type { Row } from '../project/field-map.ts'
import { printNumber } from '../project/project.ts'
import { printType, type Field } from '../schema/fields.ts'
import type { JsonValue } from '../schema/json-value.ts'
import type { SchemaNode } from '../schema/schema-graph.ts'
import type { MissingPolicy, SourceRef, Transform } from '../transform/transform.ts'

/** gap: required and undecided; more: several fields in one line. */
export type MapLineKind = 'mapped' | 'each' | 'group' | 'not-mapped' | 'gap' | 'undecided' | 'more'

export type MapLine = {
  readonly kind: MapLineKind
  readonly depth: number
  readonly address: string
  readonly row?: Row
  readonly number: string
  readonly source: string
  readonly sourceType: string
  /** Of the value, each once, in the order of use. */
  readonly sources: readonly SourceRef[]
  /** The row in whose item the sources stand. */
  readonly each?: Row
  /** Absent where the schema has no such field. */
  readonly field?: Field
  readonly rule: string
  readonly onlyIf: string
  /** Ids of lookup tables, in order of use. */
  readonly tables: readonly string[]
  readonly policies: string
  readonly label: string
  readonly path: string
  readonly type: string
  readonly required: boolean
  readonly limit: string
  readonly status: string
  readonly scope: string
  readonly useCases: readonly string[]
  readonly owner: string
  readonly note: string
}

/** A field map as it is exported: its lines are made once and used on several sheets. */
export type MapSheet = { readonly context: MapContext; readonly lines: readonly MapLine[] }

/** More fields in one group stay one line: a schema may have thousands. */
const MOST_OPENED = 200

export function listMapLines(context: MapContext): MapLine[] {
  const folded = listLines(context, { opened: new Set(), folded: new Set() })
  const byAddress = new Map(folded.map((line) => [line.address, line]))
  // Undecided fields are shown one by one, but not where a reason above already covers them.
  const opened = folded.filter(
    (line) =>
      line.kind === 'more' &&
      line.more !== undefined &&
      line.more.fields - line.more.readOnly > 0 &&
      line.more.fields <= MOST_OPENED &&
      coveringRow(line, byAddress) === undefined,
  )
  const lines =
    opened.length === 0
      ? folded
      : listLines(context, { opened: new Set(opened.map((line) => moreAddress(context.fieldMap.id, line.path, line.each))), folded: new Set() })
  const all = new Map(lines.map((line) => [line.address, line]))
  return lines.flatMap((line) => {
    if (line.row === undefined && line.kind !== 'more' && line.field?.readOnly === true) return []
    if (line.kind === 'more' && opened.some((one) => one.address === line.address) && (line.more?.readOnly ?? 0) === 0) return []
    return [toMapLine(context, line, coveringRow(line, all))]
  })
}

/** The nearest row above that says "not mapped": its reason covers what is below (DESIGN §9.6). */
function coveringRow(line: Line, byAddress: ReadonlyMap<string, Line>): Row | undefined {
  for (
    let above = line.parent === undefined ? undefined : byAddress.get(line.parent);
    above !== undefined;
    above = above.parent === undefined ? undefined : byAddress.get(above.parent)
  ) {
    if (above.row?.transform?.kind === 'notMapped') return above.row
    if (above.row?.transform !== undefined) return undefined
  }
  return undefined
}

function toMapLine(context: MapContext, line: Line, covering: Row | undefined): MapLine {
  const { row, field } = line
  const transform = row?.transform
  const each = row === undefined ? line.each : eachAbove(context, row)
  const kind = kindOf(line, covering)
  const sources = row === undefined ? [] : sourcesOf(context, row)
  const part =
    line.part === undefined
      ? ''
      : transform?.kind === 'each'
        ? ` (part ${line.part.index} of ${line.part.of})`
        : ` (case ${line.part.index} of ${line.part.of})`
  return {
    kind,
    depth: line.depth,
    address: line.address,
    ...(row === undefined ? {} : { row }),
    number: row === undefined ? '' : printNumber('rows', row.number),
    source: row === undefined ? '' : printSources(context, row),
    sourceType: sources.map((ref) => typeOfSource(context, ref, each)).join('\n'),
    sources,
    ...(each === undefined ? {} : { each }),
    ...(field === undefined ? {} : { field }),
    rule: ruleOf(context, line, kind, covering),
    onlyIf: row?.when === undefined ? '' : capital(describeCondition(context, row.when, transform?.kind === 'each' ? row : each)),
    tables: transform === undefined ? [] : tablesOf(transform),
    policies: row === undefined ? '' : policiesOf(context, row),
    label: `${line.label}${part}`,
    path: line.kind === 'more' ? '' : line.path,
    type: field === undefined ? '' : printType(field.facts),
    required: field?.required === true,
    limit: field === undefined ? '' : printLimits(field.facts),
    status: row === undefined ? '' : (row.status ?? 'draft'),
    scope: row?.scope === 'per-customer' ? 'per customer' : '',
    useCases: row === undefined ? [] : (row.useCases ?? context.fieldMap.useCases),
    owner: context.project.people.find((person) => person.id === row?.owner)?.name ?? '',
    note: row?.note ?? '',
  }
}

function kindOf(line: Line, covering: Row | undefined): MapLineKind {
  const kind = line.row?.unmatched === undefined ? line.row?.transform?.kind : undefined
  if (line.kind === 'more') return 'more'
  if (line.kind === 'group') return 'group'
  if (kind === 'each') return 'each'
  if (kind === 'notMapped') return 'not-mapped'
  if (kind !== undefined) return 'mapped'
  if (covering !== undefined) return 'not-mapped'
  return line.field?.required === true && !line.field.readOnly ? 'gap' : 'undecided'
}

function ruleOf(context: MapContext, line: Line, kind: MapLineKind, covering: Row | undefined): string {
  const { row } = line
  if (kind === 'more') return moreWords(line, covering)
  // What stood there before somebody wrote it takes part in nothing (SPEC M5).
  if (row?.unmatched !== undefined) return `Undecided: somebody wrote "${row.unmatched}", which is no source field.`
  if (row?.transform !== undefined) {
    const { when: _, ...always } = row
    const sentence = describeRow(context, always)
    return kind === 'group' && row.transform.kind === 'notMapped' ? `All other fields below: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}` : sentence
  }
  if (kind === 'group') return 'Filled by the rows below.'
  if (covering?.transform?.kind === 'notMapped') return `Not mapped: ${covering.transform.reason}`
  return kind === 'gap' ? 'Undecided, needs a source.' : 'Undecided.'
}

/** The column's title says that it is about missing and null values already. A constant is never missing; a list has policies of its own. */
function policiesOf(context: MapContext, row: Row): string {
  const { kind } = row.transform ?? { kind: 'notMapped' }
  if (kind === 'notMapped' || kind === 'constant') return ''
  if (kind === 'each') return eachPolicies[row.onMissing?.then ?? 'null']
  const [missing = '', ...others] = describePolicies(context, row)
    .replace('If it is missing: ', '')
    .split(/(?<=\.) /)
  return [capital(missing), ...others].join('\n')
}

/** A list that is missing or null (SPEC M1). */
const eachPolicies: Readonly<Record<MissingPolicy['then'], string>> = {
  null: 'No entries.',
  default: 'No entries.',
  omit: 'No entries; where this is the only row of the list, leave the list out.',
  problem: 'Report a problem.',
}

function moreWords(line: Line, covering: Row | undefined): string {
  const more = line.more ?? { fields: 0, readOnly: 0 }
  const open = more.fields - more.readOnly
  const readOnly = more.readOnly === 0 ? '' : `${more.readOnly} read-only: the destination fills ${more.readOnly === 1 ? 'it' : 'them'} itself.`
  if (open === 0) return readOnly
  const reason =
    covering?.transform?.kind === 'notMapped'
      ? `${open} not mapped: ${covering.transform.reason.trim().replace(/[.]$/, '')} (${printNumber('rows', covering.number)}).`
      : open > MOST_OPENED || line.folded
        ? `${open} undecided.`
        : ''
  return [reason, readOnly].filter((text) => text !== '').join(' ')
}

/** As the grid's cell has them, one below the other; a text that names no field word for word. */
export function printSources(context: MapContext, row: Row): string {
  return (
    row.unmatched ??
    sourcesOf(context, row)
      .map((ref) => printSource(context, ref, eachAbove(context, row)))
      .join('\n')
  )
}

/** The sources of a row's transform, each once. */
function sourcesOf(context: MapContext, row: Row): SourceRef[] {
  const seen = new Set<string>()
  return listRowSources(context, row).flatMap(({ ref, of }) => {
    const key = JSON.stringify(ref)
    if (of !== 'value' || seen.has(key)) return []
    seen.add(key)
    return [ref]
  })
}

export function tablesOf(transform: Transform): string[] {
  if (transform.kind === 'lookup') return [transform.table]
  if (transform.kind !== 'when') return []
  return [...new Set([...transform.cases.map((one) => one.then), ...(transform.otherwise === undefined ? [] : [transform.otherwise])].flatMap(tablesOf))]
}

function typeOfSource(context: MapContext, ref: SourceRef, each: Row | undefined): string {
  const field = findSourceField(context, ref, each)
  return field === undefined ? 'not found' : printType(field.facts)
}

/** `max 255`, `one of A, B, C and 5 more`, `4 decimals`: in a few words. */
export function printLimits(facts: SchemaNode, mostValues = MOST_ENUM_SHOWN): string {
  const parts: string[] = []
  if (facts.enum !== undefined) parts.push(enumWords(facts.enum.map(printJson), mostValues))
  if (facts.const !== undefined) parts.push(`always ${printJson(facts.const)}`)
  if (facts.minLength !== undefined && facts.minLength > 0) parts.push(`min ${facts.minLength}`)
  if (facts.maxLength !== undefined) parts.push(`max ${facts.maxLength}`)
  if (facts.minimum !== undefined) parts.push(`≥ ${facts.minimum}`)
  if (facts.exclusiveMinimum !== undefined) parts.push(`> ${facts.exclusiveMinimum}`)
  if (facts.maximum !== undefined) parts.push(`≤ ${facts.maximum}`)
  if (facts.exclusiveMaximum !== undefined) parts.push(`< ${facts.exclusiveMaximum}`)
  if (facts.multipleOf !== undefined) parts.push(multipleWords(facts.multipleOf))
  if (facts.minItems !== undefined) parts.push(`at least ${facts.minItems}`)
  if (facts.maxItems !== undefined) parts.push(`at most ${facts.maxItems}`)
  if (facts.format !== undefined && facts.format !== 'date' && facts.format !== 'date-time') parts.push(facts.format)
  if (facts.pattern !== undefined) parts.push(`pattern ${facts.pattern}`)
  return parts.join(', ')
}

function printJson(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const MOST_ENUM_SHOWN = 5

function enumWords(values: readonly string[], most: number): string {
  const shown = values
    .slice(0, most)
    .map((value) => (value === '' ? '(empty)' : value))
    .join(', ')
  return values.length <= most ? `one of ${shown}` : `one of ${shown} and ${values.length - most} more`
}

function multipleWords(multiple: number): string {
  const decimals = -Math.log10(multiple)
  return Number.isInteger(decimals) && decimals > 0 ? `${decimals} decimals` : `multiple of ${multiple}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
