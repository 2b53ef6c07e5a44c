// What the import found in the description itself.
import type { SchemaProblem } from '../../shared/schema/schema-graph.ts'
import { SeverityMark } from '../ui/marks.tsx'
import { Card } from '../ui/parts.tsx'

const MOST_SHOWN = 500

export function SchemaFindings({ problems }: { readonly problems: readonly SchemaProblem[] }) {
  return (
    <Card title="Findings of the import" aside={<span className="s11 t3 num">{problems.length}</span>} className="scroll-card">
      <table className="table">
        <tbody>
          {problems.slice(0, MOST_SHOWN).map((problem, at) => (
            <tr key={at}>
              <td style={{ width: 22, paddingRight: 0 }}>
                <SeverityMark name="warning" />
              </td>
              <td className="pre-wrap">{problem.message}</td>
              <td className="mono t3 pre-wrap" style={{ width: '35%' }}>
                {problem.at}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {problems.length > MOST_SHOWN && <p className="s12 t3 card-body">{problems.length - MOST_SHOWN} more are not shown.</p>}
    </Card>
  )
}
