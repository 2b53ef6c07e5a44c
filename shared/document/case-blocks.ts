// The records of a test case: field by field, then as exact JSON, which an engineer can copy into a test. The only place that words records.
import { ordinal } from '../codegen/english-words.ts'
import { itemOf, memberOf } from '../mapping/compare-records.ts'
import { readFlowExpected, readFlowGiven } from '../mapping/flow-case.ts'
import type { MapContext } from '../mapping/map-context.ts'
import type { Row } from '../project/field-map.ts'
import { printJson } from '../project/print-json.ts'
import { printNumber } from '../project/project.ts'
import type { TestCase } from '../project/review-parts.ts'
import type { JsonValue } from '../schema/json-value.ts'
import { entriesOf, memberOf as memberOfRecord } from '../review/case-records.ts'
import { groupLive } from '../review/group.ts'
import { listRuns } from '../review/case-state.ts'
import { caseFacts } from './case-facts.ts'
import { chosenMaps } from './chosen-maps.ts'
import type { Block, Cell, Column, Table, TableRow } from './document.ts'
import type { DocumentSource } from './document-options.ts'
import { joinedCell, printTime } from './told-cells.ts'

/** Fields shown of one record, at most; its JSON has all. */
const MOST_FIELDS = 2_000
const DEEPEST = 100

export function caseBlocks(source: DocumentSource, one: TestCase): Block[] {
  const isFlow = one.kind === 'flow'
  return [
    { kind: 'facts', facts: caseFacts(source, one) },
    ...recordBlocks(`given:${one.id}`, 'Given', recordOf(source, one.given), isFlow ? { words: GIVEN_WORDS, parts: flowGivenParts } : {}),
    ...recordBlocks(
      `expected:${one.id}`,
      'Expected',
      recordOf(source, one.expected),
      isFlow ? { words: EXPECTED_WORDS, parts: flowExpectedParts } : { filler: fillersOf(source, one) },
    ),
    ...listRuns(source.project.testRuns, one.id).flatMap((run) =>
      recordBlocks(`actual:${run.id}`, `What was there on ${printTime(run.at)}`, recordOf(source, run.actual)),
    ),
  ]
}

const GIVEN_WORDS =
  'The record that starts the run, and for each endpoint what its system answers to the first, the second ... call: the whole body, or how the call fails. A call that no answer is left for fails.'
const EXPECTED_WORDS =
  'All calls, in this order; parameters and body are compared where they are given. The report lists which steps were done, skipped and failed, by the number of the step, as far as it is given. Messages are who is told, waits are seconds.'

type Found = { readonly is: 'record'; readonly value: JsonValue } | { readonly is: 'gone' } | undefined

function recordOf({ findRecord }: DocumentSource, hash: string | undefined): Found {
  if (hash === undefined) return undefined
  const value = findRecord?.(hash)
  return value === undefined ? { is: 'gone' } : { is: 'record', value }
}

type Filler = (field: string) => Cell
/** A part of a record that has a heading of its own. */
type Part = { readonly title: string; readonly value: JsonValue }
type Telling = {
  readonly words?: string
  readonly filler?: Filler | undefined
  /** Undefined: it is no such record, and is told as a whole. */
  readonly parts?: (record: JsonValue) => Part[] | undefined
}

function recordBlocks(id: string, title: string, found: Found, telling: Telling = {}): Block[] {
  if (found === undefined) return []
  const heading: Block = { kind: 'heading', text: title, level: 3 }
  if (found.is === 'gone') return [heading, { kind: 'text', text: 'The record is not at hand. Open the project to see it.' }]
  const json = printJson(found.value).trimEnd()
  const lines = json.split('\n').flatMap(inPieces)
  return [
    heading,
    ...(telling.words === undefined ? [] : [{ kind: 'text', text: telling.words } as const]),
    fieldTable(id, found.value, telling),
    { kind: 'heading', text: `${title}, as JSON`, level: 3 },
    ...(lines.join('\n') === json
      ? []
      : [{ kind: 'text', text: 'A line that is too long for a cell goes on in the next line: join the two without a line end.' } as const]),
    { kind: 'text', tone: 'code', text: lines.join('\n') },
  ]
}

/** Below what a cell holds in every program. */
const LONGEST_LINE = 30_000

function inPieces(line: string): string[] {
  if (line.length <= LONGEST_LINE) return [line]
  const pieces: string[] = []
  for (let at = 0; at < line.length; at += LONGEST_LINE) pieces.push(line.slice(at, at + LONGEST_LINE))
  return pieces
}

const columns: readonly Column[] = [
  { id: 'path', title: 'Field', width: 54 },
  { id: 'value', title: 'Value', width: 60 },
]

function fieldTable(id: string, record: JsonValue, { filler, parts }: Telling): Table {
  const told = parts?.(record)
  const rows = told === undefined ? leafRows(record, 0, filler) : told.flatMap(({ title, value }) => [groupRow(title), ...leafRows(value, 1, undefined)])
  const more = rows.length - MOST_FIELDS
  return {
    kind: 'table',
    id,
    indented: 'path',
    columns: filler === undefined ? columns : [...columns, { id: 'row', title: 'Filled by', width: 22 }],
    rows: more > 0 ? [...rows.slice(0, MOST_FIELDS), { tone: 'quiet', cells: { path: `And ${more} more: see the JSON.` } }] : rows,
  }
}

function groupRow(title: string): TableRow {
  return { tone: 'group', cells: { path: { text: title, tone: 'strong' } } }
}

function leafRows(record: JsonValue, depth: number, filler: Filler | undefined): TableRow[] {
  return listLeaves(record).map(({ path, field, value }) => ({
    depth,
    cells: {
      path: path === '' ? { text: 'the whole value', tone: 'quiet' as const } : path,
      value: { text: JSON.stringify(value), tone: 'mono' as const },
      ...(filler === undefined ? {} : { row: filler(field) }),
    },
  }))
}

function flowGivenParts(record: JsonValue): Part[] | undefined {
  const read = readFlowGiven(record)
  if (!read.ok) return undefined
  const { trigger, lastRun, answers } = read.value
  return [
    ...(trigger === undefined ? [] : [{ title: 'The record that starts the run', value: trigger }]),
    ...(lastRun === undefined ? [] : [{ title: 'When the last successful run began', value: lastRun }]),
    ...Object.entries(answers).flatMap(([endpoint, list]) =>
      list.map((one, at): Part => {
        const call = `${ordinal(at)} call of ${endpoint}`
        return 'failure' in one ? { title: `The ${call} fails with`, value: one.failure } : { title: `Answer to the ${call}`, value: one.answer }
      }),
    ),
  ]
}

function flowExpectedParts(record: JsonValue): Part[] | undefined {
  const read = readFlowExpected(record)
  if (!read.ok) return undefined
  const { calls, messages, waits } = read.value
  return [
    ...calls.flatMap(({ endpoint, parameters, body }, at): Part[] => {
      const call = `Call ${at + 1}: ${endpoint}`
      const said = [
        ...(parameters === undefined ? [] : [{ title: `${call}, its parameters`, value: parameters }]),
        ...(body === undefined ? [] : [{ title: `${call}, its body`, value: body }]),
      ]
      return said.length > 0 ? said : [{ title: `Call ${at + 1}`, value: endpoint }]
    }),
    ...entriesOf(memberOfRecord(record, 'report')).map(([end, value]): Part => ({ title: `The report lists as ${end}`, value })),
    ...(messages === undefined ? [] : [{ title: 'Messages', value: [...messages] }]),
    ...(waits === undefined ? [] : [{ title: 'Waits, in seconds', value: [...waits] }]),
  ]
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
  const rows = known.get(context) ?? groupLive(context.rows, ({ destination }) => String(destination))
  known.set(context, rows)
  return (field) =>
    joinedCell((rows.get(isList ? field.replace(/^\[\]\.?/, '') : field) ?? []).map((row) => ({ text: printNumber('rows', row.number), to: `row:${row.id}` })))
}

/** A map has thousands of rows, and many cases. */
const known = new WeakMap<MapContext, ReadonlyMap<string, readonly Row[]>>()
