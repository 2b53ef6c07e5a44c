// The table of projects.
import { Link } from 'wouter'
import type { ProjectSummary } from '../../shared/api/routes.ts'
import { RowMenu } from '../ui/row-menu.tsx'
import { printWhen } from '../ui/print-when.ts'

export type ProjectTableProps = {
  readonly projects: readonly ProjectSummary[]
  readonly mayCreate: boolean
  readonly mayManage: boolean
  readonly onDuplicate: (project: ProjectSummary) => void
  readonly onArchive: (project: ProjectSummary) => void
}

export function ProjectTable({ projects, mayCreate, mayManage, onDuplicate, onArchive }: ProjectTableProps) {
  return (
    <table className="table hover two">
      <thead>
        <tr>
          <th>Name</th>
          <th>Purpose</th>
          <th className="right">Use cases</th>
          <th className="right">Field maps</th>
          <th>Changed</th>
          <th style={{ width: 40 }}>
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {projects.map((project) => (
          <tr key={project.id}>
            <td className="b5" style={{ whiteSpace: 'nowrap' }}>
              <Link to={`/p/${encodeURIComponent(project.id)}`}>{project.name}</Link>
            </td>
            <td className="t2" style={{ width: '45%', maxWidth: 0 }}>
              <div className="ell" title={project.purpose}>
                {project.purpose}
              </div>
            </td>
            <td className="right">{project.useCases}</td>
            <td className="right">{project.fieldMaps}</td>
            <td className="t2" style={{ whiteSpace: 'nowrap' }}>
              {printWhen(project.changedAt)}
            </td>
            <td>
              <RowMenu
                label={`More for ${project.name}`}
                actions={[
                  { name: 'Duplicate', icon: 'duplicate', onClick: () => onDuplicate(project), disabled: !mayCreate },
                  { name: 'Archive', icon: 'archive', onClick: () => onArchive(project), disabled: !mayManage },
                ]}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
