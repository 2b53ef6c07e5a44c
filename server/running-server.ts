// The only place that puts the running server together and takes it apart again.
import { getRequestListener } from '@hono/node-server'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import { parseProjectFile } from '../shared/project/project-file.ts'
import { roles } from '../shared/api/rights.ts'
import { createApp } from './app.ts'
import { createRooms } from './collab/rooms.ts'
import { createCompression } from './compression.ts'
import type { Settings } from './config.ts'
import { openControlSocket, type ControlAnswer, type ControlRequest } from './control-socket.ts'
import { readPageFiles } from './page-files.ts'
import { addProjectFile } from './routes/add-project.ts'
import { createImportJobs } from './routes/import-jobs.ts'
import { createKeptSpreadsheets } from './routes/kept-spreadsheets.ts'
import { removeOldUploads } from './routes/uploaded-files.ts'
import type { RouteDeps } from './routes/deps.ts'
import { createSessions } from './sessions.ts'
import { recheckSockets } from './socket-rights.ts'
import { openSqliteStorage } from './storage/sqlite-storage.ts'
import { answerUpgrades } from './upgrade.ts'

export type RunningServer = {
  /** Where it can be reached: `--url`, or the address it is bound to. */
  readonly address: string
  /** A fresh one-time link for whoever runs the server. */
  readonly link: string
  /** Refuses new work, finishes what began, closes everything. Takes some seconds at most. */
  stop(): Promise<void>
}

/** Milliseconds that open requests get to finish. */
const REQUESTS_WITHIN = 3_000
const DEMO_FILE = new URL('fixtures/woocommerce-to-xero.crosswalk.json', projectRoot())

/** Throws StorageRefusal or a plain Error with a sentence for people when it cannot start. */
export async function startServer(settings: Settings, log: Logger): Promise<RunningServer> {
  const now = () => new Date()
  const newId = () => randomUUID()
  const storage = await openSqliteStorage(settings.dataFolder, { commitThread: true })
  let ready = false
  const rooms = createRooms({ storage, log, now, newId })
  const sessions = createSessions({ storage, now, newId })
  const jobs = createImportJobs({ newId, onBroken: (cause) => log.error({ err: cause }, 'an import failed') })
  const spreadsheets = createKeptSpreadsheets({ dataFolder: settings.dataFolder, now, newId })
  const deps: RouteDeps = { settings, storage, rooms, sessions, jobs, spreadsheets, compression: createCompression(), log, isReady: () => ready, now, newId }
  try {
    await removeOldUploads(settings.dataFolder)
    const first = await sessions.admitFirst()
    if (settings.demo && (await storage.listProjects()).length === 0) await addDemo(deps, first.id)

    const app = createApp(deps, await readPageFiles(fileURLToPath(new URL('dist/client', projectRoot()))))
    const server = createServer(
      // A request with a broken body must not take the process with it, so errors end in the app.
      { headersTimeout: 15_000, requestTimeout: 300_000, keepAliveTimeout: 5_000, connectionsCheckingInterval: 5_000, maxHeaderSize: 16 * 1024 },
      getRequestListener(app.fetch),
    )
    server.maxConnections = 2_000
    answerUpgrades(server, deps)
    const stopRechecks = recheckSockets(deps)
    const requests = countRequests(server)
    await listen(server, settings)
    const bound = (server.address() as AddressInfo).port
    const address = settings.publicUrl ?? `http://${printHost(settings.listen)}:${bound}`
    const printLink = async (person: string) => `${settings.pageUrl ?? address}/#/enter/${await sessions.createLinkToken(person)}`
    const control = await openControlSocket(settings.dataFolder, (request) => answerControl(request, deps, printLink))
    ready = true

    return {
      address,
      link: await printLink(first.id),
      async stop() {
        ready = false
        stopRechecks()
        await control.close()
        const closed = new Promise((resolve) => server.close(resolve))
        await jobs.close()
        await spreadsheets.close()
        // A request that began may still need its room.
        await requests.finished(REQUESTS_WITHIN)
        // Sockets hear 1012 and come back to the next server; what they sent is flushed before.
        await rooms.close()
        server.closeAllConnections()
        await closed
        await storage.close()
      },
    }
  } catch (cause) {
    await rooms.close()
    await storage.close()
    throw cause
  }
}

async function answerControl(request: ControlRequest, { sessions, rooms }: RouteDeps, printLink: (person: string) => Promise<string>): Promise<ControlAnswer> {
  const role = roles.find((candidate) => candidate === request.role)
  const name = request.name.trim()
  if (role === undefined) return { error: `"${request.role}" is not a role: use ${roles.join(', ')}` }
  if (name === '' || name.length > 200) return { error: 'the name must have 1 to 200 characters' }
  const person = await sessions.admit(name, role)
  // Who was in with another role comes back with the new one.
  rooms.closeSockets((visitor) => visitor.person === person.id && visitor.role !== role, 'goingAway')
  return { link: await printLink(person.id) }
}

async function addDemo(deps: RouteDeps, person: string): Promise<void> {
  const text = await readFile(DEMO_FILE, 'utf8').catch(() => undefined)
  if (text === undefined) return deps.log.warn('the demo project is not there: starting without projects')
  const file = parseProjectFile(text)
  if (!file.ok) return deps.log.error({ reason: file.error.message }, 'the demo project cannot be read')
  const added = await addProjectFile(deps, person, file.value)
  if (!added.ok) deps.log.error({ reason: added.error }, 'the demo project cannot be added')
}

function listen(server: Server, settings: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(new Error(explainListen(cause, settings), { cause })))
    server.listen({ port: settings.port, host: settings.listen === 'localhost' ? '127.0.0.1' : settings.listen }, resolve)
  })
}

function explainListen(cause: NodeJS.ErrnoException, { port, listen: address }: Settings): string {
  if (cause.code === 'EADDRINUSE')
    return `Port ${port} is taken by another program (perhaps a Crosswalk that runs already). Stop that one, or choose another with --port.`
  if (cause.code === 'EACCES') return `Port ${port} may only be opened by an administrator. Choose one above 1023 with --port.`
  if (cause.code === 'EADDRNOTAVAIL') return `This machine does not have the address ${address}. Choose another with --listen.`
  return `The server cannot listen on ${address}:${port}: ${cause.message}`
}

function printHost(address: string): string {
  if (address === '0.0.0.0' || address === '::') return findOwnAddress() ?? '127.0.0.1'
  return address.includes(':') ? `[${address}]` : address
}

/** Under which others on the network can reach this machine: the links are for them too. */
function findOwnAddress(): string | undefined {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address
}

function countRequests(server: Server): { finished(most: number): Promise<void> } {
  let running = 0
  let tell = () => {}
  server.on('request', (_request, response) => {
    running += 1
    response.once('close', () => {
      running -= 1
      if (running === 0) tell()
    })
  })
  return {
    finished: (most) =>
      new Promise((resolve) => {
        if (running === 0) return resolve()
        tell = resolve
        setTimeout(resolve, most).unref()
      }),
  }
}

/** The same folder whether this file runs as source (server/) or compiled (dist/server/). */
function projectRoot(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? '../' : '../../', import.meta.url)
}
