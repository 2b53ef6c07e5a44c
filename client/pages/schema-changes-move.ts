// Moving a project to a newer schema version, and going back: what is stored first, what is written as one command, what is left alone.
import type { CellChange, CellHome } from '../../shared/project/project-doc.ts'
import { readCell } from '../../shared/project/project-doc.ts'
import { isSameJson, type CellWrite } from '../../shared/project/edits.ts'
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'
import type { Project } from '../../shared/project/project.ts'
import type { HistoryEntry } from '../../shared/api/routes.ts'
import { planSchemaMove, type SchemaMove } from '../../shared/review/plan-schema-move.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import type { ProjectConnection } from '../collab/project-connection.ts'
import { findCommandOf, listCommandChanges, storeRecord } from '../api/schema-moves.ts'
import { isSameForImpact } from './schema-changes-analyst.ts'
import type { FoundImpact } from './schema-changes-hooks.ts'
import { withDecisions } from './schema-changes-model.ts'
import { findImpact, findSides } from './schema-changes-replica.ts'

export type Mover = { readonly name: string; readonly now: () => string; readonly newId: () => string }

/** Stands for the command's id in a plan, which is made before the command. */
const COMMAND = 'the command that moves'

/** What the move would write now, decisions included. Undefined: a description is gone. */
export function planMove(found: FoundImpact, project: Project, newVersion: string, mover: Mover): SchemaMove | undefined {
  const sides = findSides(project, newVersion, found.graphs)
  // What was found a moment ago still holds unless somebody changed a row or a test since.
  const answer = isSameForImpact(found.of, project) ? { impact: found.impact } : findImpact(project, newVersion, found.graphs, found.records)
  if (sides === undefined || 'failure' in answer) return undefined
  return planSchemaMove({
    project,
    newVersion,
    ...sides,
    impact: withDecisions(answer.impact, project.schemaDecisions, newVersion),
    findRecord: (hash) => found.records.get(hash),
    newId: mover.newId,
    person: mover.name,
    command: COMMAND,
    now: mover.now(),
  })
}

/** How often a plan is made anew because somebody edited while its records were stored. */
const MOST_PLANS = 5

export type ReadyMove = { readonly writesFor: (command: string) => CellWrite[] }

/** Stores the records that change, and answers the writes: to be applied at once, in one command. */
export async function prepareMove(
  found: FoundImpact,
  connection: Pick<ProjectConnection, 'project' | 'store'>,
  newVersion: string,
  mover: Mover,
  store: typeof storeRecord = storeRecord,
): Promise<Result<ReadyMove, string>> {
  const hashes = new Map<string, string>()
  for (let round = 0; round < MOST_PLANS; round++) {
    const project = connection.store.project()
    const plan = planMove(found, project, newVersion, mover)
    if (plan === undefined) return fail('One of the two descriptions is not here any more. Reload the page.')
    for (const { value } of plan.records) {
      const text = JSON.stringify(value)
      if (!hashes.has(text)) hashes.set(text, await store(connection.project, value))
    }
    if (connection.store.project() !== project) continue
    const records = plan.records.map(({ test, cell, value }) => ({
      home: 'testCases' as const,
      object: test,
      cell,
      value: hashes.get(JSON.stringify(value)),
    }))
    return ok({ writesFor: (command) => [...plan.writes.map((write) => (write.value === COMMAND ? { ...write, value: command } : write)), ...records] })
  }
  return fail('Others are editing this project right now. Nothing was changed; try again in a moment.')
}

type History = { readonly listCommandChanges: typeof listCommandChanges; readonly findCommandOf: typeof findCommandOf }

/**
 * All cells that the move changed, oldest first. What was moved later by another command (a map that came back, two people at once) is part of it.
 * A failure says why the project cannot go back.
 */
export async function readMove(
  project: string,
  version: SchemaVersion,
  history: History = { listCommandChanges, findCommandOf },
): Promise<Result<readonly CellChange[], string>> {
  const all: HistoryEntry[] = []
  const seen = new Set<JsonValue>()
  for (let command: JsonValue | undefined = version.movedBy; typeof command === 'string' && !seen.has(command);) {
    seen.add(command)
    const entries = await readCommand(project, version.id, command, history)
    all.push(...entries)
    command = entries.find((entry) => isMoveOf(entry, version.id, command))?.before
  }
  if (all.length === 0)
    return fail('The history of this project does not hold the move: it was made before the project was copied or imported. Change the rows by hand instead.')
  return ok(changesOf(all))
}

async function readCommand(project: string, version: string, movedBy: string, history: History): Promise<readonly HistoryEntry[]> {
  const entries = await history.listCommandChanges(project, movedBy)
  if (entries.some((entry) => isMoveOf(entry, version, movedBy))) return entries
  // An edit that was caught up after a lost connection stands under another command.
  const command = await history.findCommandOf(project, `schemas:${version}`, 'movedBy', movedBy)
  return command === undefined ? [] : history.listCommandChanges(project, command)
}

function isMoveOf({ object, cell, after }: HistoryEntry, version: string, movedBy: JsonValue | undefined): boolean {
  return object === `schemas:${version}` && cell === 'movedBy' && after === movedBy
}

/** Numbers that the server gave on its own are not the person's. */
const SERVER_PERSON = 'crosswalk'

/** Newest first, as the server gives them; a cell that was written twice is one change. */
export function changesOf(entries: readonly HistoryEntry[]): CellChange[] {
  const merged = new Map<string, CellChange>()
  for (const { object: address, cell, before, after, person } of entries.toReversed()) {
    if (person === SERVER_PERSON) continue
    const at = address.indexOf(':')
    const key = `${address}\n${cell}`
    const first = merged.get(key)
    merged.set(key, { home: address.slice(0, at) as CellHome, object: address.slice(at + 1), cell, before: first === undefined ? before : first.before, after })
  }
  return [...merged.values()]
}

/** Cells of the move that somebody changed since: going back leaves them. What was settled meanwhile is no loss. */
export function listChangedSince(doc: ProjectConnection['doc'], changes: readonly CellChange[]): CellChange[] {
  return changes.filter(({ home, object, cell, after }) => home !== 'schemaDecisions' && !isSameJson(readCell(doc, home, object, cell), after))
}
