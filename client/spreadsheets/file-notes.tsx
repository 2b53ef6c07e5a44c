// What is said about a file as a whole: what it holds that is not read, what was found about its sheets.
import { Card } from '../ui/parts.tsx'
import type { ImportWork } from './import-work.ts'
import type { AnyPlan } from './planner-replica.ts'

/** Each once. */
export function notesOf(plan: AnyPlan, { file }: ImportWork): string[] {
  return [...new Set([...plan.notes, ...file.warnings])]
}

export function FileNotes({ notes, folded = false }: { readonly notes: readonly string[]; readonly folded?: boolean }) {
  if (notes.length === 0) return null
  const list = (
    <ul className="import-notes s12 t2">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
  if (!folded)
    return (
      <Card title="About the file">
        <div className="card-body">{list}</div>
      </Card>
    )
  return (
    <details className="import-about">
      <summary className="s12">About the file ({notes.length})</summary>
      {list}
    </details>
  )
}
