// Cards of the project's home that list what people wrote: open questions and systems.
import { Link } from 'wouter'
import { printNumber } from '../../shared/project/project.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { Card } from '../ui/parts.tsx'
import { printWhen } from '../ui/print-when.ts'
import { projectLinks } from '../pages/project-links.ts'

export function QuestionsCard() {
  const { project } = useProject()
  const questions = useCollection('questions')
  const people = useCollection('people')
  const rows = useCollection('rows')
  const open = questions.filter((question) => (question.status ?? 'open') === 'open')
  const place = (at: string) => {
    const row = at.startsWith('row:') ? rows.find((one) => `row:${one.id}` === at) : undefined
    return row === undefined ? undefined : { words: printNumber('rows', row.number), to: projectLinks(project).map(row.fieldMap, at) }
  }
  return (
    <Card title="Open questions" aside={<span className="s11 t3 num">{`${open.length} open, ${questions.length - open.length} closed`}</span>}>
      {open.length === 0 && <p className="s12 t3 card-body">No question is open.</p>}
      <ul className="lined">
        {open.slice(0, 8).map((question) => {
          const where = place(question.at)
          const asked = people.find((person) => person.id === question.askedOf)
          return (
            <li key={question.id} className="row s12" style={{ alignItems: 'flex-start' }}>
              <span className="mono t3" style={{ flex: 'none', lineHeight: '18px' }}>
                {printNumber('questions', question.number)}
              </span>
              <div style={{ flex: 1, minWidth: 0 }}>
                <div className="pre-wrap">{question.text}</div>
                <div className="s11 t3">
                  {where !== undefined && (
                    <>
                      about <Link to={where.to}>{where.words}</Link>
                    </>
                  )}
                  {asked !== undefined && `${where === undefined ? '' : ', '}asked of ${asked.name}`}
                </div>
              </div>
              {question.askedAt !== undefined && <span className="s11 t3">{printWhen(question.askedAt)}</span>}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

export function SystemsCard() {
  const { project } = useProject()
  const systems = useCollection('systems')
  const schemas = useCollection('schemas')
  return (
    <Card
      title="Systems"
      aside={
        <Link to={projectLinks(project).schemas} className="s12">
          Schemas
        </Link>
      }
    >
      {systems.length === 0 && <p className="s12 t3 card-body">No system yet: import a schema to add one.</p>}
      <ul className="lined">
        {systems.map((system) => {
          const versions = schemas.filter((schema) => schema.system === system.id)
          return (
            <li key={system.id} className="s12">
              <div className="b5">{system.name}</div>
              <div className="s11 t3">
                {versions.length === 0
                  ? 'no schema yet'
                  : versions.map((schema, at) => (
                      <span key={schema.id}>
                        {at > 0 && ', '}
                        <Link to={projectLinks(project).schema(schema.id)}>{[schema.title, schema.version].filter(Boolean).join(' ')}</Link>
                      </span>
                    ))}
              </div>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
