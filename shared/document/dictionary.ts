// The dictionaries: for each system the objects that the specification uses, with everything that is known of their fields.
import { printNumber } from '../project/project.ts'
import type { Row } from '../project/field-map.ts'
import type { FieldEvidence } from '../schema/evidence.ts'
import type { Field } from '../schema/fields.ts'
import type { JsonValue } from '../schema/json-value.ts'
import type { SchemaNode } from '../schema/schema-graph.ts'
import type { Block, Cell, Column, Section, TableRow } from './document.ts'
import { fieldTarget, listUsedObjects, MOST_LEVELS, type UsedObject } from './dictionary-fields.ts'
import type { DocumentSource } from './document-options.ts'
import { printLimits } from './map-lines.ts'
import { shownEvidence, type ShownEvidence } from './shown-evidence.ts'

const columns: readonly Column[] = [
  { id: 'field', title: 'Field', width: 28 },
  { id: 'path', title: 'Full path', width: 34 },
  { id: 'type', title: 'Type', width: 14 },
  { id: 'required', title: 'Required', width: 10 },
  { id: 'nullable', title: 'May be null', width: 10 },
  { id: 'limits', title: 'Limits', width: 26 },
  { id: 'values', title: 'Allowed values', width: 40 },
  { id: 'description', title: 'What it is', width: 48 },
  { id: 'example', title: 'Examples', width: 28 },
  { id: 'use', title: 'Remarks', width: 22 },
  { id: 'rows', title: 'Rows', width: 18 },
]

/** Characters of allowed values in one cell; more go into the cells below it. */
const MOST_IN_A_CELL = 8_000
const MOST_EXAMPLES = 3

/** One section for each system, in the order of the project; for engineers. */
export function dictionarySections(source: DocumentSource): Section[] {
  const { project } = source
  const objects = listUsedObjects(source)
  const systemOf = ({ ref }: UsedObject) => project.schemas.find(({ id }) => id === ref.schema)?.system
  const systems = [...new Set(objects.map(systemOf))]
  return systems.map((id): Section => {
    const name = project.systems.find((one) => one.id === id)?.name ?? 'unknown system'
    return {
      id: `dictionary:${id ?? ''}`,
      title: `Fields of ${name}`,
      what: 'Every object that a map or a step uses: types, limits, allowed values and meaning of its fields',
      lead: 'Objects and lists are opened as far as somebody used something in them. What holds is listed: corrected facts go before what the description says.',
      kind: 'reference',
      blocks: objects.filter((one) => systemOf(one) === id).flatMap((one) => objectBlocks(source, one)),
    }
  })
}

function objectBlocks(source: DocumentSource, object: UsedObject): Block[] {
  const { project, choice } = source
  const { ref, address, fields, isCut, rowsByPath } = object
  const schema = project.schemas.find(({ id }) => id === ref.schema)
  const evidence: ShownEvidence =
    object.input === undefined ? new Map() : shownEvidence(project, object.input, { ...source, showValues: choice.showValues === true })
  const sides = {
    source: 'Maps take values from it.',
    destination: 'Maps fill it.',
    steps: 'Steps use it; only the fields that they ask for are listed.',
  } as const
  const cut = isCut ? ` Not all of it is listed: at most ${MOST_LEVELS} levels and 2,000 fields are.` : ''
  return [
    { kind: 'heading', level: 2, text: address, id: `object:${ref.schema}:${address}` },
    {
      kind: 'text',
      text: `${[schema?.title, schema?.version].filter((text) => text !== undefined && text !== '').join(' ')}. ${sides[object.side]}${cut}`,
      tone: 'fact',
    },
    {
      kind: 'table',
      id: `dictionary:${ref.schema}:${address}`,
      columns,
      indented: 'field',
      rows: fields.flatMap(({ field, depth }) => fieldRows(object, field, depth, evidence.get(field.path), rowsByPath.get(field.path) ?? [])),
    },
  ]
}

function fieldRows({ ref }: UsedObject, field: Field, depth: number, seen: FieldEvidence | undefined, rows: readonly Row[]): TableRow[] {
  const { facts } = field
  const [first = '', ...more] = valueCells(facts)
  const cells: Record<string, Cell> = {
    field: field.required ? { text: field.name, tone: 'strong' } : field.name,
    path: { text: field.path, tone: 'mono' },
    type: typeWords(facts),
    required: field.required ? 'required' : '',
    nullable: facts.nullable === true ? 'yes' : 'no',
    limits: limitWords(facts),
    values: first,
    description: facts.description?.trim() ?? facts.title ?? '',
    example: exampleWords(facts, seen),
    use: remarks(field),
    rows: rowsCell(rows),
  }
  const shown = Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== ''))
  return [
    { id: fieldTarget(ref, field.path), depth, tone: field.expandable ? 'group' : 'plain', cells: shown },
    ...more.map((values): TableRow => ({ depth, tone: 'quiet', cells: { field: `(more values of ${field.name})`, values } })),
  ]
}

function typeWords(facts: SchemaNode): string {
  const types = facts.types.join(' or ')
  return facts.format === undefined ? types : `${types} (${facts.format})`
}

function limitWords(facts: SchemaNode): string {
  // The format stands with the type.
  const { enum: _values, format: _format, ...others } = facts
  return [printLimits(others), facts.default === undefined ? '' : `${printValue(facts.default)} if left out`].filter((text) => text !== '').join(', ')
}

function valueCells(facts: SchemaNode): string[] {
  const cells: string[] = []
  let text = ''
  for (const value of facts.enum ?? []) {
    const printed = printValue(value)
    if (text.length + printed.length > MOST_IN_A_CELL) {
      cells.push(text)
      text = ''
    }
    text += `${text === '' ? '' : ', '}${printed}`
  }
  return text === '' ? cells : [...cells, text]
}

/** Texts as they are; an empty one and one with a comma in it in quotes. */
function printValue(value: JsonValue): string {
  return typeof value === 'string' ? (value === '' || /[,"]|^\s|\s$/.test(value) ? JSON.stringify(value) : value) : JSON.stringify(value)
}

/** Values of samples are masked already where they have to be. */
function exampleWords(facts: SchemaNode, seen: FieldEvidence | undefined): string {
  if (seen !== undefined && seen.distinct.length > 0)
    return seen.distinct
      .slice(0, MOST_EXAMPLES)
      .map(({ value }) => printValue(value))
      .join(', ')
  return facts.example === undefined || typeof facts.example === 'object' ? '' : printValue(facts.example)
}

function remarks({ facts, readOnly, writeOnly, recursive, variants, added }: Field): string {
  const parts = [
    readOnly ? 'read-only' : '',
    writeOnly ? 'write-only' : '',
    facts.deprecated === true ? 'deprecated' : '',
    variants === undefined ? '' : `only in ${variants.join(', ')}`,
    recursive ? 'the same object again: not opened further' : '',
    added === true || facts.corrected !== undefined ? 'corrected by an analyst' : '',
  ]
  return parts.filter((part) => part !== '').join('; ')
}

function rowsCell(rows: readonly Row[]): Cell {
  const [first] = rows
  if (first === undefined) return ''
  const text = rows.map(({ number }) => printNumber('rows', number)).join(', ')
  return { text, to: `row:${first.id}` }
}
