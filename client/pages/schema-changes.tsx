// What a newer schema version changes, and the decisions about it: heading, filters, list, facts and foot of the page.
import { useMemo, useState } from 'react'
import { Button } from '@mantine/core'
import { deleteObject } from '../../shared/project/edits.ts'
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'
import type { SchemaImpact } from '../../shared/review/schema-impact.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { Card, EmptyState, ErrorBox, LoadingBars } from '../ui/parts.tsx'
import { printWhen } from '../ui/print-when.ts'
import { GoBack, movedWords } from './schema-changes-back.tsx'
import { ChangesFoot } from './schema-changes-foot.tsx'
import { useFoundImpact, type FoundImpact } from './schema-changes-hooks.ts'
import { withDecisions } from './schema-changes-model.ts'
import { ChangesReview } from './schema-changes-review.tsx'
import { versionPair, whatWords } from './schema-changes-words.ts'
import { useUndo } from './use-undo.ts'
import './schema-changes.css'

type Props = { readonly before: SchemaVersion; readonly after: SchemaVersion }

export function SchemaChanges({ before, after }: Props) {
  const state = useFoundImpact(before, after)
  const decisions = useCollection('schemaDecisions')
  const found = state.state === 'found' ? state : undefined
  const impact = useMemo(
    () => (found === undefined ? undefined : withDecisions(found.impact, decisions, after.id)),
    // oxlint-disable-next-line react/exhaustive-deps -- of what was found only this counts
    [found?.impact, decisions, after.id],
  )
  return (
    <>
      <Heading before={before} after={after} found={found} />
      {state.state === 'failed' && (
        <div className="page-body">
          <Card>
            <ErrorBox message={state.message} />
          </Card>
        </div>
      )}
      {state.state === 'loading' && (
        <div className="page-body">
          <Card>
            <LoadingBars rows={10} label={state.words} />
            <p className="s12 t3 card-body" role="status">
              {state.words} …
            </p>
          </Card>
        </div>
      )}
      {found !== undefined && impact !== undefined && <Found before={before} after={after} found={found} impact={impact} />}
    </>
  )
}

function Found({ before, after, found, impact }: Props & { readonly found: FoundImpact; readonly impact: SchemaImpact }) {
  const [asked, setAsked] = useState(0)
  const versions = versionPair(before, after)
  return (
    <>
      {impact.impacts.length === 0 ? (
        <div className="page-body" style={{ flex: 1 }}>
          <Card>
            <EmptyState title="These two versions describe the same">
              Every object, field and endpoint of {versions.before} is in {versions.after} with the same facts, so that there is nothing to decide.
            </EmptyState>
          </Card>
        </div>
      ) : (
        <ChangesReview before={before} after={after} found={found} impact={impact} nextAsked={asked} />
      )}
      <ChangesFoot before={before} after={after} found={found} impact={impact} onNext={() => setAsked((count) => count + 1)} />
    </>
  )
}

function Heading({ before, after, found }: Props & { readonly found: FoundImpact | undefined }) {
  const { mayEdit } = useProject()
  const versions = versionPair(before, after)
  const [old, fresh] = [found?.graphs.get(before.graph), found?.graphs.get(after.graph)]
  return (
    <div className="page-head change-heading">
      <div>
        <h1 className="ell">
          {before.title}: {versions.before} to {versions.after}
        </h1>
        <div className="row s12 t2 change-facts-line">
          <span>
            Imported {after.importedAt === undefined ? '' : printWhen(after.importedAt)}
            {after.importedBy === undefined ? '' : ` by ${after.importedBy}`}
          </span>
          {old !== undefined && fresh !== undefined && (
            <span>
              {old.fieldCount === fresh.fieldCount
                ? `${whatWords(fresh.fieldCount, 'field')} in both`
                : `${old.fieldCount.toLocaleString('en-GB')} fields to ${fresh.fieldCount.toLocaleString('en-GB')}`}
            </span>
          )}
          <span className="mono t3 s11" title="The fingerprints of the two descriptions">
            {before.graph.slice(0, 8)} → {after.graph.slice(0, 8)}
          </span>
          {after.movedBy !== undefined && <span className="tag">{movedWords(after)}</span>}
        </div>
        {found?.unread !== undefined && (
          <p className="s12 warn" role="alert">
            Some records of test cases could not be read, so that what they hold is not told here. {found.unread}
          </p>
        )}
      </div>
      {mayEdit && (after.movedBy === undefined ? <Discard after={after} name={versions.after} /> : <BackOrWhyNot after={after} versions={versions} />)}
    </div>
  )
}

function BackOrWhyNot({ after, versions }: { readonly after: SchemaVersion; readonly versions: { readonly before: string; readonly after: string } }) {
  const newer = useCollection('schemas').find((schema) => schema.replaces === after.id && schema.movedBy !== undefined)
  if (newer === undefined) return <GoBack version={after} versions={versions} />
  return <span className="s12 t3">The project has moved on to {newer.version ?? newer.title}: go back from there first.</span>
}

function Discard({ after, name }: { readonly after: SchemaVersion; readonly name: string }) {
  const { editWithUndo } = useUndo()
  return (
    <Button variant="default" onClick={() => editWithUndo(`Discarded ${name}`, (doc, origin) => deleteObject(doc, 'schemas', after.id, origin))}>
      Discard the new version
    </Button>
  )
}
