// One open project: the document, its live connection, what is saved, undo, presence. The only place that starts a socket.
import * as decoding from 'lib0/decoding'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { limits } from '../../shared/api/limits.ts'
import { closeCodes, epochParameter, layoutParameter, MESSAGE_SAVED } from '../../shared/api/wire.ts'
import { createProjectDoc, LAYOUT_VERSION, watchCells, type CellChange } from '../../shared/project/project-doc.ts'
import type { EditOrigin } from '../../shared/project/edits.ts'
import { createCollectionsStore, type CollectionsStore } from './collections-store.ts'
import { createCommands, EditRefused, type Commands } from './commands.ts'
import { describeConnection, describeRefusal, type ConnectionState, type Refusal } from './connection-state.ts'
import type { ConnectionPorts } from './connection-ports.ts'
import { createCountedSocketClass, updateOfFrame, type FrameKind } from './counted-socket.ts'
import { createListeners } from './listeners.ts'
import { createPresence, type PresenceStore } from './presence.ts'
import { createSameCells, type SameCells } from './same-cells.ts'
import { createUnsavedQueue } from './unsaved-queue.ts'
import type { KeptUpdate } from './unsaved-store.ts'

export type ProjectConnection = {
  readonly project: string
  readonly doc: Y.Doc
  /** False: every edit is refused with a sentence, before the server would close the connection. */
  readonly mayEdit: boolean
  readonly store: CollectionsStore
  readonly presence: PresenceStore
  readonly edit: Commands['edit']
  readonly undo: Commands['undo']
  readonly redo: Commands['redo']
  readonly commands: Commands
  readonly sameCells: SameCells
  readonly state: () => ConnectionState
  readonly subscribe: (listener: () => void) => () => void
  /** Tries to load again after a failure to load. */
  readonly retry: () => void
  /** The edits that are not on the server, as a file to keep. */
  readonly unsavedEdits: () => string
  /** Throws this copy's unsaved edits away; the caller then opens the project anew. */
  readonly discardUnsaved: () => Promise<void>
  readonly close: () => void
}

type AwarenessChange = { readonly added: readonly number[]; readonly updated: readonly number[]; readonly removed: readonly number[] }

/** Origins of changes that are not ours to save. */
const FIRST_STATE = Symbol('first state')
const KEPT = Symbol('kept edit')

/** How old the server's answer with the state of a big project may be. Milliseconds. */
const STATE_AGE = 2_500
/** What colleagues changed at the same time is told together. Milliseconds. */
const TELL_TOGETHER = 300

export function openProject(project: string, person: string, ports: ConnectionPorts): ProjectConnection {
  const doc = createProjectDoc()
  const listeners = createListeners()
  const facts = {
    ready: false,
    loadFailure: undefined as string | undefined,
    refusal: undefined as Refusal | undefined,
    connected: false,
    tried: false,
    slow: false,
    cannotSave: false,
  }
  let epoch = ''
  let closed = false
  let slowTimer: ReturnType<typeof setTimeout> | undefined
  let state = describeConnection({ ...facts, unsaved: 0, kept: true })

  const update = (changed: Partial<typeof facts> = {}) => {
    Object.assign(facts, changed)
    const next = describeConnection({ ...facts, unsaved: queue.count(), kept: queue.isKept() })
    if (JSON.stringify(next) === JSON.stringify(state)) return
    state = next
    listeners.notify()
  }
  const queue = createUnsavedQueue(
    ports.unsaved,
    () => epoch,
    ports.newId,
    () => {
      clearTimeout(slowTimer)
      facts.slow = false
      if (queue.count() > 0) slowTimer = setTimeout(() => update({ slow: true }), ports.slowAfter)
      else sameCells.saved()
      update()
    },
  )

  const sameCells = createSameCells(doc, {
    person,
    isOffline: () => facts.tried && !facts.connected,
    clock: () => Date.now(),
    later: (work) => void setTimeout(() => !closed && work(), TELL_TOGETHER),
  })

  // Before the provider's own listener: an edit must wait in the queue before its frame goes out.
  let lastChanges: readonly CellChange[] = []
  const stopWatching = watchCells(doc, (changes) => (lastChanges = changes))
  const onUpdate = (bytes: Uint8Array, origin: unknown) => {
    const changes = lastChanges
    lastChanges = []
    if (origin === provider || origin === FIRST_STATE || origin === KEPT) return
    queue.add(bytes, (origin as EditOrigin | null)?.command ?? ports.newId(), changes)
  }
  doc.on('update', onUpdate)

  /** An edit or catch-up too big for a frame goes over HTTP. */
  const sendAround = (kind: FrameKind, bytes: Uint8Array, command: string) => {
    const saved = queue.take(kind)
    ports.postUpdate(project, bytes, command).then(saved, (failure: { readonly refused?: boolean }) => {
      if (failure.refused === true) refuse(describeRefusal(closeCodes.refusedUpdate, ''))
      // A new connection offers it again; a refusal would only be repeated.
      else provider.ws?.close()
    })
  }
  const Socket = createCountedSocketClass(ports.Socket, {
    onSocket: queue.onSocket,
    beforeFrame: (kind, bytes) => {
      // What is caught up is of one command only where one edit waits.
      const command = (kind === 'update' || queue.count() === 1 ? queue.lastCommand() : undefined) ?? ports.newId()
      if (bytes.byteLength <= limits.frame) return { send: true, command }
      sendAround(kind, updateOfFrame(bytes), command)
      return { send: false, command }
    },
    afterFrame: queue.onFrame,
  })
  const provider = new WebsocketProvider(ports.socketOrigin, `sync/${encodeURIComponent(project)}`, doc, {
    connect: false,
    disableBc: true,
    maxBackoffTime: 5_000,
    WebSocketPolyfill: Socket as typeof WebSocket,
  })
  provider.messageHandlers[MESSAGE_SAVED] = (_encoder: unknown, decoder: decoding.Decoder) => queue.onSaved(decoding.readVarUint(decoder))
  // The provider would send everybody's movements back to the server; ours are enough.
  const announce = provider._awarenessUpdateHandler
  provider.awareness.off('update', announce)
  provider.awareness.on('update', (moved: AwarenessChange, origin: unknown) => {
    if ([...moved.added, ...moved.updated, ...moved.removed].includes(provider.awareness.clientID)) announce(moved, origin)
  })
  const presence = createPresence(provider.awareness)
  const store = createCollectionsStore(doc)
  const commands = createCommands(doc, person, ports.newId)

  const refuse = (refusal: Refusal) => {
    provider.shouldConnect = false
    update({ refusal, connected: false })
  }
  provider.on('status', ({ status }) => {
    if (status === 'connected') presence.announce()
    update({ connected: status === 'connected', ...(status === 'connecting' ? {} : { tried: true }), ...(status === 'connected' ? { cannotSave: false } : {}) })
  })
  provider.on('connection-close', (event) => update({ connected: false, tried: true, cannotSave: event?.code === closeCodes.cannotSave }))
  provider.on('closed', ({ code, reason }) => refuse(describeRefusal(code, reason)))

  const load = async () => {
    update({ loadFailure: undefined })
    try {
      const first = await ports.fetchState(project)
      const kept = await ports.unsaved.list().catch((): KeptUpdate[] => [])
      if (closed) return
      epoch = first.epoch
      Y.applyUpdate(doc, first.state, FIRST_STATE)
      const refusal = await reapply(kept)
      if (closed) return
      provider.params = { [layoutParameter]: String(LAYOUT_VERSION), ...(epoch === '' ? {} : { [epochParameter]: epoch }) }
      update({ ready: true })
      if (refusal === undefined) provider.connect()
      else refuse(refusal)
    } catch (error) {
      if (!closed) update({ loadFailure: error instanceof Error ? error.message : 'The project could not be loaded. Try again.' })
    }
  }
  /** Edits of an earlier visit that never reached the disk: on top of the first state, then out with the first step 2. */
  const reapply = async (kept: readonly KeptUpdate[]): Promise<Refusal | undefined> => {
    if (kept.length === 0) return undefined
    for (const one of kept) queue.adopt(one)
    if (kept.some((one) => one.epoch !== epoch)) return describeRefusal(closeCodes.newEpoch, '')
    const together = Y.mergeUpdates(kept.map((one) => one.update))
    if (!isComplete(doc, together)) {
      // The state of a big project may be a moment old: what these edits build on can be missing from it only for so long.
      await ports.wait(STATE_AGE)
      const again = await ports.fetchState(project)
      if (closed) return undefined
      Y.applyUpdate(doc, again.state, FIRST_STATE)
      if (!isComplete(doc, together)) return describeRefusal(closeCodes.refusedUpdate, '')
    }
    const adopted = sameCells.adopt(kept)
    Y.applyUpdate(doc, together, KEPT)
    adopted()
    return undefined
  }
  void load()

  return {
    project,
    doc,
    mayEdit: ports.mayEdit,
    store,
    presence,
    commands,
    sameCells,
    edit: (label, work) => {
      if (!facts.ready) throw new Error('the project has not arrived yet')
      if (!ports.mayEdit) throw new EditRefused('You may read this project but not change it. Ask its owner for the role of an editor.')
      return commands.edit(label, work)
    },
    undo: commands.undo,
    redo: commands.redo,
    state: () => state,
    subscribe: listeners.subscribe,
    retry: () => void load(),
    unsavedEdits: () =>
      JSON.stringify(
        { format: 'crosswalk-unsaved-edits', project, epoch, edits: queue.list().map(({ command, changes }) => ({ command, changes })) },
        undefined,
        2,
      ),
    discardUnsaved: queue.clear,
    close: () => {
      closed = true
      clearTimeout(slowTimer)
      stopWatching()
      sameCells.close()
      store.close()
      presence.close()
      provider.destroy()
      doc.off('update', onUpdate)
      doc.destroy()
    },
  }
}

/** False: the edits build on something the server does not have; they would wait for it invisibly. */
function isComplete(doc: Y.Doc, kept: Uint8Array): boolean {
  const scratch = createProjectDoc()
  Y.applyUpdate(scratch, Y.encodeStateAsUpdate(doc))
  Y.applyUpdate(scratch, kept)
  const complete = scratch.store.pendingStructs === null && scratch.store.pendingDs === null
  scratch.destroy()
  return complete
}
