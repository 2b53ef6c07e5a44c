// What is said of a map as a whole, as IR: how often it runs, what it applies to, and (in compile-invariants.ts) what must hold of its results.
import type { Row } from '../project/field-map.ts'
import type { MapIr, PartIr, PathExpr, Test } from '../transform/ir.ts'
import type { SourceRef } from '../transform/transform.ts'
import type { Asker, Compilation } from './compilation.ts'
import { compileInvariants } from './compile-invariants.ts'
import { compileCondition, isTooDeep } from './compile-row.ts'
import { singlePath } from './create-lowering.ts'
import { findItemScope, ownItems, runRow } from './item-scope.ts'
import { mapRules } from './map-rules.ts'
import type { MapPart } from './problem-list.ts'
import { listAppliesSources } from './row-sources.ts'
import { printSource } from './source-text.ts'
import { AS_THE_SCHEMA_SAYS } from './source-uses.ts'

const RUNS: MapPart = { id: '#runs', code: 'runs-unclear', name: 'How often the map runs' }
const APPLIES_WHEN: MapPart = { id: '#applies-when', code: 'applies-when-unclear', name: '"Applies when"' }

type Parts = Pick<MapIr, 'appliesWhen' | 'runs' | 'invariants'>
/** How an `each` or a run goes through its list. */
type Going = Pick<PartIr, 'list' | 'over' | 'groupBy' | 'sort'>

/** Notes what the parts use; before the rows, which may use the run's item. */
export function addPartSources(compilation: Compilation): void {
  const { context, problems, uses } = compilation
  const { fieldMap } = context
  const run = runRow(context)
  if (run === undefined && fieldMap.runs !== undefined && fieldMap.runs !== 'record')
    problems.addToMap(fieldMap.runsOver === undefined ? 'runs-over-missing' : 'runs-by-missing')
  if (run !== undefined && !problems.leftOut.has(RUNS.id)) addRun(compilation, run)
  const { appliesWhen } = fieldMap
  if (appliesWhen === undefined || problems.leftOut.has(APPLIES_WHEN.id)) return
  if (isTooDeep(appliesWhen)) return problems.addToPart(APPLIES_WHEN, 'too-deep')
  for (const ref of listAppliesSources(context)) {
    const problem =
      ref.of === 'input' ? uses.add(ref, undefined, AS_THE_SCHEMA_SAYS) : ({ code: 'item-outside-each', names: [printSource(context, ref)] } as const)
    if (problem !== undefined) problems.addToPart(APPLIES_WHEN, problem.code, ...problem.names)
  }
}

export function compileParts(compilation: Compilation): Parts {
  const { context, problems } = compilation
  const run = runRow(context)
  const { appliesWhen } = context.fieldMap
  const isOut = (part: MapPart) => problems.leftOut.has(part.id)
  const test: Test | undefined =
    appliesWhen === undefined || isOut(APPLIES_WHEN) ? undefined : compileCondition(compilation, partAsker(compilation, APPLIES_WHEN), appliesWhen)
  return {
    appliesWhen: test === undefined || isOut(APPLIES_WHEN) ? null : test,
    runs: run === undefined || isOut(RUNS) ? null : (compileGoing(compilation, partAsker(compilation, RUNS), run) ?? null),
    invariants: compileInvariants(compilation),
  }
}

/** Undefined: a problem was reported. `asker`: for the list itself. */
export function compileGoing(compilation: Compilation, asker: Asker, each: Row): Going | undefined {
  if (each.transform?.kind !== 'each') return undefined
  const { list, groupBy, sort } = each.transform
  const ofItems: Asker = { ...asker, each: ownItems(each) }
  const path = singlePath(compilation, asker, list)
  const group = groupBy === undefined ? null : compileGroup(compilation, ofItems, { of: 'item', path: groupBy })
  const by = sort === undefined ? null : singlePath(compilation, ofItems, { of: 'item', path: sort.by })
  if (path === undefined || group === undefined || by === undefined) return undefined
  return {
    list: path,
    over: findItemScope(compilation.context, ownItems(each))?.over ?? 'list',
    groupBy: group,
    sort: by === null ? null : { by, descending: sort?.descending === true },
  }
}

const KEY_TYPES: ReadonlySet<string> = new Set(['text', 'number', 'integer', 'boolean'])

function compileGroup(compilation: Compilation, asker: Asker, ref: SourceRef): PathExpr | undefined {
  const path = singlePath(compilation, asker, ref)
  if (path === undefined || path.types.every((type) => KEY_TYPES.has(type))) return path
  return void asker.report('not-a-group-key', printSource(compilation.context, ref, asker.each))
}

function addRun({ context, problems, uses }: Compilation, run: Row): void {
  if (run.transform?.kind !== 'each') return
  const { list, groupBy } = run.transform
  const add = (ref: SourceRef, each: Row | undefined) => {
    const problem = uses.add(ref, each, AS_THE_SCHEMA_SAYS)
    if (problem !== undefined) problems.addToPart(RUNS, problem.code, ...problem.names)
    return problem === undefined || !mapRules[problem.code].leavesOut
  }
  if (list.of !== 'input') return problems.addToPart(RUNS, 'item-outside-each', printSource(context, list))
  if (!add(list, undefined)) return
  if (!uses.addItems(ownItems(run))) return problems.addToPart(RUNS, 'not-a-list', printSource(context, list))
  if (groupBy !== undefined) add({ of: 'item', path: groupBy }, ownItems(run))
}

function partAsker({ problems }: Compilation, part: MapPart): Asker {
  return {
    each: undefined,
    place: { outside: true },
    report: (code, ...names) => problems.addToPart(part, code, ...names),
    reportFormula: (text, finding) => problems.addFormulaToPart(part, text, finding),
  }
}
