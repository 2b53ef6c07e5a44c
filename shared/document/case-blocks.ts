// The records of a test case: field by field, then as exact JSON, which an engineer can copy into a test.
import { itemOf, memberOf } from '../mapping/compare-records.ts'
import { printJson } from '../project/print-json.ts'
import { printNumber } from '../project/project.ts'
import type { TestCase } from '../project/review-parts.ts'
import type { JsonValue } from '../schema/json-value.ts'
import { listRuns } from '../review/case-state.ts'
import { caseFacts } from './case-facts.ts'
import { chosenMaps } from './chosen-maps.ts'
import type { Block, Cell, Column, Table } from './document.ts'
import type { DocumentSource } from './document-options.ts'
import { joinedCell, printTime } from './told-cells.ts'

/** Fields shown of one record, at most; its JSON has all. */
const MOST_FIELDS = 2_000
const DEEPEST = 100

export function caseBlocks(source: DocumentSource, one: TestCase): Block[] {
  const given = recordOf(source, one.given)
  const expected = recordOf(source, one.expected)
  return [
    { kind: 'facts', facts: caseFacts(source, one) },
    ...recordBlocks(`given:${one.id}`, 'Given', given),
    ...recordBlocks(`expected:${one.id}`, 'Expected', expected, fillersOf(source, one)),
    ...listRuns(source.project.testRuns, one.id).flatMap((run) =>
      recordBlocks(`actual:${run.id}`, `What was there on ${printTime(run.at)}`, recordOf(source, run.actual)),
    ),
  ]
}

type Found = { readonly is: 'record'; readonly value: JsonValue } | { readonly is: 'gone' } | undefined

function recordOf({ findRecord }: DocumentSource, hash: string | undefined): Found {
  if (hash === undefined) return undefined
  const value = findRecord?.(hash)
  return value === undefined ? { is: 'gone' } : { is: 'record', value }
}

type Filler = (field: string) => Cell

function recordBlocks(id: string, title: string, found: Found, filler?: Filler): Block[] {
  if (found === undefined) return []
  const heading: Block = { kind: 'heading', text: title, level: 3 }
  if (found.is === 'gone') return [heading, { kind: 'text', text: 'The record is not at hand. Open the project to see it.' }]
  return [
    heading,
    fieldTable(id, found.value, filler),
    { kind: 'heading', text: `${title}, as JSON`, level: 3 },
    { kind: 'text', tone: 'code', text: printJson(found.value).trimEnd() },
  ]
}

const columns: readonly Column[] = [
  { id: 'path', title: 'Field', width: 54 },
  { id: 'value', title: 'Value', width: 60 },
]

function fieldTable(id: string, record: JsonValue, filler: Filler | undefined): Table {
  const leaves = listLeaves(record)
  const shown = leaves.slice(0, MOST_FIELDS)
  const rows = shown.map(({ path, field, value }) => ({
    cells: {
      path: path === '' ? { text: 'the whole value', tone: 'quiet' as const } : path,
      value: { text: JSON.stringify(value), tone: 'mono' as const },
      ...(filler === undefined ? {} : { row: filler(field) }),
    },
  }))
  const more = leaves.length - shown.length
  return {
    kind: 'table',
    id,
    columns: filler === undefined ? columns : [...columns, { id: 'row', title: 'Filled by', width: 22 }],
    rows: more > 0 ? [...rows, { tone: 'quiet', cells: { path: `And ${more} more fields: see the JSON.` } }] : rows,
  }
}

type Leaf = { readonly path: string; readonly field: string; readonly value: JsonValue }

/** Scalars, and objects and lists without anything in them; in the record's own order. */
export function listLeaves(record: JsonValue): Leaf[] {
  const leaves: Leaf[] = []
  const walk = (value: JsonValue, place: { readonly path: string; readonly field: string }, depth: number): void => {
    const isBranch = typeof value === 'object' && value !== null && depth < DEEPEST && Object.keys(value).length > 0
    if (!isBranch) leaves.push({ ...place, value })
    else if (Array.isArray(value)) value.forEach((item, at) => walk(item, itemOf(place, at), depth + 1))
    else for (const [name, one] of Object.entries(value)) walk(one, memberOf(place, name), depth + 1)
  }
  walk(record, { path: '', field: '' }, 0)
  return leaves
}

/** The rows that fill a field of the map's destination. */
function fillersOf(source: DocumentSource, { kind, fieldMap }: TestCase): Filler | undefined {
  const context = kind === 'mapping' ? chosenMaps(source).find((sheet) => sheet.context.fieldMap.id === fieldMap)?.context : undefined
  if (context === undefined) return undefined
  const isList = context.fieldMap.runs === 'item' || context.fieldMap.runs === 'group'
  const rows = new Map<string, Cell[]>()
  for (const row of context.rows) {
    const cell = { text: printNumber('rows', row.number), to: `row:${row.id}` }
    rows.set(row.destination, [...(rows.get(row.destination) ?? []), cell])
  }
  return (field) => joinedCell(rows.get(isList ? field.replace(/^\[\]\.?/, '') : field) ?? [])
}
