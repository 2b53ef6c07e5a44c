// The only place that waives problems and takes waivers back. A waiver covers one finding exactly as it stands.
import type { WaiverRequest } from '../../shared/api/review-routes.ts'
import type { RouteError } from '../../shared/api/route-errors.ts'
import { deleteObject, objectWrites, writeCells, type CellWrite } from '../../shared/project/edits.ts'
import { readCollection } from '../../shared/project/project-doc.ts'
import type { Waiver } from '../../shared/project/review-parts.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import type { RouteDeps } from './deps.ts'
import { findNamed, findPlaceFault } from './live-objects.ts'
import type { Who } from './route.ts'

/** Ids in the order of the findings; one that is waived already keeps the waiver it has. All or nothing. */
export async function waiveProblems(deps: RouteDeps, project: string, who: Who, { problems, reason }: WaiverRequest): Promise<Result<string[], RouteError>> {
  const by = { reason, by: who.subject.person, byName: who.person.name, time: deps.now().toISOString() }
  return deps.rooms.edit(project, { person: who.subject.person, command: deps.newId() }, (doc, origin) => {
    const waivers = readCollection(doc, 'waivers').filter((one) => one.deleted !== true)
    const idByFinding = new Map(waivers.map((one) => [keyOf(one), one.id]))
    const checked = new Set<string>()
    const writes: CellWrite[] = []
    const ids: string[] = []
    for (const problem of problems) {
      const fault = checked.has(problem.at) ? undefined : findPlaceFault(doc, problem.at)
      if (fault !== undefined) return fail(fault)
      checked.add(problem.at)
      const id = idByFinding.get(keyOf(problem)) ?? deps.newId()
      if (!idByFinding.has(keyOf(problem))) writes.push(...objectWrites('waivers', { id, ...problem, ...by }))
      idByFinding.set(keyOf(problem), id)
      ids.push(id)
    }
    writeCells(doc, writes, origin)
    return ok(ids)
  })
}

export async function takeBackWaiver(deps: RouteDeps, project: string, who: Who, id: string): Promise<Result<void, RouteError>> {
  return deps.rooms.edit(project, { person: who.subject.person, command: deps.newId() }, (doc, origin) => {
    const found = findNamed(doc, 'waivers', id)
    if (!found.ok) return found
    deleteObject(doc, 'waivers', id, origin)
    return ok(undefined)
  })
}

function keyOf({ code, at, message }: Pick<Waiver, 'code' | 'at' | 'message'>): string {
  return JSON.stringify([code, at, message])
}
