// The foot of the review: how many changes are accepted, the next one to decide, and applying them against the project as it is at that moment.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { describeFailure } from '../api/request.ts'
import { useMe, useProject } from '../collab/project-context.tsx'
import { useUndo } from '../pages/use-undo.ts'
import { SeverityMark } from '../ui/marks.tsx'
import { offerUndo, showNotice } from '../ui/notices.tsx'
import { applyImport, importLabel } from './apply-import.ts'
import { comparePlans, standsOf, type Stand, type Stands } from './decisions.ts'
import { notesOf } from './file-notes.tsx'
import type { ChangeWork, ImportWork } from './import-work.ts'
import { count } from './import-words.ts'
import { describeMeanwhile, type Meanwhile } from './meanwhile.tsx'
import type { AnyPlan } from './planner-replica.ts'
import { rememberColumns } from './remembered-columns.ts'
import { summarise } from './summary.ts'
import type { Planning } from './use-planning.ts'

type Props = {
  readonly work: ImportWork
  readonly planning: Planning
  readonly plan: AnyPlan
  readonly stands: Stands
  readonly counts: Readonly<Record<Stand, number>>
  readonly change: ChangeWork
  readonly onNext: () => void
  readonly meanwhile: Meanwhile
}

export function ReviewFoot({ work, planning, plan, counts, change, onNext, meanwhile }: Props) {
  const connection = useProject()
  const { name } = useMe()
  const { undoCommand } = useUndo()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const apply = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      const now = await planning.planNow()
      const changed = comparePlans(plan, now.plan)
      // What nobody has seen is not applied.
      if (changed.gone.length + changed.come.length + changed.other.length > 0)
        return setFailure(`${describeMeanwhile(changed)} Nothing was applied yet: look at it, then apply.`)
      const stands = standsOf(now.plan, work.decisions, work.corrections)
      const applied = applyImport(connection, work.file.name, now.plan, stands)
      if (work.choice !== undefined) rememberColumns(work.choice)
      meanwhile.dismiss()
      const entries = summarise(now.plan.items, stands)
      const notes = notesOf(now.plan, work)
      const summary = { file: work.file.name, at: new Date().toISOString(), by: name, command: applied.command, entries, notes }
      change({ stage: 'done', summary })
      offerUndo(importLabel(work.file.name), () => undoCommand(applied.command))
      if (applied.notice !== undefined) showNotice(applied.notice)
    } catch (error) {
      setFailure(`${describeFailure(error)}`)
    } finally {
      setBusy(false)
    }
  }
  const whole = counts.accepted + counts.rejected + counts.undecided
  const problem = failure ?? planning.failure
  return (
    <div className="import-foot s12" data-region="foot">
      {whole > 0 && (
        <span className="meter import-meter" role="img" aria-label={`${counts.accepted} accepted, ${counts.rejected} rejected, ${counts.undecided} to decide`}>
          {counts.accepted > 0 && <i style={{ flex: counts.accepted, background: 'var(--accent)' }} />}
          {counts.rejected > 0 && <i className="reason" style={{ flex: counts.rejected }} />}
          {counts.undecided > 0 && <i className="open" style={{ flex: counts.undecided }} />}
        </span>
      )}
      {problem === undefined ? (
        <span className="t2 import-foot-words">{footWords(counts)}</span>
      ) : (
        <p className="message import-foot-words" role="alert">
          <SeverityMark name="error" />
          <span>{problem}</span>
        </p>
      )}
      <span className="sp" />
      {work.choice !== undefined && (
        <Button variant="default" disabled={busy} onClick={() => change({ stage: 'columns' })}>
          Back to the columns
        </Button>
      )}
      {counts.undecided > 0 && (
        <Button variant="default" disabled={busy} onClick={onNext}>
          Next to decide
        </Button>
      )}
      <Button loading={busy || planning.isPending} disabled={counts.accepted === 0} onClick={() => void apply()}>
        {counts.accepted === 0 ? 'Apply' : `Apply ${count(counts.accepted, 'change')}`}
      </Button>
    </div>
  )
}

function footWords({ accepted, rejected, undecided }: Readonly<Record<Stand, number>>): string {
  if (accepted === 0)
    return undecided === 0
      ? 'Nothing is accepted, so that nothing would be applied.'
      : `${count(undecided, 'change')} to decide. What is not accepted is left as it is.`
  const left = [
    ...(rejected === 0 ? [] : [`${rejected.toLocaleString('en-GB')} rejected`]),
    ...(undecided === 0 ? [] : [`${undecided.toLocaleString('en-GB')} to decide`]),
  ]
  return `${accepted.toLocaleString('en-GB')} accepted${left.length === 0 ? '' : `, ${left.join(', ')}`}. Applied as one step that Undo takes back${undecided === 0 ? '' : '; what is undecided is left as it is'}.`
}
