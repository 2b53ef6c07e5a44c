// A text for one source field, with completion. What is no field stays in the text with a message and changes nothing.
import { Autocomplete, type ComboboxItem, type OptionsFilter } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { parseSource, printSource } from '../../shared/mapping/source-text.ts'
import type { SourceRef } from '../../shared/transform/transform.ts'
import { NO_SOURCE } from './transform-draft.ts'
import { useTransformScope } from './transform-scope.tsx'

type Props = { readonly value: SourceRef; readonly onChange: (ref: SourceRef) => void; readonly label: string }

export function FieldInput({ value, onChange, label }: Props) {
  const { context, each, fields, readOnly } = useTransformScope()
  const stored = value.of === 'input' && value.input === NO_SOURCE_INPUT ? '' : printSource(context, value, each)
  const [text, setText] = useState(stored)
  const [message, setMessage] = useState<string>()
  useEffect(() => {
    setText(stored)
    setMessage(undefined)
  }, [stored])
  const byText = useMemo(() => new Map(fields.map((field) => [field.text, field])), [fields])

  const commit = (typed: string) => {
    if (typed === stored) return setMessage(undefined)
    if (typed.trim() === '') return setMessage(stored === '' ? undefined : 'Choose a source field, or another kind of transform.')
    const parsed = parseSource(context, typed, each)
    if (!parsed.ok) return setMessage(parsed.error.message)
    setMessage(undefined)
    onChange(parsed.value)
  }

  return (
    <Autocomplete
      className="pn-field"
      aria-label={label}
      placeholder="Source field"
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

const NO_SOURCE_INPUT = NO_SOURCE.of === 'input' ? NO_SOURCE.input : ''

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
