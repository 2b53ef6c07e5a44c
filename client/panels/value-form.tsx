// The small form of each kind that yields a value. One entry a kind: a kind without a form does not compile.
import { Select, Textarea } from '@mantine/core'
import { useEffect, useState, type ReactNode } from 'react'
import type { ConvertType, Transform, TransformKind, ValueTransform } from '../../shared/transform/transform.ts'
import { ConstantField } from './constant-field.tsx'
import { DateForm } from './date-form.tsx'
import { EachForm } from './each-form.tsx'
import { FieldInput } from './field-input.tsx'
import { Labelled, type Change, type FormProps } from './form-parts.tsx'
import { FormulaForm } from './formula-form.tsx'
import { JoinForm, ListForm } from './list-form.tsx'
import { NumberForm } from './number-form.tsx'
import { ConfigSelect, OperandField } from './operand-field.tsx'
import { TemplateForm } from './template-form.tsx'
import { TextForm } from './text-form.tsx'
import { NO_SOURCE } from './transform-draft.ts'
import { useTransformScope } from './transform-scope.tsx'
import { WhenForm } from './when-form.tsx'

const forms: { readonly [K in TransformKind]: (props: FormProps<K>) => ReactNode } = {
  copy: ({ value, onChange }) => <OperandField label="Source" value={value.from} onChange={(from) => onChange({ ...value, from })} />,
  constant: ({ value, onChange }) => <ConstantField value={value.value} onChange={(constant) => onChange({ ...value, value: constant })} />,
  config: ({ value, onChange }) => <ConfigSelect value={value.config} onChange={(config) => onChange({ ...value, config })} />,
  template: TemplateForm,
  lookup: LookupForm,
  when: (props) => (
    <WhenForm {...props} drawValue={(value, onChange) => <ValueForm value={value} onChange={(next, typing) => onChange(next as ValueTransform, typing)} />} />
  ),
  convert: ({ value, onChange }) => (
    <>
      <OperandField label="Source" value={value.from} onChange={(from) => onChange({ ...value, from })} />
      <Labelled label="Becomes">
        <Select
          aria-label="Becomes"
          w={200}
          allowDeselect={false}
          value={value.to}
          data={convertTypes}
          onChange={(to) => onChange({ ...value, to: to as ConvertType })}
        />
      </Labelled>
    </>
  ),
  number: NumberForm,
  date: DateForm,
  each: EachForm,
  hook: HookForm,
  text: TextForm,
  list: ListForm,
  join: JoinForm,
  formula: FormulaForm,
  notMapped: ({ value, onChange }) => <TextArea label="Reason, in one sentence" value={value.reason} onChange={(reason) => onChange({ ...value, reason })} />,
}

/** The form of whatever kind the draft is. */
export function ValueForm({ value, onChange }: { readonly value: Transform; readonly onChange: Change<Transform> }) {
  const Form = forms[value.kind] as unknown as (props: { readonly value: Transform; readonly onChange: Change<Transform> }) => ReactNode
  return <Form value={value} onChange={onChange} />
}

function LookupForm({ value, onChange }: FormProps<'lookup'>) {
  const { context, readOnly, lookupsLink } = useTransformScope()
  const tables = context.project.lookupTables.filter((table) => table.deleted !== true)
  return (
    <>
      <OperandField label="Source" value={value.from} onChange={(from) => onChange({ ...value, from })} />
      <Labelled label="Translated with">
        <div className="pn-line">
          <Select
            aria-label="Lookup table"
            flex={1}
            searchable
            disabled={readOnly}
            placeholder={tables.length === 0 ? 'No lookup tables yet' : 'Choose a lookup table'}
            value={value.table === '' ? null : value.table}
            data={tables.map((table) => ({ value: table.id, label: table.name }))}
            onChange={(table) => table !== null && onChange({ ...value, table })}
          />
          <a className="s12" href={lookupsLink}>
            Open the tables
          </a>
        </div>
      </Labelled>
    </>
  )
}

function HookForm({ value, onChange }: FormProps<'hook'>) {
  const { readOnly } = useTransformScope()
  return (
    <>
      <TextArea label="What an engineer is to write, in full" value={value.words} onChange={(words) => onChange({ ...value, words })} />
      <Labelled label="Fields it needs">
        {[...value.uses, NO_SOURCE].map((ref, at) => (
          // Fields have no identity of their own; their place in the list is it.
          <FieldInput
            key={at}
            label={`Field ${at + 1}`}
            value={ref}
            onChange={(next) => onChange({ ...value, uses: [...value.uses.slice(0, at), next, ...value.uses.slice(at + 1)] })}
          />
        ))}
        {value.uses.length > 0 && (
          <button type="button" className="link-button s12" disabled={readOnly} onClick={() => onChange({ ...value, uses: value.uses.slice(0, -1) })}>
            Remove the last field
          </button>
        )}
      </Labelled>
    </>
  )
}

function TextArea({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }) {
  const { readOnly } = useTransformScope()
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  return (
    <Textarea
      label={label}
      disabled={readOnly}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => text !== value && onChange(text)}
    />
  )
}

const convertTypes: { value: ConvertType; label: string }[] = [
  { value: 'text', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'integer', label: 'Whole number' },
  { value: 'boolean', label: 'Yes / no' },
]
