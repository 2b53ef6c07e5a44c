// The first rows of a sheet under what its columns mean; a click on a row's number makes it a row of the header, or one of the data.
import { useMemo } from 'react'
import type { ColumnMeaning, SheetChoice } from '../../shared/spreadsheet/foreign-choice.ts'
import type { Sheet } from '../../shared/spreadsheet/spreadsheet.ts'
import { letterOf } from '../../shared/spreadsheet/find-header.ts'
import { widthOf } from './header-titles.ts'
import { meaningsFor, meaningWords } from './import-words.ts'

type Props = {
  readonly sheet: Sheet
  readonly choice: SheetChoice
  readonly onMean: (at: number, meaning: ColumnMeaning) => void
  readonly onHeader: (row: number) => void
}

/** Rows of data shown below the header. */
const MOST_ROWS = 8
/** Rows that may be the header: deeper ones nobody has. */
const MOST_ABOVE = 14
const MOST_COLUMNS = 60

export function ColumnTable({ sheet, choice, onMean, onHeader }: Props) {
  const width = Math.min(widthOf(sheet), MOST_COLUMNS)
  const columns = Array.from({ length: width }, (_, at) => at)
  const lastHeader = Math.max(0, ...choice.headerRows)
  const rows = useMemo(() => {
    const above = sheet.rows.filter(({ number }) => number <= lastHeader).slice(-MOST_ABOVE)
    return [...above, ...sheet.rows.filter(({ number }) => number > lastHeader).slice(0, MOST_ROWS)]
  }, [sheet, lastHeader])
  const side = (at: number) => {
    const meaning = choice.columns[at]?.meaning ?? 'unknown'
    return meaning.startsWith('source') ? 'side-source' : meaning.startsWith('destination') ? 'side-destination' : meaning === 'ignore' ? 'out' : ''
  }
  return (
    <div className="import-columns-box" tabIndex={0} role="group" aria-label={`The first rows of ${sheet.name}`}>
      <table className="table import-columns">
        <thead>
          <tr>
            <th className="import-row-number">
              <span className="sr-only">Row of the header</span>
            </th>
            {columns.map((at) => (
              <th key={at} className={side(at)}>
                <MeaningSelect at={at} choice={choice} onMean={onMean} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const isHeader = choice.headerRows.includes(row.number)
            return (
              <tr key={row.number} className={isHeader ? 'import-header-row' : row.number < lastHeader ? 'import-above' : ''}>
                <td className="import-row-number">
                  <button
                    type="button"
                    aria-pressed={isHeader}
                    aria-label={`Row ${row.number} is a row of the header`}
                    title={isHeader ? 'Part of the header: press to make it a row of data' : 'Press to make it part of the header'}
                    onClick={() => onHeader(row.number)}
                  >
                    <span className="num">{row.number}</span>
                    {isHeader && <span className="import-header-word">header</span>}
                  </button>
                </td>
                {columns.map((at) => (
                  <td key={at} className={side(at)} title={row.cells[at]}>
                    <span className="import-cell">{row.cells[at] ?? ''}</span>
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
      {widthOf(sheet) > MOST_COLUMNS && <p className="s12 t3 card-body">{widthOf(sheet) - MOST_COLUMNS} more columns go into the note.</p>}
    </div>
  )
}

function MeaningSelect({ at, choice, onMean }: { readonly at: number; readonly choice: SheetChoice; readonly onMean: Props['onMean'] }) {
  const column = choice.columns[at]
  const groups = meaningsFor(choice.use)
  const value = column?.meaning ?? 'unknown'
  const isListed = groups.some(({ meanings }) => meanings.includes(value))
  return (
    <select
      className="cell-input"
      aria-label={`Column ${letterOf(at)}, ${column?.title ?? ''}, is`}
      value={value}
      onChange={(event) => {
        const meaning = groups.flatMap(({ meanings }) => meanings).find((one) => one === event.currentTarget.value)
        if (meaning !== undefined) onMean(at, meaning)
      }}
    >
      {!isListed && <option value={value}>{meaningWords[value]}</option>}
      {groups.map(({ name, meanings }) => (
        <optgroup key={name} label={name}>
          {meanings.map((meaning) => (
            <option key={meaning} value={meaning}>
              {meaningWords[meaning]}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  )
}
