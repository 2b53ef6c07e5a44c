// Runs a field map on a record by closures: for the preview, the command line and test cases.
import type { JsonScalar, JsonValue } from '../schema/json-value.ts'
import { printName } from '../schema/field-path.ts'
import { compileTest, createTables, type Scope, type Tables } from '../transform/evaluate.ts'
import { listPaths, type Issue, type MapIr } from '../transform/ir.ts'
import { isOfType } from '../transform/scalar-conversion.ts'
import { compileCheck } from './check-input.ts'
import { compileInvariants } from './evaluate-invariants.ts'
import { compileItems, placeOf, type Run } from './evaluate-items.ts'
import { compileNode, issueOutcome, type Fill } from './evaluate-node.ts'
import { forOperation, tellsOperations, type Operation } from './for-operation.ts'
import type { RowOutcome } from './row-outcome.ts'
import { createWatch, itemShown, tellOutcomes, type Look, type Origins, type Watch } from './watch-run.ts'

export type { RowOutcome }

export type MappingResult = { readonly ok: true; readonly value: JsonValue } | { readonly ok: false; readonly issues: readonly Issue[] }

export type Environment = {
  /** By name. */
  readonly config: ReadonlyMap<string, JsonScalar>
  /** The name of the customer profile whose lookup entries win. */
  readonly profile?: string
  /** UTC, ISO 8601; the only clock that a map can see. */
  readonly now: string
  /** Engineers' code by the hook's name; a hook without code gives the issue `hook`. */
  readonly hooks?: ReadonlyMap<string, (uses: readonly unknown[]) => unknown>
  /** Rows for the other one take no part. Absent: `create`. */
  readonly operation?: Operation
}

/**
 * `values`: by row; what must hold of the result by the invariant's id, and whether the map applies by the map's.
 * `made`: the record, or the list of them where the map runs for items, as far as it goes: also where there are issues.
 */
export type Evaluation = {
  readonly result: MappingResult
  readonly values: ReadonlyMap<string, RowOutcome>
  readonly made: JsonValue
  readonly origins: Origins
}
export type Evaluator = (inputs: ReadonlyMap<string, unknown> | Readonly<Record<string, unknown>>, environment: Environment, look?: Look) => Evaluation

/** Compiled once, run on many records. Inputs are plain JSON by input name. Never throws for bad data. */
export function createEvaluator(ir: MapIr): Evaluator {
  const run = createRun(ir)
  return (inputs, environment, look = {}) => {
    const watch = createWatch(look)
    for (const { row, code } of ir.leftOut)
      watch.values.set(row, { state: 'issue', code, message: 'This row has a problem and takes part in nothing until it is settled.' })
    const { issues, made = null } = run(asMap(inputs), environment, watch)
    return { result: resultOf(issues, made), values: tellOutcomes(watch), made, origins: watch.origins?.places ?? new Map() }
  }
}

/** The same without outcomes for each row, for many records. */
export function createMapper(ir: MapIr): (inputs: ReadonlyMap<string, unknown> | Readonly<Record<string, unknown>>, environment: Environment) => MappingResult {
  const run = createRun(ir)
  return (inputs, environment) => {
    const { issues, made = null } = run(asMap(inputs), environment, undefined)
    return resultOf(issues, made)
  }
}

function resultOf(issues: readonly Issue[], made: JsonValue): MappingResult {
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: made }
}

type Ran = { readonly issues: readonly Issue[]; readonly made?: JsonValue }

function createRun(ir: MapIr): (inputs: ReadonlyMap<string, unknown>, environment: Environment, watch: Watch | undefined) => Ran {
  const tables: Tables = createTables(ir.tables)
  const checks = ir.inputs.map((input) => ({ name: input.name, at: printName(input.name), check: compileCheck(input.shape) }))
  const applies = compileApplies(ir, tables)
  const bodies = compileBodies(ir, tables)
  const items = ir.runs === null ? undefined : compileItems({ ...ir.runs, when: null }, tables)
  const checkResult = compileInvariants(ir.invariants)
  return (inputs, environment, watch) => {
    const issues: Issue[] = []
    for (const input of checks) input.check(inputs.get(input.name), input.at, issues)
    const config = checkConfig(ir, environment, issues)
    // A preview shows what the sound rows give; without one, a record that fails the check is not mapped at all.
    if (issues.length > 0 && watch === undefined) return { issues }
    const scope: Scope = { inputs, item: undefined, index: 0, config, hooks: environment.hooks, profile: environment.profile, now: environment.now, steps: 0 }
    if (!applies(scope, issues, watch?.values) && watch === undefined) return { issues }
    const run: Run = { scope, at: '', issues: issues.length > 0 ? [] : issues, watch, isHidden: false }
    const body = bodies(environment.operation ?? 'create')
    const make = (one: Run): JsonValue => {
      const before = one.issues.length
      const value = body(one) ?? {}
      if (one.issues.length === before) checkResult(one, value)
      return value
    }
    if (items === undefined) return { issues, made: make(run) }
    const runs = items(run) ?? []
    const shown = itemShown(watch, ir.map.id, runs.length)
    return { issues, made: runs.map((one, index) => make(shown === undefined || index === shown ? one : { ...one, isHidden: true })) }
  }
}

/** One body for each operation, where rows tell them apart; compiled when it is first asked for. */
function compileBodies(ir: MapIr, tables: Tables): (operation: Operation) => Fill {
  const { node } = ir.destination
  if (!tellsOperations(node)) {
    const body = compileNode(node, tables, '')
    return () => body
  }
  const bodies = new Map<Operation, Fill>()
  return (operation) => {
    const body = bodies.get(operation) ?? compileNode(forOperation(node, operation), tables, '')
    bodies.set(operation, body)
    return body
  }
}

/** False: the record is none that the map is about, which is an issue. The preview finds the answer under the map's id. */
function compileApplies({ appliesWhen, map }: MapIr, tables: Tables): (scope: Scope, issues: Issue[], values: Map<string, RowOutcome> | undefined) => boolean {
  if (appliesWhen === null) return () => true
  const holds = compileTest(appliesWhen, tables)
  const [first] = listPaths(appliesWhen)
  const path = first === undefined ? '' : placeOf(first, '')
  return (scope, issues, values) => {
    const isMet = holds(scope)
    if (!isMet && issues.length === 0) issues.push({ row: null, path, code: 'not-applicable', value: null })
    values?.set(map.id, isMet ? { state: 'value', value: true } : issueOutcome('not-applicable', null))
    return isMet
  }
}

/** Config values as the map sees them: the default where none is set. */
function checkConfig(ir: MapIr, environment: Environment, issues: Issue[]): ReadonlyMap<string, unknown> {
  const config = new Map<string, unknown>()
  for (const { name, type, required, default: otherwise } of ir.config) {
    const value = environment.config.get(name) ?? otherwise
    if (value !== null && !isOfType(value, type)) issues.push({ row: null, path: `config.${printName(name)}`, code: 'wrong-type', value })
    else if (value === null && required) issues.push({ row: null, path: `config.${printName(name)}`, code: 'missing-required', value: null })
    else if (value !== null) config.set(name, value)
  }
  return config
}

function asMap(inputs: ReadonlyMap<string, unknown> | Readonly<Record<string, unknown>>): ReadonlyMap<string, unknown> {
  return inputs instanceof Map ? inputs : new Map(Object.entries(inputs))
}
