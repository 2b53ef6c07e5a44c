// What a move changes in test cases, in their records and in the issues they expect: the only place for it.
import type { JsonValue } from '../schema/json-value.ts'
import type { SchemaChange } from '../schema/schema-change.ts'
import { stepsOf } from './field-places.ts'
import { renameCaseEndpoints } from './case-endpoints.ts'
import { listCaseRecords, type CaseReading } from './case-records.ts'
import type { SchemaMove } from './move-input.ts'
import type { MoveState } from './move-state.ts'
import { rewriteIssueOfMap } from './issue-paths.ts'
import { renameFields } from './record-fields.ts'

export function moveRecords(state: MoveState): SchemaMove['records'] {
  const { input, from, contexts } = state
  const { project, before, findRecord } = input
  const byMap = new Map(contexts.map((context) => [context.fieldMap.id, context]))
  const reading: CaseReading = { project, schema: from.id, graph: before, findContext: (id) => byMap.get(id), findRecord }
  return project.testCases.flatMap((testCase) => {
    const decided = state.decisionsOf(`test:${testCase.id}`)
    const followed = new Set(decided.flatMap(({ change, decision }) => (decision?.choice === 'follow' && change.kind === 'renamed' ? [change] : [])))
    const dropped = new Set(decided.flatMap(({ change, decision }) => (decision?.choice === 'drop' && change.kind === 'removed' ? [change] : [])))
    if (testCase.deleted === true || followed.size + dropped.size === 0) return []
    const cells = new Map<'given' | 'expected', JsonValue>()
    for (const { cell, at, object, value } of listCaseRecords(reading, testCase)) {
      const changed = renameFields(value, (path, name) => {
        const changes = state.index.exactly(object, path)
        if (changes.some((change) => dropped.has(change))) return undefined
        const to = changes.find((change) => followed.has(change))?.to
        const last = to === undefined ? undefined : stepsOf(to.path)?.at(-1)
        return last?.kind === 'name' ? last.name : name
      })
      if (changed === value) continue
      const whole = cells.get(cell) ?? (findRecord(testCase[cell] ?? '') as JsonValue)
      cells.set(cell, replaceAt(whole, at, changed))
    }
    const follows = (change: SchemaChange) => followed.has(change)
    for (const cell of ['given', 'expected'] as const) {
      const value = cells.get(cell) ?? (findRecord(testCase[cell] ?? '') as JsonValue | undefined)
      if (value === undefined || testCase.kind !== 'flow') continue
      const named = renameCaseEndpoints(reading, cell, value, {
        endpoint: (id) => state.index.followEndpoint(id, follows),
        parameter: (endpoint, name) => state.index.followParameter(endpoint, name, follows),
      })
      if (named !== value) cells.set(cell, named)
    }
    return [...cells].map(([cell, value]) => ({ test: testCase.id, cell, value }))
  })
}

/** Issues that a case expects stand at places of the given records. */
export function moveExpectedIssues(state: MoveState): void {
  const { index, from, contexts } = state
  for (const testCase of state.input.project.testCases) {
    const context = contexts.find(({ fieldMap }) => fieldMap.id === testCase.fieldMap)
    if (testCase.deleted === true || testCase.expectedIssues === undefined || context === undefined) continue
    const follows = state.follows(`test:${testCase.id}`)
    const expectedIssues = testCase.expectedIssues.map((issue) => {
      if (issue.path === undefined) return issue
      const path = rewriteIssueOfMap(context, from.id, index.places, issue.path, (object, at, name) => {
        const last = stepsOf(index.follow(object, at, follows) ?? '')?.at(-1)
        return last?.kind === 'name' ? last.name : name
      })
      return { ...issue, path }
    })
    state.write('testCases', testCase, { expectedIssues })
  }
}

/** A copy with another value at a place that is there; places are at most four names deep. */
function replaceAt(whole: JsonValue, at: readonly (string | number)[], value: JsonValue): JsonValue {
  const [first, ...rest] = at
  if (first === undefined) return value
  if (Array.isArray(whole)) return whole.map((each, i) => (i === first ? replaceAt(each, rest, value) : each))
  if (typeof whole !== 'object' || whole === null) return whole
  return Object.fromEntries(Object.entries(whole).map(([name, each]) => [name, name === first ? replaceAt(each, rest, value) : each]))
}
