// The only place that puts rows of tables into trees: by dotted paths, by indentation, by tables inside cells.
import type { PathStep } from '../../../shared/schema/field-path.ts'
import { findFieldTable } from './columns.ts'
import { readFieldRows, type FieldRow } from './field-rows.ts'

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

/** Fields below fields, at most: what is deeper is left out by the graph's readers anyway. */
const MOST_STEPS = 64

export function createDraft(name: string): Draft {
  return { name, children: [], byName: new Map(), list: false }
}

/** `repeated`: a field that the table has twice; the first row holds. */
export function addRows(root: Draft, rows: readonly FieldRow[], repeated: (row: FieldRow) => void): void {
  const least = rows.reduce((indent, row) => Math.min(indent, row.indent), Number.POSITIVE_INFINITY)
  const stack: { readonly indent: number; readonly draft: Draft; readonly steps: readonly PathStep[] }[] = []
  for (const row of rows) {
    while ((stack.at(-1)?.indent ?? -1) >= row.indent) stack.pop()
    const above = row.indent > least ? stack.at(-1) : undefined
    // A path may be written in full though its row is indented.
    const inFull = above !== undefined && row.steps.length > 1 && startsWith(row.steps, above.steps)
    const steps = above === undefined || inFull ? row.steps : [...above.steps, ...row.steps]
    if (steps.length > MOST_STEPS) continue
    const draft = inFull || above === undefined ? place(root, row.steps) : place(above.draft, row.steps)
    if (draft === undefined) continue
    if (draft.row === undefined) draft.row = row
    // `lines` and `lines[]` are two rows about one field.
    else if (row.steps.at(-1)?.kind === 'name' && draft.row.steps.at(-1)?.kind === 'name') repeated(row)
    if (row.many) draft.list = true
    for (const table of row.nested) {
      const inner = findFieldTable(table)
      if (inner !== undefined) addRows(draft, readFieldRows(inner), repeated)
    }
    stack.push({ indent: row.indent, draft, steps })
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

function startsWith(steps: readonly PathStep[], start: readonly PathStep[]): boolean {
  const names = (list: readonly PathStep[]) => list.flatMap((step) => (step.kind === 'name' ? [step.name] : []))
  const [all, first] = [names(steps), names(start)]
  return first.length < all.length && first.every((name, i) => name === all[i])
}
