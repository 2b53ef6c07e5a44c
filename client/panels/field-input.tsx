// A text for one source field, with completion. What is no field stays in the text with a message and changes nothing.
import { parseSource, printSource } from '../../shared/mapping/source-text.ts'
import type { SourceRef } from '../../shared/transform/transform.ts'
import { ChoiceInput } from './choice-input.tsx'
import { isNoSource } from './transform-draft.ts'
import { useTransformScope } from './transform-scope.tsx'

type Props = { readonly value: SourceRef; readonly onChange: (ref: SourceRef) => void; readonly label: string; readonly placeholder?: string }

export function FieldInput({ value, onChange, label, placeholder = 'Source field' }: Props) {
  const { context, each, fields } = useTransformScope()
  const stored = isNoSource(value) ? '' : printSource(context, value, each)
  const commit = (typed: string) => {
    if (typed.trim() === '') return stored === '' ? undefined : 'Choose a source field, or another kind of transform.'
    const parsed = parseSource(context, typed, each)
    if (!parsed.ok) return parsed.error.message
    onChange(parsed.value)
    return undefined
  }
  return <ChoiceInput label={label} text={stored} placeholder={placeholder} choices={fields} onCommit={commit} />
}
