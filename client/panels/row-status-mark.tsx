// How far a row is, with what it was before it changed and who approved it.
import type { Row } from '../../shared/project/field-map.ts'
import { addressesOfRow, openQuestionsAt } from '../../shared/review/questions.ts'
import { statusOfRow } from '../../shared/review/row-status.ts'
import { useCollection } from '../collab/project-context.tsx'
import { StatusMark } from '../ui/marks.tsx'
import { printWhen } from '../ui/print-when.ts'

export function RowStatusMark({ row }: { readonly row: Row }) {
  const { here, elsewhere } = openQuestionsAt(useCollection('questions'), addressesOfRow(row))
  const { shown, changedSince } = statusOfRow(row, here.length + elsewhere.length > 0)
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
