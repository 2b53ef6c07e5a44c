// What work on each system waits for, as one table: a line for each system, a column for each kind; every cell leads to where it is edited.
import { Button } from '@mantine/core'
import { Link } from 'wouter'
import type { Project } from '../../shared/project/project.ts'
import type { System } from '../../shared/project/people-and-systems.ts'
import { countReady, type PrerequisiteColumn, type PrerequisiteItem } from '../../shared/review/prerequisites.ts'
import { useProject } from '../collab/project-context.tsx'
import { PrerequisiteMark } from '../pages/prerequisite-mark.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { Card, EmptyState } from '../ui/parts.tsx'
import type { HomeFacts } from './home-facts.ts'

type Column = { readonly title: string; readonly holds: readonly PrerequisiteColumn[] }

/** The last one is drawn where there is something in it: it would be empty while a project begins. */
const COLUMNS: readonly Column[] = [
  { title: 'Sandbox', holds: ['sandbox'] },
  { title: 'Credentials', holds: ['credentials'] },
  { title: 'Expertise', holds: ['expertise'] },
  { title: 'Documents', holds: ['documents'] },
]
const REST: Column = { title: 'Production, others', holds: ['production', 'vendor', 'other'] }

export function PrerequisitesCard({ project: value, prerequisites }: Pick<HomeFacts, 'project' | 'prerequisites'>) {
  const { project } = useProject()
  const links = projectLinks(project)
  const systems = value.systems.filter(({ deleted }) => deleted !== true)
  const { ready, total } = countReady(prerequisites)
  const columns = prerequisites.some(({ column }) => REST.holds.includes(column)) ? [...COLUMNS, REST] : COLUMNS
  return (
    <Card
      title={<Link to={links.systems}>Prerequisites</Link>}
      className="home-prerequisites"
      aside={total > 0 && <span className="s11 t3 num">{`${ready} of ${total} ready`}</span>}
    >
      {systems.length === 0 ? (
        <EmptyState
          title="No systems yet"
          action={
            <Button variant="default" component={Link} to={links.systems}>
              Systems
            </Button>
          }
        >
          Sandboxes, credentials, people who know the system, documents: who must say yes to them, and by when they are needed.
        </EmptyState>
      ) : (
        <div className="home-scroll">
          <table className="table two prerequisites">
            <thead>
              <tr>
                <th style={{ width: 150 }}>System</th>
                {columns.map(({ title }) => (
                  <th key={title}>{title}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {systems.map((system) => (
                <tr key={system.id}>
                  <th scope="row">
                    <Link to={links.system(system.id)} className="row b5 plain-link" style={{ gap: 6 }}>
                      <SystemSide project={value} system={system} />
                      <span className="ell" title={system.name}>
                        {system.name}
                      </span>
                    </Link>
                  </th>
                  {columns.map(({ title, holds }) => (
                    <td key={title}>
                      <PrerequisiteCell
                        to={links.system(system.id)}
                        items={prerequisites.filter((item) => item.system.id === system.id && holds.includes(item.column))}
                        what={`${title} of ${system.name}`}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  )
}

/** The arrow of the side that its schemas stand on in field maps. */
function SystemSide({ project, system }: { readonly project: Project; readonly system: System }) {
  const own = new Set(project.schemas.filter((schema) => schema.system === system.id).map(({ id }) => id))
  const isSource = project.mapInputs.some((input) => input.deleted !== true && own.has(input.source.schema))
  const isDestination = project.fieldMaps.some((map) => map.deleted !== true && own.has(map.destination.schema))
  const [icon, side, words]: readonly [IconName, string, string] = isDestination
    ? ['destination', 'dst', 'destination']
    : isSource
      ? ['source', 'src', 'source']
      : ['systems', 't3', '']
  return (
    <span className={side} title={words === '' ? undefined : words}>
      <Icon name={icon} size={14} />
      {words !== '' && <span className="sr-only">{words}</span>}
    </span>
  )
}

function PrerequisiteCell({ to, items, what }: { readonly to: string; readonly items: readonly PrerequisiteItem[]; readonly what: string }) {
  if (items.length === 0) {
    return (
      <Link to={to} className="t3 plain-link" aria-label={`${what}: nothing noted`}>
        nothing noted
      </Link>
    )
  }
  return (
    <div className="prerequisite-cell">
      {items.map((item) => (
        <Link key={item.key} to={`${to}#${encodeURIComponent(item.key)}`} className="prerequisite plain-link" title={wholeWords(item)}>
          <PrerequisiteMark state={item.state} overdue={item.overdue} />
          <span className="prerequisite-words">
            <span className="prerequisite-title">{item.title}</span>
            <span className={`s11 ${toneOf(item)}`}>
              {item.words}
              {item.due !== '' && <span className={item.overdue === undefined ? undefined : 'b6'}>{item.words === '' ? item.due : `, ${item.due}`}</span>}
            </span>
          </span>
        </Link>
      ))}
    </div>
  )
}

function toneOf({ state, overdue }: PrerequisiteItem): string {
  return overdue !== undefined || state === 'requested' ? 'warn' : 't3'
}

function wholeWords({ title, words, due, holder, approver, extraCost, note }: PrerequisiteItem): string {
  return [
    title,
    words,
    due,
    ...(holder === undefined ? [] : [`held by ${holder}`]),
    ...(approver === undefined ? [] : [`${approver} must say yes`]),
    ...(extraCost === undefined ? [] : [`costs ${extraCost}`]),
    note,
  ]
    .filter((text) => text !== undefined && text !== '')
    .join('\n')
}
