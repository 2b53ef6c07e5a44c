// The only routes of what only the server writes about a review: approvals, waivers, sign-offs; and questions and answers of commenters.
import { limits } from '../../shared/api/limits.ts'
import {
  answerRequest,
  approvalAnswer,
  approvalRequest,
  buildAnswer,
  buildReport,
  madeAnswer,
  questionRequest,
  signOffRequest,
  waiverRequest,
} from '../../shared/api/review-routes.ts'
import type { RouteError } from '../../shared/api/route-errors.ts'
import { fail, type Result } from '../../shared/schema/result.ts'
import { approveRows } from './approve-rows.ts'
import { answerQuestion, askQuestion } from './ask-questions.ts'
import { findNameFault } from './live-objects.ts'
import { reportBuild } from './report-build.ts'
import { empty, json, route, type Answer, type Route, type Who } from './route.ts'
import { signThing, withdrawSignOff } from './sign-things.ts'
import { takeBackWaiver, waiveProblems } from './waive-problems.ts'

export const reviewRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/projects/:project/approvals',
    summary: 'Approve rows; those that changed meanwhile or have an open question are left out and listed',
    gate: 'project.comment',
    body: approvalRequest,
    mostBytes: limits.listRequest,
    answer: approvalAnswer,
    handle: ({ deps, params, who, body }) => named(who, async () => json(await approveRows(deps, params['project'] ?? '', who, body))),
  }),
  route({
    method: 'POST',
    path: '/api/projects/:project/builds',
    summary: 'What an engineer’s CI tells of a build: rows that are built, and runs of test cases in an environment',
    gate: 'project.edit',
    body: buildReport,
    mostBytes: limits.listRequest,
    answer: buildAnswer,
    handle: ({ deps, params, who, body }) => named(who, () => told(reportBuild(deps, params['project'] ?? '', who, body))),
  }),
  route({
    method: 'POST',
    path: '/api/projects/:project/waivers',
    summary: 'Waive problems exactly as they stand, with a reason',
    gate: 'project.edit',
    body: waiverRequest,
    mostBytes: limits.listRequest,
    answer: madeAnswer,
    handle: ({ deps, params, who, body }) => named(who, async () => made(await waiveProblems(deps, params['project'] ?? '', who, body))),
  }),
  route({
    method: 'DELETE',
    path: '/api/projects/:project/waivers/:waiver',
    summary: 'Take a waiver back: the problem counts again',
    gate: 'project.edit',
    handle: async ({ deps, params, who }) => done(await takeBackWaiver(deps, params['project'] ?? '', who, params['waiver'] ?? '')),
  }),
  route({
    method: 'POST',
    path: '/api/projects/:project/sign-offs',
    summary: 'Sign a use case or a baseline for one of the people of the project',
    gate: 'project.comment',
    body: signOffRequest,
    mostBytes: limits.listRequest,
    answer: madeAnswer,
    handle: ({ deps, params, who, body }) => named(who, async () => madeOne(await signThing(deps, params['project'] ?? '', who, body))),
  }),
  route({
    method: 'DELETE',
    path: '/api/projects/:project/sign-offs/:signOff',
    summary: 'Withdraw a signature; only who signed, or an owner',
    gate: 'project.comment',
    handle: async ({ deps, params, who }) => done(await withdrawSignOff(deps, params['project'] ?? '', who, params['signOff'] ?? '')),
  }),
  route({
    method: 'POST',
    path: '/api/projects/:project/questions',
    summary: 'Ask a question at a place of the project',
    gate: 'project.comment',
    body: questionRequest,
    answer: madeAnswer,
    handle: ({ deps, params, who, body }) => named(who, async () => madeOne(await askQuestion(deps, params['project'] ?? '', who, body))),
  }),
  route({
    method: 'POST',
    path: '/api/projects/:project/questions/:question/answer',
    summary: 'Answer a question',
    gate: 'project.comment',
    body: answerRequest,
    handle: ({ deps, params, who, body }) =>
      named(who, async () => done(await answerQuestion(deps, params['project'] ?? '', who, params['question'] ?? '', body.answer))),
  }),
]

type Answered = Result<Answer, RouteError>

async function named(who: Who, work: () => Promise<Answered>): Promise<Answered> {
  const fault = findNameFault(who)
  return fault === undefined ? work() : fail(fault)
}

async function told(result: Promise<Result<unknown, RouteError>>): Promise<Answered> {
  const done = await result
  return done.ok ? json(done.value) : done
}

function made(ids: Result<string[], RouteError>): Answered {
  return ids.ok ? json({ ids: ids.value }, 201) : ids
}

function madeOne(id: Result<string, RouteError>): Answered {
  return id.ok ? json({ ids: [id.value] }, 201) : id
}

function done(result: Result<void, RouteError>): Answered {
  return result.ok ? empty : result
}
