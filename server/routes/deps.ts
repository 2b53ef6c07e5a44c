// What every route is given: the parts of the running server.
import type { Logger } from 'pino'
import type { Rooms } from '../collab/rooms.ts'
import type { Compression } from '../compression.ts'
import type { Settings } from '../config.ts'
import type { Sessions } from '../sessions.ts'
import type { Storage } from '../storage/storage.ts'
import type { ImportJobs } from './import-jobs.ts'
import type { KeptSpreadsheets } from './kept-spreadsheets.ts'

export type RouteDeps = {
  readonly settings: Settings
  readonly storage: Storage
  readonly rooms: Rooms
  readonly sessions: Sessions
  readonly jobs: ImportJobs
  readonly spreadsheets: KeptSpreadsheets
  readonly compression: Compression
  readonly log: Logger
  /** False: stopping, or not up yet. */
  readonly isReady: () => boolean
  readonly now: () => Date
  readonly newId: () => string
}
