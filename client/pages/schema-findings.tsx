// What the import found in the description itself: files that are missing, with the place to add them, then the rest by kind.
import { useState } from 'react'
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'
import type { SchemaProblem, SchemaProblemCode } from '../../shared/schema/schema-graph.ts'
import { SeverityMark } from '../ui/marks.tsx'
import { Card } from '../ui/parts.tsx'
import { MissingFileList } from './schema-missing-files.tsx'

const MOST_SHOWN = 500

/** In the order in which people can do most about them. */
const groups: Readonly<Record<SchemaProblemCode, string>> = {
  'external-reference': 'References to files that were not uploaded',
  'unresolved-reference': 'References that lead nowhere',
  'conflicting-allOf': 'Parts that contradict each other',
  'unsupported-construct': 'Read in a simpler way',
  'duplicate-endpoint': 'Endpoints described twice',
  'name-too-long': 'Names left out',
  'text-shortened': 'Texts shortened',
  'not-expanded': 'Not expanded',
}

export function SchemaFindings({ schema, problems }: { readonly schema: SchemaVersion; readonly problems: readonly SchemaProblem[] }) {
  const codes = (Object.keys(groups) as SchemaProblemCode[]).filter((code) => problems.some((problem) => problem.code === code))
  const [open, setOpen] = useState<readonly SchemaProblemCode[]>(() => codes.slice(0, 2))
  return (
    <Card title="Findings of the import" aside={<span className="s11 t3 num">{problems.length}</span>} className="scroll-card">
      <MissingFileList schema={schema} problems={problems} />
      {codes.map((code) => {
        const own = problems.filter((problem) => problem.code === code)
        return (
          <details
            key={code}
            className="finding-group"
            open={open.includes(code)}
            onToggle={(event) => setOpen(event.currentTarget.open ? [...new Set([...open, code])] : open.filter((one) => one !== code))}
          >
            <summary>
              {groups[code]} <span className="t3 num">{own.length}</span>
            </summary>
            {open.includes(code) && <Problems problems={own} />}
          </details>
        )
      })}
    </Card>
  )
}

function Problems({ problems }: { readonly problems: readonly SchemaProblem[] }) {
  return (
    <>
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
    </>
  )
}
