// How a test case stands at a line, as a mark with its word; and what is missing, in words.
import type { CaseState } from '../../shared/review/case-state.ts'
import { caseWords } from '../../shared/review/traceability-table.ts'
import { SeverityMark } from '../ui/marks.tsx'

const RING = <circle cx="8" cy="8" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.5" />
const shapes: Readonly<Record<Exclude<CaseState, 'passed' | 'failed'>, React.ReactNode>> = {
  'not-run': RING,
  'to-retest': (
    <path
      d="M12.6 8a4.6 4.6 0 1 1-1.4-3.3L12.6 6M12.6 3v3H9.6"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  ),
  blocked: (
    <>
      {RING}
      <path d="m4.9 11.1 6.2-6.2" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
  'cannot-run': (
    <>
      <path d="M8 2.6 14 13.2H2z" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
      <path d="M8 6.5v3M8 11.3v.02" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
}
const tones: Readonly<Record<CaseState, string>> = { passed: 'ok', failed: 'err', 'cannot-run': 'warn', 'to-retest': 'warn', blocked: 'warn', 'not-run': 't3' }

/** The shape alone: its word stands beside it, or is the cell's name. */
export function TraceShape({ state }: { readonly state: CaseState }) {
  if (state === 'passed' || state === 'failed') return <SeverityMark name={state === 'passed' ? 'passes' : 'fails'} />
  return (
    <svg className={`mark ${tones[state]}`} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[state]}
    </svg>
  )
}

/** What the marks mean; those that occur. */
export function TraceLegend({ states }: { readonly states: ReadonlySet<CaseState> }) {
  return (
    <span className="trace-legend s11 t2">
      {(['passed', 'failed', 'to-retest', 'blocked', 'cannot-run', 'not-run'] as const).map(
        (state) =>
          states.has(state) && (
            <span key={state} className="row">
              <TraceShape state={state} /> {caseWords[state]}
            </span>
          ),
      )}
      <span className="row">
        <SeverityMark name="warning" /> missing
      </span>
    </span>
  )
}
