// The mark of how far something is that a system waits for. Never alone: the words stand beside it.
import type { PrerequisiteItem } from '../../shared/review/prerequisites.ts'
import { SeverityMark } from '../ui/marks.tsx'

export function PrerequisiteMark({ state, overdue }: Pick<PrerequisiteItem, 'state' | 'overdue'>) {
  if (state === 'granted') return <SeverityMark name="passes" />
  if (state === 'requested' || overdue !== undefined) return <SeverityMark name="warning" />
  return (
    <svg className="mark t3" viewBox="0 0 16 16" aria-hidden="true">
      {state === 'not-needed' ? (
        <path d="M4 8h8" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
      ) : (
        <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.4" />
      )}
    </svg>
  )
}
