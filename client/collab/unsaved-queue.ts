// The only place that knows which of our edits are on the server's disk: each edit waits here, and on this computer, until
// the server's "saved" frame covers the frame that carried it. State vectors cannot tell: a pure delete does not move them.
import type { CellChange } from '../../shared/project/project-doc.ts'
import type { KeptUpdate, UnsavedStore } from './unsaved-store.ts'

type Waiting = {
  readonly kept: KeptUpdate
  /** Resolves when it lies in the store (or could not be put there). */
  stored: Promise<void>
  /** Number of the frame of the current socket that carried it last; undefined: not sent on this socket. */
  frame: number | undefined
}

export type UnsavedQueue = {
  /** An edit made now. */
  readonly add: (update: Uint8Array, command: string, changes: readonly CellChange[]) => void
  /** An edit kept from an earlier visit. */
  readonly adopt: (kept: KeptUpdate) => void
  readonly onSocket: () => void
  /** An update frame carries the edit made last; a step 2 carries everything that waits. */
  readonly onFrame: (kind: 'step2' | 'update', frame: number) => void
  /** The server has committed the first `count` document frames of this socket. */
  readonly onSaved: (count: number) => void
  /** What a frame of this kind would carry, to be sent another way; call the answer when that is on disk. */
  readonly take: (kind: 'step2' | 'update') => () => void
  readonly count: () => number
  /** False once the browser refused to keep an edit: it lives in this tab only. */
  readonly isKept: () => boolean
  readonly list: () => readonly KeptUpdate[]
  readonly lastCommand: () => string | undefined
  readonly clear: () => Promise<void>
}

export function createUnsavedQueue(store: UnsavedStore, epoch: () => string, newId: () => string, onChange: () => void): UnsavedQueue {
  let waiting: Waiting[] = []
  let kept = true
  const release = (saved: readonly Waiting[]) => {
    if (saved.length === 0) return
    const gone = new Set(saved)
    waiting = waiting.filter((one) => !gone.has(one))
    // After its own addition, so that a removal never overtakes it.
    void Promise.all(saved.map((one) => one.stored)).then(() => store.remove(saved.map((one) => one.kept.key)).catch(() => {}))
    onChange()
  }
  return {
    add: (update, command, changes) => {
      const one: KeptUpdate = { key: newId(), epoch: epoch(), command, update, changes }
      const stored = store.add(one).catch(() => {
        kept = false
        onChange()
      })
      waiting.push({ kept: one, stored, frame: undefined })
      onChange()
    },
    adopt: (one) => {
      waiting.push({ kept: one, stored: Promise.resolve(), frame: undefined })
      onChange()
    },
    onSocket: () => {
      for (const one of waiting) one.frame = undefined
    },
    onFrame: (kind, frame) => {
      if (kind === 'step2') for (const one of waiting) one.frame = frame
      else {
        const last = waiting.at(-1)
        if (last !== undefined) last.frame = frame
      }
    },
    onSaved: (count) => release(waiting.filter((one) => one.frame !== undefined && one.frame <= count)),
    take: (kind) => {
      const taken = kind === 'step2' ? [...waiting] : waiting.slice(-1)
      return () => release(taken.filter((one) => waiting.includes(one)))
    },
    count: () => waiting.length,
    isKept: () => kept,
    list: () => waiting.map((one) => one.kept),
    lastCommand: () => waiting.at(-1)?.kept.command,
    clear: async () => {
      const keys = waiting.map((one) => one.kept.key)
      waiting = []
      await store.remove(keys)
      onChange()
    },
  }
}
