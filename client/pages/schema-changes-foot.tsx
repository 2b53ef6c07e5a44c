// The foot of the page: how many are decided, the next one, and the move itself after it was said what will happen.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { Dialog } from '../ui/dialog.tsx'
import { writeCells } from '../../shared/project/edits.ts'
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'
import type { SchemaImpact } from '../../shared/review/schema-impact.ts'
import type { VersionUsers } from '../../shared/review/version-users.ts'
import { describeFailure } from '../api/request.ts'
import { newId } from '../collab/connection-ports.ts'
import { useCollection, useConnectionPart, useMe, useProject } from '../collab/project-context.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { useVersionUsers, type FoundImpact } from './schema-changes-hooks.ts'
import { moveStateOf, type MoveState } from './schema-changes-model.ts'
import { planMove, prepareMove, type Mover } from './schema-changes-move.ts'
import { usersWords, versionPair, whatWords } from './schema-changes-words.ts'
import { useUndo } from './use-undo.ts'

export type FootProps = {
  readonly before: SchemaVersion
  readonly after: SchemaVersion
  readonly found: FoundImpact
  readonly impact: SchemaImpact
  readonly onNext: () => void
}

export function ChangesFoot({ before, after, found, impact, onNext }: FootProps) {
  const { mayEdit } = useProject()
  const [asking, setAsking] = useState(false)
  const versions = versionPair(before, after)
  const { needed, decided } = impact
  const users = useVersionUsers(before.id)
  const state = moveStateOf(after, users)
  const moved = state === 'moved'
  const isFirst = before.replaces !== undefined && before.movedBy === undefined && users.maps + users.steps === 0
  // Another version that replaces the same one, and that the project has moved to instead.
  const instead = useCollection('schemas').find((schema) => schema.replaces === before.id && schema.id !== after.id && schema.movedBy !== undefined)
  return (
    <div className="change-foot s12" data-region="foot">
      {!moved && needed > 0 && (
        <>
          <span className="num">
            <b className="b6">
              {decided} of {needed}
            </b>{' '}
            decided
          </span>
          <span className="meter change-meter" role="img" aria-label={`${decided} of ${needed} decided`}>
            {decided > 0 && <i style={{ flex: decided, background: 'var(--accent)' }} />}
            {needed > decided && <i className="open" style={{ flex: needed - decided }} />}
          </span>
        </>
      )}
      <span className="t2 change-foot-words">{sentenceOf({ state, isFirst, users, needed, versions, instead })}</span>
      <span className="sp" />
      {!moved && needed > decided && (
        <Button variant="default" onClick={onNext}>
          Next undecided
        </Button>
      )}
      {!moved && mayEdit && instead === undefined && !isFirst && (
        <Button onClick={() => setAsking(true)}>{state === 'left' ? `Move ${usersWords(users)} too` : `Move to ${versions.after}`}</Button>
      )}
      {asking && <MoveDialog before={before} after={after} found={found} impact={impact} onClose={() => setAsking(false)} />}
    </div>
  )
}

function sentenceOf(about: {
  readonly state: MoveState
  readonly isFirst: boolean
  readonly users: VersionUsers
  readonly needed: number
  readonly versions: { readonly before: string; readonly after: string }
  readonly instead: SchemaVersion | undefined
}): string {
  const { state, isFirst, users, needed, versions, instead } = about
  if (state === 'left') {
    const one = users.maps + users.steps === 1
    return `The project is on ${versions.after}, but ${usersWords(users)} still ${one ? 'uses' : 'use'} ${versions.before}: made, brought back or edited elsewhere since.`
  }
  if (state === 'moved') return `The project is on ${versions.after}. ${versions.before} stays here, read only.`
  if (instead !== undefined)
    return `The project has moved from ${versions.before} to ${instead.version ?? instead.title} meanwhile. Go back from there first, or discard this version.`
  if (isFirst) return `The project is not on ${versions.before} yet: move there first.`
  if (needed === 0) return 'Nothing in this project is affected. Every row keeps its number.'
  return `The project stays on ${versions.before} until somebody moves it. Every row keeps its number.`
}

function useMover(): Mover {
  const { name } = useMe()
  return { name, now: () => new Date().toISOString(), newId }
}

function MoveDialog({ before, after, found, impact, onClose }: Omit<FootProps, 'onNext'> & { readonly onClose: () => void }) {
  const connection = useProject()
  const status = useConnectionPart('status')
  const connected = status === 'saved' || status === 'saving'
  const { editWithUndo } = useUndo()
  const mover = useMover()
  const versions = versionPair(before, after)
  const [state, setState] = useState<{ readonly busy: boolean; readonly failure?: string }>({ busy: false })
  // What it says may not change under the reader's eyes: it is worked out once, and again when it is done.
  const [plan] = useState(() => planMove(found, connection.store.project(), after.id, mover))
  const open = impact.needed - impact.decided
  const move = async () => {
    setState({ busy: true })
    try {
      const ready = await prepareMove(found, connection, after.id, mover)
      if (!ready.ok) return setState({ busy: false, failure: ready.error })
      onClose()
      editWithUndo(`Moved to ${versions.after}`, (doc, origin) => writeCells(doc, ready.value.writesFor(origin.command), origin))
    } catch (error) {
      setState({ busy: false, failure: describeFailure(error) })
    }
  }
  return (
    <Dialog onClose={state.busy ? () => {} : onClose} title={`Move to ${versions.after}`} size={540}>
      <div className="stack s12">
        {plan === undefined ? (
          <p>One of the two descriptions is not here any more. Reload the page.</p>
        ) : (
          <ul className="change-plan">
            {plan.sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
        {open > 0 && (
          <p className="message">
            <SeverityMark name="warning" />
            <span>
              {whatWords(open, 'change is', 'changes are')} undecided. What {open === 1 ? 'it affects' : 'they affect'} stays as it is and is listed here to be
              settled; rows and field maps show a problem until then.
            </span>
          </p>
        )}
        <p className="t3">Ctrl+Z takes it back at once; Go back to {versions.before} on this page does so at any later time.</p>
        {!connected && (
          <p className="message warn">
            <SeverityMark name="warning" />
            <span>You are offline. A move is made while connected, so that it is one step for everybody.</span>
          </p>
        )}
        {state.failure !== undefined && (
          <p className="message" role="alert">
            <SeverityMark name="error" />
            <span>Nothing was moved. {state.failure}</span>
          </p>
        )}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" disabled={state.busy} onClick={onClose}>
            Stay on {versions.before}
          </Button>
          <Button loading={state.busy} disabled={plan === undefined || !connected} onClick={() => void move()}>
            Move to {versions.after}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
