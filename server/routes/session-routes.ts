// The only routes of /api/session: enter with a link, who am I, name myself, leave.
import { enterRequest, nameRequest, sessionAnswer, type SessionAnswer } from '../../shared/api/routes.ts'
import { printEndedCookie, printSessionCookie } from '../session-cookie.ts'
import { parseRole } from '../sessions.ts'
import type { PersonRecord } from '../storage/storage.ts'
import { json, openRoute, route, type Route } from './route.ts'

export const sessionRoutes: readonly Route[] = [
  openRoute({
    method: 'POST',
    path: '/api/session/enter',
    summary: 'Swap the one-time token of a sign-in link for a session cookie',
    body: enterRequest,
    answer: sessionAnswer,
    async handle({ deps, body, cookie }) {
      const entered = await deps.sessions.enter(body.token, cookie)
      if (!entered.ok) return entered
      const headers = { 'set-cookie': printSessionCookie(deps.settings, entered.value.token) }
      return { ok: true, value: { kind: 'json', value: personToSession(entered.value.person), headers } }
    },
  }),
  route({
    method: 'GET',
    path: '/api/session',
    summary: 'The signed-in person',
    gate: 'signed-in',
    answer: sessionAnswer,
    handle: async ({ who }) => json(personToSession(who.person)),
  }),
  route({
    method: 'PATCH',
    path: '/api/session',
    summary: 'Give your name and job title, as shown to colleagues',
    gate: 'signed-in',
    body: nameRequest,
    answer: sessionAnswer,
    async handle({ deps, who, body }) {
      const person = { ...who.person, name: body.name, jobTitle: body.jobTitle }
      await deps.storage.commit([{ write: 'put-person', person }])
      return json(personToSession(person))
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/session',
    summary: 'Sign out',
    gate: 'signed-in',
    async handle({ deps, who }) {
      await deps.sessions.end(who.tokenHash)
      deps.rooms.closeSockets(({ session }) => session === who.tokenHash, 'notSignedIn')
      return { ok: true, value: { kind: 'empty', headers: { 'set-cookie': printEndedCookie(deps.settings) } } }
    },
  }),
]

function personToSession(person: PersonRecord): SessionAnswer {
  return { person: person.id, name: person.name, jobTitle: person.jobTitle, role: parseRole(person.role), named: person.name !== '' }
}
