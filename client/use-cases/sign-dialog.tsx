// Signing a use case: for whom, with which note, knowing what is open.
import { useState } from 'react'
import { Button, Textarea } from '@mantine/core'
import { writeCells, type CellWrite } from '../../shared/project/edits.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { UseCase } from '../../shared/project/use-case.ts'
import { describeFailure } from '../api/request.ts'
import { sign } from '../api/review.ts'
import { useCollection, useConnectionPart, useMe, useProject } from '../collab/project-context.tsx'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { showNotice } from '../ui/notices.tsx'
import { findPersonByName } from '../pages/named-person.ts'
import { PersonSelect } from '../pages/person-select.tsx'
import { OpenPoints } from './open-points.tsx'
import type { UseCaseFacts } from './use-use-case-scope.ts'

/** What one signature keeps of them; the count is kept whole. */
const MOST_KEPT = 1_000

type Props = { readonly useCase: UseCase; readonly facts: UseCaseFacts; readonly person: string | undefined; readonly onClose: () => void }

export function SignDialog({ useCase, facts, person: asked, onClose }: Props) {
  const { project, edit, mayEdit } = useProject()
  const me = useMe()
  const people = useCollection('people')
  const unsaved = useConnectionPart('status') !== 'saved'
  const [person, setPerson] = useState(asked ?? findPersonByName(people, me.name)?.id)
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  // What the person has in front of them; when it changes under their hands they are told, and look again.
  const [seen, setSeen] = useState(facts.signatures.content)
  const isStale = seen !== facts.signatures.content
  const points = facts.openPoints
  const name = printNumber('useCases', useCase.number)
  const chosen = people.find(({ id }) => id === person)
  const choose = (next: string | undefined, writes: readonly CellWrite[]) => {
    if (writes.length > 0) edit('Add a person', (doc, origin) => writeCells(doc, writes, origin))
    setPerson(next)
  }
  const send = async () => {
    if (chosen === undefined || points === undefined) return
    setBusy(true)
    setFailure(undefined)
    try {
      await sign(project, {
        useCase: useCase.id,
        person: chosen.id,
        ...(note.trim() === '' ? {} : { note: note.trim() }),
        openPoints: points.slice(0, MOST_KEPT),
        openCount: points.length,
        content: seen,
      })
      showNotice(`${name} is signed for ${chosen.name}`)
      onClose()
    } catch (error) {
      setFailure(describeFailure(error))
      setBusy(false)
    }
  }
  return (
    <Dialog onClose={onClose} title={`Sign ${name} ${useCase.title}`} size="lg">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <div className="boxed-input">
          <span className="label">Signed for</span>
          {mayEdit ? (
            <PersonSelect label="Signed for" nobody="Choose who signs" value={person} withRole onChange={choose} autoFocus={chosen === undefined} />
          ) : (
            <PersonChoice value={person} onChange={setPerson} />
          )}
        </div>
        {chosen !== undefined && chosen.name !== me.name && (
          <p className="s11 t3">
            The signature says that {me.name} signed for {chosen.name}.
          </p>
        )}
        <Textarea
          label="Note"
          placeholder="Under which conditions, or what was agreed in words"
          autosize
          minRows={2}
          maxRows={6}
          maxLength={32_000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          {...(chosen === undefined ? {} : { 'data-autofocus': true })}
        />
        {points === undefined ? (
          <p className="s12 t3" role="status">
            The project is being looked through for open points.
          </p>
        ) : points.length === 0 ? (
          <p className="row s12">
            <SeverityMark name="passes" />
            Nothing is open about it.
          </p>
        ) : (
          <div>
            <p className="s12">
              {points.length === 1
                ? 'One point is open. You may sign all the same; it is kept with the signature.'
                : `${points.length} points are open. You may sign all the same; they are kept with the signature.`}
            </p>
            <OpenPoints points={points} />
          </div>
        )}
        {isStale && (
          <p className="message" role="alert">
            <SeverityMark name="warning" />
            <span>
              The use case changed while this was open.{' '}
              <button type="button" className="link-button" onClick={() => setSeen(facts.signatures.content)}>
                I have read the change
              </button>
            </span>
          </p>
        )}
        {failure !== undefined && (
          <p className="message" role="alert">
            <SeverityMark name="error" />
            {failure}
          </p>
        )}
        <DialogFoot onCancel={onClose} aside={unsaved && <span className="s11 t3">Waits until your changes are saved.</span>}>
          <Button type="submit" loading={busy} disabled={chosen === undefined || points === undefined || isStale || unsaved}>
            {points === undefined || points.length === 0 ? 'Sign' : points.length === 1 ? 'Sign with 1 open point' : `Sign with ${points.length} open points`}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

/** For those who may sign but not add people. */
function PersonChoice({ value, onChange }: { readonly value: string | undefined; readonly onChange: (person: string | undefined) => void }) {
  const people = useCollection('people')
  return (
    <select
      className="cell-input"
      aria-label="Signed for"
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
    >
      <option value="">Choose who signs</option>
      {people.map((person) => (
        <option key={person.id} value={person.id}>
          {person.name}
        </option>
      ))}
    </select>
  )
}
