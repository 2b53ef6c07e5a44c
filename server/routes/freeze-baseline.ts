// The only place that freezes a project: its state as it was read once, kept by its hash beside the document, and the baseline that names it.
import type { BaselineAnswer } from '../../shared/api/review-routes.ts'
import type { RouteError } from '../../shared/api/route-errors.ts'
import { addObject } from '../../shared/project/edits.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import { hashContent } from '../content-key.ts'
import type { ExportMessage } from '../exporters/export-protocol.ts'
import { runExport } from '../exporters/run-export.ts'
import { keepContent } from '../keep-content.ts'
import { readForChild } from '../read-project-content.ts'
import type { RouteDeps } from './deps.ts'
import type { Who } from './route.ts'

/** Looking at the whole project is a child's work: nobody's editing waits for it. What is edited meanwhile is not in the state. */
export async function freezeBaseline(deps: RouteDeps, project: string, who: Who, note: string): Promise<Result<BaselineAnswer, RouteError>> {
  const at = deps.now().toISOString()
  const { json, content } = await readForChild(deps, project)
  const frozen = await runExport({ what: 'freeze', project: json, content, now: at })
  if (frozen.type !== 'frozen') return refuse(deps, frozen)
  const kept = await keepContent(deps.storage, project, 'baseline', await hashContent(frozen.state), frozen.state)
  await deps.storage.commit(kept.writes)
  const id = deps.newId()
  const baseline = { id, note, state: kept.key, ...frozen.counts, by: who.subject.person, byName: who.person.name, at }
  await deps.rooms.edit(project, { person: who.subject.person, command: deps.newId() }, (doc, origin) => addObject(doc, 'baselines', baseline, origin))
  const number = (await deps.rooms.readProject(project)).baselines.find((one) => one.id === id)?.number
  if (number === undefined) throw new Error(`baseline ${id} has no number`)
  return ok({ id, number })
}

function refuse(deps: RouteDeps, frozen: ExportMessage): Result<never, RouteError> {
  if (frozen.type === 'refused') return fail({ type: 'FreezeFailed', message: frozen.message })
  const reference = deps.newId().slice(0, 8)
  deps.log.error({ reference, reason: frozen.type === 'crashed' ? frozen.reason : frozen.type }, 'a baseline could not be made')
  return fail({ type: 'Broken', reference })
}
