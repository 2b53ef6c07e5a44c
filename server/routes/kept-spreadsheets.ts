// The only place that keeps read spreadsheets until their import is looked through: on disk, a short while, for who uploaded them.
import { createWriteStream } from 'node:fs'
import { mkdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Spreadsheet } from '../../shared/spreadsheet/spreadsheet.ts'

export type KeptSpreadsheets = {
  /** Answers its id. The oldest go when there are too many. */
  keep(project: string, person: string, spreadsheet: Spreadsheet): Promise<string>
  /** As JSON. Undefined: not theirs, or gone. */
  find(project: string, person: string, id: string): Promise<Uint8Array | undefined>
  close(): Promise<void>
}

/** Milliseconds. */
const KEPT_FOR = 2 * 60 * 60_000
const MOST_KEPT = 50
const MOST_OF_A_PERSON = 5
/** Bytes of all together. */
const MOST_BYTES = 512 * 1024 * 1024
/** Rows that are printed at once: a few milliseconds. */
const ROWS_AT_ONCE = 500

type Kept = { readonly id: string; readonly project: string; readonly person: string; readonly path: string; readonly size: number; readonly since: number }

type Setup = { readonly dataFolder: string; readonly now: () => Date; readonly newId: () => string; readonly mostBytes?: number }

/** `dataFolder`: what a killed server left in it goes with the uploads at the next start. */
export function createKeptSpreadsheets({ dataFolder, now, newId, mostBytes = MOST_BYTES }: Setup): KeptSpreadsheets {
  const kept = new Map<string, Kept>()
  const drop = async (one: Kept) => {
    kept.delete(one.id)
    await rm(one.path, { force: true })
  }
  const dropOld = async () => {
    const all = [...kept.values()]
    const old = all.filter(({ since }) => now().getTime() - since > KEPT_FOR)
    const left = all.filter((one) => !old.includes(one))
    for (const person of new Set(left.map((one) => one.person))) old.push(...left.filter((one) => one.person === person).slice(0, -MOST_OF_A_PERSON))
    const going = new Set([...old, ...left.slice(0, -MOST_KEPT)])
    let bytes = all.reduce((sum, one) => sum + (going.has(one) ? 0 : one.size), 0)
    for (const one of all) {
      if (bytes <= mostBytes || going.has(one)) continue
      going.add(one)
      bytes -= one.size
    }
    for (const one of going) await drop(one)
  }
  return {
    async keep(project, person, spreadsheet) {
      const folder = join(dataFolder, 'tmp')
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const id = newId()
      const path = join(folder, `spreadsheet-${id}`)
      await pipeline(Readable.from(printSpreadsheet(spreadsheet)), createWriteStream(path, { mode: 0o600, flags: 'wx' }))
      const { size } = await stat(path)
      kept.set(id, { id, project, person, path, size, since: now().getTime() })
      await dropOld()
      return id
    },
    async find(project, person, id) {
      await dropOld()
      const one = kept.get(id)
      if (one?.project !== project || one.person !== person) return undefined
      return readFile(one.path).catch((cause: NodeJS.ErrnoException) => {
        // Somebody else's upload made room meanwhile.
        if (cause.code === 'ENOENT') return undefined
        throw cause
      })
    },
    async close() {
      for (const one of kept.values()) await drop(one)
    },
  }
}

/** JSON in pieces, so that a large one does not keep the others waiting. */
function* printSpreadsheet({ sheets, ...facts }: Spreadsheet): Generator<string> {
  yield `${JSON.stringify(facts).slice(0, -1)},"sheets":[`
  for (const [at, { rows, remarks, ...head }] of sheets.entries()) {
    yield `${at === 0 ? '' : ','}${JSON.stringify(head).slice(0, -1)},"rows":[`
    yield* printList(rows)
    yield '],"remarks":['
    yield* printList(remarks)
    yield ']}'
  }
  yield ']}'
}

function* printList(list: readonly unknown[]): Generator<string> {
  for (let at = 0; at < list.length; at += ROWS_AT_ONCE) yield `${at === 0 ? '' : ','}${JSON.stringify(list.slice(at, at + ROWS_AT_ONCE)).slice(1, -1)}`
}
