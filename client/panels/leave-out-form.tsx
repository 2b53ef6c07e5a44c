// "Leave out, because…": a source field is left out on purpose only with a reason.
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { TreeLine } from './source-tree.ts'

type Props = { readonly line: TreeLine; readonly onLeaveOut: (reason: string) => void; readonly onCancel: () => void }

export function LeaveOutForm({ line, onLeaveOut, onCancel }: Props) {
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const submit = () => (reason.trim() === '' ? setAsked(true) : onLeaveOut(reason.trim()))
  return (
    <form
      className="pn-leave-out"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
    >
      <TextInput
        data-autofocus
        autoFocus
        label={`Leave out ${line.label}${line.expandable ? ' and everything in it' : ''}, because…`}
        value={reason}
        error={asked && reason.trim() === '' ? 'Write the reason in a few words: it stands in the spec.' : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className="row">
        <Button type="submit">Leave out</Button>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
