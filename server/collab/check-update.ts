// What a client may send: checked on the bytes before they are applied, and on what they changed before anybody else sees it (T-35).
import * as Y from 'yjs'
import { limits } from '../../shared/api/limits.ts'
import {
  cellsOf,
  collectionNames,
  isRootName,
  LAYOUT_VERSION,
  readCell,
  readObject,
  requiredCells,
  type CellChange,
  type CellHome,
} from '../../shared/project/project-doc.ts'
import { isReserved } from '../../shared/project/reserved-cells.ts'
import type { CellWrite } from '../../shared/project/edits.ts'
import { id as objectId } from '../../shared/project/parts.ts'
import { collections, projectInfo } from '../../shared/project/project.ts'
import { rowFingerprint } from '../../shared/review/row-status.ts'

/** Why an update is refused, in words for the log and the person; undefined: it may be applied. Never throws. */
export function findUpdateFault(update: Uint8Array): string | undefined {
  try {
    for (const struct of Y.decodeUpdate(update).structs) {
      const fault = struct instanceof Y.Item ? findStructFault(struct) : undefined
      if (fault !== undefined) return fault
    }
    return undefined
  } catch {
    // Includes the stack overflow of a value nested thousands deep.
    return 'the update cannot be decoded'
  }
}

function findStructFault(item: Y.Item): string | undefined {
  if (typeof item.parent === 'string' && !isRootName(item.parent)) return `there is no collection ${JSON.stringify(item.parent)}`
  const { content } = item
  if (content instanceof Y.ContentDeleted) return undefined
  if (content instanceof Y.ContentType) return content.type instanceof Y.Map ? undefined : 'only objects and cells can be stored'
  if (!(content instanceof Y.ContentAny)) return 'only plain JSON can be stored in a cell'
  return content.arr.every((value) => isPlainJson(value, limits.nesting)) ? undefined : 'a cell is not plain JSON, or nested too deep'
}

/** What a finished transaction did that the layout forbids; undefined: nothing. Looks only at what changed. Call it inside `afterTransaction`. */
export function findChangeFault(doc: Y.Doc, transaction: Y.Transaction, changes: readonly CellChange[]): string | undefined {
  return findPlaceFault(doc, transaction) ?? findRootFault(doc, transaction) ?? findValueFault(doc, changes)
}

/** What only the server writes, with its own name and time: nobody signs off over a socket. */
export function findReservedFault(changes: readonly CellChange[]): string | undefined {
  return changes.some((change) => isReserved(change) && !lowersUseCase(change))
    ? 'sign-offs, approvals, waivers and baselines cannot be edited: only the server writes them'
    : undefined
}

/**
 * The writes that keep what was approved and signed off as it was: a row its fingerprint, also where somebody set one for another status at the
 * same time or there was none yet, and a use case its status. A row that was changed then counts as changed since. Putting it right and not
 * refusing it, because nobody who is at work apart can know of the approval.
 */
export function listApprovalRepairs(doc: Y.Doc, changes: readonly CellChange[]): CellWrite[] {
  const before = new Map<string, Map<string, CellChange['before']>>()
  const signed = new Set<string>()
  for (const change of changes) {
    const { home, object, cell, before: value } = change
    if (lowersUseCase(change)) signed.add(object)
    if (home !== 'rows') continue
    const cells = before.get(object) ?? new Map<string, CellChange['before']>()
    before.set(object, cells.has(cell) ? cells : cells.set(cell, value))
  }
  const repairs: CellWrite[] = [...signed].map((object) => ({ home: 'useCases', object, cell: 'status', value: 'signed-off' }))
  for (const [object, cells] of before) {
    if (readCell(doc, 'rows', object, 'status') !== 'approved') continue
    // Its fingerprint does not tell in which map it was approved.
    if (cells.has('fieldMap')) {
      repairs.push({ home: 'rows', object, cell: 'status', value: undefined }, { home: 'rows', object, cell: 'statusHash', value: undefined })
      continue
    }
    const kept = cells.has('statusHash') ? cells.get('statusHash') : readCell(doc, 'rows', object, 'statusHash')
    const row = kept === undefined ? readObject(doc, 'rows', object) : undefined
    const value = row === undefined ? kept : rowFingerprint({ ...row, ...Object.fromEntries(cells) })
    if (row !== undefined || cells.has('statusHash')) repairs.push({ home: 'rows', object, cell: 'statusHash', value })
  }
  return repairs
}

function lowersUseCase({ home, cell, before, after }: CellChange): boolean {
  return home === 'useCases' && cell === 'status' && before === 'signed-off' && after !== 'signed-off'
}

/** Every new item must sit where the layout has a place for it: an object in a collection, a value in a cell. */
function findPlaceFault(doc: Y.Doc, transaction: Y.Transaction): string | undefined {
  const roots = new Map<unknown, CellHome | 'meta'>([...collectionNames, 'info' as const, 'meta' as const].map((name) => [doc.getMap(name), name]))
  for (const [client, until] of transaction.afterState) {
    const from = transaction.beforeState.get(client) ?? 0
    if (from === until) continue
    const structs = doc.store.clients.get(client) ?? []
    for (let index = Y.findIndexSS(structs, from); index < structs.length; index++) {
      const item = structs[index]
      if (!(item instanceof Y.Item) || item.deleted) continue
      if (item.parentSub === null) return 'a list was written where an object belongs'
      const root = roots.get(item.parent)
      const isObject = item.content instanceof Y.ContentType
      if (root === undefined) {
        const parent = item.parent as Y.AbstractType<unknown>
        if (isObject || !roots.has(parent.parent)) return 'an object was written inside a cell'
      } else if (isObject === (root === 'info' || root === 'meta'))
        return isObject ? 'an object was written where a value belongs' : 'a value was written where an object belongs'
    }
  }
  return undefined
}

/** Objects are deleted by a mark, never taken out; the layout is raised by the server only. */
function findRootFault(doc: Y.Doc, transaction: Y.Transaction): string | undefined {
  for (const [type, keys] of transaction.changed) {
    if ((type as unknown) === doc.getMap('meta')) {
      const meta = doc.getMap('meta')
      if (meta.get('layout') !== LAYOUT_VERSION || meta.size !== 1) return 'the layout of the document can only be changed by the server'
      continue
    }
    const home = collectionNames.find((name) => (type as unknown) === doc.getMap(name))
    if (home === undefined) continue
    const event = new Y.YMapEvent(doc.getMap(home), transaction, keys as Set<string>)
    for (const key of keys) {
      if (key === null) return 'a list was written where an object belongs'
      if (!objectId.safeParse(key).success) return 'an id is empty or too long'
      // Absent: it came and went within the update, or lost against the one that stands.
      const action = event.changes.keys.get(key)?.action
      if (action === 'delete') return 'an object was taken out instead of being marked as deleted'
      // What stood there would be gone without a trace, signatures too.
      if (action === 'update') return 'an object was put in place of another'
      if (action === 'add' && cellsOf(doc, home, key)?.size === 0) return 'an object without cells was written'
    }
    if (home === 'rows' && doc.getMap(home).size > limits.storedRowsMost) return `a project holds at most ${limits.storedRowsMost} rows`
  }
  return undefined
}

function findValueFault(doc: Y.Doc, changes: readonly CellChange[]): string | undefined {
  const seen = new Set<string>()
  for (const { home, object, cell, after } of changes) {
    const shape = shapeOf(home, cell)
    if (after === undefined ? shape !== undefined && !shape.safeParse(undefined).success : !fits(shape, after))
      return `${home} ${object}: the value of ${cell} does not fit`
    if (home === 'info' || seen.has(`${home} ${object}`)) continue
    seen.add(`${home} ${object}`)
    if ((cellsOf(doc, home, object)?.size ?? 0) > limits.cellsAnObject) return `${home} ${object}: an object has at most ${limits.cellsAnObject} cells`
    for (const required of requiredCells[home]) {
      if (readCell(doc, home, object, required) === undefined) return `${home} ${object}: ${required} is missing`
    }
  }
  return undefined
}

type Shape = { safeParse(value: unknown): { success: boolean } }

/** Undefined: a cell of a newer layout, kept as it is. */
function shapeOf(home: CellHome, cell: string): Shape | undefined {
  const shapes: Record<string, Shape> = home === 'info' ? projectInfo.shape : collections[home].shape
  return Object.hasOwn(shapes, cell) ? shapes[cell] : undefined
}

function fits(shape: Shape | undefined, value: unknown): boolean {
  return shape === undefined ? JSON.stringify(value).length <= limits.cellTextCharacters : shape.safeParse(value).success
}

function isPlainJson(value: unknown, depth: number): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || depth === 0) return false
  if (Array.isArray(value)) return value.every((item) => isPlainJson(item, depth - 1))
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every((item) => isPlainJson(item, depth - 1))
}
