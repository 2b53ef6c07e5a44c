// Text that is edited in place: Enter or click opens it, Enter or leaving writes it, Esc gives it back.
import { useEffect, useRef, useState } from 'react'
import { useReadOnly } from './read-only.tsx'

export type EditableTextProps = {
  readonly value: string
  readonly label: string
  /** Shown, quietly, where there is no text yet. */
  readonly placeholder: string
  readonly onChange: (value: string) => void
  /** Enter makes a new line and Ctrl+Enter writes. */
  readonly lines?: boolean
  readonly className?: string
  /** Opens at once, with all of it selected: for an item just added. */
  readonly startOpen?: boolean
  /** Called when editing ends; `again`: Enter ended it, so that a list may add the next item. */
  readonly onEnd?: (value: string, again: boolean) => void
}

export function EditableText(props: EditableTextProps) {
  const [draft, setDraft] = useState<string | undefined>(props.startOpen === true ? props.value : undefined)
  const isRead = useReadOnly()
  const isFirst = useRef(true)
  const button = useRef<HTMLButtonElement>(null)
  const backToButton = useRef(false)
  useEffect(() => {
    if (draft === undefined && backToButton.current) button.current?.focus()
    backToButton.current = false
  }, [draft])
  if (isRead) return <span className={`pre-wrap ${props.className ?? ''}`}>{props.value}</span>
  if (draft === undefined) {
    return (
      <button
        ref={button}
        type="button"
        className={`editable pre-wrap ${props.value === '' ? 'blank ' : ''}${props.className ?? ''}`}
        aria-label={`${props.label}: ${props.value === '' ? props.placeholder : props.value}. Edit`}
        onClick={() => {
          isFirst.current = false
          setDraft(props.value)
        }}
      >
        {props.value === '' ? props.placeholder : props.value}
      </button>
    )
  }
  const selects = isFirst.current && props.startOpen === true
  return <Field {...props} draft={draft} setDraft={setDraft} selects={selects} onLeave={(keyboard) => (backToButton.current = keyboard)} />
}

function Field({
  value,
  label,
  placeholder,
  onChange,
  onEnd,
  lines = false,
  className,
  draft,
  setDraft,
  selects,
  onLeave,
}: EditableTextProps & {
  readonly draft: string
  readonly setDraft: (draft: string | undefined) => void
  readonly selects: boolean
  readonly onLeave: (keyboard: boolean) => void
}) {
  // What stood there when editing began: a colleague's change meanwhile is not overwritten by an untouched draft.
  const before = useRef(value)
  const ended = useRef(false)
  const end = (next: string, keyboard: boolean, again: boolean) => {
    if (ended.current) return
    ended.current = true
    onLeave(keyboard)
    setDraft(undefined)
    const text = next.trim()
    if (text !== before.current.trim()) onChange(text)
    onEnd?.(text, again)
  }
  return (
    <textarea
      className={`editable ${className ?? ''}`}
      aria-label={label}
      placeholder={placeholder}
      rows={1}
      maxLength={32_000}
      value={draft}
      autoFocus
      onFocus={(event) => event.currentTarget.setSelectionRange(selects ? 0 : draft.length, draft.length)}
      onChange={(event) => setDraft(lines ? event.currentTarget.value : event.currentTarget.value.replaceAll('\n', ' '))}
      onBlur={() => end(draft, false, false)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape') {
          event.stopPropagation()
          end(before.current, true, false)
        } else if (event.key === 'Enter' && (!lines || event.ctrlKey || event.metaKey)) {
          event.preventDefault()
          end(draft, true, true)
        }
      }}
    />
  )
}
