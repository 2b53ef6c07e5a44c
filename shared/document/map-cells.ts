// What stands in the cells of a field map's rows: plain texts with their tones and links.
import { wholePath } from '../mapping/coverage.ts'
import { findSourceField } from '../mapping/item-scope.ts'
import type { MapContext } from '../mapping/map-context.ts'
import { isOpen } from '../mapping/question-lines.ts'
import { inputNames } from '../mapping/source-text.ts'
import type { Row } from '../project/field-map.ts'
import { printNumber } from '../project/project.ts'
import { addressesOfRow } from '../review/questions.ts'
import { statusOfRow, statusWords } from '../review/row-status.ts'
import { printObjectAddress } from '../schema/fields.ts'
import type { SourceRef } from '../transform/transform.ts'
import { questionsByPlace } from './chosen-maps.ts'
import type { Cell, TableRow } from './document.ts'
import { fieldTarget } from './dictionary-fields.ts'
import { scopeWords, type MapColumn } from './map-columns.ts'
import { listConfigOf, printRowCondition, printRowFormula } from './map-formula.ts'
import { printLimits, type MapLine } from './map-lines.ts'
import type { MapSample } from './map-sample.ts'

type Cells = Partial<Readonly<Record<MapColumn, Cell>>>

export function mapRow(context: MapContext, line: MapLine, sample: MapSample): TableRow {
  const tone = { each: 'each', group: 'group', gap: 'gap', undecided: 'undecided', 'not-mapped': 'quiet', more: 'quiet', mapped: 'plain' } as const
  return {
    id: line.address,
    depth: line.depth,
    tone: tone[line.kind],
    cells: { ...sideCells(context, line, sample), ...(line.row === undefined ? {} : reviewCells(context, line.row)), ...questionCells(context, line) },
  }
}

function sideCells(context: MapContext, line: MapLine, sample: MapSample): Cells {
  const { row, field } = line
  return {
    row: quiet(line.number),
    sourceObject: quiet(objectsOf(context, line)),
    source: line.source,
    sourcePath: quiet(line.sources.map((ref) => printWhole(context, ref, line.each)).join('\n')),
    sourceType: quiet(line.sourceType),
    sample: quiet(sample.givenOf(line)),
    sourceDescription: quiet(
      line.sources
        .map((ref) => describe(findSourceField(context, ref, line.each)?.facts.description))
        .filter((text) => text !== '')
        .join('\n'),
    ),
    transform: line.kind === 'gap' ? { text: line.rule, tone: 'error' } : line.kind === 'undecided' ? { text: line.rule, tone: 'open' } : line.rule,
    formula: row === undefined ? '' : mono(printRowFormula(context, row)),
    when: line.onlyIf,
    whenExact: row === undefined ? '' : mono(printRowCondition(context, row)),
    lookup: lookedUp(context, line),
    policies: quiet(line.policies),
    destinationObject: quiet(line.kind === 'more' ? '' : printObjectAddress(context.destination.ref.object)),
    destination: line.required ? { text: line.label, tone: 'strong' } : line.label,
    destinationPath: quiet(line.path),
    type: quiet(line.type),
    required: line.required ? 'required' : '',
    limit: limitCell(context, line),
    result: quiet(sample.resultOf(line)),
    destinationDescription: quiet(describe(field?.facts.description)),
  }
}

export function reviewCells(context: MapContext, row: Row): Cells {
  const { project, fieldMap } = context
  const useCases = (row.useCases ?? fieldMap.useCases).flatMap((id) => project.useCases.filter((one) => one.id === id && one.deleted !== true))
  const [first] = useCases
  return {
    status: statusCell(context, row),
    scope: scopeWords[row.scope ?? 'global'],
    useCases: first === undefined ? '' : { text: useCases.map((one) => printNumber('useCases', one.number)).join(', '), to: `use-case:${first.id}` },
    owner: project.people.find(({ id }) => id === row.owner)?.name ?? '',
    note: row.note ?? '',
  }
}

function statusCell(context: MapContext, row: Row): Cell {
  const places = questionsByPlace(context.project)
  const isAsked = addressesOfRow(row).some((at) => places.get(at)?.some(isOpen) === true)
  const { shown, changedSince } = statusOfRow(row, isAsked)
  return shown === 'draft' && changedSince !== undefined ? { text: 'Changed', tone: 'warn' } : statusWords[shown]
}

/** Open ones and answered ones: an answer is part of what an engineer needs to know. */
function questionCells(context: MapContext, line: MapLine): Cells {
  const places = questionsByPlace(context.project)
  const at = line.row === undefined ? [line.address] : addressesOfRow(line.row)
  const questions = [...new Set(at.flatMap((one) => places.get(one) ?? []))]
  const first = questions.find(isOpen) ?? questions[0]
  if (first === undefined) return {}
  const text = questions.map((one) => printNumber('questions', one.number)).join(', ')
  return { questions: { text, to: `question:${first.id}`, ...(questions.some(isOpen) ? { tone: 'warn' } : {}) } }
}

/** More values are listed in the dictionary alone, which the cell leads to. */
const MOST_VALUES = 12

function limitCell(context: MapContext, { field }: MapLine): Cell {
  if (field === undefined) return ''
  const { enum: values = [], ...others } = field.facts
  if (values.length <= MOST_VALUES) return quiet(printLimits(field.facts, MOST_VALUES))
  const text = [`one of ${values.length} values`, printLimits(others)].filter((part) => part !== '').join(', ')
  return { text, tone: 'quiet', to: fieldTarget(context.destination.ref, field.path) }
}

/** Lookup tables and config values that the row names, in the order of use; the link leads to the first. */
function lookedUp({ project }: MapContext, { row, tables }: MapLine): Cell {
  const named = [
    ...tables.flatMap((id) =>
      project.lookupTables.filter((one) => one.id === id).map((one) => ({ text: printNumber('lookupTables', one.number), to: `table:${id}` })),
    ),
    ...(row === undefined ? [] : listConfigOf(project, row).map(({ id, name }) => ({ text: name, to: `config:${id}` }))),
  ]
  const [first] = named
  return first === undefined ? '' : { text: named.map(({ text }) => text).join(', '), to: first.to }
}

/** In descriptions as long as chapters the first sentences say what it is; the dictionary has all of it. */
const LONGEST_DESCRIPTION = 300

function describe(text: string | undefined): string {
  const whole = text?.trim() ?? ''
  return whole.length > LONGEST_DESCRIPTION ? `${whole.slice(0, LONGEST_DESCRIPTION).trimEnd()} … (all of it in the dictionary)` : whole
}

function objectsOf(context: MapContext, line: MapLine): string {
  const inputs = line.sources.flatMap((ref) => wholePath(context, ref, line.each)?.input ?? [])
  return [...new Set(inputs)]
    .flatMap((id) => context.inputs.filter(({ input }) => input.id === id))
    .map(({ input }) => {
      const object = printObjectAddress(input.source.object)
      const name = inputNames(context).get(input.id) ?? input.name
      return context.inputs.length === 1 || name.toLowerCase() === object.toLowerCase() ? object : `${name}: ${object}`
    })
    .join('\n')
}

/** From the root of its input: `line_items[].price`. */
export function printWhole(context: MapContext, ref: SourceRef, each: Row | undefined): string {
  const whole = wholePath(context, ref, each)
  if (whole === undefined) return ref.path
  const name = inputNames(context).get(whole.input) ?? ''
  const isList = findSourceField(context, ref, each)?.facts.types.includes('list') === true
  const path = `${whole.path}${isList && !whole.path.endsWith('[]') ? '[]' : ''}`
  if (context.inputs.length === 1) return path === '' ? name : path
  return path === '' ? name : `${name}.${path}`
}

function quiet(text: string): Cell {
  return text === '' ? '' : { text, tone: 'quiet' }
}

function mono(text: string): Cell {
  return text === '' ? '' : { text, tone: 'mono' }
}
