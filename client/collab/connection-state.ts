// The words of the saved state: what each status and each refusal of the server says, and what the person can do.
import { closeCodes } from '../../shared/api/wire.ts'

export type ConnectionStatus = 'loading' | 'saved' | 'saving' | 'offline' | 'refused'

/** What the page offers: sign in again, load the page again, or download the unsaved edits and start with a fresh copy. */
export type Remedy = 'none' | 'retry' | 'sign-in' | 'reload' | 'start-afresh'

export type ConnectionState = {
  readonly status: ConnectionStatus
  /** The document has arrived and can be shown. */
  readonly ready: boolean
  /** Edits that are not on the server's disk yet. */
  readonly unsaved: number
  /** The saved state in words, as the top bar shows it. */
  readonly message: string
  readonly remedy: Remedy
  /** The server takes long to confirm, or something is wrong: shown as a warning. */
  readonly worrying: boolean
}

export type Refusal = { readonly message: string; readonly remedy: Remedy }

const changes = (count: number) => `${count} ${count === 1 ? 'change' : 'changes'}`

const refusals: Record<number, Refusal> = {
  [closeCodes.notSignedIn]: { message: 'Not saved. You are signed out: sign in again', remedy: 'sign-in' },
  [closeCodes.forbidden]: { message: 'Not saved. You may not change this project, or it is gone: ask its owner', remedy: 'reload' },
  [closeCodes.tooManyConnections]: {
    message: 'Not connected. Too many windows are open on this project: close some, then load this page again',
    remedy: 'reload',
  },
  [closeCodes.refusedUpdate]: {
    message: 'Not saved. The server refused an edit: download your unsaved edits and load the project again',
    remedy: 'start-afresh',
  },
  [closeCodes.newEpoch]: { message: 'Not saved. The project was rebuilt meanwhile: download your unsaved edits and load it again', remedy: 'start-afresh' },
  [closeCodes.reloadPage]: { message: 'Not saved. This page is older than the server: load it again', remedy: 'reload' },
  [closeCodes.tooFast]: { message: 'Not saved. Too many edits came at once: load this page again, your edits are kept', remedy: 'reload' },
}

/** For close codes 4400-4499, which are final for this copy. */
export function describeRefusal(code: number, reason: string): Refusal {
  return (
    refusals[code] ?? { message: `Not saved. The server closed the connection${reason === '' ? '' : ` (${reason})`}: load this page again`, remedy: 'reload' }
  )
}

export type ConnectionFacts = {
  readonly ready: boolean
  readonly loadFailure: string | undefined
  readonly refusal: Refusal | undefined
  readonly connected: boolean
  /** False until the first connection attempt has ended: the page does not call itself offline while it starts. */
  readonly tried: boolean
  readonly unsaved: number
  readonly kept: boolean
  readonly slow: boolean
  /** The server closed the connection because its disk takes nothing; it is tried again. */
  readonly cannotSave: boolean
}

export function describeConnection(facts: ConnectionFacts): ConnectionState {
  const base = { ready: facts.ready, unsaved: facts.unsaved, remedy: 'none' as Remedy, worrying: false }
  if (facts.refusal !== undefined) return { ...base, ...facts.refusal, status: 'refused', worrying: true }
  if (!facts.ready)
    return facts.loadFailure === undefined
      ? { ...base, status: 'loading', message: 'Loading' }
      : { ...base, status: 'offline', message: facts.loadFailure, remedy: 'retry', worrying: true }
  if (!facts.connected && facts.tried) {
    const where = facts.kept ? 'kept on this computer' : 'in this tab only: keep it open'
    if (facts.cannotSave)
      return {
        ...base,
        status: 'offline',
        message: `Not saved. The server cannot write to its disk and is tried again; ${changes(facts.unsaved)} ${facts.unsaved === 1 ? 'is' : 'are'} ${where}`,
        worrying: true,
      }
    if (facts.unsaved === 0)
      return {
        ...base,
        status: 'offline',
        message: facts.kept ? 'Offline. Changes will be kept on this computer' : 'Offline. Changes will be in this tab only',
        worrying: true,
      }
    return { ...base, status: 'offline', message: `Offline. ${changes(facts.unsaved)} ${facts.unsaved === 1 ? 'is' : 'are'} ${where}`, worrying: true }
  }
  if (facts.unsaved === 0) return { ...base, status: 'saved', message: 'Saved' }
  if (facts.slow)
    return {
      ...base,
      status: 'saving',
      message: `Not saved yet. The server does not confirm; ${changes(facts.unsaved)} ${facts.kept ? 'kept on this computer' : 'in this tab only'}`,
      worrying: true,
    }
  return { ...base, status: 'saving', message: `Saving ${changes(facts.unsaved)}` }
}
