// What a person can do when the server refused this copy of the project: nothing unsaved is thrown away unasked.
import { Button } from '@mantine/core'
import { useConnectionState, useProject, useReopenProject } from '../collab/project-context.tsx'
import { SeverityMark } from '../ui/marks.tsx'

export function RefusalNotice() {
  const connection = useProject()
  const state = useConnectionState()
  const reopen = useReopenProject()
  const download = () => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([connection.unsavedEdits()], { type: 'application/json' }))
    link.download = 'unsaved-edits.json'
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
  }
  return (
    <div className="empty" role="alert" style={{ background: 'var(--err-soft)', borderBottom: '1px solid var(--line-2)' }}>
      <span className="message" style={{ flex: 1 }}>
        <SeverityMark name="error" />
        <span>
          {state.message}. {state.unsaved > 0 && `${state.unsaved} ${state.unsaved === 1 ? 'edit is' : 'edits are'} not on the server.`}
        </span>
      </span>
      {state.unsaved > 0 && (
        <Button variant="default" onClick={download}>
          Download unsaved edits
        </Button>
      )}
      {state.remedy === 'start-afresh' && (
        <Button
          onClick={() => {
            void connection.discardUnsaved().then(reopen)
          }}
        >
          {state.unsaved > 0 ? 'Discard them and load again' : 'Load again'}
        </Button>
      )}
      {state.remedy === 'reload' && <Button onClick={() => location.reload()}>Load again</Button>}
      {state.remedy === 'sign-in' && <span className="s12 t2">Open a new sign-in link in this browser; your edits are kept until then.</span>}
    </div>
  )
}
