// One record of a field map with what its rows give for it: the only place that chooses the record and masks what exports show of it.
import { wholePath } from '../mapping/coverage.ts'
import { createEvaluator, type Environment } from '../mapping/evaluate-map.ts'
import type { InputSide, MapContext } from '../mapping/map-context.ts'
import type { RowOutcome } from '../mapping/row-outcome.ts'
import { caseEnvironment } from '../mapping/run-test-case.ts'
import { configOf } from '../project/config-of.ts'
import { compareObjects, printNumber } from '../project/project.ts'
import { parseFieldPath, type FieldPath, type PathStep } from '../schema/field-path.ts'
import { printObjectAddress } from '../schema/fields.ts'
import type { JsonValue } from '../schema/json-value.ts'
import { findSensitivity, maskValue } from '../schema/sensitive.ts'
import { compiledMap } from './chosen-maps.ts'
import type { Cell } from './document.ts'
import type { DocumentSource } from './document-options.ts'
import type { MapLine } from './map-lines.ts'
import { shownEvidence, type ShownEvidence } from './shown-evidence.ts'

export type MapSample = {
  /** Which record it is; undefined: there is none. */
  readonly told: readonly Cell[] | undefined
  /** Of each source of a line, one below the other. */
  readonly givenOf: (line: MapLine) => string
  readonly resultOf: (line: MapLine) => string
}

/** Cases and sample records that are tried, at most: the one that shows most is taken. */
const MOST_TRIED = 12
const LONGEST_SHOWN = 200
/** For records that come without a time of their own; nothing but formulas that ask for the time can tell. */
const SOME_TIME = '2026-01-01T00:00:00.000Z'

type Given = { readonly inputs: Readonly<Record<string, JsonValue>>; readonly environment: Environment; readonly told: readonly Cell[] }
type Run = { readonly given: Given; readonly values: ReadonlyMap<string, RowOutcome>; readonly ok: boolean }

export function sampleOf(source: DocumentSource, context: MapContext): MapSample {
  const run = bestRun(source, context)
  const evidence = new Map<string, ShownEvidence>()
  const seen = (side: InputSide | undefined): ShownEvidence => {
    if (side === undefined) return new Map()
    const known =
      evidence.get(side.input.id) ?? shownEvidence(source.project, side.input, source.choice.showValues === true ? { ...source, showValues: true } : source)
    evidence.set(side.input.id, known)
    return known
  }
  const masks = source.choice.showValues !== true
  const givenOf = (line: MapLine) =>
    line.sources.map((ref) => {
      const whole = wholePath(context, ref, line.each)
      const side = context.inputs.find(({ input }) => input.id === whole?.input)
      if (whole === undefined || side === undefined) return ''
      const record = run?.given.inputs[side.input.name]
      const value = record === undefined ? undefined : firstAt(record, whole.path)
      if (value !== undefined) return show(value, masks ? [whole.path] : [])
      const common = seen(side)
        .get(whole.path)
        ?.distinct.find((one) => one.value !== null && one.value !== '')
      return common === undefined ? '' : show(common.value, [])
    })
  return {
    told: run?.given.told,
    givenOf: (line) => {
      const texts = givenOf(line)
      return texts.some((text) => text !== '') ? texts.map((text) => (text === '' ? '(none)' : text)).join('\n') : ''
    },
    resultOf: (line) => {
      const outcome = line.row === undefined ? undefined : run?.values.get(line.row.id)
      if (outcome === undefined || line.row === undefined) return ''
      const paths = masks ? [line.row.destination, ...line.sources.flatMap((ref) => wholePath(context, ref, line.each)?.path ?? [])] : []
      return outcomeWords(outcome, line, line.sources.length === 0 ? [] : paths)
    },
  }
}

function outcomeWords(outcome: RowOutcome, line: MapLine, paths: readonly FieldPath[]): string {
  if (line.kind === 'each')
    return outcome.state === 'issue' ? `Problem: ${outcome.message}` : `${outcome.count ?? 0} ${outcome.count === 1 ? 'entry' : 'entries'}`
  switch (outcome.state) {
    case 'value':
      return show(outcome.value, paths)
    case 'missing':
      return '(left out)'
    case 'null':
      return 'null'
    case 'issue':
      return `Problem: ${outcome.message}`
  }
}

/** `paths`: what the value is called, where it may have to be masked. */
function show(value: JsonValue, paths: readonly FieldPath[]): string {
  if (typeof value === 'object' && value !== null) {
    const all = Array.isArray(value) ? value : Object.values(value)
    if (Array.isArray(value) && all.every((one) => typeof one !== 'object' || one === null))
      return cut(`[${all.map((one) => (typeof one === 'string' ? JSON.stringify(show(one, paths)) : show(one, paths))).join(', ')}]`)
    return Array.isArray(value)
      ? `${all.length} ${all.length === 1 ? 'entry' : 'entries'}`
      : `an object with ${Object.keys(value).join(', ')}`.slice(0, LONGEST_SHOWN)
  }
  const sensitivity = paths.map((path) => findSensitivity(path, [value])).find((found) => found !== undefined)
  if (sensitivity !== undefined) return maskValue(value, sensitivity)
  return value === '' ? '(empty text)' : cut(typeof value === 'string' ? value : JSON.stringify(value))
}

function cut(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text
}

/** The one that gives no issue, if any, and most values. */
function bestRun(source: DocumentSource, context: MapContext): Run | undefined {
  const given = [...listCases(source, context), ...listSamples(source, context)].slice(0, MOST_TRIED)
  if (given.length === 0) return undefined
  const evaluate = createEvaluator(compiledMap(context).ir)
  let best: { readonly run: Run; readonly score: number } | undefined
  for (const one of given) {
    const { result, values } = evaluate(one.inputs, one.environment)
    const count = [...values.values()].filter(({ state }) => state === 'value').length
    const score = (result.ok ? 1_000_000 : 0) + count
    if (best === undefined || score > best.score) best = { run: { given: one, values, ok: result.ok }, score }
  }
  return best?.run
}

function listCases({ project, findGraph, findRecord }: DocumentSource, { fieldMap }: MapContext): Given[] {
  if (findRecord === undefined) return []
  return project.testCases
    .filter((one) => one.deleted !== true && one.kind === 'mapping' && one.fieldMap === fieldMap.id)
    .toSorted(compareObjects)
    .flatMap((testCase): Given[] => {
      const inputs = testCase.given === undefined ? undefined : findRecord(testCase.given)
      const environment = caseEnvironment({ project, findGraph, findRecord, now: SOME_TIME }, testCase)
      if (!isObject(inputs) || environment === undefined) return []
      return [
        {
          inputs,
          environment,
          told: [{ text: `What is given in test case ${printNumber('testCases', testCase.number)} ${testCase.title}`, to: `test-case:${testCase.id}` }],
        },
      ]
    })
}

/** The first, second ... record of each input's samples together: whether they belong together nobody knows, unless there is one input alone. */
function listSamples({ project, findSamples }: DocumentSource, { inputs }: MapContext): Given[] {
  if (findSamples === undefined) return []
  const sets = inputs.map(({ input }) => {
    const label = printObjectAddress(input.source.object)
    const set = project.sampleSets.find((one) => one.deleted !== true && one.schema === input.source.schema && printObjectAddress(one.object) === label)
    return { name: input.name, records: set === undefined ? [] : (findSamples(set.set) ?? []) }
  })
  const count = Math.max(0, ...sets.map(({ records }) => records.length))
  return Array.from({ length: Math.min(count, MOST_TRIED) }, (_, at) => ({
    inputs: Object.fromEntries(sets.flatMap(({ name, records }) => (records[at] === undefined ? [] : [[name, records[at]]]))),
    environment: { config: configOf(project, undefined), now: SOME_TIME },
    told: [
      `Record ${at + 1} of the samples of ${sets
        .filter(({ records }) => records[at] !== undefined)
        .map(({ name }) => name)
        .join(', ')}`,
    ],
  }))
}

/** The first value found along the path; of a list the first entry that has one. */
export function firstAt(record: JsonValue, path: FieldPath): JsonValue | undefined {
  const steps = parseFieldPath(path)
  return steps.ok ? walk(record, steps.value) : undefined
}

function walk(value: JsonValue | undefined, [step, ...rest]: readonly PathStep[]): JsonValue | undefined {
  if (step === undefined || value === undefined) return value
  if (step.kind === 'name') return isObject(value) && Object.hasOwn(value, step.name) ? walk(value[step.name], rest) : undefined
  const entries = step.kind === 'item' ? (Array.isArray(value) ? value : []) : isObject(value) ? Object.values(value) : []
  for (const entry of entries) {
    const found = walk(entry, rest)
    if (found !== undefined && found !== null && found !== '') return found
  }
  return undefined
}

function isObject(value: JsonValue | undefined): value is { readonly [name: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
