// The only place that answers `upgrade` requests: /sync/<project>, from our own page only, with a session and the right to read (T-30, T-31).
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { can } from '../shared/api/rights.ts'
import { isOwnHost, isOwnOrigin } from './request-checks.ts'
import type { RouteDeps } from './routes/deps.ts'
import { readSessionCookie } from './session-cookie.ts'

export function answerUpgrades(server: Server, deps: RouteDeps): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Without a listener an error of a socket ends the process.
    socket.on('error', () => socket.destroy())
    answerUpgrade(request, socket, head, deps).catch((cause: unknown) => {
      deps.log.error({ err: cause }, 'an upgrade failed')
      socket.destroy()
    })
  })
}

async function answerUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer, deps: RouteDeps): Promise<void> {
  const { host, origin, cookie } = request.headers
  // A cookie alone must not do: any page can make the browser send it.
  if (!isOwnHost(deps.settings, host) || !isOwnOrigin(deps.settings, host, origin)) return refuse(socket, '403 Forbidden')
  const project = projectOf(request.url ?? '')
  if (project === undefined) return refuse(socket, '404 Not Found')
  if (!deps.isReady()) return refuse(socket, '503 Service Unavailable')
  const session = await deps.sessions.find(readSessionCookie(deps.settings, cookie))
  // Browsers cannot see the status of a refused upgrade, so these are accepted and closed with a reason at once.
  if (session === undefined) return deps.rooms.refuseUpgrade(request, socket, head, 'notSignedIn')
  const mayRead = can(session.subject, 'project.read', project) && (await deps.storage.findProject(project)) !== undefined
  if (!mayRead) return deps.rooms.refuseUpgrade(request, socket, head, 'forbidden')
  const { subject, person, tokenHash } = session
  deps.rooms.handleUpgrade(request, socket, head, { person: subject.person, name: person.name, role: subject.role, project, session: tokenHash })
}

function projectOf(url: string): string | undefined {
  const match = /^\/sync\/([^/?]+)(?:\?|$)/.exec(url)
  try {
    return match?.[1] === undefined ? undefined : decodeURIComponent(match[1])
  } catch {
    return undefined
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
