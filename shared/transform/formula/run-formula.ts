// One formula on one value, with types taken from the data: what the command line and the tests against jsonata ask.
import { pathSteps, ROOT_PATH } from '../../schema/field-path.ts'
import type { JsonValue } from '../../schema/json-value.ts'
import { Failure, type Scope } from '../outcome.ts'
import type { PathExpr } from '../source-expr.ts'
import type { SourceRef } from '../transform.ts'
import type { FormulaFinding } from './ast.ts'
import { bindTerm } from './bind-term.ts'
import { checkFormula } from './check.ts'
import { evaluateTerm } from './evaluate-term.ts'
import { knownOfData } from './known-values.ts'
import type { FormulaScope, Known } from './known.ts'
import { parseFormula } from './parse.ts'
import type { Term } from './term.ts'

/** `many`: a list that jsonata would collapse where it has one item. `problem`: an issue of the record; `refused`: no formula for data of this type. */
export type DataOutcome =
  | { readonly outcome: 'value'; readonly value: JsonValue; readonly many: boolean }
  | { readonly outcome: 'missing' }
  | { readonly outcome: 'problem'; readonly code: string }
  | { readonly outcome: 'refused'; readonly findings: readonly FormulaFinding[] }

/**
 * `data` undefined: there is no record at all. `variables`: by name, without the dollar sign. `now`: ISO 8601, UTC.
 * `alike`: other records that the formula has to fit, too, as with a schema.
 */
export function runFormula(
  text: string,
  data: JsonValue | undefined,
  variables: ReadonlyMap<string, JsonValue>,
  now: string,
  alike: readonly JsonValue[] = [],
): DataOutcome {
  const checked = checkOnData(text, data, variables, alike)
  if (!checked.ok) return { outcome: 'refused', findings: checked.findings }
  const { value, isCollapsed } = evaluateTerm(checked.term, buildScope(data, variables, now))
  if (value === undefined) return { outcome: 'missing' }
  return value instanceof Failure ? { outcome: 'problem', code: value.code } : { outcome: 'value', value, many: isCollapsed }
}

/** The formula's term, bound to the data's types. */
export function checkOnData(
  text: string,
  data: JsonValue | undefined,
  variables: ReadonlyMap<string, JsonValue>,
  alike: readonly JsonValue[],
): { readonly ok: true; readonly term: Term } | { readonly ok: false; readonly findings: readonly FormulaFinding[] } {
  const parsed = parseFormula(text)
  if (!parsed.ok) return parsed
  const scope = scopeOfData(data, variables, alike)
  const checked = checkFormula(parsed.node, scope)
  return checked.ok ? { ok: true, term: bindToData(checked.term, scope) } : checked
}

const ROOT_INPUT = '$'

function scopeOfData(data: JsonValue | undefined, variables: ReadonlyMap<string, JsonValue>, alike: readonly JsonValue[]): FormulaScope {
  const known = new Map([...variables].map(([name, value]) => [name, knownOfData(value, { of: 'input', input: `$${name}`, path: ROOT_PATH })] as const))
  return {
    nulls: 'value',
    item: knownOfData(data, { of: 'item', path: ROOT_PATH }, alike),
    root: knownOfData(data, { of: 'input', input: ROOT_INPUT, path: ROOT_PATH }, alike),
    inputs: new Map(),
    config: new Map(),
    hasIndex: false,
    variables: known,
  }
}

function bindToData(term: Term, scope: FormulaScope): Term {
  const path = (ref: SourceRef) => pathToData(ref, scope)
  const bound = bindTerm(term, { path, optional: (ref) => isOptional(knownOn(ref, scope).at(-1)), config: () => undefined, nulls: 'value' })
  if (bound === undefined) throw new Error('a formula on data has no config values')
  return bound
}

function pathToData(ref: SourceRef, scope: FormulaScope): PathExpr {
  const [, ...below] = knownOn(ref, scope)
  const steps = pathSteps(ref.path).map((step, at) => ({ name: step.kind === 'name' ? step.name : '', optional: isOptional(below[at]) }))
  return {
    op: 'path',
    ...(ref.of === 'input' ? { input: ref.input } : {}),
    ...(isOptional(knownOn(ref, scope)[0]) ? { nullableItem: true } : {}),
    steps,
    types: ['any'],
  }
}

function isOptional(known: Known | undefined): boolean {
  return known === undefined || known.mayMiss || known.kinds.some((kind) => kind === 'null')
}

/** What is known of the start of a path and of each step of it. */
function knownOn(ref: SourceRef, scope: FormulaScope): (Known | undefined)[] {
  const start = ref.of !== 'input' ? scope.item : ref.input === ROOT_INPUT ? scope.root : scope.variables?.get(ref.input.slice(1))
  const found: (Known | undefined)[] = [start]
  for (const step of pathSteps(ref.path)) {
    const here = found.at(-1)
    found.push(step.kind === 'name' ? here?.field?.(step.name) : here?.items?.())
  }
  return found
}

function buildScope(data: JsonValue | undefined, variables: ReadonlyMap<string, JsonValue>, now: string): Scope {
  const inputs = new Map<string, unknown>([[ROOT_INPUT, data], ...[...variables].map(([name, value]) => [`$${name}`, value] as const)])
  return { inputs, item: data, index: 0, config: new Map(), hooks: undefined, profile: undefined, now, steps: 0 }
}
