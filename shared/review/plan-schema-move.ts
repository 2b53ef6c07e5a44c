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
    ...count(maps.maps, 'field map moves to the new version.', 'field maps move to the new version.'),
    ...count(maps.rewritten, 'row reads or fills new paths.', 'rows read or fill new paths.'),
    ...count(maps.ready, 'row goes back to Ready.', 'rows go back to Ready.'),
    ...count(maps.notMapped, 'row says that it is not mapped any more.', 'rows say that they are not mapped any more.'),
    ...count(maps.retired, 'row is marked as deleted.', 'rows are marked as deleted.'),
    ...count(lookups, 'line of a lookup table changes.', 'lines of lookup tables change.'),
    ...count(records.length, 'record of a test case changes.', 'records of test cases change.'),
    ...count(left.kept, 'item keeps what it had, until somebody settles it.', 'items keep what they had, until somebody settles them.'),
    ...count(left.undecided, 'item is undecided, until somebody settles it.', 'items are undecided, until somebody settles them.'),
    'All of it is one change set: it can be taken back as one.',
  ]
  return { writes: state.writes(), records, sentences }
}

function count(number: number, one: string, many: string): string[] {
  return number === 0 ? [] : [`${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`]
}
