// The only place that puts rows of tables into trees: by dotted paths, by indentation, by tables inside cells.
import type { PathStep } from '../../../shared/schema/field-path.ts'
import { findFieldTable } from './columns.ts'
import { readFieldRows, type FieldRow } from './field-rows.ts'
import { isPlainType } from './type-words.ts'

/** One field, or the root of an object. Children in the order of the rows. */
export type Draft = {
  readonly name: string
  row?: FieldRow
  readonly children: Draft[]
  readonly byName: Map<string, Draft>
  list: boolean
  /** Of a map: its values. */
  entry?: Draft
}

type ReportRow = (row: FieldRow, message: string) => void

/** Fields below fields, at most. */
const MOST_STEPS = 64

export function createDraft(name: string): Draft {
  return { name, children: [], byName: new Map(), list: false }
}

export function addRows(root: Draft, rows: readonly FieldRow[], report: ReportRow): void {
  const least = rows.reduce((indent, row) => Math.min(indent, row.indent), Number.POSITIVE_INFINITY)
  const stack: { readonly indent: number; readonly row: FieldRow; readonly steps: readonly PathStep[] }[] = []
  for (const row of rows) {
    while ((stack.at(-1)?.indent ?? -1) >= row.indent) stack.pop()
    const above = row.indent > least ? stack.at(-1) : undefined
    // A path may be written in full though its row is indented.
    const inFull = above === undefined || (row.steps.length > 1 && startsWith(row.steps, above.steps))
    const steps = inFull ? row.steps : [...(isPlainType(above.row.type) ? withoutLast(above.steps) : above.steps), ...row.steps]
    if (steps.length > MOST_STEPS) {
      report(row, `This field is left out: at most ${MOST_STEPS} levels are read.`)
      continue
    }
    const draft = place(root, steps)
    if (draft === undefined) continue
    if (draft.row === undefined) draft.row = row
    // `lines` and `lines[]` are two rows about one field.
    else if (row.steps.at(-1)?.kind === 'name' && draft.row.steps.at(-1)?.kind === 'name')
      report(row, `The field ${draft.name} is listed twice; the first row holds.`)
    if (row.many) draft.list = true
    for (const table of row.nested) {
      const inner = findFieldTable(table)
      if (inner !== undefined) addRows(draft, readFieldRows(inner), report)
    }
    stack.push({ indent: row.indent, row, steps })
  }
}

/** Parents that no row is about are made on the way. */
function place(root: Draft, steps: readonly PathStep[]): Draft | undefined {
  let at = root
  for (const step of steps) {
    if (step.kind === 'item') at.list = true
    else if (step.kind === 'entry') at = at.entry ??= createDraft('')
    else {
      let child = at.byName.get(step.name)
      if (child === undefined) {
        child = createDraft(step.name)
        at.byName.set(step.name, child)
        at.children.push(child)
      }
      at = child
    }
  }
  return at === root ? undefined : at
}

/** What stands deeper than a plain value stands beside it. */
function withoutLast(steps: readonly PathStep[]): readonly PathStep[] {
  return steps.slice(
    0,
    Math.max(
      0,
      steps.findLastIndex(({ kind }) => kind === 'name'),
    ),
  )
}

function startsWith(steps: readonly PathStep[], start: readonly PathStep[]): boolean {
  const names = (list: readonly PathStep[]) => list.flatMap((step) => (step.kind === 'name' ? [step.name] : []))
  const [all, first] = [names(steps), names(start)]
  return first.length < all.length && first.every((name, i) => name === all[i])
}
