// A whole app over memory storage for tests of routes: signed-in people by role, requests without a port. Rooms and importers are real.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import type { Role } from '../shared/api/rights.ts'
import { createApp, type App } from './app.ts'
import { createRooms } from './collab/rooms.ts'
import { createCompression } from './compression.ts'
import type { Settings } from './config.ts'
import type { PageFiles } from './page-files.ts'
import { createImportJobs } from './routes/import-jobs.ts'
import { createKeptSpreadsheets } from './routes/kept-spreadsheets.ts'
import type { RouteDeps } from './routes/deps.ts'
import { createSessions } from './sessions.ts'
import { createMemoryStorage } from './storage/memory-storage.ts'
import { openSqliteStorage } from './storage/sqlite-storage.ts'
import type { Storage } from './storage/storage.ts'

export const ORIGIN = 'http://127.0.0.1:4870'

export type TestApp = {
  readonly app: App
  readonly deps: RouteDeps
  /** Cookie header of a person with that role. */
  signIn(role: Role): Promise<string>
  /** As the page sends it: own origin, and JSON where there is a value. */
  ask(method: string, path: string, options?: AskOptions): Promise<Response>
  setReady(ready: boolean): void
  setNow(time: Date): void
  close(): Promise<void>
}

export type AskOptions = {
  readonly cookie?: string
  readonly json?: unknown
  readonly body?: string | FormData | ArrayBuffer | Uint8Array<ArrayBuffer>
  readonly headers?: Readonly<Record<string, string>>
}

/** `openStorage`: over the data folder; absent: storage in memory. */
export async function buildApp(
  changes: Partial<Settings> = {},
  page: PageFiles = new Map(),
  openStorage: (folder: string) => Promise<Storage> = async () => createMemoryStorage(),
): Promise<TestApp> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'crosswalk-app-'))
  const settings: Settings = { dataFolder, port: 4870, listen: '127.0.0.1', publicUrl: undefined, pageUrl: undefined, demo: false, ...changes }
  const storage = await openStorage(dataFolder)
  const log = pino({ level: 'silent' })
  let ids = 0
  let ready = true
  let time = new Date('2026-11-22T09:00:00Z')
  const now = () => time
  const newId = () => `id-${++ids}`
  const rooms = createRooms({ storage, log, now, newId })
  const jobs = createImportJobs({
    newId,
    onBroken: (cause) => {
      throw cause
    },
  })
  const sessions = createSessions({ storage, now, newId })
  const spreadsheets = createKeptSpreadsheets({ dataFolder: settings.dataFolder, now, newId })
  const deps: RouteDeps = { settings, storage, rooms, sessions, jobs, spreadsheets, compression: createCompression(), log, isReady: () => ready, now, newId }
  const app = createApp(deps, page)
  return {
    app,
    deps,
    async signIn(role) {
      const person = await sessions.admit(`a ${role}`, role)
      const entered = await sessions.enter(await sessions.createLinkToken(person.id), undefined)
      if (!entered.ok) throw new Error('signing in failed')
      return `crosswalk=${entered.value.token}`
    },
    async ask(method, path, { cookie, json, body, headers } = {}) {
      const all = new Headers({ host: '127.0.0.1:4870', ...(method === 'GET' ? {} : { origin: ORIGIN }), ...headers })
      if (cookie !== undefined) all.set('cookie', cookie)
      if (json !== undefined) all.set('content-type', 'application/json')
      const content = json === undefined ? body : JSON.stringify(json)
      return app.request(`${ORIGIN}${path}`, { method, headers: all, ...(content === undefined ? {} : { body: content }) })
    },
    setReady(value) {
      ready = value
    },
    setNow(value) {
      time = value
    },
    async close() {
      await jobs.close()
      await spreadsheets.close()
      await rooms.close()
      await storage.close()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

/** The same over SQLite, as the server has it. */
export function buildDiskApp(): Promise<TestApp> {
  return buildApp({}, new Map(), (folder) => openSqliteStorage(folder, { commitThread: true }))
}
