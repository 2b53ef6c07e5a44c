// A field map as a section: what it is about, then every field of its destination with its rule.
import { describeRuns } from '../codegen/english.ts'
import { printNumber } from '../project/project.ts'
import { chosenMaps } from './chosen-maps.ts'
import type { Section, Table } from './document.ts'
import type { DocumentSource } from './document-options.ts'
import { mapRow } from './map-cells.ts'
import { mapColumns } from './map-columns.ts'
import { mapFacts } from './map-facts.ts'
import type { MapSheet } from './map-lines.ts'
import { sampleOf } from './map-sample.ts'

export function mapSections(source: DocumentSource): Section[] {
  return chosenMaps(source).map((sheet) => mapSection(source, sheet))
}

export function mapSection(source: DocumentSource, { context, lines }: MapSheet): Section {
  const { fieldMap, project } = context
  const sample = sampleOf(source, context)
  const rows = lines.map((line) => mapRow(context, line, sample))
  // Nobody misses a column in which no row has a word.
  const columns = mapColumns(project, source.choice.audience ?? 'engineers').filter(
    ({ id, input }) => input === true || !dispensable.has(id) || rows.some(({ cells }) => cells[id] !== undefined && cells[id] !== ''),
  )
  const shown = new Set(columns.map(({ id }) => id))
  const table: Table = {
    kind: 'table',
    id: `rows:${fieldMap.id}`,
    comesBack: true,
    indented: 'destination',
    columns,
    rows: rows.map((row) => ({ ...row, cells: Object.fromEntries(Object.entries(row.cells).filter(([id, cell]) => shown.has(id) && cell !== '')) })),
    empty: 'The destination has no fields: its schema is not there.',
  }
  const one = fieldMap.oneRecordIs?.trim() ?? ''
  return {
    id: `map:${fieldMap.id}`,
    title: `${printNumber('fieldMaps', fieldMap.number)} ${fieldMap.name}`,
    what: one === '' ? `Field map. ${describeRuns(context)}` : `Field map. One record is: ${one}`,
    kind: 'map',
    about: `map:${fieldMap.id}`,
    blocks: [mapFacts(source, context, sample), table],
  }
}

const dispensable: ReadonlySet<string> = new Set([
  'sample',
  'result',
  'sourceDescription',
  'destinationDescription',
  'when',
  'whenExact',
  'lookup',
  'questions',
  'limit',
])
