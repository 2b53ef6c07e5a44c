// "Not mapped, because…": asks the reason once for all that is selected.
import { useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import './row-dialogs.css'

type Props = {
  readonly title: string
  /** What the reason will cover. */
  readonly covers: string
  readonly reasons: readonly string[]
  /** The one that stands there now. */
  readonly before: string
  readonly onReason: (reason: string) => void
  readonly onClose: () => void
}

const LONGEST_REASON = 2_000

export function ReasonDialog({ title, covers, reasons, before, onReason, onClose }: Props) {
  const [reason, setReason] = useState(before)
  const [asked, setAsked] = useState(false)
  const submit = () => (reason.trim() === '' ? setAsked(true) : onReason(reason.trim()))
  return (
    <Dialog onClose={onClose} title={title} size={520}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <TextInput
          data-autofocus
          label="Because…"
          maxLength={LONGEST_REASON}
          value={reason}
          error={asked && reason.trim() === '' ? 'Write the reason in a few words: it stands in the spec.' : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className="rows-reasons" role="group" aria-label="Reasons given before">
          {reasons.map((one) => (
            <button
              key={one}
              type="button"
              className="rows-reason"
              aria-pressed={one === reason}
              onClick={() => setReason(one)}
              onDoubleClick={() => onReason(one)}
            >
              {one}
            </button>
          ))}
        </div>
        <p className="s12 t2">{covers}</p>
        <DialogFoot onCancel={onClose}>
          <Button type="submit">Not mapped</Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
