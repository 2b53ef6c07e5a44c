// One system: its facts, environments, credentials, expertise, documents and the rest, and deleting it with a word about what that touches.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { Link, useLocation } from 'wouter'
import { setCell, writeCells } from '../../shared/project/edits.ts'
import type { System } from '../../shared/project/people-and-systems.ts'
import type { PrerequisiteItem } from '../../shared/review/prerequisites.ts'
import { moveWrites } from '../collab/place.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { useUndo } from '../pages/use-undo.ts'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { EditableText } from '../ui/editable-text.tsx'
import { RowMenu } from '../ui/row-menu.tsx'
import { useJustAdded } from './just-added.ts'
import { PrerequisiteCard } from './prerequisite-cards.tsx'
import { describeSystemUses, systemDeletion } from './system-edits.ts'
import { EnvironmentsCard } from './system-environments.tsx'
import { SystemExperts, SystemFactsCard } from './system-facts.tsx'

export function SystemView({ system, items }: { readonly system: System; readonly items: readonly PrerequisiteItem[] }) {
  const { edit, mayEdit } = useProject()
  const isNew = useJustAdded(system.id)
  const byKey = new Map(items.map((item) => [item.key, item]))
  return (
    <div className="stack">
      <SystemFactsCard
        system={system}
        title={
          mayEdit ? (
            <EditableText
              value={system.name}
              label="Name of the system"
              placeholder="Give it a name"
              startOpen={isNew}
              onChange={(name) => name !== '' && edit(`Rename ${system.name}`, (doc, origin) => setCell(doc, 'systems', system.id, 'name', name, origin))}
            />
          ) : (
            system.name
          )
        }
        aside={mayEdit && <SystemActions system={system} />}
      />
      <EnvironmentsCard system={system} items={byKey} />
      <PrerequisiteCard system={system} kind="credentials" items={byKey} />
      <PrerequisiteCard system={system} kind="expertise" items={byKey}>
        <SystemExperts system={system} />
      </PrerequisiteCard>
      <PrerequisiteCard system={system} kind="documents" items={byKey}>
        <SchemasLine system={system} />
      </PrerequisiteCard>
      <PrerequisiteCard system={system} kind="vendor" items={byKey} />
      <PrerequisiteCard system={system} kind="other" items={byKey} />
    </div>
  )
}

/** Descriptions that were imported are documents too. */
function SchemasLine({ system }: { readonly system: System }) {
  const { project } = useProject()
  const schemas = useCollection('schemas').filter((schema) => schema.system === system.id)
  const links = projectLinks(project)
  return (
    <p className="s12 t2 plan-lead">
      {schemas.length === 0 ? (
        <>
          No schema is imported. <Link to={links.schemas}>Import one</Link> to see its fields.
        </>
      ) : (
        <>
          Imported:{' '}
          {schemas.map((schema, at) => (
            <span key={schema.id}>
              {at > 0 && ', '}
              <Link to={links.schema(schema.id)}>{[schema.title, schema.version].filter(Boolean).join(' ')}</Link>
            </span>
          ))}
        </>
      )}
    </p>
  )
}

function SystemActions({ system }: { readonly system: System }) {
  const { project, edit } = useProject()
  const { editWithUndo } = useUndo()
  const [, go] = useLocation()
  const systems = useCollection('systems')
  const parts = {
    environments: useCollection('environments'),
    prerequisites: useCollection('prerequisites'),
    schemas: useCollection('schemas'),
    steps: useCollection('steps'),
    testRuns: useCollection('testRuns'),
  }
  const [asking, setAsking] = useState(false)
  const uses = describeSystemUses(parts, system.id)
  const at = systems.findIndex(({ id }) => id === system.id)
  const move = (to: number) => edit(`Move ${system.name}`, (doc, origin) => writeCells(doc, moveWrites('systems', systems, system.id, to), origin))
  const remove = () => {
    setAsking(false)
    editWithUndo(`Deleted ${system.name}`, (doc, origin) => writeCells(doc, systemDeletion(parts, system.id), origin))
    go(projectLinks(project).systems)
  }
  return (
    <>
      <RowMenu
        label={`More for ${system.name}`}
        actions={[
          { name: 'Move up', icon: 'up', onClick: () => move(at - 1), disabled: at <= 0 },
          { name: 'Move down', icon: 'down', onClick: () => move(at + 1), disabled: at === systems.length - 1 },
          { name: uses.length === 0 ? 'Delete' : 'Delete ...', icon: 'trash', danger: true, onClick: () => (uses.length === 0 ? remove() : setAsking(true)) },
        ]}
      />
      {asking && (
        <Dialog title={`Delete ${system.name}?`} onClose={() => setAsking(false)}>
          <div className="stack">
            <ul className="s12 t2">
              {uses.map((words) => (
                <li key={words}>{words}.</li>
              ))}
            </ul>
            <p className="s12 t3">Undo brings all of it back.</p>
            <DialogFoot onCancel={() => setAsking(false)}>
              <Button onClick={remove}>Delete</Button>
            </DialogFoot>
          </div>
        </Dialog>
      )}
    </>
  )
}
