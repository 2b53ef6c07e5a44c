// The table of field maps.
import { Link } from 'wouter'
import type { FieldMap } from '../../shared/project/field-map.ts'
import { printNumber } from '../../shared/project/project.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { Icon } from '../ui/icon.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { Meter } from '../ui/meter.tsx'
import { RowMenu } from '../ui/row-menu.tsx'
import type { MapFacts } from './map-facts.ts'
import { projectLinks } from './project-links.ts'

export type FieldMapTableProps = {
  readonly facts: readonly MapFacts[]
  readonly onDuplicate: (map: FieldMap) => void
  readonly onArchive: (map: FieldMap) => void
}

export function FieldMapTable({ facts, onDuplicate, onArchive }: FieldMapTableProps) {
  return (
    <table className="table hover field-maps">
      <thead>
        <tr>
          <th style={{ width: 52 }}>Id</th>
          <th>Name</th>
          <th style={{ width: 210 }}>Source coverage</th>
          <th style={{ width: 210 }}>Destination coverage</th>
          <th className="right">Rows</th>
          <th>Problems</th>
          <th>Use cases</th>
          <th style={{ width: 40 }}>
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {facts.map((fact) => (
          <FieldMapRow key={fact.map.id} fact={fact} onDuplicate={onDuplicate} onArchive={onArchive} />
        ))}
      </tbody>
    </table>
  )
}

function FieldMapRow({ fact, onDuplicate, onArchive }: { readonly fact: MapFacts } & Pick<FieldMapTableProps, 'onDuplicate' | 'onArchive'>) {
  const { project } = useProject()
  const useCases = useCollection('useCases').filter((useCase) => fact.map.useCases.includes(useCase.id))
  const { map } = fact
  return (
    <tr>
      <td className="mono t3">{printNumber('fieldMaps', map.number)}</td>
      <td style={{ maxWidth: 0, width: '34%' }}>
        <div className="ell b5">
          <Link to={projectLinks(project).map(map.id)} title={map.name}>
            {map.name}
          </Link>
        </div>
        <div className="row s11 t3" style={{ gap: 4 }} title={`${fact.source} → ${fact.destination}`}>
          <span className="src" style={{ display: 'contents' }}>
            <Icon name="source" size={12} />
          </span>
          <span className="ell">{fact.source}</span>
          <span className="dst" style={{ display: 'contents' }}>
            <Icon name="destination" size={12} />
          </span>
          <span className="ell">{fact.destination}</span>
        </div>
      </td>
      <td>
        <div className="s11 t3 num">{fact.sourceCoverage.open}</div>
        <Meter label="Source" parts={fact.sourceCoverage.parts} />
      </td>
      <td>
        <div className="s11 t3 num">{fact.destinationCoverage.open}</div>
        <Meter label="Destination" parts={fact.destinationCoverage.parts} />
      </td>
      <td className="right t2">{fact.rows}</td>
      <td>
        <ProblemCounts fact={fact} />
      </td>
      <td className="s11" style={{ whiteSpace: 'nowrap' }}>
        {useCases.slice(0, 3).map((useCase, at) => (
          <span key={useCase.id}>
            {at > 0 && ', '}
            <Link to={projectLinks(project).useCase(useCase.id)} title={useCase.title}>
              {printNumber('useCases', useCase.number)}
            </Link>
          </span>
        ))}
        {useCases.length > 3 && ` +${useCases.length - 3}`}
      </td>
      <td>
        <RowMenu
          label={`More for ${map.name}`}
          actions={[
            { name: 'Duplicate', icon: 'duplicate', onClick: () => onDuplicate(map) },
            { name: 'Archive', icon: 'archive', onClick: () => onArchive(map) },
          ]}
        />
      </td>
    </tr>
  )
}

function ProblemCounts({ fact }: { readonly fact: MapFacts }) {
  const count = (severity: string) => fact.problems.filter((problem) => problem.severity === severity).length
  const shown = (['error', 'warning'] as const).filter((severity) => count(severity) > 0)
  if (shown.length === 0) return <span className="t3">none</span>
  return (
    <span className="row" style={{ gap: 10 }}>
      {shown.map((severity) => (
        <span
          key={severity}
          className={`count-mark ${severity === 'error' ? 'err' : 'warn'}`}
          title={`${count(severity)} ${severity}${count(severity) === 1 ? '' : 's'}`}
        >
          <SeverityMark name={severity} />
          {count(severity)}
          <span className="sr-only">{severity}s</span>
        </span>
      ))}
    </span>
  )
}
