// How the state of a test case looks: a mark and a word, never one without the other.
import { SeverityMark } from '../ui/marks.tsx'
import type { CaseState } from '../../shared/review/case-state.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'

export const stateWords: Readonly<Record<CaseState, string>> = {
  passed: 'passes',
  failed: 'fails',
  'cannot-run': 'cannot run',
  'to-retest': 'to retest',
  blocked: 'blocked',
  'not-run': 'not run',
}
export const kindWords: Readonly<Record<TestCase['kind'], string>> = { mapping: 'Mapping', flow: 'Flow', manual: 'By hand' }

/** Tag of a case whose expected record was made by the map itself: nobody has looked at it yet. */
export const TO_CHECK = 'to check'

const tones: Readonly<Record<CaseState, string>> = { passed: 'ok', failed: 'err', 'cannot-run': 'warn', 'to-retest': 'warn', blocked: 'warn', 'not-run': 't3' }

/** The shape alone, with its word for those who cannot see it. */
export function CaseMark({ state }: { readonly state: CaseState }) {
  return (
    <span className={`case-mark ${tones[state]}`} role="img" aria-label={stateWords[state]}>
      {state === 'passed' || state === 'failed' ? (
        <SeverityMark name={state === 'passed' ? 'passes' : 'fails'} />
      ) : (
        <svg className="mark" viewBox="0 0 16 16" aria-hidden="true">
          {shapes[state]}
        </svg>
      )}
    </span>
  )
}

const shapes: Readonly<Record<Exclude<CaseState, 'passed' | 'failed'>, React.ReactNode>> = {
  'not-run': <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  'cannot-run': (
    <>
      <path d="M8 2 14.7 13.7H1.3z" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
      <path d="M8 6.3v3.2M8 11.5v.02" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
  'to-retest': (
    <path d="M13 8a5 5 0 1 1-1.6-3.7L13 6M13 2.5V6H9.5" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" />
  ),
  blocked: (
    <>
      <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="m4.2 11.8 7.6-7.6" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
}

export function StateCount({ state, count }: { readonly state: CaseState; readonly count: number }) {
  const word = count === 1 || state !== 'passed' ? (count === 1 ? stateWords[state] : state === 'failed' ? 'fail' : stateWords[state]) : 'pass'
  return (
    <span className={`count-mark ${tones[state]}`}>
      <span aria-hidden="true" className="row">
        <CaseMark state={state} />
      </span>
      {count} {word}
    </span>
  )
}

/** Milliseconds as people read them. */
export function printTook(took: number): string {
  return took < 1 ? 'under 1 ms' : took < 10_000 ? `${Math.round(took)} ms` : `${(took / 1000).toFixed(1)} s`
}
