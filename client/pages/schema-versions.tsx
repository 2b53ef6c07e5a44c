// What the list of schemas says of versions: a button that imports a newer one, what waits, when the project moved, what it came from.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { Link, useLocation } from 'wouter'
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'
import { uploadSchema } from '../api/schemas.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { Icon } from '../ui/icon.tsx'
import { ImportProgress } from './import-progress.tsx'
import { projectLinks } from './project-links.ts'
import { movedWords } from './schema-changes-back.tsx'
import { useFoundImpact, useVersionUsers } from './schema-changes-hooks.ts'
import { withDecisions } from './schema-changes-model.ts'
import { usersWords, versionWords, whatWords } from './schema-changes-words.ts'
import { listVersionFamilies } from './schema-versions-model.ts'
import { useImport } from './use-import.ts'
import './schema-changes.css'

/** Imports the files as a newer version of this description and goes to what it changes. Nothing for viewers. */
export function NewVersionButton({ schema }: { readonly schema: SchemaVersion }) {
  const { mayEdit } = useProject()
  const [open, setOpen] = useState(false)
  if (!mayEdit) return null
  return (
    <>
      <Button variant="default" size="compact-sm" leftSection={<Icon name="upload" size={14} />} onClick={() => setOpen(true)}>
        Newer version
      </Button>
      {open && <NewVersionDialog schema={schema} onClose={() => setOpen(false)} />}
    </>
  )
}

function NewVersionDialog({ schema, onClose }: { readonly schema: SchemaVersion; readonly onClose: () => void }) {
  const { project } = useProject()
  const [, go] = useLocation()
  const [names, setNames] = useState<readonly string[]>([])
  const work = useImport(project, (version) => {
    onClose()
    go(projectLinks(project).schemaChanges(version))
  })
  const start = (files: readonly File[]) => {
    setNames(files.map(({ name }) => name))
    work.start((signal) => uploadSchema(project, files, { replaces: schema.id }, signal))
  }
  return (
    <Dialog onClose={work.busy ? () => {} : onClose} withCloseButton={!work.busy} title={`A newer version of ${schema.title}`} size={520}>
      <div className="stack">
        <p className="s12 t2">
          It is compared with {schema.version === undefined ? 'the one you have' : versionWords(schema)}, and nothing of the project changes before you have
          seen and decided what it means.
        </p>
        {work.busy ? (
          <p className="s12 mono ell">{names.join(', ')}</p>
        ) : (
          <FileDrop label="Choose files" onFiles={start}>
            <div className="b5">Drop the newer description here</div>
            <div className="s12 t2">All files of one description together.</div>
          </FileDrop>
        )}
        <ImportProgress work={work} />
        <DialogFoot onCancel={work.busy ? work.cancel : onClose} cancel={work.busy ? 'Cancel the import' : 'Close'} />
      </div>
    </Dialog>
  )
}

/** Under a description's name: what waits, when the project moved to it, and the versions before it. */
export function VersionState({ schema }: { readonly schema: SchemaVersion }) {
  const { project } = useProject()
  const family = listVersionFamilies(useCollection('schemas')).find(({ current }) => current.id === schema.id)
  const links = projectLinks(project)
  if (family === undefined) return null
  const { waiting, older } = family
  if (waiting.length === 0 && older.length === 0) return null
  return (
    <div className="version-state s11">
      {waiting.map((version) => (
        <Link key={version.id} to={links.schemaChanges(version.id)}>
          <Waiting before={[schema, ...older].find(({ id }) => id === version.replaces) ?? schema} version={version} />
        </Link>
      ))}
      {schema.movedBy !== undefined && (
        <span className="t3">
          <Link to={links.schemaChanges(schema.id)}>{movedWords(schema)}</Link>
        </span>
      )}
      {older.map((version, at) => (
        <StillUsed key={version.id} version={version} movedTo={[schema, ...older][at] ?? schema} />
      ))}
      {older.length > 0 && (
        <details>
          <summary className="t3">{whatWords(older.length, 'older version')}</summary>
          <ul>
            {older.map((version) => (
              <li key={version.id} className="row t3">
                <Link to={links.schema(version.id)}>{versionWords(version)}</Link>
                <span className="tag">read only</span>
                {version.movedBy !== undefined && <span>{movedWords(version)}</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

/** A map that came back, or was made on the older version since the move. */
function StillUsed({ version, movedTo }: { readonly version: SchemaVersion; readonly movedTo: SchemaVersion }) {
  const { project } = useProject()
  const users = useVersionUsers(version.id)
  if (users.maps + users.steps === 0) return null
  return (
    <Link to={projectLinks(project).schemaChanges(movedTo.id)}>
      {usersWords(users)} still {users.maps + users.steps === 1 ? 'uses' : 'use'} {versionWords(version)}
    </Link>
  )
}

function Waiting({ before, version }: { readonly before: SchemaVersion; readonly version: SchemaVersion }) {
  const state = useFoundImpact(before, version)
  const decisions = useCollection('schemaDecisions')
  const counts = state.state === 'found' ? withDecisions(state.impact, decisions, version.id) : undefined
  return (
    <>
      Newer version {versionWords(version)} waits
      {counts !== undefined && (counts.needed === 0 ? ': nothing is affected' : `: ${counts.decided} of ${counts.needed} decided`)}
    </>
  )
}
