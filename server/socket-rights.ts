// The only place that asks again whether open sockets may stay: sessions end and roles change while people are connected (T-33).
import { can } from '../shared/api/rights.ts'
import type { CloseReason } from '../shared/api/wire.ts'
import type { Visitor } from './collab/room-socket.ts'
import type { RouteDeps } from './routes/deps.ts'

/** Milliseconds between two rounds. What ends a right closes sockets at once; this is the net for what nobody announced, such as time. */
const RECHECK_EVERY = 60_000

type Deps = Pick<RouteDeps, 'rooms' | 'sessions' | 'log'>

/** Answers how to stop it. */
export function recheckSockets(deps: Deps, every: number = RECHECK_EVERY): () => void {
  const timer = setInterval(() => {
    checkOnce(deps).catch((cause: unknown) => deps.log.error({ err: cause }, 'open sockets could not be checked; they are again with the next round'))
  }, every)
  timer.unref()
  return () => clearInterval(timer)
}

async function checkOnce({ rooms, sessions }: Deps): Promise<void> {
  for (const visitor of rooms.listVisitors()) {
    const reason = await findReason(sessions, visitor)
    if (reason !== undefined) rooms.closeSockets((each) => each === visitor, reason)
  }
}

/** Undefined: it may stay. An open socket is a use of its session. */
async function findReason(sessions: Deps['sessions'], visitor: Visitor): Promise<CloseReason | undefined> {
  const session = await sessions.findByHash(visitor.session)
  if (session === undefined || session.subject.person !== visitor.person) return 'notSignedIn'
  if (!can(session.subject, 'project.read', visitor.project)) return 'forbidden'
  // It comes back with the role that its person has now.
  return session.subject.role === visitor.role ? undefined : 'goingAway'
}
