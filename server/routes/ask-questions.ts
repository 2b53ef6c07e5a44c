// The only place that asks and answers questions for people who may comment but not edit.
import type { QuestionRequest } from '../../shared/api/review-routes.ts'
import type { RouteError } from '../../shared/api/route-errors.ts'
import { isOpen } from '../../shared/mapping/question-lines.ts'
import { objectWrites, writeCells, type CellWrite } from '../../shared/project/edits.ts'
import { placeAt } from '../../shared/project/order-keys.ts'
import { readCollection } from '../../shared/project/project-doc.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import type { RouteDeps } from './deps.ts'
import { findNamed, findPlaceFault, findReferred } from './live-objects.ts'
import type { Who } from './route.ts'

/** The id of the question; the server numbers it. */
export async function askQuestion(deps: RouteDeps, project: string, who: Who, request: QuestionRequest): Promise<Result<string, RouteError>> {
  const id = deps.newId()
  return deps.rooms.edit(project, { person: who.subject.person, command: deps.newId() }, (doc, origin) => {
    const fault = findPlaceFault(doc, request.at)
    if (fault !== undefined) return fail(fault)
    const person = request.askedOf === undefined ? undefined : findReferred(doc, 'people', request.askedOf)
    if (person?.ok === false) return person
    const others = readCollection(doc, 'questions')
    const { order, rekeyed } = placeAt(others, others.length, () => Math.random() < 0.5)
    const question = { id, ...request, status: 'open' as const, askedBy: who.person.name, askedAt: deps.now().toISOString(), order }
    const moved = rekeyed.map((one): CellWrite => ({ home: 'questions', object: one.id, cell: 'order', value: one.order }))
    writeCells(doc, [...moved, ...objectWrites('questions', question)], origin)
    return ok(id)
  })
}

/** An answer may be put better by who gave it; another's stands. */
export async function answerQuestion(deps: RouteDeps, project: string, who: Who, id: string, answer: string): Promise<Result<void, RouteError>> {
  const cells = { answer, answeredBy: who.person.name, answeredAt: deps.now().toISOString(), status: 'answered' }
  return deps.rooms.edit(project, { person: who.subject.person, command: deps.newId() }, (doc, origin) => {
    const found = findNamed(doc, 'questions', id)
    if (!found.ok) return found
    const { status, answeredBy } = found.value
    if (status === 'closed') return fail({ type: 'NotPossible', message: 'The question is closed. Ask a new one, or ask an editor to open it again.' })
    if (!isOpen(found.value) && answeredBy !== who.person.name)
      return fail({
        type: 'NotPossible',
        message: `${answeredBy ?? 'Somebody'} has answered it already. Ask a new question, or ask an editor to change the answer.`,
      })
    const writes = Object.entries(cells).map(([cell, value]): CellWrite => ({ home: 'questions', object: id, cell, value }))
    writeCells(doc, writes, origin)
    return ok(undefined)
  })
}
