// All customers side by side, with each other and with the defaults.
import { useState } from 'react'
import { Link } from 'wouter'
import type { CustomerProfile } from '../../shared/project/people-and-systems.ts'
import { compareCustomers } from '../../shared/review/customer-form.ts'
import { useProject, useProjectValue } from '../collab/project-context.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { SeverityMark } from '../ui/marks.tsx'
import { Card } from '../ui/parts.tsx'

export function CustomerComparison({ profiles }: { readonly profiles: readonly CustomerProfile[] }) {
  const { project } = useProject()
  const all = compareCustomers(useProjectValue(), profiles)
  const [onlyDifferent, setOnlyDifferent] = useState(false)
  const lines = onlyDifferent ? all.filter(({ differs }) => differs) : all
  const different = all.filter(({ differs }) => differs).length
  return (
    <Card
      title="Compared"
      aside={
        <label className="row s12">
          <input type="checkbox" checked={onlyDifferent} onChange={(event) => setOnlyDifferent(event.currentTarget.checked)} />
          Only what differs ({different} of {all.length})
        </label>
      }
    >
      <div className="customer-scroll" tabIndex={0} role="region" aria-label="Customers compared">
        <table className="table hover">
          <thead>
            <tr>
              <th scope="col">Value</th>
              <th scope="col">Default</th>
              {profiles.map((profile) => (
                <th key={profile.id} scope="col">
                  <Link to={projectLinks(project).customer(profile.id)}>{profile.name}</Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line, at) => (
              <tr key={`${line.name} ${at}`}>
                <th scope="row">
                  <span className={line.kind === 'config' ? 'mono' : 's12'}>{line.name}</span>{' '}
                  {line.label !== '' && <span className="s11 t3">{line.label}</span>}
                </th>
                <td className="mono t3">{line.standard ?? ''}</td>
                {line.values.map((value, at) => (
                  <td key={profiles[at]?.id} className={`mono${value.state === 'own' ? ' b5' : ' t3'}`}>
                    {value.state === 'missing' ? (
                      <span className="row warn">
                        <SeverityMark name="warning" /> missing
                      </span>
                    ) : (
                      (value.text ?? '')
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {lines.length === 0 && <p className="s12 t3 card-body">All customers have the same values.</p>}
      </div>
      <p className="s11 t3 card-body">Bold is the customer’s own value; grey is the default.</p>
    </Card>
  )
}
