// What changed last in the project, from the server's history.
import { useHistory } from '../api/exports.ts'
import { describeFailure } from '../api/request.ts'
import { useConnectionState, useProject } from '../collab/project-context.tsx'
import { useEffect } from 'react'
import { Avatar, Card, ErrorBox, LoadingBars } from '../ui/parts.tsx'
import { printWhen } from '../ui/print-when.ts'
import { describeHistory } from '../pages/describe-history.ts'

export function HistoryCard() {
  const { project, store } = useProject()
  const history = useHistory(project, undefined, 200)
  const { status } = useConnectionState()
  const { refetch } = history
  // Our own edits are in the history once they are saved.
  useEffect(() => {
    if (status === 'saved') void refetch()
  }, [status, refetch])
  const lines = describeHistory(history.data ?? [], store).slice(0, 8)
  return (
    <Card title="Recent changes">
      {history.isPending && <LoadingBars rows={4} />}
      {history.error !== null && <ErrorBox message={describeFailure(history.error)} onRetry={() => void refetch()} />}
      {history.data !== undefined && lines.length === 0 && <p className="s12 t3 card-body">Nothing has been changed yet.</p>}
      {lines.length > 0 && (
        <table className="table">
          <tbody>
            {lines.map((line) => (
              <tr key={line.key}>
                <td style={{ width: 24, paddingRight: 0 }}>
                  <Avatar name={line.person} small />
                </td>
                <td className="b5" style={{ maxWidth: 0, width: '30%' }}>
                  <div className="ell" title={line.what}>
                    {line.what}
                  </div>
                </td>
                <td className="t2" style={{ maxWidth: 0, width: '50%' }}>
                  <div className="ell" title={line.words}>
                    {line.words}
                  </div>
                </td>
                <td className="right t3" style={{ whiteSpace: 'nowrap' }}>
                  {printWhen(line.time)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}
