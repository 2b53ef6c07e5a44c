// The page of a newer schema version: which of the two descriptions are compared, and what stands there when they cannot be.
import { Button } from '@mantine/core'
import { Link, useParams } from 'wouter'
import { setCell } from '../../shared/project/edits.ts'
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { Card, EmptyState } from '../ui/parts.tsx'
import { ProjectFrame } from './project-frame.tsx'
import { projectLinks } from './project-links.ts'
import { SchemaChanges } from './schema-changes.tsx'
import { versionPair } from './schema-changes-words.ts'

export function SchemaChangesPage() {
  const { project, store } = useProject()
  const { schema: id } = useParams<{ schema: string }>()
  // Drawn anew when a version comes, goes or is moved to.
  useCollection('schemas')
  const links = projectLinks(project)
  const after = store.find('schemas', id)
  const before = after?.replaces === undefined ? undefined : store.find('schemas', after.replaces)
  const isThere = after !== undefined && after.deleted !== true && before !== undefined && before.deleted !== true
  const crumbs = [
    { name: 'Schemas', to: links.schemas },
    ...(isThere ? [{ name: before.title, to: links.schema(before.id) }] : []),
    { name: isThere ? pairWords(before, after) : 'Changes' },
  ]
  return (
    <ProjectFrame fill crumbs={crumbs}>
      {isThere ? <SchemaChanges key={`${before.id} ${after.id}`} before={before} after={after} /> : <NotThere after={after} before={before} />}
    </ProjectFrame>
  )
}

function pairWords(before: SchemaVersion, after: SchemaVersion): string {
  const pair = versionPair(before, after)
  return `${pair.before} to ${pair.after}`
}

function NotThere({ after, before }: { readonly after: SchemaVersion | undefined; readonly before: SchemaVersion | undefined }) {
  const { project, mayEdit, edit } = useProject()
  const links = projectLinks(project)
  const all = <Link to={links.schemas}>All schemas</Link>
  const restore = (version: SchemaVersion) => edit('Bring the version back', (doc, origin) => setCell(doc, 'schemas', version.id, 'deleted', undefined, origin))
  const back = (version: SchemaVersion) => (
    <span className="row">
      {mayEdit && <Button onClick={() => restore(version)}>Bring it back</Button>}
      {all}
    </span>
  )
  return (
    <div className="page-body" style={{ paddingTop: 16 }}>
      <Card>
        {after === undefined ? (
          <EmptyState title="This version is not in the project" action={all}>
            It was never imported here, or the address is not right.
          </EmptyState>
        ) : after.deleted === true ? (
          <EmptyState title="This version was discarded" action={back(after)}>
            {after.title} {after.version ?? ''} was discarded, perhaps by somebody else just now. No row, lookup table or test case was touched; its decisions
            are kept.
          </EmptyState>
        ) : after.replaces === undefined ? (
          <EmptyState title="This description replaces no other" action={<Link to={links.schema(after.id)}>See the description</Link>}>
            Changes are shown where a newer version of a description was imported.
          </EmptyState>
        ) : (
          <EmptyState title="The older version is gone" action={before === undefined ? all : back(before)}>
            The description that this one replaces was deleted, so there is nothing to compare with.
          </EmptyState>
        )}
      </Card>
    </div>
  )
}
