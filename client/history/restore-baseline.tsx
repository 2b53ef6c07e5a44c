// Restoring a whole baseline from the list: its state is read first.
import type { Baseline } from '../../shared/project/review-parts.ts'
import type { RestoreScope } from '../../shared/review/restore.ts'
import { nameBaseline } from '../pages/newest-baseline.ts'
import { useFrozenState } from '../pages/use-comparison.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorBox, LoadingBars } from '../ui/parts.tsx'
import { RestoreDialog } from './restore-dialog.tsx'

const everything: RestoreScope = { of: 'all' }

export function RestoreBaseline({ baseline, onClose }: { readonly baseline: Baseline; readonly onClose: () => void }) {
  const { state, failure, retry } = useFrozenState(baseline.id)
  const name = nameBaseline(baseline)
  if (state !== undefined) return <RestoreDialog then={state.project} baseline={name} scope={everything} onClose={onClose} />
  return (
    <Dialog onClose={onClose} title={`Restore ${name.toLowerCase()}`} size={560}>
      {failure === undefined ? <LoadingBars rows={3} label="Reading the baseline" /> : <ErrorBox message={failure} onRetry={retry} />}
    </Dialog>
  )
}
