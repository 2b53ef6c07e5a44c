// How far a row is, with what it was before it changed and who approved it.
import { isOpen } from '../../shared/mapping/question-lines.ts'
import type { Row } from '../../shared/project/field-map.ts'
import { statusOfRow } from '../../shared/review/row-status.ts'
import { useCollection } from '../collab/project-context.tsx'
import { StatusMark } from '../ui/marks.tsx'
import { printWhen } from '../ui/print-when.ts'

export function RowStatusMark({ row }: { readonly row: Row }) {
  const at = `row:${row.id}`
  const asked = useCollection('questions').some((question) => question.at === at && isOpen(question))
  const { shown, changedSince } = statusOfRow(row, asked)
  const { approvedBy, approvedAt } = row
  return (
    <>
      <StatusMark name={shown} {...(changedSince === undefined ? {} : { suffix: `: changed since it was ${changedSince}` })} />
      {approvedBy !== undefined && (
        <span className="t3">
          approved by {approvedBy}
          {approvedAt !== undefined && `, ${printWhen(approvedAt)}`}
        </span>
      )}
    </>
  )
}
