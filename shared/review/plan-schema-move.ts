// The only place that says which cells change when a project moves to a newer schema version: one change set, undone as one.
import type { AffectedItem, AffectedKind } from './affected.ts'
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
    ...open(left.kept, 'keeps what it had', 'keep what they had'),
    ...open(left.undecided, 'stays undecided', 'stay undecided'),
    ...count(
      left.lost,
      'field map finds nothing to read or fill until somebody chooses anew.',
      'field maps find nothing to read or fill until somebody chooses anew.',
    ),
    'All of it is one change set: it can be taken back as one.',
  ]
  return { writes: state.writes(), records, sentences }
}

const KINDS: Readonly<Record<AffectedKind, readonly [one: string, many: string]>> = {
  row: ['row', 'rows'],
  line: ['required field', 'required fields'],
  lookup: ['lookup table', 'lookup tables'],
  test: ['test case', 'test cases'],
  map: ['field map', 'field maps'],
  input: ['source', 'sources'],
  step: ['step', 'steps'],
  decision: ['field that is left out', 'fields that are left out'],
  overlay: ['fact of yours', 'facts of yours'],
}

/** `2 rows and 22 test cases keep what they had, until somebody settles them.` */
function open(items: readonly AffectedItem[], one: string, many: string): string[] {
  const words = (Object.keys(KINDS) as AffectedKind[]).flatMap((kind) => {
    const number = items.filter((item) => item.kind === kind).length
    return number === 0 ? [] : [`${number.toLocaleString('en-GB')} ${KINDS[kind][number === 1 ? 0 : 1]}`]
  })
  if (words.length === 0) return []
  const all = words.length === 1 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`
  return [`${all} ${items.length === 1 ? `${one}, until somebody settles it.` : `${many}, until somebody settles them.`}`]
}

function count(number: number, one: string, many: string): string[] {
  return number === 0 ? [] : [`${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`]
}
