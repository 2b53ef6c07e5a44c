// The dialog for a new project, or for a copy of one.
import { useState } from 'react'
import { Button, Textarea, TextInput } from '@mantine/core'
import { useLocation } from 'wouter'
import type { ProjectSummary } from '../../shared/api/routes.ts'
import { describeFailure } from '../api/request.ts'
import { useProjectActions } from '../api/projects.ts'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { SeverityMark } from '../ui/marks.tsx'

export function NewProjectDialog({ copyOf, onClose }: { readonly copyOf: ProjectSummary | undefined; readonly onClose: () => void }) {
  const actions = useProjectActions()
  const [, go] = useLocation()
  const [name, setName] = useState(copyOf === undefined ? '' : `${copyOf.name} (copy)`)
  const [purpose, setPurpose] = useState('')
  const [failure, setFailure] = useState<string>()
  const [busy, setBusy] = useState(false)
  const make = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      const project = await (copyOf === undefined ? actions.create(name.trim(), purpose.trim()) : actions.duplicate(copyOf.id, name.trim()))
      onClose()
      go(`/p/${encodeURIComponent(project.id)}`)
    } catch (error) {
      setFailure(describeFailure(error))
      setBusy(false)
    }
  }
  return (
    <Dialog onClose={onClose} title={copyOf === undefined ? 'New project' : `Duplicate ${copyOf.name}`}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void make()
        }}
      >
        <TextInput
          label="Name"
          placeholder="WooCommerce → Xero"
          required
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        {copyOf === undefined && (
          <Textarea
            label="Purpose"
            placeholder="What this integration is for, in a sentence or two"
            maxLength={2_000}
            value={purpose}
            onChange={(event) => setPurpose(event.currentTarget.value)}
          />
        )}
        {copyOf !== undefined && <p className="s12 t2">The copy has everything of {copyOf.name} as it stands now, with its own history from here on.</p>}
        {failure !== undefined && (
          <p className="message" role="alert">
            <SeverityMark name="error" />
            {failure}
          </p>
        )}
        <DialogFoot onCancel={onClose}>
          <Button type="submit" loading={busy} disabled={name.trim() === ''}>
            {copyOf === undefined ? 'Make the project' : 'Duplicate'}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
