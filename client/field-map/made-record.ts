// The whole record that a map makes of the sample, with what its destination would refuse: worked out in the worker for the JSON panel. Pure.
import type { CompiledMap } from '../../shared/mapping/compile-map.ts'
import { createEvaluator } from '../../shared/mapping/evaluate-map.ts'
import { issueWords } from '../../shared/mapping/issue-words.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { validateRecord } from '../../shared/mapping/validate-record.ts'
import { pathSteps, type FieldPath } from '../../shared/schema/field-path.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import type { Issue } from '../../shared/transform/ir.ts'
import { environmentOf, type PreviewSample } from './derive.ts'
import { listRecordLines, type LineRemark, type RecordLine } from './record-lines.ts'

/** `at`: which record, where the map makes several. `envelope`: as it is sent. `known`: whoever asks still has the last answer. */
export type RecordAsk = { readonly at: number; readonly envelope: boolean; readonly known: boolean }

/** Something that is wrong, for the list above the record. `line`: its line, if it has one; `row`: id of the row it is about. */
export type RecordNotice = LineRemark & { readonly path: string; readonly line?: number; readonly row?: string }

export type MadeRecord =
  /** `applies`: false where the map is not about such a record, which is shown all the same. */
  | {
      readonly state: 'made'
      readonly applies: boolean
      readonly count: number
      readonly at: number
      readonly lines: readonly RecordLine[]
      readonly notices: readonly RecordNotice[]
      /** Milliseconds. */
      readonly took: number
    }
  /** `nothing`: the map runs for items, and the sample has none. `no-schema`: what the destination is like is not known. */
  | { readonly state: 'no-sample' | 'nothing' | 'no-schema' }

export function makeRecord({ ir }: CompiledMap, context: MapContext, sample: PreviewSample | undefined, ask: RecordAsk, clock: () => number): MadeRecord {
  const { graph, root } = context.destination
  if (graph === undefined || root === undefined) return { state: 'no-schema' }
  if (sample === undefined) return { state: 'no-sample' }
  const started = clock()
  const { made, origins, result } = createEvaluator(ir)(sample.records, environmentOf(context, sample), { origins: true })
  const records = ir.runs === null ? [made] : Array.isArray(made) ? made : []
  const at = Math.max(0, Math.min(ask.at, records.length - 1))
  const record = records[at]
  if (record === undefined) return { state: 'nothing' }
  const { object } = context.destination.ref
  const whole = ask.envelope && object.kind !== 'object' ? wrap(record, object.envelope as FieldPath) : record
  const lines = listRecordLines(whole, record, origins, validateRecord(graph, root.node, record))
  const issues = result.ok ? [] : result.issues
  return {
    state: 'made',
    applies: !issues.some(({ code }) => code === 'not-applicable'),
    count: records.length,
    at,
    lines,
    notices: listNotices(context, lines, issues),
    took: clock() - started,
  }
}

/** The record as the endpoint takes it: `{ "Invoices": [record] }`. */
function wrap(record: JsonValue, envelope: FieldPath): JsonValue {
  return pathSteps(envelope).reduceRight<JsonValue>(
    (inner, step) => (step.kind === 'name' ? { [step.name]: inner } : step.kind === 'item' ? [inner] : inner),
    record,
  )
}

/** What is wrong with the record as a whole first, then what stands at its lines. */
function listNotices(context: MapContext, lines: readonly RecordLine[], issues: readonly Issue[]): RecordNotice[] {
  const atLines = lines.flatMap((line, index) =>
    (line.remarks ?? []).map((remark): RecordNotice => ({
      ...remark,
      path: line.path ?? '',
      line: index,
      ...(line.row === undefined ? {} : { row: line.row }),
    })),
  )
  const rows = new Map(context.rows.map((row) => [row.number ?? null, row.id]))
  const told = new Set(atLines.map(({ is, row, message }) => (is === 'issue' ? `${row} ${message}` : '')))
  const others = issues.flatMap((issue): RecordNotice[] => {
    if (issue.code === 'not-applicable') return []
    const row = issue.row === null ? undefined : rows.get(issue.row)
    const message = issueWords[issue.code](issue.value)
    if (told.has(`${row} ${message}`)) return []
    return [{ is: 'issue', message, path: issue.path, ...(row === undefined ? {} : { row }) }]
  })
  return [...others, ...atLines]
}
