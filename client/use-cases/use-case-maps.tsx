// The field maps of a use case, linked and unlinked from here; the link is stored in the field map.
import { Menu } from '@mantine/core'
import { Link } from 'wouter'
import { setCell } from '../../shared/project/edits.ts'
import type { FieldMap } from '../../shared/project/field-map.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { UseCase } from '../../shared/project/use-case.ts'
import { countRows } from '../../shared/review/use-case-scope.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { Icon } from '../ui/icon.tsx'
import { Card } from '../ui/parts.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { StatusMeter } from '../pages/status-meter.tsx'
import { useUndo } from '../pages/use-undo.ts'
import type { UseCaseFacts } from './use-use-case-scope.ts'

export function UseCaseMaps({ useCase, facts }: { readonly useCase: UseCase; readonly facts: UseCaseFacts }) {
  const { project, edit, mayEdit } = useProject()
  const { editWithUndo } = useUndo()
  const maps = useCollection('fieldMaps').filter((map) => map.archived !== true)
  const linked = maps.filter((map) => map.useCases.includes(useCase.id))
  const others = maps.filter((map) => !map.useCases.includes(useCase.id))
  const name = printNumber('useCases', useCase.number)
  const link = (map: FieldMap) =>
    edit(`Link ${map.name} to ${name}`, (doc, origin) => setCell(doc, 'fieldMaps', map.id, 'useCases', [...map.useCases, useCase.id], origin))
  const unlink = (map: FieldMap) =>
    editWithUndo(`Unlinked ${map.name} from ${name}`, (doc, origin) =>
      setCell(
        doc,
        'fieldMaps',
        map.id,
        'useCases',
        map.useCases.filter((id) => id !== useCase.id),
        origin,
      ),
    )
  return (
    <Card
      title="Field maps"
      aside={
        mayEdit && (
          <Menu>
            <Menu.Target>
              <button
                type="button"
                className="link-button s12 row"
                style={{ gap: 3 }}
                disabled={others.length === 0}
                title={others.length === 0 ? 'There is no other field map to link' : undefined}
              >
                <Icon name="link" size={12} />
                Link
              </button>
            </Menu.Target>
            <Menu.Dropdown>
              {others.map((map) => (
                <Menu.Item key={map.id} onClick={() => link(map)}>
                  <span className="mono t3">{printNumber('fieldMaps', map.number)}</span> {map.name}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )
      }
    >
      <div className="card-body stack" style={{ gap: 10 }}>
        {linked.length === 0 && (
          <p className="s12 t3">
            {maps.length === 0 ? (
              <>
                No field map yet. <Link to={projectLinks(project).maps}>Make one</Link>, then link it here.
              </>
            ) : (
              'None linked: link the maps whose data this use case moves.'
            )}
          </p>
        )}
        {linked.map((map) => {
          const counts = countRows(facts.project, facts.scope, map.id)
          return (
            <div key={map.id}>
              <div className="row" style={{ gap: 4 }}>
                <Link to={projectLinks(project).map(map.id)} className="ell b5 s12" title={map.name}>
                  {map.name}
                </Link>
                <span className="sp" />
                <span className="s11 t3 num">{counts.total === 1 ? '1 row' : `${counts.total} rows`}</span>
                {mayEdit && (
                  <button type="button" className="icon-button small" aria-label={`Unlink ${map.name}`} title="Unlink" onClick={() => unlink(map)}>
                    <Icon name="close" size={12} />
                  </button>
                )}
              </div>
              <StatusMeter counts={counts} label={`Rows of ${map.name} for this use case`} />
            </div>
          )
        })}
      </div>
    </Card>
  )
}
