// The only place that says which cells change when a project moves to a newer schema version: one change set, undone as one.
import { contextsOf } from './affected-items.ts'
import { indexChanges } from './field-places.ts'
import { moveDecisions } from './move-decisions.ts'
import type { MoveInput, SchemaMove } from './move-input.ts'
import { moveMaps } from './move-maps.ts'
import { moveParts } from './move-parts.ts'
import { moveExpectedIssues, moveRecords } from './move-records.ts'
import { moveSteps } from './move-steps.ts'
import { moveLookups } from './move-lookups.ts'
import { createMoveState } from './move-state.ts'

export type { MoveInput, MoveWrite, SchemaMove } from './move-input.ts'

/** Nothing where the version replaces none that is in the project. */
export function planSchemaMove(input: MoveInput): SchemaMove {
  const { project, newVersion, before, impact, command, now, person } = input
  const to = project.schemas.find(({ id }) => id === newVersion)
  const from = project.schemas.find(({ id }) => id === to?.replaces)
  if (to === undefined || from === undefined) return { writes: [], records: [], sentences: [] }
  const index = indexChanges(
    before,
    impact.impacts.map(({ change }) => change),
  )
  const state = createMoveState(input, from, to, index, contextsOf(project, from, before))
  const maps = moveMaps(state)
  moveSteps(state)
  const lookups = moveLookups(state)
  moveParts(state)
  const records = moveRecords(state)
  moveExpectedIssues(state)
  const left = moveDecisions(state)
  state.write('schemas', to, { movedBy: command, movedAt: now, movedByPerson: person })
  const sentences = [
    `The project moves from ${from.version ?? from.title} to ${state.name}. Every row keeps its number.`,
    ...count(maps.maps, 'field map moves', 'field maps move', 'to the new version.'),
    ...count(maps.rewritten, 'row reads or fills', 'rows read or fill', 'new paths.'),
    ...count(maps.ready, 'row goes', 'rows go', 'back to Ready.'),
    ...count(maps.notMapped, 'row says', 'rows say', 'that it is not mapped any more.'),
    ...count(maps.retired, 'row is', 'rows are', 'marked as deleted.'),
    ...count(lookups, 'line', 'lines', 'of lookup tables change.'),
    ...count(records.length, 'record', 'records', 'of test cases change.'),
    ...count(left.kept, 'item keeps', 'items keep', 'what it had, with a problem on each.'),
    ...count(left.undecided, 'item is', 'items are', 'undecided and shown as a problem.'),
    'All of it is one change set: it can be taken back as one.',
  ]
  return { writes: state.writes(), records, sentences }
}

function count(number: number, one: string, many: string, rest: string): string[] {
  return number === 0 ? [] : [`${number} ${number === 1 ? one : many} ${rest}`]
}
