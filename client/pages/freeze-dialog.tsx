// The dialog that freezes a baseline: says what is kept, takes the note, waits while the server works.
import { useState } from 'react'
import { Button, Textarea } from '@mantine/core'
import { describeFailure } from '../api/request.ts'
import { freezeBaseline } from '../api/review.ts'
import { useConnectionPart, useProject } from '../collab/project-context.tsx'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { showNotice } from '../ui/notices.tsx'

export function FreezeDialog({ onClose }: { readonly onClose: () => void }) {
  const { project } = useProject()
  const unsaved = useConnectionPart('unsaved')
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const freeze = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      const { number } = await freezeBaseline(project, note.trim())
      showNotice(`Baseline ${number} is frozen`)
      onClose()
    } catch (error) {
      setFailure(describeFailure(error))
      setBusy(false)
    }
  }
  return (
    <Dialog onClose={busy ? () => {} : onClose} title="Freeze a baseline" size={520}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (note.trim() !== '') void freeze()
        }}
      >
        <p className="s12 t2">
          A numbered copy of the whole project as it is now: use cases, steps, field maps, lookup tables, test cases, questions. The server runs the test cases
          and keeps how they came out, with the problems and the coverage of this moment. It never changes; you can compare with it, sign it, and restore it.
        </p>
        <Textarea
          label="Note"
          placeholder="What it is for: agreed with the customer on 18 November"
          required
          autosize
          minRows={2}
          maxLength={32_000}
          value={note}
          disabled={busy}
          onChange={(event) => setNote(event.currentTarget.value)}
          data-autofocus
        />
        {busy && (
          <p className="s12 t2" role="status">
            The server freezes the project and runs its test cases. With a large project this takes some seconds.
          </p>
        )}
        {unsaved > 0 && !busy && <p className="s12 t3">Waiting for your last edit to be saved, so that it is part of it.</p>}
        {failure !== undefined && (
          <p className="message" role="alert">
            <SeverityMark name="error" />
            {failure}
          </p>
        )}
        <DialogFoot onCancel={onClose} waits={busy}>
          <Button type="submit" loading={busy} disabled={note.trim() === '' || unsaved > 0}>
            Freeze
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
