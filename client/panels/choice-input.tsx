// A text with completion that is read when it is left: what cannot be read stays, with a message, and changes nothing.
import { Autocomplete, type ComboboxItem, type OptionsFilter } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { useTransformScope, type FieldChoice } from './transform-scope.tsx'

type Props = {
  readonly label: string
  /** As it is stored. */
  readonly text: string
  readonly placeholder: string
  readonly choices: readonly FieldChoice[]
  /** Takes what was typed, or says why not. */
  readonly onCommit: (typed: string) => string | undefined
}

export function ChoiceInput({ label, text: stored, placeholder, choices, onCommit }: Props) {
  const { readOnly } = useTransformScope()
  const [text, setText] = useState(stored)
  const [message, setMessage] = useState<string>()
  useEffect(() => {
    setText(stored)
    setMessage(undefined)
  }, [stored])
  const byText = useMemo(() => new Map(choices.map((choice) => [choice.text, choice])), [choices])
  const commit = (typed: string) => setMessage(typed === stored ? undefined : onCommit(typed))
  return (
    <Autocomplete
      className="pn-field"
      aria-label={label}
      placeholder={placeholder}
      disabled={readOnly}
      value={text}
      error={message}
      data={[...byText.keys()]}
      filter={anyPart}
      limit={40}
      maxDropdownHeight={230}
      onChange={setText}
      onOptionSubmit={commit}
      onBlur={() => commit(text)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit(event.currentTarget.value)
        if (event.key === 'Escape' && text !== stored) {
          setText(stored)
          setMessage(undefined)
          event.stopPropagation()
        }
      }}
      renderOption={({ option }) => (
        <span className="pn-option">
          <span className="mono ell">{option.value}</span>
          <span className="t3 s11">{byText.get(option.value)?.type}</span>
          <span className="t3 s11 num">{byText.get(option.value)?.seen}</span>
        </span>
      )}
    />
  )
}

/** Any part of the name, regardless of case and underscores; last names first. */
const anyPart: OptionsFilter = ({ options, search, limit }) => {
  const loose = (text: string) => text.toLowerCase().replaceAll(/[\s_-]/g, '')
  const wanted = loose(search)
  const rank = (text: string) => (loose(text.slice(text.lastIndexOf('.') + 1)).startsWith(wanted) ? 0 : 1)
  return (options as ComboboxItem[])
    .filter((option) => loose(option.value).includes(wanted))
    .sort((a, b) => rank(a.value) - rank(b.value))
    .slice(0, limit)
}
