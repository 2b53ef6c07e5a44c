// "Leave out, because…": source fields are left out on purpose only with a reason, one for all that are chosen.
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useFocusBack } from '../ui/dialog.tsx'
import type { TreeLine } from './source-tree.ts'

type Props = { readonly lines: readonly TreeLine[]; readonly onLeaveOut: (reason: string) => void; readonly onCancel: () => void }

export function LeaveOutForm({ lines, onLeaveOut, onCancel }: Props) {
  const [reason, setReason] = useState(lines.length === 1 ? (lines[0]?.decision?.reason ?? '') : '')
  const [asked, setAsked] = useState(false)
  useFocusBack()
  const submit = () => (reason.trim() === '' ? setAsked(true) : onLeaveOut(reason.trim()))
  return (
    <form
      className="pn-leave-out"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onCancel()
      }}
    >
      <TextInput
        data-autofocus
        autoFocus
        label={`Leave out ${nameLines(lines)}, because…`}
        value={reason}
        error={asked && reason.trim() === '' ? 'Write the reason in a few words: it stands in the spec.' : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className="row">
        <Button type="submit">{lines.length === 1 ? 'Leave out' : `Leave out ${lines.length}`}</Button>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

function nameLines(lines: readonly TreeLine[]): string {
  const inside = lines.some((line) => line.expandable) ? ' and everything in it' : ''
  return lines.length === 1 ? `${lines[0]?.label}${inside}` : `${lines.length} fields${inside === '' ? '' : ' and everything in them'}`
}
