// Reads what storage holds of a project's document, whole: the only reader of snapshot and log.
import type { Storage } from '../storage/storage.ts'

export type StoredDocument = { readonly updates: readonly Uint8Array[]; readonly lastSeq: number; readonly logRows: number; readonly logBytes: number }

const TRIES = 5

/**
 * Snapshot and log are two answers; a compaction between them moves rows from one to the other. Seqs tell: they are without gaps.
 * Throws when they stay so: then rows are lost, and opening the document without them would hide it.
 */
export async function readStoredDocument(storage: Pick<Storage, 'findSnapshot' | 'readLog' | 'measureLog'>, project: string): Promise<StoredDocument> {
  for (let tries = 1; ; tries++) {
    const snapshot = await storage.findSnapshot(project)
    const upto = snapshot?.uptoSeq ?? 0
    const rows = await storage.readLog(project, upto)
    const { lastSeq } = await storage.measureLog(project)
    if (rows.every(({ seq }, index) => seq === upto + 1 + index) && lastSeq === upto + rows.length) {
      const logBytes = rows.reduce((sum, { update }) => sum + update.length, 0)
      return { updates: [...(snapshot === undefined ? [] : [snapshot.state]), ...rows.map(({ update }) => update)], lastSeq, logRows: rows.length, logBytes }
    }
    if (tries === TRIES) throw new Error(`the log of project ${project} has a gap after ${upto}: it ends at ${lastSeq} and ${rows.length} rows were found`)
  }
}
