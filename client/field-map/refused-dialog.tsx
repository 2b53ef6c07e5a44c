// The cells that were not taken, each with its text and the reason; they can be copied out again.
import { Button } from '@mantine/core'
import { printNumber } from '../../shared/project/project.ts'
import { columnsById } from '../grid/columns.ts'
import { writeTableText } from '../grid/write-table-text.ts'
import { Dialog } from '../ui/dialog.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import type { RefusedCell } from './plan-cells.ts'

const MOST_LISTED = 200

type Props = { readonly refused: readonly RefusedCell[]; readonly summary: string; readonly onClose: () => void }

export function RefusedDialog({ refused, summary, onClose }: Props) {
  const count = refused.length
  const words = count === 1 ? '1 text was not taken' : `${count} texts were not taken`
  return (
    <Dialog onClose={onClose} title={words} size={780}>
      <div className="stack">
        <p className="s12 t2">{summary}. What was not taken changed nothing.</p>
        <div className="bulk-list" tabIndex={0} role="group" aria-label={words}>
          <table className="table">
            <thead>
              <tr>
                <th>Row</th>
                <th>Column</th>
                <th>Text</th>
                <th>Why</th>
              </tr>
            </thead>
            <tbody>
              {refused.slice(0, MOST_LISTED).map((one, at) => (
                <tr key={at}>
                  <td className="bulk-where">{whereOf(one)}</td>
                  <td>{one.column === undefined ? '' : columnsById.get(one.column)?.title}</td>
                  <td className="bulk-text">{one.text}</td>
                  <td className="bulk-why">{one.reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {count > MOST_LISTED && <p className="s12 t2">And {count - MOST_LISTED} more; copying takes all of them.</p>}
        <div className="row bulk-foot">
          <CopyButton
            text={() => writeTableText(refused.map((one) => [whereOf(one), one.text, one.reason]))}
            label={count === 1 ? 'Copy it' : `Copy the ${count}`}
          />
          <Button onClick={onClose} data-autofocus>
            Close
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

function whereOf({ line }: RefusedCell): string {
  if (line === undefined) return ''
  return line.row?.number === undefined ? line.path : `${printNumber('rows', line.row.number)} ${line.path}`
}
