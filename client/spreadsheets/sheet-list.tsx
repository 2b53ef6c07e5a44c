// The sheets of somebody else's spreadsheet: what each of them is, and how much of it finds its place.
import { SHEET_USES, type ForeignChoice, type SheetChoice, type SheetReport, type SheetUse } from '../../shared/spreadsheet/foreign-choice.ts'
import { CellSelect } from '../ui/cell-input.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import type { ImportWork } from './import-work.ts'
import { count, useWords } from './import-words.ts'

type Props = {
  readonly work: ImportWork
  readonly choice: ForeignChoice
  readonly reports: readonly SheetReport[]
  readonly shown: string
  readonly withoutMap: readonly SheetChoice[]
  readonly onShow: (sheet: string) => void
  readonly onChange: (sheet: string, next: Partial<SheetChoice>) => void
}

const choices = SHEET_USES.map((use) => ({ value: use, word: useWords[use] }))

export function SheetList({ work, choice, reports, shown, withoutMap, onShow, onChange }: Props) {
  return (
    <section className="card import-sheets" aria-label="Sheets of the file" data-region="list">
      <div className="card-head">
        <h2>{count(choice.sheets.length, 'sheet')}</h2>
      </div>
      <ul className="import-sheet-list">
        {choice.sheets.map((one) => {
          const sheet = work.file.sheets.find(({ name }) => name === one.sheet)
          const report = reports.find((each) => each.sheet === one.sheet)
          return (
            <li key={one.sheet} className={one.sheet === shown ? 'shown' : ''}>
              <button type="button" className="import-sheet-name" aria-current={one.sheet === shown ? 'true' : undefined} onClick={() => onShow(one.sheet)}>
                <span className="ell b5" title={one.sheet}>
                  {one.sheet}
                </span>
                {withoutMap.includes(one) && <SeverityMark name="warning" />}
                <span className="s11 t3">
                  {count(sheet?.rows.length ?? 0, 'row')}
                  {sheet?.hidden === true ? ', hidden' : ''}
                </span>
              </button>
              <CellSelect<SheetUse>
                label={`What ${one.sheet} is`}
                value={one.use}
                choices={choices}
                onChange={(use) => {
                  onChange(one.sheet, { use })
                  onShow(one.sheet)
                }}
              />
              {one.use !== 'skip' && report !== undefined && <p className="s11 t3">{describeReport(report, one.use)}</p>}
            </li>
          )
        })}
      </ul>
      {work.file.warnings.length > 0 && (
        <details className="import-about">
          <summary className="s12">Not read from the file ({work.file.warnings.length})</summary>
          <ul className="import-notes s12 t2">
            {work.file.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function describeReport({ rows, withBoth, matched, parsed }: SheetReport, use: SheetUse): string {
  if (use === 'codes') return count(rows, 'row')
  return withBoth === 0 ? `${count(rows, 'row')}, none with both paths` : `${count(withBoth, 'row')} with both paths: ${parsed} read, ${matched} found`
}
