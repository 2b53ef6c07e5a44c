// The section of lookup tables: codes of the source, what each becomes, what happens to any other, and which rows use them.
import { eachAbove, findSourceField } from '../mapping/item-scope.ts'
import type { LookupEntry, LookupTable } from '../project/lookup-table.ts'
import { printNumber, type Project } from '../project/project.ts'
import type { JsonScalar } from '../schema/json-value.ts'
import { groupLive } from '../review/group.ts'
import { listTablesOf } from '../review/tables-of.ts'
import type { ValueTransform } from '../transform/transform.ts'
import { chosenMaps } from './chosen-maps.ts'
import type { Block, Cell, Section, Table } from './document.ts'
import type { DocumentSource } from './document-options.ts'
import { inOrder, shownParts } from './shown-parts.ts'
import { customerName, factsOf, listFact, textFact, toned } from './told-cells.ts'

const typeWords = { text: 'text', number: 'number', integer: 'whole number', boolean: 'true or false' } as const

export function lookupTablesSection(source: DocumentSource): Section | undefined {
  const { tables } = shownParts(source)
  if (tables.length === 0) return undefined
  const entries = groupLive(inOrder(source.project.lookupEntries), ({ table }) => table)
  return {
    id: 'lookup-tables',
    title: 'Lookup tables',
    what: 'Codes of the source and what they become, what happens to any other code, and which rows use each table.',
    lead: 'Codes of the source and what they become. An entry that names a customer holds for that customer, and comes before the entry for all.',
    kind: 'reference',
    blocks: tables.flatMap((table) => tableBlocks(source, table, entries.get(table.id) ?? [])),
  }
}

function tableBlocks(source: DocumentSource, table: LookupTable, entries: readonly LookupEntry[]): Block[] {
  const { project, choice } = source
  const isFull = choice.audience !== 'stakeholders'
  const missing = listMissing(
    source,
    table,
    entries.map(({ from }) => from),
  )
  return [
    { kind: 'heading', text: `${printNumber('lookupTables', table.number)} ${table.name}`, id: `table:${table.id}`, level: 2 },
    {
      kind: 'facts',
      facts: factsOf([
        isFull ? { label: 'From, to', value: `From ${typeWords[table.from]} to ${typeWords[table.to]}. Capital and small letters differ.` } : undefined,
        {
          label: 'Any other value',
          value: table.otherwise === undefined ? 'Is a problem: the record is not sent.' : `Gives ${printCode(table.otherwise.value)}.`,
        },
        {
          label: 'Customers',
          value: table.scope === 'per-customer' ? 'Each customer has its own entries; those for all hold where it has none.' : 'The same for all customers.',
        },
        textFact('Not in the table', missing.length === 0 ? undefined : `The source can also have ${missing.map(printCode).join(', ')}.`),
        textFact('Note', table.note),
        listFact('Used by', usersOf(source, table)),
      ]),
    },
    entryTable(project, table, entries),
  ]
}

/** What comes back: what a code becomes, and its note. */
function entryTable(project: Project, table: LookupTable, entries: readonly LookupEntry[]): Table {
  return {
    kind: 'table',
    id: `lookup:${table.id}`,
    comesBack: true,
    columns: [
      { id: 'from', title: 'From', width: 28 },
      { id: 'to', title: 'To', width: 28, input: true, ...(table.to === 'boolean' ? { choices: ['true', 'false'] } : {}) },
      { id: 'customer', title: 'Customer', width: 26 },
      { id: 'note', title: 'Note', width: 60, input: true },
    ],
    rows: entries.map((entry) => {
      return {
        id: `entry:${entry.id}`,
        cells: {
          from: toned(printCode(entry.from), 'strong'),
          to: printCode(entry.to),
          customer: entry.profile === undefined ? { text: 'all', tone: 'quiet' } : customerName(project, entry.profile),
          note: entry.note ?? '',
        },
      }
    }),
    empty: 'No entries yet.',
  }
}

function usersOf(source: DocumentSource, { id }: LookupTable): Cell[] {
  return chosenMaps(source).flatMap(({ context }) =>
    context.rows
      .filter((row) => listTablesOf([row]).includes(id))
      .map((row) => ({ text: `${printNumber('rows', row.number)} ${row.destination} of ${context.fieldMap.name}`, to: `row:${row.id}` })),
  )
}

/** Enum values of the source fields looked up here that have no entry, in schema order. */
function listMissing(source: DocumentSource, table: LookupTable, entries: readonly JsonScalar[]): JsonScalar[] {
  const missing = new Set<JsonScalar>()
  for (const { context } of chosenMaps(source))
    for (const row of context.rows) {
      if (row.transform === undefined || row.transform.kind === 'each' || row.transform.kind === 'notMapped') continue
      for (const { from } of lookupsOf(row.transform, table.id)) {
        const field = from.of === 'item' || from.of === 'input' ? findSourceField(context, from, eachAbove(context, row)) : undefined
        for (const value of field?.facts.enum ?? []) if ((typeof value !== 'object' || value === null) && !entries.includes(value)) missing.add(value)
      }
    }
  return [...missing]
}

function lookupsOf(root: ValueTransform, table: string): Extract<ValueTransform, { kind: 'lookup' }>[] {
  const found: Extract<ValueTransform, { kind: 'lookup' }>[] = []
  const stack: ValueTransform[] = [root]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.kind === 'lookup' && next.table === table) found.push(next)
    if (next.kind === 'when') stack.push(...next.cases.map(({ then }) => then), ...(next.otherwise === undefined ? [] : [next.otherwise]))
  }
  return found
}

/** Exactly the value; blanks that nobody would see stand in quotes. */
function printCode(value: JsonScalar): string {
  if (value === '') return '(empty)'
  return typeof value === 'string' && value !== value.trim() ? JSON.stringify(value) : String(value)
}
