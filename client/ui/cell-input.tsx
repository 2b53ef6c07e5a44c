// Inputs that look like the cells of a dense table: written on Enter or when left, given back on Esc.
import { useRef, useState } from 'react'
import { CellText, useReadOnly } from './read-only.tsx'

export type CellInputProps = {
  readonly value: string
  readonly label: string
  readonly onChange: (value: string) => void
  readonly placeholder?: string
  readonly mono?: boolean
  readonly disabled?: boolean
  /** A sentence about what is wrong with a text; nothing is written while there is one. */
  readonly check?: (value: string) => string | undefined
  /** After Enter has written. */
  readonly onEnter?: () => void
  /** May take over a paste of several cells; true: taken. */
  readonly onPasteText?: (text: string) => boolean
  readonly autoFocus?: boolean
}

export function CellInput({
  value,
  label,
  onChange,
  placeholder,
  mono = false,
  disabled = false,
  check,
  onEnter,
  onPasteText,
  autoFocus = false,
}: CellInputProps) {
  const isRead = useReadOnly()
  const [draft, setDraft] = useState<string>()
  const before = useRef(value)
  if (isRead) return <CellText value={value} mono={mono} />
  const wrong = draft === undefined ? undefined : check?.(draft.trim())
  const write = () => {
    if (draft === undefined) return true
    if (wrong !== undefined) return false
    setDraft(undefined)
    const text = draft.trim()
    if (text !== before.current) onChange(text)
    return true
  }
  return (
    <input
      className={`cell-input${mono ? ' mono' : ''}`}
      aria-label={label}
      aria-invalid={wrong !== undefined}
      title={wrong ?? (value.length > 24 ? value : undefined)}
      placeholder={placeholder}
      maxLength={32_000}
      disabled={disabled}
      autoFocus={autoFocus}
      value={draft ?? value}
      onFocus={() => (before.current = value)}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => {
        if (!write()) setDraft(undefined)
      }}
      onPaste={(event) => {
        if (onPasteText?.(event.clipboardData.getData('text/plain')) === true) event.preventDefault()
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape' && draft !== undefined) {
          event.stopPropagation()
          setDraft(undefined)
        } else if (event.key === 'Enter' && write()) onEnter?.()
      }}
    />
  )
}

export type Choice<V extends string> = { readonly value: V; readonly word: string }

/** A native select: quick, accessible, the same everywhere. `''` stands for nothing chosen. */
export function CellSelect<V extends string>({
  value,
  label,
  choices,
  onChange,
  disabled = false,
  autoFocus = false,
}: {
  readonly value: V
  readonly label: string
  readonly choices: readonly Choice<V>[]
  readonly onChange: (value: V) => void
  readonly disabled?: boolean
  readonly autoFocus?: boolean
}) {
  if (useReadOnly()) return <CellText value={choices.find((choice) => choice.value === value)?.word ?? ''} />
  return (
    <select
      className="cell-input"
      aria-label={label}
      value={value}
      disabled={disabled}
      autoFocus={autoFocus}
      onChange={(event) => onChange(event.currentTarget.value as V)}
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.word}
        </option>
      ))}
    </select>
  )
}
