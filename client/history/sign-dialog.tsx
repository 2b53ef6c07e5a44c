// The dialog that signs a baseline: what was open when it was frozen is listed first and kept with the signature.
import { useMemo, useState } from 'react'
import { Button, Select, Textarea } from '@mantine/core'
import type { Baseline } from '../../shared/project/review-parts.ts'
import type { BaselineState } from '../../shared/review/baseline-state.ts'
import { listBaselinePoints } from '../../shared/review/baseline-points.ts'
import { describeFailure } from '../api/request.ts'
import { sign } from '../api/review.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { printPerson } from '../pages/named-person.ts'
import { nameBaseline } from '../pages/newest-baseline.ts'
import { useFrozenState } from '../pages/use-comparison.ts'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { showNotice } from '../ui/notices.tsx'
import { ErrorBox, LoadingBars } from '../ui/parts.tsx'
import { OpenPoints } from './open-points.tsx'

/** As the signature keeps them. */
const MOST_KEPT = 1_000

export function SignDialog({ baseline, onClose }: { readonly baseline: Baseline; readonly onClose: () => void }) {
  const { state, failure, retry } = useFrozenState(baseline.id)
  return (
    <Dialog onClose={onClose} title={`Sign ${nameBaseline(baseline).toLowerCase()}`} size={600}>
      {failure !== undefined && <ErrorBox message={failure} onRetry={retry} />}
      {failure === undefined && state === undefined && <LoadingBars rows={4} label="Reading the baseline" />}
      {state !== undefined && <SignForm baseline={baseline} state={state} onClose={onClose} />}
    </Dialog>
  )
}

function SignForm({ baseline, state, onClose }: { readonly baseline: Baseline; readonly state: BaselineState; readonly onClose: () => void }) {
  const { project } = useProject()
  const people = useCollection('people')
  const signed = useCollection('signOffs').filter((one) => one.baseline === baseline.id)
  const points = useMemo(() => listBaselinePoints(state), [state])
  const [person, setPerson] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const submit = async () => {
    if (person === null) return
    setBusy(true)
    setFailure(undefined)
    try {
      await sign(project, {
        baseline: baseline.id,
        person,
        content: baseline.state,
        openPoints: points.slice(0, MOST_KEPT),
        openCount: points.length,
        ...(note.trim() === '' ? {} : { note: note.trim() }),
      })
      showNotice(`${people.find(({ id }) => id === person)?.name ?? 'Somebody'} signed ${nameBaseline(baseline).toLowerCase()}`)
      onClose()
    } catch (error) {
      setFailure(describeFailure(error))
      setBusy(false)
    }
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p className="s12 t2">A signature says that this person agrees to the project as it was frozen. It is written with your name and the time.</p>
      {points.length === 0 ? (
        <p className="s12 t2">Nothing was open when it was frozen: no question, no failing case, no error or warning that was not waived.</p>
      ) : (
        <div>
          <p className="s12 b5" style={{ marginBottom: 4 }}>
            {points.length} {points.length === 1 ? 'point was' : 'points were'} open. They are kept with the signature.
          </p>
          <div className="open-points-box" tabIndex={0} role="region" aria-label="Open points">
            <OpenPoints points={points} project={state.project} />
          </div>
        </div>
      )}
      <Select
        label="Who signs"
        placeholder={people.length === 0 ? 'The project has no people yet' : 'Choose a person'}
        required
        searchable
        data={people.map((one) => ({
          value: one.id,
          label: signed.some((other) => other.person === one.id) ? `${printPerson(one)} (signed)` : printPerson(one),
          disabled: signed.some((other) => other.person === one.id),
        }))}
        value={person}
        onChange={setPerson}
        data-autofocus
      />
      <Textarea
        label="Note"
        placeholder="On what condition, if any"
        autosize
        minRows={1}
        maxLength={32_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {failure !== undefined && (
        <p className="message" role="alert">
          <SeverityMark name="error" />
          {failure}
        </p>
      )}
      <DialogFoot onCancel={onClose}>
        <Button type="submit" loading={busy} disabled={person === null}>
          {points.length === 0 ? 'Sign' : `Sign with ${points.length} open`}
        </Button>
      </DialogFoot>
    </form>
  )
}
