// The only place for marks that carry a meaning of their own: status discs and severity shapes. Never by colour alone.
import type { ReactNode } from 'react'

const disc = <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.5" />
const dashed = <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2.4 2" />
const full = (
  <>
    <circle cx="8" cy="8" r="7" fill="currentColor" />
    <path d="m4.9 8.2 2.1 2.1 4.1-4.3" fill="none" stroke="var(--surface)" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round" />
  </>
)
const filled = (d: string) => (
  <>
    {disc}
    <path d={d} fill="currentColor" />
  </>
)

const statuses = {
  draft: { word: 'Draft', shape: dashed },
  question: {
    word: 'Question',
    shape: (
      <>
        {disc}
        <path d="M6.3 6.4a1.75 1.75 0 1 1 2.5 1.7c-.5.3-.8.5-.8 1.1M8 11.3v.02" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
      </>
    ),
  },
  ready: { word: 'Ready', shape: filled('M8 8V4a4 4 0 0 1 4 4z') },
  approved: { word: 'Approved', shape: filled('M8 4a4 4 0 0 1 0 8z') },
  built: { word: 'Built', shape: filled('M8 8H4a4 4 0 1 0 4-4z') },
  tested: { word: 'Tested', shape: full },
  agreed: { word: 'Agreed', shape: filled('M8 4a4 4 0 0 1 0 8z') },
  'signed-off': { word: 'Signed off', shape: full },
} satisfies Record<string, { word: string; shape: ReactNode }>
export type StatusName = keyof typeof statuses

export function statusWord(name: StatusName): string {
  return statuses[name].word
}

/** A disc that fills, always with its word. */
export function StatusMark({ name, suffix }: { readonly name: StatusName; readonly suffix?: string }) {
  return (
    <span className={`status ${name}`}>
      <svg className="mark" viewBox="0 0 16 16" aria-hidden="true">
        {statuses[name].shape}
      </svg>
      {statuses[name].word}
      {suffix !== undefined && <span className="t3">{suffix}</span>}
    </span>
  )
}

const severities = {
  error: {
    word: 'error',
    tone: 'err',
    shape: (
      <>
        <path d="M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3l-3.8-3.8V5.3z" fill="currentColor" />
        <path d="M8 4.6v4M8 11v.02" stroke="var(--surface)" strokeWidth="1.7" strokeLinecap="round" />
      </>
    ),
  },
  warning: {
    word: 'warning',
    tone: 'warn',
    shape: (
      <>
        <path d="M8 2 14.7 13.7H1.3z" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
        <path d="M8 6.3v3.2M8 11.5v.02" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
      </>
    ),
  },
  hint: {
    word: 'hint',
    tone: 't2',
    shape: (
      <>
        <circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M8 7.3v3.5M8 5v.02" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
      </>
    ),
  },
  question: {
    word: 'question',
    tone: 'acc',
    shape: (
      <path d="M14 7.6a5.8 5.8 0 0 1-8.4 5.2L1.8 14l1.3-3.6A5.8 5.8 0 1 1 14 7.6z" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
    ),
  },
  passes: {
    word: 'passes',
    tone: 'ok',
    shape: <path d="m3 8.5 3.2 3.2L13 4.7" fill="none" stroke="currentColor" strokeWidth="1.9" strokeLinecap="round" strokeLinejoin="round" />,
  },
  fails: { word: 'fails', tone: 'err', shape: <path d="m4 4 8 8M12 4l-8 8" stroke="currentColor" strokeWidth="1.9" strokeLinecap="round" /> },
} satisfies Record<string, { word: string; tone: string; shape: ReactNode }>
export type SeverityName = keyof typeof severities

/** The shape alone; a sentence or count stands beside it. */
export function SeverityMark({ name }: { readonly name: SeverityName }) {
  return (
    <svg className={`mark ${severities[name].tone}`} viewBox="0 0 16 16" aria-hidden="true">
      {severities[name].shape}
    </svg>
  )
}

/** "3 warnings": shape, count and word. */
export function SeverityCount({ name, count }: { readonly name: SeverityName; readonly count: number }) {
  return (
    <span className={`count-mark ${severities[name].tone}`}>
      <SeverityMark name={name} />
      {count} {severities[name].word}
      {count === 1 ? '' : 's'}
    </span>
  )
}
