// The field in which one item of a part is written: Enter goes on to the next, Backspace in an empty one takes it away.
import { useRef, useState, type KeyboardEvent } from 'react'
import { pasteIntoItem } from './item-texts.ts'

export type ItemFieldProps = {
  readonly value: string
  readonly label: string
  readonly placeholder: string
  /** Id of the guidance that describes it. */
  readonly describedBy: string
  readonly on: {
    /**
     * Editing ended; `then`: where to go on. `text` undefined: nothing was typed, and what a colleague wrote meanwhile stays. An empty text
     * of an item that was there means that it goes.
     */
    readonly end: (text: string | undefined, then: ItemEnd) => void
    /** Several lines were pasted: the first is this item, the others follow. */
    readonly paste: (texts: readonly string[]) => void
    readonly move: (by: -1 | 1, text: string | undefined) => void
  }
}

/** `left`: by pointer or Tab. `given-back`: as it was before. */
export type ItemEnd = 'left' | 'given-back' | 'next' | 'emptied' | 'above' | 'below'

export function ItemField({ value, label, placeholder, describedBy, on }: ItemFieldProps) {
  const [before] = useState(value)
  const [draft, setDraft] = useState(value)
  const typed = draft === before ? undefined : draft.trim()
  // Ended by a key, it is also left: the element goes while it has the focus.
  const ended = useRef(false)
  const end = (then: ItemEnd) => {
    if (ended.current) return
    ended.current = true
    on.end(then === 'given-back' ? undefined : typed, then)
  }
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return
    const { selectionStart, selectionEnd, value: now } = event.currentTarget
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined
    const isPlain = !event.altKey && !event.shiftKey && !event.ctrlKey && !event.metaKey
    let then: ItemEnd | undefined
    if (event.key === 'Escape') then = 'given-back'
    else if (event.key === 'Enter') then = 'next'
    else if (event.key === 'Backspace' && now === '') then = 'emptied'
    else if (by !== undefined && isPlain && selectionStart === selectionEnd && selectionStart === (by < 0 ? 0 : now.length)) then = by < 0 ? 'above' : 'below'
    else if (by !== undefined && event.altKey) {
      event.preventDefault()
      if (ended.current) return
      ended.current = true
      on.move(by, typed)
      return
    }
    if (then === undefined) return
    event.preventDefault()
    event.stopPropagation()
    end(then)
  }
  return (
    <textarea
      className="editable s12"
      aria-label={label}
      aria-describedby={describedBy}
      placeholder={placeholder}
      rows={1}
      maxLength={32_000}
      value={draft}
      autoFocus
      onFocus={(event) => event.currentTarget.setSelectionRange(draft.length, draft.length)}
      onChange={(event) => setDraft(event.currentTarget.value.replaceAll('\n', ' '))}
      onBlur={() => end('left')}
      onPaste={(event) => {
        const { selectionStart, selectionEnd } = event.currentTarget
        const pasted = pasteIntoItem(draft.slice(0, selectionStart), draft.slice(selectionEnd), event.clipboardData.getData('text/plain'))
        if (pasted === undefined || ended.current) return
        event.preventDefault()
        ended.current = true
        on.paste(pasted.texts)
      }}
      onKeyDown={keys}
    />
  )
}
