// What a pasted table matches, what it does not, and what it may mean: counted and listed before anything is written.
import { useState, type ReactNode } from 'react'
import { CellSelect } from '../ui/cell-input.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import type { Matching } from './paste-matched.ts'

const MOST_LISTED = 200

type Props = { readonly matching: Matching; readonly chosen: ReadonlyMap<number, string>; readonly onChoose: (row: number, line: string) => void }
type Part = 'matched' | 'ambiguous' | 'unmatched' | 'kept'

export function MatchLists({ matching, chosen, onChoose }: Props) {
  const { matched, ambiguous, unmatched } = matching
  // What was chosen stays in its list, so that it can be chosen again.
  const several = [...ambiguous, ...matched.flatMap((row) => (row.targets === undefined ? [] : [{ ...row, targets: row.targets }]))].toSorted(
    (a, b) => a.at - b.at,
  )
  const kept = matched.filter(({ source }) => source?.found === false)
  const counts: Record<Part, number> = { matched: matched.length, ambiguous: ambiguous.length, unmatched: unmatched.length, kept: kept.length }
  const listed = { ...counts, ambiguous: several.length }
  const [part, setPart] = useState<Part>()
  const shown = part ?? (several.length > 0 ? 'ambiguous' : 'matched')
  const lists: Record<Part, ReactNode> = {
    matched: matched.slice(0, MOST_LISTED).map((row) => (
      <tr key={row.at}>
        <td className="mono">{row.target.label}</td>
        <td className="mono">{row.source?.text ?? ''}</td>
        <td className="t2">
          {row.source === undefined
            ? 'no source in the table'
            : row.source.found
              ? row.source.text === row.source.written
                ? ''
                : `from "${row.source.written}"`
              : 'kept as text'}
        </td>
      </tr>
    )),
    ambiguous: several.slice(0, MOST_LISTED).map((row) => (
      <tr key={row.at}>
        <td className="mono">{row.destination}</td>
        <td colSpan={2}>
          <CellSelect
            label={`Destination of ${row.destination}, row ${row.at + 1}`}
            value={chosen.get(row.at) ?? ''}
            choices={[
              { value: '', word: `Choose one of ${row.targets.length}` },
              ...row.targets.map(({ line, label }) => ({ value: line.address, word: label })),
            ]}
            onChange={(line) => onChoose(row.at, line)}
          />
        </td>
      </tr>
    )),
    unmatched: unmatched.slice(0, MOST_LISTED).map((row) => (
      <tr key={row.at}>
        <td className="mono">{row.destination}</td>
        <td className="t2">Row {row.at + 1}</td>
        <td className="t2">{row.why}</td>
      </tr>
    )),
    kept: kept.slice(0, MOST_LISTED).map((row) => (
      <tr key={row.at}>
        <td className="mono">{row.target.label}</td>
        <td className="mono">{row.source?.written}</td>
        <td className="t2">No source field has this name. The text is kept on the row.</td>
      </tr>
    )),
  }
  const words: Record<Part, string> = {
    matched: `${counts.matched} matched`,
    ambiguous: `${counts.ambiguous} to choose`,
    unmatched: `${counts.unmatched} not found`,
    kept: `${counts.kept} ${counts.kept === 1 ? 'source' : 'sources'} kept as text`,
  }
  return (
    <div>
      <div className="bulk-counts" role="group" aria-label="What the table matches" aria-live="polite">
        {(Object.keys(words) as Part[]).map((one) => (
          <button
            key={one}
            type="button"
            className="bulk-count"
            aria-pressed={shown === one}
            disabled={listed[one] === 0 && shown !== one}
            onClick={() => setPart(one)}
          >
            {counts[one] > 0 && one !== 'matched' && <SeverityMark name={one === 'unmatched' ? 'error' : 'warning'} />}
            {words[one]}
          </button>
        ))}
      </div>
      <div className="bulk-list" tabIndex={0} role="group" aria-label={words[shown]}>
        {listed[shown] === 0 ? (
          <p className="s12 t2 bulk-none">
            {shown === 'matched' ? 'No row of the table names a field of this map. Say which column is the destination.' : 'Nothing is left here.'}
          </p>
        ) : (
          <table className="table">
            <tbody>{lists[shown]}</tbody>
          </table>
        )}
      </div>
      {listed[shown] > MOST_LISTED && <p className="s12 t2">And {listed[shown] - MOST_LISTED} more.</p>}
    </div>
  )
}
