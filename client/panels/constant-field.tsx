// One constant: its type and its text. A text that is no number stays, with a message.
import { Select, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { JsonScalar } from '../../shared/schema/json-value.ts'
import { useTransformScope } from './transform-scope.tsx'

type ConstantType = 'text' | 'number' | 'boolean' | 'null'

export function ConstantField({
  value,
  onChange,
  label = 'Value',
}: {
  readonly value: JsonScalar
  readonly onChange: (value: JsonScalar) => void
  readonly label?: string
}) {
  const { readOnly } = useTransformScope()
  const type = typeOf(value)
  const stored = value === null ? '' : String(value)
  const [text, setText] = useState(stored)
  const [message, setMessage] = useState<string>()
  useEffect(() => setText(stored), [stored])

  const commit = (typed: string, as: ConstantType) => {
    const read = readConstant(typed, as)
    setMessage(read === undefined ? `"${typed}" is not a number. Write it like -12.50, without thousands separators.` : undefined)
    if (read !== undefined && read !== value) onChange(read)
  }

  return (
    <div className="pn-constant">
      <Select
        aria-label={`Type of the ${label.toLowerCase()}`}
        w={92}
        allowDeselect={false}
        disabled={readOnly}
        value={type}
        data={typeWords}
        onChange={(next) => commit(text, (next ?? 'text') as ConstantType)}
      />
      {type === 'boolean' && (
        <Select
          aria-label={label}
          flex={1}
          allowDeselect={false}
          disabled={readOnly}
          value={stored}
          data={[
            { value: 'true', label: 'Yes (true)' },
            { value: 'false', label: 'No (false)' },
          ]}
          onChange={(next) => onChange(next === 'true')}
        />
      )}
      {(type === 'text' || type === 'number') && (
        <TextInput
          aria-label={label}
          className="pn-mono"
          flex={1}
          disabled={readOnly}
          value={text}
          error={message}
          placeholder={type === 'text' ? 'Empty text' : undefined}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={() => commit(text, type)}
          onKeyDown={(event) => event.key === 'Enter' && commit(text, type)}
        />
      )}
    </div>
  )
}

const typeWords: { value: ConstantType; label: string }[] = [
  { value: 'text', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'boolean', label: 'Yes / no' },
  { value: 'null', label: 'Null' },
]

function typeOf(value: JsonScalar): ConstantType {
  return value === null ? 'null' : typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text'
}

/** Undefined: not a value of that type. */
export function readConstant(text: string, type: ConstantType): JsonScalar | undefined {
  if (type === 'null') return null
  if (type === 'boolean') return text !== 'false'
  if (type === 'text') return text
  return /^\s*-?\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : text.trim() === '' ? 0 : undefined
}
