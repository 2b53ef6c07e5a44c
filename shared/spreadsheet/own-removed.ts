// Rows of ours that were exported and are in the file no more, while the project still has them. Never accepted unless somebody says so.
import { describeRow } from '../codegen/english.ts'
import type { CellWrite } from '../project/edits.ts'
import type { Row } from '../project/field-map.ts'
import { hashOfRow } from '../document/returned-table.ts'
import type { ImportItem } from './import-plan.ts'
import type { NamedTable } from './own-edits.ts'
import { splitAddress } from './own-addresses.ts'
import { nameOf, type Planning } from './own-planning.ts'
import { removedQuestion } from './own-questions.ts'

type Removal = { readonly ours?: string | undefined; readonly message: string; readonly writes: readonly CellWrite[] }

/** `tables`: all of one id, wherever they stand: a row is gone only if none of them has it. */
export function planRemoved(planning: Planning, tables: readonly NamedTable[]): ImportItem[] {
  const [first] = tables
  if (first === undefined) return []
  const exported = new Set(tables.flatMap(({ mark }) => mark?.rows ?? []))
  const present = new Set<string>()
  for (const { rows } of tables) for (const { id } of rows) if (id !== undefined) present.add(hashOfRow(id))
  const missing = new Set([...exported].filter((hash) => !present.has(hash)))
  if (missing.size === 0) return []
  const gone = listAddresses(planning, first.id).filter((address) => missing.has(hashOfRow(address)))
  const goneIds = new Set(gone)
  const inside = indexInside(planning)
  return gone.flatMap((address): ImportItem[] => {
    const removal = removalOf(planning, inside, address, goneIds)
    if (removal === undefined) return []
    return [
      {
        id: `${first.sheet}!gone:${address}`,
        kind: 'removed',
        place: { sheet: first.sheet, row: Math.max(1, (first.rows[0]?.number ?? 2) - 1) },
        at: address,
        title: nameOf(planning, address),
        ...(removal.ours === undefined ? {} : { ours: removal.ours }),
        theirs: '',
        message: removal.message,
        writes: removal.writes,
        accepted: false,
      },
    ]
  })
}

/** Of objects that can be removed by leaving their row out. A field without a row has nothing to remove. */
function listAddresses({ view: { project } }: Planning, table: string): string[] {
  const [kind, id] = splitAddress(table)
  const live = (home: readonly { readonly id: string; readonly deleted?: boolean | undefined }[], prefix: string) =>
    home.flatMap((one) => (one.deleted === true ? [] : [`${prefix}:${one.id}`]))
  switch (kind) {
    case 'rows':
      return live(
        project.rows.filter((row) => id === '' || row.fieldMap === id),
        'row',
      )
    case 'lookup':
      return live(
        project.lookupEntries.filter((entry) => entry.table === id),
        'entry',
      )
    case 'questions':
      return live(project.questions, 'question')
    case 'config':
      return live(project.configValues, 'config')
    default:
      return []
  }
}

function removalOf(planning: Planning, inside: Inside, address: string, gone: ReadonlySet<string>): Removal | undefined {
  const [kind, id] = splitAddress(address)
  switch (kind) {
    case 'row': {
      const below = listBelow(inside, id)
      const kept = below.filter((row) => !gone.has(`row:${row.id}`)).length
      return {
        ours: sentenceOf(planning, id),
        message:
          kept === 0
            ? 'The row is not in the file any more. Accepting removes it from the project.'
            : `The row is not in the file any more, but ${kept === 1 ? 'a row' : `${kept} rows`} inside it still ${kept === 1 ? 'is' : 'are'}. Accepting removes it with all rows inside it.`,
        writes: [id, ...below.map((row) => row.id)].map((row) => ({ home: 'rows', object: row, cell: 'deleted', value: true })),
      }
    }
    case 'entry': {
      const entry = planning.view.project.lookupEntries.find((one) => one.id === id)
      return {
        ours: entry === undefined ? undefined : String(entry.to),
        message: 'The entry is not in the file any more. Accepting removes it from the table.',
        writes: [{ home: 'lookupEntries', object: id, cell: 'deleted', value: true }],
      }
    }
    case 'question': {
      const removed = removedQuestion(planning.view.project, id)
      return removed && { ...removed, message: 'The question is not in the file any more. Accepting removes it from the project.' }
    }
    default:
      return { message: 'It is not in the file any more. Rules may name it, so that it is removed in the project alone.', writes: [] }
  }
}

type Inside = ReadonlyMap<string, readonly Row[]>

function indexInside({ view: { project } }: Planning): Inside {
  const inside = new Map<string, Row[]>()
  for (const row of project.rows) {
    if (row.deleted === true || row.parent === undefined) continue
    const same = inside.get(row.parent)
    if (same === undefined) inside.set(row.parent, [row])
    else same.push(row)
  }
  return inside
}

/** At every depth; damaged parents that go round in a circle are passed once. */
function listBelow(inside: Inside, row: string): Row[] {
  const below: Row[] = []
  const seen = new Set([row])
  for (const parent of seen)
    for (const one of inside.get(parent) ?? [])
      if (!seen.has(one.id)) {
        seen.add(one.id)
        below.push(one)
      }
  return below
}

function sentenceOf(planning: Planning, id: string): string | undefined {
  const row = planning.rowOf(id)
  const context = row === undefined ? undefined : planning.mapContext(row.fieldMap)
  return row?.transform === undefined || context === undefined ? undefined : describeRow(context, row)
}
