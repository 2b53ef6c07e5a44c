// "Waive, because…": a reason that stands in the specification, for all that is chosen; the server writes who and when.
import { useState } from 'react'
import { Button, Textarea } from '@mantine/core'
import type { ReviewProblem } from '../../shared/review/review.ts'
import { waive } from '../api/review.ts'
import { describeFailure } from '../api/request.ts'
import { useProject } from '../collab/project-context.tsx'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { showNotice } from '../ui/notices.tsx'

type Props = { readonly problems: readonly ReviewProblem[]; readonly onClose: () => void; readonly onDone: () => void }

const MOST_NAMED = 5
/** As many as one request takes. */
const MOST_AT_ONCE = 1_000

export function WaiveDialog({ problems, onClose, onDone }: Props) {
  const { project } = useProject()
  const [reason, setReason] = useState('')
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const submit = async () => {
    if (reason.trim() === '') return setFailure('Write the reason in a few words: it stands in the specification.')
    setBusy(true)
    try {
      for (let from = 0; from < problems.length; from += MOST_AT_ONCE)
        await waive(project, {
          problems: problems.slice(from, from + MOST_AT_ONCE).map(({ code, at, message }) => ({ code, at, message })),
          reason: reason.trim(),
        })
      showNotice(problems.length === 1 ? 'The problem is waived.' : `${problems.length} problems are waived.`)
      onDone()
    } catch (error) {
      setFailure(describeFailure(error))
      setBusy(false)
    }
  }
  return (
    <Dialog onClose={onClose} title={problems.length === 1 ? 'Waive this problem' : `Waive ${problems.length} problems`} size={560}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <ul className="stack waive-list s12">
          {problems.slice(0, MOST_NAMED).map((problem) => (
            <li key={`${problem.at} ${problem.message}`} className="row">
              <SeverityMark name={problem.severity} />
              <span>{problem.message}</span>
            </li>
          ))}
          {problems.length > MOST_NAMED && <li className="t3">and {problems.length - MOST_NAMED} more</li>}
        </ul>
        <Textarea
          data-autofocus
          label="Because…"
          description="Who reads the specification sees it beside the problem, with your name and the day. It counts again when the finding changes."
          autosize
          minRows={2}
          maxRows={8}
          maxLength={32_000}
          value={reason}
          error={failure}
          onChange={(event) => {
            setFailure(undefined)
            setReason(event.currentTarget.value)
          }}
        />
        <DialogFoot onCancel={onClose}>
          <Button type="submit" loading={isBusy}>
            Waive
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
