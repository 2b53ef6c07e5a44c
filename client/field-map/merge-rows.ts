// Two rows that fill one destination, born unseen by each other, made one: the quick fix of `concurrent-duplicate` (DESIGN §9.2). Pure.
import { describeCondition, describeRow } from '../../shared/codegen/english.ts'
import { eachAbove } from '../../shared/mapping/item-scope.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { isSameJson, type CellWrite } from '../../shared/project/edits.ts'
import type { Row } from '../../shared/project/field-map.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { isSameRowPlace } from './row-order.ts'
import { nameRow } from './row-words.ts'

/** What may be taken over from the other row. Its status was about itself alone. */
const merged = ['transform', 'when', 'onMissing', 'onNull', 'scope', 'on', 'owner', 'outcome', 'unmatched'] as const
type Merged = (typeof merged)[number]

/** One step of undo; `row`: the one that stays. */
export type MergedRows = { readonly label: string; readonly writes: readonly CellWrite[]; readonly row: string; readonly message: string }

/** The row that `later` repeats: the first before it that always applies too. Undefined: it repeats none. */
export function findTwin(context: MapContext, later: Row): Row | undefined {
  if (later.when !== undefined || !isValue(later)) return undefined
  const rows = context.rows.filter((row) => isSameRowPlace(row, later) && isValue(row))
  return rows.slice(0, rows.indexOf(later)).find((row) => row.when === undefined && (row.on === undefined || later.on === undefined || row.on === later.on))
}

/** Empty cells of the earlier row take what the later has; where both say something else, the earlier stays and the later's text goes to its note. */
export function mergeRows(context: MapContext, earlier: Row, later: Row): MergedRows {
  const set: [string, JsonValue | undefined][] = []
  const noted: string[] = []
  for (const cell of merged) {
    const theirs = later[cell] as JsonValue | undefined
    const ours = earlier[cell] as JsonValue | undefined
    if (theirs === undefined || isSameJson(ours, theirs)) continue
    if (ours === undefined) set.push([cell, theirs])
    else noted.push(tellCell(context, later, cell))
  }
  const useCases = [...new Set([...(earlier.useCases ?? []), ...(later.useCases ?? [])])]
  if (later.useCases !== undefined && earlier.useCases !== undefined && useCases.length > earlier.useCases.length) set.push(['useCases', useCases])
  const words = [
    earlier.note ?? '',
    ...(later.note === undefined || later.note === earlier.note ? [] : [later.note]),
    ...(noted.length === 0 ? [] : [`${nameRow(later)} had: ${noted.join('; ')}.`]),
  ].filter((text) => text !== '')
  const note = words.join('\n')
  if (note !== (earlier.note ?? '')) set.push(['note', note])
  const [one, other] = [nameRow(earlier), nameRow(later)]
  return {
    label: `Merge ${other} into ${one}`,
    message: `Merged ${other} into ${one}.${noted.length === 0 ? '' : ` What ${other} said otherwise stands in the note.`}`,
    writes: [
      ...set.map(([cell, value]): CellWrite => ({ home: 'rows', object: earlier.id, cell, value })),
      { home: 'rows', object: later.id, cell: 'deleted', value: true },
    ],
    row: earlier.id,
  }
}

const names: Record<Merged, string> = {
  transform: 'transform',
  when: 'condition',
  onMissing: 'when missing',
  onNull: 'when null',
  scope: 'scope',
  on: 'takes part when',
  owner: 'owner',
  outcome: 'outcome',
  unmatched: 'text that matched no field',
}

function tellCell(context: MapContext, row: Row, cell: Merged): string {
  const each = eachAbove(context, row)
  const value = row[cell]
  const text =
    cell === 'transform' && row.transform !== undefined
      ? describeRow(context, row).replace(/\.$/, '')
      : cell === 'when' && row.when !== undefined
        ? describeCondition(context, row.when, each)
        : cell === 'owner'
          ? (context.project.people.find((person) => person.id === row.owner)?.name ?? '')
          : cell === 'outcome'
            ? (context.project.useCaseItems.find((item) => item.id === row.outcome)?.text ?? '')
            : typeof value === 'string'
              ? value
              : JSON.stringify(value)
  return `${names[cell]} ${text}`
}

function isValue({ transform }: Row): boolean {
  return transform !== undefined && transform.kind !== 'each' && transform.kind !== 'notMapped'
}
