// The dialog that restores an earlier state, all of it or a part: says first what will change and what will not; one edit that can be undone.
import { useMemo, useState } from 'react'
import { Button } from '@mantine/core'
import { writeCells } from '../../shared/project/edits.ts'
import type { Project } from '../../shared/project/project.ts'
import { planRestore, type RestoreScope } from '../../shared/review/restore.ts'
import { describeFailure } from '../api/request.ts'
import { useProject } from '../collab/project-context.tsx'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { useSettledProject } from '../pages/use-comparison.ts'
import { useUndo } from '../pages/use-undo.ts'
import { listKept, listRestored } from './restore-words.ts'

/** What of an earlier state is restored. */
export type Restoring = Pick<RestoreDialogProps, 'scope' | 'part'>

export type RestoreDialogProps = {
  readonly then: Project
  /** `Baseline 3`. */
  readonly baseline: string
  readonly scope: RestoreScope
  /** What is restored, where it is not the whole: `R-14 LineItems[].Sku`. */
  readonly part?: string
  readonly onClose: () => void
}

export function RestoreDialog({ then, baseline, scope, part, onClose }: RestoreDialogProps) {
  const { store } = useProject()
  const { editWithUndo } = useUndo()
  const now = useSettledProject()
  const [failure, setFailure] = useState<string>()
  const plan = useMemo(() => planRestore(now, then, scope), [now, then, scope])
  const [restored, kept] = [listRestored(plan), listKept(plan)]
  const name = part === undefined ? baseline.toLowerCase() : `${part} from ${baseline.toLowerCase()}`
  const restore = () => {
    try {
      // Of this moment: somebody may have edited since it was counted.
      editWithUndo(`Restored ${name}`, (doc, origin) => writeCells(doc, planRestore(store.project(), then, scope).writes, origin))
      onClose()
    } catch (error) {
      setFailure(describeFailure(error))
    }
  }
  return (
    <Dialog onClose={onClose} title={`Restore ${name}`} size={560}>
      <div className="stack s12">
        {restored.length === 0 ? (
          <p>Nothing to restore: what can be restored is as it was then.</p>
        ) : (
          <div>
            <p className="b5">This will change</p>
            <ul className="restore-list">
              {restored.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        )}
        {kept.length > 0 && (
          <div>
            <p className="b5">This is not restored</p>
            <ul className="restore-list t2">
              {kept.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        )}
        <p className="t3">It is one edit of today, in everybody’s window at once. Undo takes it back; numbers, baselines and the history stay as they are.</p>
        {failure !== undefined && (
          <p className="message" role="alert">
            <SeverityMark name="error" />
            {failure}
          </p>
        )}
        <DialogFoot onCancel={onClose} cancel={restored.length === 0 ? 'Close' : 'Cancel'} focused={restored.length === 0}>
          {restored.length > 0 && (
            <Button onClick={restore} data-autofocus>
              Restore
            </Button>
          )}
        </DialogFoot>
      </div>
    </Dialog>
  )
}
