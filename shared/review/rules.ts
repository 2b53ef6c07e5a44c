// The one table of all rules that a project is checked by: a code without an entry does not compile.
import type { FlowProblemCode } from '../mapping/flow-rules.ts'
import { mapRules, type MapProblemCode } from '../mapping/map-rules.ts'
import type { Rule } from './rule.ts'
import { mapRuleWords } from './rules-of-maps.ts'
import { projectRules, type ProjectProblemCode } from './rules-of-projects.ts'
import { flowRuleWords } from './rules-of-steps.ts'

/** Rules of steps have the codes of flowRules with `step-` before them, because some are called like those of a map. */
export type StepProblemCode = `step-${FlowProblemCode}`
export type ProblemCode = MapProblemCode | ProjectProblemCode | StepProblemCode

/** In the order people read them: of field maps, of what stands around them, of steps. */
export const rules: Readonly<Record<ProblemCode, Rule>> = {
  ...entriesOf<MapProblemCode>(mapRuleWords, (code) => ({ ...mapRuleWords[code], severity: mapRules[code].severity })),
  ...entriesOf<ProjectProblemCode>(projectRules, (code) => projectRules[code]),
  ...stepRules(),
}

export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(rules, text)
}

export function stepCode(code: FlowProblemCode): StepProblemCode {
  return `step-${code}`
}

function entriesOf<Code extends string>(table: Readonly<Record<Code, unknown>>, entry: (code: Code) => Rule): Record<Code, Rule> {
  return Object.fromEntries((Object.keys(table) as Code[]).map((code) => [code, entry(code)])) as Record<Code, Rule>
}

/** Each of them keeps the flow from being made. */
function stepRules(): Record<StepProblemCode, Rule> {
  const codes = Object.keys(flowRuleWords) as FlowProblemCode[]
  return Object.fromEntries(codes.map((code) => [stepCode(code), { ...flowRuleWords[code], severity: 'error' }])) as Record<StepProblemCode, Rule>
}
