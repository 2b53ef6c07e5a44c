// The only place that signs use cases and baselines and withdraws signatures, and that says when a use case is signed off.
import type { SignOffRequest } from '../../shared/api/review-routes.ts'
import { can } from '../../shared/api/rights.ts'
import type { RouteError } from '../../shared/api/route-errors.ts'
import { addObject, deleteObject, setCell, type EditOrigin } from '../../shared/project/edits.ts'
import { readCollection, readObject } from '../../shared/project/project-doc.ts'
import type { SignOff } from '../../shared/project/review-parts.ts'
import { readSignatures } from '../../shared/review/use-case-signatures.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import type { RouteDeps } from './deps.ts'
import { findNamed, findReferred, type LiveDoc } from './live-objects.ts'
import type { Who } from './route.ts'

type Thing = { readonly home: 'useCases' | 'baselines'; readonly id: string; readonly content: string }

/** The id of the signature. One standing signature for each person and thing: one below what has changed since is replaced. */
export async function signThing(deps: RouteDeps, project: string, who: Who, request: SignOffRequest): Promise<Result<string, RouteError>> {
  const id = deps.newId()
  const by = { by: who.subject.person, byName: who.person.name, at: deps.now().toISOString() }
  return deps.rooms.edit(project, { person: who.subject.person, command: deps.newId() }, (doc, origin) => {
    const thing = findThing(doc, request)
    if (!thing.ok) return thing
    const person = findReferred(doc, 'people', request.person)
    if (!person.ok) return person
    if (request.content !== thing.value.content) return fail({ type: 'ChangedSince', what: thing.value.home === 'useCases' ? 'use case' : 'baseline' })
    const earlier = standing(doc, thing.value).filter((one) => one.person === request.person)
    if (earlier.some((one) => one.content === thing.value.content))
      return fail({ type: 'NotPossible', message: `${person.value.name} has signed this already. Withdraw that signature first to sign again.` })
    for (const one of earlier) deleteObject(doc, 'signOffs', one.id, origin)
    addObject(doc, 'signOffs', { id, ...request, openCount: request.openCount ?? request.openPoints?.length ?? 0, ...by }, origin)
    settleUseCase(doc, thing.value, origin)
    return ok(id)
  })
}

/** By who signed, or an owner. */
export async function withdrawSignOff(deps: RouteDeps, project: string, who: Who, id: string): Promise<Result<void, RouteError>> {
  return deps.rooms.edit(project, { person: who.subject.person, command: deps.newId() }, (doc, origin) => {
    const found = findNamed(doc, 'signOffs', id)
    if (!found.ok) return found
    if (found.value.by !== who.subject.person && !can(who.subject, 'project.manage', project)) return fail({ type: 'Forbidden' })
    deleteObject(doc, 'signOffs', id, origin)
    const thing = findThing(doc, found.value)
    if (thing.ok) settleUseCase(doc, thing.value, origin)
    return ok(undefined)
  })
}

function findThing(doc: LiveDoc, { useCase, baseline }: Pick<SignOff, 'useCase' | 'baseline'>): Result<Thing, RouteError> {
  if ((useCase === undefined) === (baseline === undefined))
    return fail({ type: 'InvalidRequest', message: 'Say what is signed: `useCase` or `baseline`, one of both.' })
  if (baseline !== undefined) {
    const found = findReferred(doc, 'baselines', baseline)
    return found.ok ? ok({ home: 'baselines', id: baseline, content: found.value.state }) : found
  }
  const id = useCase ?? ''
  const found = findReferred(doc, 'useCases', id)
  if (!found.ok) return found
  return ok({ home: 'useCases', id, content: readSignatures(readParts(doc), id).content })
}

function readParts(doc: LiveDoc): Parameters<typeof readSignatures>[0] {
  return {
    useCases: readCollection(doc, 'useCases'),
    useCaseItems: readCollection(doc, 'useCaseItems'),
    steps: readCollection(doc, 'steps'),
    attachments: readCollection(doc, 'attachments'),
    signOffs: readCollection(doc, 'signOffs'),
    people: readCollection(doc, 'people'),
  }
}

function standing(doc: LiveDoc, { home, id }: Thing): SignOff[] {
  return readCollection(doc, 'signOffs').filter((one) => one.deleted !== true && (home === 'useCases' ? one.useCase : one.baseline) === id)
}

/** Signed off: everybody whose signature it takes has signed what it says now; where nobody is named, somebody has. Else it is agreed at most. */
function settleUseCase(doc: LiveDoc, { home, id }: Thing, origin: EditOrigin): void {
  if (home !== 'useCases') return
  const { asked, valid, list } = readSignatures(readParts(doc), id)
  const isSignedOff = asked === 0 ? list.some(({ signOff, isChanged }) => signOff !== undefined && !isChanged) : valid === asked
  if (isSignedOff) setCell(doc, 'useCases', id, 'status', 'signed-off', origin)
  else if (readObject(doc, 'useCases', id)?.status === 'signed-off') setCell(doc, 'useCases', id, 'status', 'agreed', origin)
}
