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
import { knownOfData } from './known-data.ts'
import type { FormulaScope } from './known.ts'
import { parseFormula } from './parse.ts'
import type { Term } from './term.ts'

/** `many`: a list that jsonata would collapse where it has one item. `problem`: an issue of the record; `refused`: no formula for data of this type. */
export type DataOutcome =
  | { readonly outcome: 'value'; readonly value: JsonValue; readonly many: boolean }
  | { readonly outcome: 'missing' }
  | { readonly outcome: 'problem'; readonly code: string }
  | { readonly outcome: 'refused'; readonly findings: readonly FormulaFinding[] }

/** `data` undefined: there is no record at all. `variables`: by name, without the dollar sign. `now`: ISO 8601, UTC. */
export function runFormula(text: string, data: JsonValue | undefined, variables: ReadonlyMap<string, JsonValue>, now: string): DataOutcome {
  const parsed = parseFormula(text)
  if (!parsed.ok) return { outcome: 'refused', findings: parsed.findings }
  const checked = checkFormula(parsed.node, scopeOfData(data, variables))
  if (!checked.ok) return { outcome: 'refused', findings: checked.findings }
  const { value, isCollapsed } = evaluateTerm(bindToData(checked.term), buildScope(data, variables, now))
  if (value === undefined) return { outcome: 'missing' }
  return value instanceof Failure ? { outcome: 'problem', code: value.code } : { outcome: 'value', value, many: isCollapsed }
}

const ROOT_INPUT = '$'

function scopeOfData(data: JsonValue | undefined, variables: ReadonlyMap<string, JsonValue>): FormulaScope {
  const known = new Map([...variables].map(([name, value]) => [name, knownOfData(value, { of: 'input', input: `$${name}`, path: ROOT_PATH })] as const))
  return {
    nulls: 'value',
    item: knownOfData(data, { of: 'item', path: ROOT_PATH }),
    root: knownOfData(data, { of: 'input', input: ROOT_INPUT, path: ROOT_PATH }),
    inputs: new Map(),
    config: new Map(),
    hasIndex: false,
    variables: known,
  }
}

function bindToData(term: Term): Term {
  const bound = bindTerm(term, { path: pathToData, optional: () => true, config: () => undefined, nulls: 'value' })
  if (bound === undefined) throw new Error('a formula on data has no config values')
  return bound
}

function pathToData(ref: SourceRef): PathExpr {
  const steps = pathSteps(ref.path).map((step) => ({ name: step.kind === 'name' ? step.name : '', optional: true }))
  return { op: 'path', ...(ref.of === 'input' ? { input: ref.input } : {}), steps, types: ['any'] }
}

function buildScope(data: JsonValue | undefined, variables: ReadonlyMap<string, JsonValue>, now: string): Scope {
  const inputs = new Map<string, unknown>([[ROOT_INPUT, data], ...[...variables].map(([name, value]) => [`$${name}`, value] as const)])
  return { inputs, item: data, index: 0, config: new Map(), hooks: undefined, profile: undefined, now, steps: 0 }
}
