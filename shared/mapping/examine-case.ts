// One test case told in full: the comparison field by field with the rows that fill the fields, and what the case exercises.
import type { JsonScalar, JsonValue } from '../schema/json-value.ts'
import type { Row } from '../project/field-map.ts'
import { configOf } from '../project/config-of.ts'
import type { TestCase } from '../project/review-parts.ts'
import type { ConfigIr, Issue } from '../transform/ir.ts'
import { isObject, own, readIgnored } from './compare-records.ts'
import { compareFields, type ComparedField, type ComparedLeaf } from './compare-fields.ts'
import { explainLeaf } from './case-words.ts'
import { compileMap } from './compile-map.ts'
import { createEvaluator, type Evaluation, type Environment, type Evaluator } from './evaluate-map.ts'
import { issueWords } from './issue-words.ts'
import { eachAbove, findItemScope, pathFromRoot } from './item-scope.ts'
import { buildMapContext, type MapContext } from './map-context.ts'
import { createFlowCaseExaminer, rowsIn } from './run-flow-case.ts'
import { caseEnvironment, createMappingCaseRunner, type CaseOutcome, type CaseSetting } from './run-test-case.ts'
import { listRowSources } from './row-sources.ts'
import { inputNames } from './source-text.ts'
import { validateRecord } from './validate-record.ts'

/** `row`: id. `message`: a sentence. */
export type ExaminedIssue = { readonly row?: string; readonly path: string; readonly code: string; readonly message: string }
/** `from`: who says it; `blank`: nobody does. */
export type ExaminedConfig = { readonly config: string; readonly value?: JsonScalar; readonly from: 'case' | 'customer' | 'default' | 'blank' }

export type CaseExam = {
  readonly outcome: CaseOutcome
  /** Empty where there is nothing to compare. Of a flow: paths begin with `calls`, `report`, `messages`, `waits`. */
  readonly fields: readonly ComparedField[]
  /** What came out; of a map with issues as far as it goes. Of a flow: the parts that are compared. */
  readonly actual?: JsonValue
  readonly issues: readonly ExaminedIssue[]
  /** Ids of the rows whose value is in what came out, or that raised an issue. */
  readonly rows: readonly string[]
  readonly config: readonly ExaminedConfig[]
  /** Fields of the given inputs that a row takes: `order.line_items[].sku`, by the row's id. */
  readonly feeds: Readonly<Record<string, readonly string[]>>
}

/** Each map is compiled once, for all cases of this state of the project. Never throws for what a case holds. */
export function createCaseExaminer(setting: CaseSetting): (testCase: TestCase) => Promise<CaseExam> {
  const maps = new Map<string, ReadyMap | undefined>()
  const run = createMappingCaseRunner(setting)
  const examineFlow = createFlowCaseExaminer(setting)
  const readyMap = (id: string): ReadyMap | undefined => {
    if (!maps.has(id)) maps.set(id, prepare(setting, id))
    return maps.get(id)
  }
  return async (testCase) => {
    if (testCase.kind === 'manual') return { ...NOTHING, outcome: { state: 'not-run', message: 'A person runs this case.' } }
    if (testCase.kind === 'flow') {
      const found = await examineFlow(testCase)
      if ('state' in found) return { ...NOTHING, outcome: found, config: configFor(setting, testCase, undefined) }
      const { outcome, expected, actual, rows } = found
      const fields = compareParts(expected, actual, testCase)
      return { outcome, fields, actual, issues: [], rows: [...rows], config: configFor(setting, testCase, undefined), feeds: {} }
    }
    const ready = testCase.fieldMap === undefined ? undefined : readyMap(testCase.fieldMap)
    const given = testCase.given === undefined ? undefined : setting.findRecord(testCase.given)
    const environment = caseEnvironment(setting, testCase)
    const outcome = run(testCase)
    if (ready === undefined || !isObject(given) || environment === undefined) return { ...NOTHING, outcome }
    return { outcome, ...examineRecord(setting, testCase, ready, ready.evaluate(given, environment, { origins: true }), environment) }
  }
}

const NOTHING = { fields: [], issues: [], rows: [], config: [], feeds: {} } as const satisfies Omit<CaseExam, 'outcome'>

/** Each part as the runner compares it: a report by what is named of it. */
function compareParts(expected: JsonValue, actual: JsonValue, { compare = 'exact', ignore }: TestCase): ComparedField[] {
  if (!isObject(expected) || !isObject(actual)) return []
  const ignored = readIgnored(ignore)
  return Object.entries(expected).flatMap(([part, value]) => {
    const comparison = part === 'calls' ? compare : part === 'report' ? 'containing' : 'exact'
    return compareFields({ [part]: value }, { [part]: own(actual, part) ?? null }, { comparison, ignored })
  })
}

type ReadyMap = { readonly context: MapContext; readonly evaluate: Evaluator; readonly config: readonly ConfigIr[] }

function prepare({ project, findGraph }: CaseSetting, id: string): ReadyMap | undefined {
  const context = buildMapContext(project, id, findGraph)
  if (context === undefined || context.fieldMap.deleted === true || context.missing.length > 0) return undefined
  const { ir } = compileMap(context)
  return { context, evaluate: createEvaluator(ir), config: ir.config }
}

function examineRecord(
  setting: CaseSetting,
  testCase: TestCase,
  { context, config }: ReadyMap,
  { result, made, origins, values }: Evaluation,
  environment: Environment,
): Omit<CaseExam, 'outcome'> {
  const issues = result.ok ? [] : result.issues.map((issue) => issueOf(context, issue))
  const expected = testCase.expected === undefined || testCase.expectedIssues !== undefined ? undefined : setting.findRecord(testCase.expected)
  const blank = new Map(configFor(setting, testCase, config).flatMap((one) => (one.from === 'blank' ? [[one.config, one] as const] : [])))
  const names = new Map(setting.project.configValues.map((one) => [one.id, one.name]))
  const findRow = createRowFinder(context.rows)
  const refused = refusals(context, made)
  const describe = (leaf: ComparedLeaf) => {
    const row = findRow(leaf)
    const outcome = row === undefined ? undefined : values.get(row.id)
    const why = explainLeaf(leaf, {
      row,
      // Of a list's items it is told of one, which need not be this one.
      outcome: outcome !== undefined && (outcome.count === undefined || outcome.count === 1) ? outcome : undefined,
      operation: environment.operation ?? 'create',
      blank: row === undefined ? [] : listConfig(row, names).flatMap((id) => (blank.has(id) ? [names.get(id) ?? ''] : [])),
      refused: refused.get(leaf.path),
    })
    return { ...(row === undefined ? {} : { row: row.id }), ...(why === undefined ? {} : { why }) }
  }
  const ignored = readIgnored(testCase.ignore)
  const fields = expected === undefined ? [] : compareFields(expected, made, { comparison: testCase.compare ?? 'exact', ignored, origins, describe })
  const raised = issues.flatMap(({ row }) => (row === undefined ? [] : [row]))
  return {
    fields,
    actual: made,
    issues,
    rows: withParents(context, result.ok ? rowsIn(origins) : new Set(raised)),
    config: configFor(setting, testCase, config),
    feeds: Object.fromEntries(context.rows.map((row) => [row.id, listFeeds(context, row)])),
  }
}

function issueOf(context: MapContext, { row, path, code, value }: Issue): ExaminedIssue {
  const found = row === null ? undefined : context.rows.find(({ number }) => number === row)
  return { path, code, message: issueWords[code](value), ...(found === undefined ? {} : { row: found.id }) }
}

/** By path in the record: what the destination would say, the first of it. */
function refusals({ destination: { graph, root } }: MapContext, made: JsonValue): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  if (graph === undefined || root === undefined) return found
  for (const { path, code, message } of validateRecord(graph, root.node, made)) if (code !== 'required' && !found.has(path)) found.set(path, message)
  return found
}

/** The row that gave a value; of what is missing, the one that would: of several, that of the neighbours' list. */
function createRowFinder(rows: readonly Row[]): (leaf: ComparedLeaf) => Row | undefined {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const byDestination = new Map<string, Row[]>()
  for (const row of rows) byDestination.set(row.destination, [...(byDestination.get(row.destination) ?? []), row])
  return ({ field, state, origin, near }) => {
    const given = origin?.row === undefined ? undefined : byId.get(origin.row)
    if (given !== undefined && (state !== 'missing' || origin?.issue !== undefined)) return given
    // What is missing of an item: a row of the list that the item comes from, else the row of the list itself.
    const parent = byId.get(near ?? '')?.parent
    for (let at: string = field; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
      const found = byDestination.get(at) ?? byDestination.get(at.replace(/\[\]$/, '')) ?? []
      const own = found.find((row) => row.parent === parent) ?? (parent === undefined ? found[0] : undefined)
      if (own !== undefined) return own
    }
    return given ?? byId.get(parent ?? '')
  }
}

function withParents(context: MapContext, rows: ReadonlySet<string>): string[] {
  const all = new Set(rows)
  for (const row of context.rows)
    if (rows.has(row.id))
      for (let above = eachAbove(context, row); above !== undefined && !all.has(above.id); above = eachAbove(context, above)) all.add(above.id)
  return [...all]
}

/** Ids of the config values that a row uses, in pickers and by name in formulas. */
export function listConfig(row: Row, names: ReadonlyMap<string, string>): string[] {
  const text = JSON.stringify([row.transform ?? null, row.when ?? null, row.onMissing ?? null])
  return [...names].flatMap(([id, name]) =>
    text.includes(`"config":${JSON.stringify(id)}`) || new RegExp(`\\$config\\.${escape(name)}(?![\\w])`).test(text) ? [id] : [],
  )
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** What the case runs with. `used`: what its map takes; undefined: all of the project's. */
function configFor({ project, profile: otherwise }: CaseSetting, testCase: TestCase, used: readonly ConfigIr[] | undefined): ExaminedConfig[] {
  const profile = testCase.profile ?? otherwise
  const [defaults, customer] = [configOf(project, undefined), configOf(project, profile)]
  const wanted = used === undefined ? undefined : new Set(used.map(({ name }) => name))
  return project.configValues.flatMap((one): ExaminedConfig[] => {
    if (one.deleted === true || one.type === 'secret' || (wanted !== undefined && !wanted.has(one.name))) return []
    const own = testCase.config?.find(({ config }) => config === one.id)
    if (own !== undefined) return [{ config: one.id, value: own.value, from: own.value === null || own.value === '' ? 'blank' : 'case' }]
    const value = customer.get(one.name)
    if (value === undefined || value === null || value === '') return [{ config: one.id, from: 'blank' }]
    return [{ config: one.id, value, from: value === defaults.get(one.name) ? 'default' : 'customer' }]
  })
}

/** From the root of each input, through the lists of the `each` rows above. */
function listFeeds(context: MapContext, row: Row): string[] {
  const names = inputNames(context)
  const feeds = listRowSources(context, row).flatMap(({ ref, each }) => {
    if (ref.of === 'input') return [`${names.get(ref.input) ?? ''}.${ref.path}`]
    const scope = each === undefined || ref.of !== 'item' ? undefined : findItemScope(context, each)
    const path = scope === undefined ? undefined : pathFromRoot(scope, ref.path)
    return scope === undefined || path === undefined ? [] : [`${names.get(scope.input) ?? ''}.${path}`]
  })
  return [...new Set(feeds)]
}
