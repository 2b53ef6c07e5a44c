// The only input for a day without a time (2026-12-02): the browser's own, written on Enter or when left, given back on Esc.
import { useRef, useState } from 'react'
import { CellInput } from './cell-input.tsx'

export type DayInputProps = {
  /** An ISO day, '' for none. Another text, typed before there were days, stays a text until it is replaced. */
  readonly value: string
  readonly label: string
  readonly onChange: (day: string) => void
}

export function DayInput({ value, label, onChange }: DayInputProps) {
  const [draft, setDraft] = useState<string>()
  const before = useRef(value)
  if (value !== '' && !/^\d{4}-\d\d-\d\d$/.test(value)) return <CellInput value={value} label={`${label} (as 2026-12-02)`} onChange={onChange} />
  const write = (next: string | undefined) => {
    setDraft(undefined)
    if (next !== undefined && next !== before.current) {
      before.current = next
      onChange(next)
    }
  }
  return (
    <input
      type="date"
      className={`cell-input num${(draft ?? value) === '' ? ' blank' : ''}`}
      aria-label={label}
      min="1970-01-01"
      max="2999-12-31"
      value={draft ?? value}
      onFocus={() => (before.current = value)}
      onChange={(event) => setDraft(event.currentTarget.value)}
      // A day that is typed in part is none: the browser tells by a bad input, and what stood there stays.
      onBlur={(event) => write(event.currentTarget.validity.valid ? draft : undefined)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.currentTarget.validity.valid) write(draft)
        else if (event.key === 'Escape' && draft !== undefined) {
          event.stopPropagation()
          setDraft(undefined)
        }
      }}
    />
  )
}
