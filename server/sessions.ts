// The only place for sign-in: one-time links and sessions. Tokens are 256 random bits; storage sees only their SHA-256 (T-42, T-49).
import { createHash, randomBytes } from 'node:crypto'
import { roles, type Role, type Subject } from '../shared/api/rights.ts'
import { fail, ok, type Result } from '../shared/schema/result.ts'
import type { PersonRecord, SessionRecord, Storage } from './storage/storage.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** How long a printed link waits for its one use. */
const LINK_LIFETIME = DAY
const IDLE_LIFETIME = 14 * DAY
const SESSION_LIFETIME = 90 * DAY
/** `seenAt` is written at most this often, so that reading a page does not write to the disk each time. */
const SEEN_EVERY = HOUR

export type Session = { readonly subject: Subject; readonly person: PersonRecord; readonly tokenHash: string }

export type Sessions = {
  /** The token of a new one-time link for the person. */
  createLinkToken(person: string): Promise<string>
  /** Swaps a link's token for a session's; a second try fails, also at the same moment. `previous` (the old cookie) ends. */
  enter(linkToken: string, previous: string | undefined): Promise<Result<{ token: string; person: PersonRecord }, { type: 'LinkNotValid' }>>
  /** Undefined: no such session, or it is over. */
  find(token: string | undefined): Promise<Session | undefined>
  /** The same for who holds only the hash of the token: an open socket. */
  findByHash(tokenHash: string): Promise<Session | undefined>
  end(tokenHash: string): Promise<void>
  /** The person of that name with that role, made or changed as needed. */
  admit(name: string, role: Role): Promise<PersonRecord>
  /** Who runs the server: the first administrator, made on the first start and named on first entry. */
  admitFirst(): Promise<PersonRecord>
}

export const SESSION_SECONDS = SESSION_LIFETIME / 1000

export function createSessions({ storage, now, newId }: { storage: Storage; now: () => Date; newId: () => string }): Sessions {
  const addPerson = async (name: string, role: Role) => {
    const person: PersonRecord = { id: newId(), name, jobTitle: '', role, createdAt: now().toISOString() }
    await storage.commit([{ write: 'put-person', person }])
    return person
  }
  const findByHash = async (tokenHash: string): Promise<Session | undefined> => {
    const session = await storage.findSession(tokenHash)
    if (session === undefined) return undefined
    const at = now().getTime()
    const idle = at - Date.parse(session.seenAt)
    if (idle > IDLE_LIFETIME || at > Date.parse(session.endsAt)) {
      await storage.commit([{ write: 'delete-session', tokenHash: session.tokenHash }])
      return undefined
    }
    if (idle > SEEN_EVERY) await storage.commit([{ write: 'put-session', session: { ...session, seenAt: now().toISOString() } }])
    const person = await storage.findPerson(session.person)
    return person === undefined ? undefined : { subject: { person: person.id, role: parseRole(person.role) }, person, tokenHash: session.tokenHash }
  }
  return {
    async createLinkToken(person) {
      const token = randomToken()
      const endsAt = new Date(now().getTime() + LINK_LIFETIME).toISOString()
      await storage.commit([{ write: 'put-login-token', token: { tokenHash: hashToken(token), person, endsAt, usedAt: undefined } }])
      return token
    },
    async enter(linkToken, previous) {
      const used = await storage.useLoginToken(hashToken(linkToken), now().toISOString())
      const person = used === undefined ? undefined : await storage.findPerson(used.person)
      if (person === undefined) return fail({ type: 'LinkNotValid' })
      const token = randomToken()
      const time = now().toISOString()
      const session: SessionRecord = {
        tokenHash: hashToken(token),
        person: person.id,
        createdAt: time,
        seenAt: time,
        endsAt: new Date(now().getTime() + SESSION_LIFETIME).toISOString(),
      }
      const ending = previous === undefined ? [] : [{ write: 'delete-session' as const, tokenHash: hashToken(previous) }]
      await storage.commit([...ending, { write: 'put-session', session }])
      return ok({ token, person })
    },
    find: async (token) => (token === undefined || token === '' ? undefined : findByHash(hashToken(token))),
    findByHash,
    end: (tokenHash) => storage.commit([{ write: 'delete-session', tokenHash }]),
    async admit(name, role) {
      const known = (await storage.listPeople()).find((person) => person.name === name)
      if (known === undefined) return addPerson(name, role)
      if (known.role === role) return known
      const person = { ...known, role }
      await storage.commit([{ write: 'put-person', person }])
      return person
    },
    async admitFirst() {
      const people = await storage.listPeople()
      const administrators = people.filter((person) => person.role === 'administrator').sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
      return administrators[0] ?? addPerson('', 'administrator')
    },
  }
}

/** A role that this version does not know gives the least rights. */
export function parseRole(text: string): Role {
  return roles.find((role) => role === text) ?? 'viewer'
}

function randomToken(): string {
  return randomBytes(32).toString('base64url')
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
