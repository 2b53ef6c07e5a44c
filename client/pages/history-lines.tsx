// Changes as a table: who, what, in which words, when. The only look of them.
import { Link } from 'wouter'
import { Avatar } from '../ui/parts.tsx'
import { printWhen } from '../ui/print-when.ts'
import type { ShownHistoryLine } from './recent-history.ts'

export type HistoryLinesProps = {
  readonly lines: readonly ShownHistoryLine[]
  readonly label: string
  /** Shows only the changes of this object. */
  readonly onObject?: (line: ShownHistoryLine) => void
}

export function HistoryLines({ lines, label, onObject }: HistoryLinesProps) {
  return (
    <table className="table hover history-lines" aria-label={label}>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key}>
            <td style={{ width: 24, paddingRight: 0 }}>
              <Avatar name={line.person} small />
            </td>
            <td className="b5" style={{ maxWidth: 0, width: '32%' }}>
              <div className="row" style={{ gap: 6 }}>
                <span className="ell" title={line.what}>
                  {line.link === undefined ? line.what : <Link to={line.link}>{line.what}</Link>}
                </span>
                {line.others > 0 && (
                  <span className="s11 t3 num" style={{ whiteSpace: 'nowrap' }}>
                    and {line.others.toLocaleString('en-GB')} more
                  </span>
                )}
              </div>
            </td>
            <td className="t2" style={{ maxWidth: 0, width: '52%' }}>
              <div className="ell" title={line.words}>
                {line.words}
              </div>
            </td>
            {onObject !== undefined && (
              <td className="right">
                <button type="button" className="link-button history-only" aria-label={`Only changes of ${line.what}`} onClick={() => onObject(line)}>
                  only this
                </button>
              </td>
            )}
            <td className="right t3" style={{ whiteSpace: 'nowrap' }} title={new Date(line.time).toLocaleString('en-GB')}>
              {printWhen(line.time)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
