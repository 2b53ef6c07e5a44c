// What is not mapped, on both sides, with the reasons: the only place that lists it.
import { printNumber } from '../project/project.ts'
import { printType, type Field } from '../schema/fields.ts'
import { chosenMaps } from './chosen-maps.ts'
import { fieldTarget } from './dictionary-fields.ts'
import type { Cell, Column, Section, TableRow } from './document.ts'
import type { DocumentSource } from './document-options.ts'
import type { MapSheet } from './map-lines.ts'
import { listSourceFieldLines, type SourceFieldLine } from './source-fields.ts'
import { shownEvidence, type ShownEvidence } from './shown-evidence.ts'

/** Distinct values in one cell, at most. */
const MOST_VALUES = 8

const map: Column = { id: 'map', title: 'Field map', width: 22 }

/** Of the destination: left empty on purpose, undecided, or a gap. */
export function unmappedSection(source: DocumentSource): Section | undefined {
  const rows = chosenMaps(source).flatMap((sheet) => destinationRows(sheet))
  if (chosenMaps(source).length === 0) return undefined
  return {
    id: 'unmapped',
    title: 'Destination fields not mapped',
    what: 'Fields of the destination that no rule fills: why not, and which nobody decided yet',
    lead: 'Fields that only the destination itself fills (read-only) are not counted.',
    kind: 'fields',
    blocks: [
      {
        kind: 'table',
        id: 'unmapped',
        columns: [
          map,
          { id: 'row', title: 'Row', width: 8 },
          { id: 'field', title: 'Field', width: 38 },
          { id: 'type', title: 'Type', width: 12 },
          { id: 'required', title: 'Required', width: 10 },
          { id: 'state', title: 'State', width: 14 },
          { id: 'reason', title: 'Reason', width: 70 },
          { id: 'note', title: 'Note', width: 40 },
        ],
        rows,
        empty: 'Every field of the destination is mapped.',
      },
    ],
  }
}

function destinationRows({ context, lines }: MapSheet): TableRow[] {
  const { fieldMap } = context
  return lines.flatMap((line): TableRow[] => {
    if (line.kind !== 'not-mapped' && line.kind !== 'gap' && line.kind !== 'undecided' && line.kind !== 'more') return []
    const isDecided = line.kind === 'not-mapped' || (line.kind === 'more' && !line.rule.includes('undecided'))
    const state: Cell = isDecided ? 'not mapped' : line.kind === 'gap' ? { text: 'gap', tone: 'error' } : { text: 'undecided', tone: 'warn' }
    const field = line.kind === 'more' ? line.label : line.path
    return [
      {
        tone: isDecided ? 'quiet' : line.kind === 'gap' ? 'gap' : 'undecided',
        cells: {
          map: { text: `${printNumber('fieldMaps', fieldMap.number)} ${fieldMap.name}`, to: `map:${fieldMap.id}` },
          row: line.row === undefined ? '' : { text: line.number, to: `row:${line.row.id}` },
          field: { text: field, to: line.address },
          type: line.type,
          required: line.required ? 'required' : '',
          state,
          reason: reasonOf(line.rule),
          note: line.note,
        },
      },
    ]
  })
}

/** The state says already that it is not mapped. */
function reasonOf(rule: string): string {
  const reason = rule.replace(/^Not mapped(?:: |\.?$)/, '')
  return reason === 'Undecided.' ? '' : reason
}

/** Of the sources: used, left out with a reason, undecided; with what samples show. */
export function sourceFieldsSection(source: DocumentSource): Section | undefined {
  const { project, choice } = source
  const maps = chosenMaps(source)
  if (maps.length === 0) return undefined
  const isFull = choice.audience !== 'stakeholders'
  const rows = maps.flatMap(({ context }) =>
    context.inputs.flatMap(({ input }) => {
      const evidence = isFull ? shownEvidence(project, input, { ...source, showValues: choice.showValues === true }) : new Map()
      return listSourceFieldLines(context, input.id).flatMap((line): TableRow[] => {
        if (!isFull && line.state === 'used') return []
        const cells: Record<string, Cell> = {
          map: { text: `${printNumber('fieldMaps', context.fieldMap.number)} ${context.fieldMap.name}`, to: `map:${context.fieldMap.id}` },
          input: input.name,
          field: { text: line.field.path, to: fieldTarget(input.source, line.field.path) },
          type: printType(line.field.facts),
          ...stateCells(line),
          description: line.field.facts.description?.trim() ?? '',
          ...evidenceCells(evidence, line.field),
        }
        return [{ tone: line.state === 'undecided' ? 'undecided' : line.state === 'left out' ? 'quiet' : 'plain', cells }]
      })
    }),
  )
  return {
    id: 'source-fields',
    title: isFull ? 'Source fields' : 'Source fields not used',
    what: isFull
      ? 'Every source field of every map: used, left out with a reason, or undecided'
      : 'Source fields that are left out, and why, or that nobody decided about yet',
    lead: 'Fields are listed as far as somebody opened them; a reason on an object covers everything in it.',
    kind: 'fields',
    blocks: [{ kind: 'table', id: 'source-fields', columns: sourceColumns(isFull), rows, empty: 'Every source field is used.' }],
  }
}

function sourceColumns(isFull: boolean): Column[] {
  const used: Column[] = [{ id: 'rows', title: 'Used by', width: 16 }]
  const seen: Column[] = [
    { id: 'seen', title: 'Seen in samples', width: 12 },
    { id: 'values', title: 'Values in samples', width: 44 },
  ]
  return [
    map,
    { id: 'input', title: 'Source', width: 12 },
    { id: 'field', title: 'Field', width: 38 },
    { id: 'type', title: 'Type', width: 12 },
    { id: 'state', title: 'State', width: 12 },
    ...(isFull ? used : []),
    { id: 'reason', title: 'Reason', width: 52 },
    { id: 'description', title: 'What it is', width: 40 },
    ...(isFull ? seen : []),
  ]
}

function stateCells({ state, rows, reason }: SourceFieldLine): Record<string, Cell> {
  const [first] = rows
  const users = rows.map(({ number }) => printNumber('rows', number)).join(', ')
  return {
    state: state === 'undecided' ? { text: state, tone: 'warn' } : state,
    rows: first === undefined ? (state === 'used' ? 'the map’s settings' : '') : { text: users, to: `row:${first.id}` },
    reason,
  }
}

/** `3 of 15`, and the commonest values. Without samples of the object both are empty. */
function evidenceCells(evidence: ShownEvidence, field: Field): Record<string, Cell> {
  if (evidence.size === 0) return {}
  const found = evidence.get(field.path)
  if (found === undefined) return { seen: 'never' }
  const values = found.distinct.slice(0, MOST_VALUES).map(({ value }) => (typeof value === 'string' ? value : JSON.stringify(value)))
  const isMore = found.more || found.distinct.length > values.length
  return { seen: `${found.seen} of ${found.of}`, values: [...values, ...(isMore ? ['…'] : [])].join(', ') }
}
