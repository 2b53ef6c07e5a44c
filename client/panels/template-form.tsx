// The form of a text put together from words and fields.
import { TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Operand } from '../../shared/transform/transform.ts'
import { Icon } from '../ui/icon.tsx'
import type { FormProps } from './form-parts.tsx'
import { OperandField } from './operand-field.tsx'
import { NO_SOURCE } from './transform-draft.ts'
import { useTransformScope } from './transform-scope.tsx'

export function TemplateForm({ value, onChange }: FormProps<'template'>) {
  const { readOnly } = useTransformScope()
  const set = (at: number, part: string | Operand) => onChange({ ...value, parts: value.parts.map((one, index) => (index === at ? part : one)) })
  return (
    <>
      {value.parts.map((part, at) => (
        // Parts have no identity of their own; their place in the list is it.
        <div className="pn-line" key={at}>
          {typeof part === 'string' ? (
            <WordsInput value={part} onChange={(words) => set(at, words)} />
          ) : (
            <OperandField label={`Part ${at + 1}`} value={part} onChange={(operand) => set(at, operand)} />
          )}
          <button
            type="button"
            className="icon-button small"
            aria-label={`Remove part ${at + 1}`}
            disabled={readOnly}
            onClick={() => onChange({ ...value, parts: value.parts.filter((_, index) => index !== at) })}
          >
            <Icon name="close" size={12} />
          </button>
        </div>
      ))}
      <div className="row">
        <button type="button" className="link-button s12" disabled={readOnly} onClick={() => onChange({ ...value, parts: [...value.parts, ''] })}>
          Add words
        </button>
        <button type="button" className="link-button s12" disabled={readOnly} onClick={() => onChange({ ...value, parts: [...value.parts, NO_SOURCE] })}>
          Add a field
        </button>
      </div>
    </>
  )
}

/** Blanks at the ends count: they are part of the text. */
function WordsInput({ value, onChange }: { readonly value: string; readonly onChange: (words: string) => void }) {
  const { readOnly } = useTransformScope()
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  const commit = () => text !== value && onChange(text)
  return (
    <TextInput
      aria-label="Words"
      className="pn-mono"
      flex={1}
      disabled={readOnly}
      placeholder="Words, blanks count"
      leftSection="“"
      rightSection="”"
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  )
}
