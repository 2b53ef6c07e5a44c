// The first rows of a pasted table, and what each of its columns is.
import { widthOfTable, type TextTable } from '../grid/read-table-text.ts'
import { CellSelect } from '../ui/cell-input.tsx'
import { COLUMN_ROLES, type ColumnRole, type Reading } from './paste-matched.ts'

const MOST_ROWS = 5
const MOST_COLUMNS = 24

const roleWords: Record<ColumnRole, string> = {
  destination: 'Destination',
  source: 'Source',
  transform: 'Transform',
  note: 'Note',
  status: 'Status',
  none: 'Leave out',
}

type Props = { readonly table: TextTable; readonly reading: Reading; readonly onReading: (reading: Reading) => void }

export function MatchPreview({ table, reading, onReading }: Props) {
  const columns = Array.from({ length: Math.min(widthOfTable(table), MOST_COLUMNS) }, (_, at) => at)
  /** Another column that was the same is left out from now on. */
  const choose = (at: number, role: ColumnRole) =>
    onReading({ ...reading, roles: reading.roles.map((other, index) => (index === at ? role : other === role && role !== 'none' ? 'none' : other)) })
  return (
    <div>
      <div className="bulk-preview" tabIndex={0} role="group" aria-label="The first rows of the table">
        <table className="table">
          <thead>
            <tr>
              {columns.map((at) => (
                <th key={at}>
                  <CellSelect
                    label={`Column ${at + 1} is`}
                    value={reading.roles[at] ?? 'none'}
                    choices={COLUMN_ROLES.map((role) => ({ value: role, word: roleWords[role] }))}
                    onChange={(role) => choose(at, role)}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.slice(0, MOST_ROWS).map((row, at) => (
              <tr key={at} className={reading.hasTitles && at === 0 ? 'bulk-titles' : undefined}>
                {columns.map((column) => (
                  <td key={column} className={(reading.roles[column] ?? 'none') === 'none' ? 'bulk-out' : undefined} title={row[column]}>
                    {row[column]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <label className="row s12 bulk-has-titles">
        <input type="checkbox" checked={reading.hasTitles} onChange={(event) => onReading({ ...reading, hasTitles: event.currentTarget.checked })} /> The first
        row has titles
        <span className="sp" />
        <span className="t3">{table.length > MOST_ROWS ? `${MOST_ROWS} of ${table.length} rows` : ''}</span>
      </label>
    </div>
  )
}
