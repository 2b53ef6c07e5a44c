// Every limit of the program, in one place (DESIGN §9.12). Bytes unless the name says otherwise.
const KiB = 1024
const MiB = 1024 * KiB

export const limits = {
  upload: 64 * MiB,
  frame: 4 * MiB,
  catchUp: 64 * MiB,
  connectionsAProject: 300,
  connectionsAPerson: 20,
  /** Token bucket of a socket. */
  messagesASecond: 100,
  messageBurst: 500,
  storedRowsNotice: 10_000,
  storedRowsMost: 25_000,
  cellTextCharacters: 32_000,
  formulaCharacters: 10_000,
  evaluatedText: MiB,
  record: MiB,
  /** One picture of a use case. */
  picture: 5 * MiB,
  /** A request with a line for each of many rows or findings. */
  listRequest: 4 * MiB,
  document: 25 * MiB,
  compactAtLogRows: 500,
  compactAtLogBytes: 4 * MiB,
  /** Documents leave memory this long after the last person. Milliseconds. */
  unloadAfter: 60_000,
  /** Edits are committed together, at most once in this time. Milliseconds. */
  commitTick: 25,
  /** Presence of a room is sent together. Milliseconds. */
  presenceTick: 40,
  /** Above this a slow socket gets no presence; above `bufferedClose` it is closed to resync. */
  bufferedSkipPresence: MiB,
  bufferedClose: 8 * MiB,
  /** Updates that wait for others they build on (T-36). */
  parked: 256 * KiB,
  /** Of one object; the largest of ours has about thirty, and newer layouts may bring some more. */
  cellsAnObject: 200,
  /** Depth of a stored value: a condition inside a case inside a case needs about ten. */
  nesting: 32,
  /** Imports that wait or run: for the whole server, and for one project. */
  imports: 20,
  importsAProject: 5,
  importWall: 120_000,
  importMemoryMiB: 2048,
} as const
