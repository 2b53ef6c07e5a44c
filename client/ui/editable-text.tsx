// Text that is edited in place: Enter or click opens it, Enter or leaving writes it, Esc gives it back.
import { useEffect, useRef, useState } from 'react'

export type EditableTextProps = {
  readonly value: string
  readonly label: string
  /** Shown, quietly, where there is no text yet. */
  readonly placeholder: string
  readonly onChange: (value: string) => void
  /** Enter makes a new line and Ctrl+Enter writes. */
  readonly lines?: boolean
  readonly className?: string
  /** Opens at once: for an item just added. */
  readonly startOpen?: boolean
  /** Called when editing ends; `again`: Enter ended it, so that a list may add the next item. */
  readonly onEnd?: (value: string, again: boolean) => void
}

export function EditableText(props: EditableTextProps) {
  const [draft, setDraft] = useState<string | undefined>(props.startOpen === true ? props.value : undefined)
  const button = useRef<HTMLButtonElement>(null)
  const backToButton = useRef(false)
  useEffect(() => {
    if (draft === undefined && backToButton.current) button.current?.focus()
    backToButton.current = false
  }, [draft])
  if (draft === undefined) {
    return (
      <button
        ref={button}
        type="button"
        className={`editable pre-wrap ${props.value === '' ? 'blank ' : ''}${props.className ?? ''}`}
        aria-label={`${props.label}: ${props.value === '' ? props.placeholder : props.value}. Edit`}
        onClick={() => setDraft(props.value)}
      >
        {props.value === '' ? props.placeholder : props.value}
      </button>
    )
  }
  return <Field {...props} draft={draft} setDraft={setDraft} onLeave={(keyboard) => (backToButton.current = keyboard)} />
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
  onLeave,
}: EditableTextProps & { readonly draft: string; readonly setDraft: (draft: string | undefined) => void; readonly onLeave: (keyboard: boolean) => void }) {
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
      onFocus={(event) => event.currentTarget.setSelectionRange(draft.length, draft.length)}
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
