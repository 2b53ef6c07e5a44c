// What is open in a frozen state: what somebody who signs a baseline should know, and how its test cases stood.
import { isOpen } from '../mapping/question-lines.ts'
import type { CaseOutcome } from '../mapping/run-test-case.ts'
import { printNumber, type Project } from '../project/project.ts'
import type { OpenPoint } from '../project/review-parts.ts'
import type { BaselineState } from './baseline-state.ts'
import { placeAddress } from './place.ts'
import { stateOfCase, type CaseState } from './case-state.ts'

/** Open questions, cases that fail, then errors and warnings that nobody waived. */
export function listBaselinePoints({ project, problems, outcomes }: BaselineState): OpenPoint[] {
  const states = listCaseStates(project, new Map(outcomes.map(({ testCase, outcome }) => [testCase, outcome])))
  const waived = new Set(project.waivers.filter(({ deleted }) => deleted !== true).map(({ code, at, message }) => JSON.stringify([code, at, message])))
  return [
    ...project.questions
      .filter((question) => question.deleted !== true && isOpen(question))
      .map((question) => point('question-open', question.at, `${printNumber('questions', question.number)}: ${question.text}`)),
    ...project.testCases
      .filter(({ id }) => states.get(id) === 'failed')
      .map((one) => point('test-case-failing', placeAddress('test-case', one.id), `${printNumber('testCases', one.number)} fails: ${one.title}`)),
    ...problems
      .filter(({ severity, code, at, message }) => severity !== 'hint' && !isToldAbove(code) && !waived.has(JSON.stringify([code, at, message])))
      .toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'))
      .map(({ code, at, message }) => point(code, at, message)),
  ]
}

/** Each case that is there, by its id: as its newest run says, or as it came out here. Those that nobody knows of are left out. */
export function listCaseStates(project: Project, outcomes: ReadonlyMap<string, CaseOutcome> | undefined): ReadonlyMap<string, CaseState> {
  return new Map(
    project.testCases.flatMap((one) => {
      const isKnown = one.deleted !== true && (outcomes !== undefined || one.kind === 'manual')
      return isKnown ? [[one.id, stateOfCase(one, outcomes?.get(one.id), project)] as const] : []
    }),
  )
}

/** Problems that say again what questions and cases say. */
function isToldAbove(code: string): boolean {
  return code.startsWith('question') || code.includes('fail')
}

function point(code: string, at: string, message: string): OpenPoint {
  return { code, at, message: message.slice(0, 4_000) }
}
