// After the move: who moved the project, and the way back.
import { useState } from 'react'
import { Button, Modal } from '@mantine/core'
import { revertChanges } from '../../shared/project/edits.ts'
import type { CellChange } from '../../shared/project/project-doc.ts'
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'
import { describeFailure } from '../api/request.ts'
import { useProject } from '../collab/project-context.tsx'
import { DialogFoot } from '../ui/dialog.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { showNotice } from '../ui/notices.tsx'
import { printWhen } from '../ui/print-when.ts'
import { nameObject } from './describe-history.ts'
import { listChangedSince, readMove } from './schema-changes-move.ts'
import { whatWords } from './schema-changes-words.ts'
import { describeUndo, useUndo } from './use-undo.ts'

export type MovedProps = { readonly version: SchemaVersion; readonly versions: { readonly before: string; readonly after: string } }

/** `Moved on 22 Nov by Mara Ilves`. */
export function movedWords({ movedAt, movedByPerson }: SchemaVersion): string {
  return ['Moved', movedAt === undefined ? '' : printWhen(movedAt), movedByPerson === undefined ? '' : `by ${movedByPerson}`]
    .filter((word) => word !== '')
    .join(' ')
}

type Way =
  | { readonly step: 'closed' | 'reading' }
  | { readonly step: 'asked'; readonly changes: readonly CellChange[]; readonly since: readonly CellChange[] }
  | { readonly step: 'failed'; readonly message: string }

export function GoBack({ version, versions }: MovedProps) {
  const { project, doc } = useProject()
  const { editWithUndo } = useUndo()
  const [way, setWay] = useState<Way>({ step: 'closed' })
  const close = () => setWay({ step: 'closed' })
  const ask = async () => {
    setWay({ step: 'reading' })
    try {
      const read = await readMove(project, version)
      setWay(read.ok ? { step: 'asked', changes: read.value, since: listChangedSince(doc, read.value) } : { step: 'failed', message: read.error })
    } catch (error) {
      setWay({ step: 'failed', message: describeFailure(error) })
    }
  }
  const go = (changes: readonly CellChange[]) => {
    close()
    let skipped: readonly CellChange[] = []
    const label = `Back to ${versions.before}`
    editWithUndo(label, (made, origin) => {
      const outcome = revertChanges(made, changes, origin)
      skipped = outcome.skipped.filter(({ home }) => home !== 'schemaDecisions')
      return outcome.reverted
    })
    if (skipped.length > 0) showNotice(describeUndo('Done', { label, reverted: changes, skipped }))
  }
  return (
    <>
      <Button variant="default" loading={way.step === 'reading'} onClick={() => void ask()}>
        Go back to {versions.before}
      </Button>
      <Modal opened={way.step === 'asked' || way.step === 'failed'} onClose={close} title={`Go back to ${versions.before}`} size={520}>
        {way.step === 'failed' && (
          <div className="stack">
            <p className="message" role="alert">
              <SeverityMark name="error" />
              <span>{way.message}</span>
            </p>
            <DialogFoot onCancel={close} cancel="Close" />
          </div>
        )}
        {way.step === 'asked' && <Asked way={way} versions={versions} onClose={close} onGo={() => go(way.changes)} />}
      </Modal>
    </>
  )
}

const MOST_NAMED = 30

function Asked({
  way: { changes, since },
  versions,
  onClose,
  onGo,
}: {
  readonly way: Extract<Way, { step: 'asked' }>
  readonly versions: MovedProps['versions']
  readonly onClose: () => void
  readonly onGo: () => void
}) {
  const { store } = useProject()
  const objects = new Set(changes.map(({ home, object }) => `${home}:${object}`))
  const left = [...new Map(since.map((change) => [`${change.home}:${change.object}`, change])).values()]
  return (
    <div className="stack s12">
      <p>
        The move changed {whatWords(changes.length, 'cell')} of {whatWords(objects.size, 'object')}. What is still as the move left it gets back what it held on{' '}
        {versions.before}; the description of {versions.after} stays here with its decisions, so that you can move again.
      </p>
      {left.length === 0 ? (
        <p className="t2">Nobody has changed any of it since.</p>
      ) : (
        <>
          <p className="message">
            <SeverityMark name="warning" />
            <span>
              {whatWords(since.length, 'cell')} of {whatWords(left.length, 'object')} {since.length === 1 ? 'was' : 'were'} changed since the move and{' '}
              {since.length === 1 ? 'stays' : 'stay'} as {since.length === 1 ? 'it is' : 'they are'}:
            </span>
          </p>
          <ul className="change-left">
            {left.slice(0, MOST_NAMED).map(({ home, object }) => (
              <li key={`${home}:${object}`} className="row">
                <span className="ell">{nameObject(`${home}:${object}`, store)}</span>
                <span className="t3 s11">
                  {[...new Set(since.filter((one) => one.home === home && one.object === object).map(({ cell }) => cell))].join(', ')}
                </span>
              </li>
            ))}
            {left.length > MOST_NAMED && <li className="t3">and {left.length - MOST_NAMED} more</li>}
          </ul>
        </>
      )}
      <DialogFoot onCancel={onClose} cancel={`Stay on ${versions.after}`}>
        <Button onClick={onGo}>Go back to {versions.before}</Button>
      </DialogFoot>
    </div>
  )
}
