// The parts that a step's form is put together from: groups with one line of guidance, labelled cells, words, problems.
import { useId, useRef, useState, type ReactNode } from 'react'
import type { ReviewProblem } from '../../shared/review/review.ts'
import { SeverityMark } from '../ui/marks.tsx'
import { groupWords, type StepGroup } from './step-fields.ts'

export function groupId(group: StepGroup): string {
  return `step-group-${group}`
}

export function Group({ group, problems, children }: { readonly group: StepGroup; readonly problems: readonly ReviewProblem[]; readonly children: ReactNode }) {
  const { title, guidance } = groupWords[group]
  const head = useId()
  return (
    <section className="steps-group" id={groupId(group)} aria-labelledby={head}>
      <div>
        <h3 id={head} className="s12 b6">
          {title}
        </h3>
        <p className="s11 t3">{guidance}</p>
      </div>
      <div className="steps-cells">
        {children}
        <Problems problems={problems} />
      </div>
    </section>
  )
}

export function Problems({ problems, children }: { readonly problems: readonly ReviewProblem[]; readonly children?: (problem: ReviewProblem) => ReactNode }) {
  if (problems.length === 0) return null
  return (
    <ul className="steps-problems wide" aria-label="Problems">
      {problems.map((problem) => (
        <li key={`${problem.code} ${problem.message}`} className="message s12">
          <SeverityMark name={problem.severity} />
          <span>{problem.message}</span>
          {children?.(problem)}
        </li>
      ))}
    </ul>
  )
}

/** `wide`: takes the whole line. `aside`: a word beside the label. */
export function Cell({
  label,
  wide = false,
  note,
  children,
}: {
  readonly label: string
  readonly wide?: boolean
  readonly note?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <div className={wide ? 'steps-cell wide' : 'steps-cell'}>
      <span className="label" aria-hidden="true">
        {label}
      </span>
      {children}
      {note !== undefined && <span className="s11 t3">{note}</span>}
    </div>
  )
}

type WordsProps = {
  readonly label: string
  readonly value: string | undefined
  readonly placeholder: string
  readonly onChange: (value: string) => void
  readonly wide?: boolean
  readonly note?: ReactNode
}

/** Words of one or several lines: written when left or with Ctrl+Enter, given back with Esc. */
export function Words({ label, value = '', placeholder, onChange, wide = false, note }: WordsProps) {
  const [draft, setDraft] = useState<string>()
  // What stood there when writing began: a colleague's change meanwhile is not overwritten by an untouched draft.
  const before = useRef(value)
  const write = () => {
    const text = draft?.trim()
    setDraft(undefined)
    if (text !== undefined && text !== before.current) onChange(text)
  }
  return (
    <Cell label={label} wide={wide} note={note}>
      <textarea
        className="cell-input steps-words"
        aria-label={label}
        rows={1}
        maxLength={32_000}
        placeholder={placeholder}
        value={draft ?? value}
        onFocus={() => (before.current = value)}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={write}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Escape' && draft !== undefined) {
            event.stopPropagation()
            setDraft(undefined)
          } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault()
            write()
          }
        }}
      />
    </Cell>
  )
}
