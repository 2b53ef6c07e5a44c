// The simple fields of a record as a form, for each input of a map or for its destination; what is no simple value stays JSON.
import { useState } from 'react'
import type { JsonScalar, JsonValue } from '../../shared/schema/json-value.ts'
import { checkScalar, parseScalar, printScalar } from '../../shared/project/parse-scalar.ts'
import { CellInput, CellSelect } from '../ui/cell-input.tsx'
import { PathText } from '../ui/parts.tsx'
import type { CaseSide } from './case-side.ts'
import { fillSide } from './case-side.ts'
import { listFormFields, setFormField, type FormField } from './form-fields.ts'

type Props = { readonly sides: readonly CaseSide[]; readonly value: JsonValue | undefined; readonly onChange: (value: JsonValue) => void }

export function RecordForm({ sides, value, onChange }: Props) {
  return (
    <div className="record-form">
      {value === undefined && <p className="s12 t2">Fields with a value show here once what is written is JSON.</p>}
      {sides.map((side) => (
        <SideForm key={side.name ?? ''} side={side} record={recordOf(side, value)} onChange={(record) => onChange(fillSide(value, { side, record }))} />
      ))}
    </div>
  )
}

function recordOf({ name }: CaseSide, value: JsonValue | undefined): JsonValue {
  if (name === undefined) return value ?? {}
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, name) ? (value[name] ?? {}) : {}
}

function SideForm({ side, record, onChange }: { readonly side: CaseSide; readonly record: JsonValue; readonly onChange: (record: JsonValue) => void }) {
  const [open, setOpen] = useState(false)
  if (side.graph === undefined || side.root === undefined) return null
  const { fields, rest } = listFormFields(side.graph, side.root.node, record)
  const first = fields.filter(({ value, required }) => value !== undefined || required)
  const shown = open || first.length === 0 ? fields : first
  return (
    <div role="group" aria-label={side.name ?? 'The record'}>
      {side.name !== undefined && <h4 className="mono s12">{side.name}</h4>}
      <div className="record-fields">
        {shown.map((field) => (
          <FormCell key={field.path} field={field} onChange={(value) => onChange(setFormField(record, field.at, value))} />
        ))}
      </div>
      {shown.length < fields.length && (
        <button type="button" className="link-button s12" onClick={() => setOpen(true)}>
          {fields.length - shown.length} more fields
        </button>
      )}
      {rest.length > 0 && <p className="s12 t3">As JSON only: {rest.map(({ path, words }) => `${path} (${words})`).join(', ')}.</p>}
    </div>
  )
}

function FormCell({ field, onChange }: { readonly field: FormField; readonly onChange: (value: JsonScalar | undefined) => void }) {
  const { path, type, value, required, allowed } = field
  const write = (text: string) => onChange(text === '' ? undefined : parseScalar(text, type))
  const choices = type === 'boolean' ? ['true', 'false'] : (allowed ?? []).map((one) => printScalar(one))
  return (
    <label className="record-field">
      <span className="row">
        <PathText path={path} />
        {required && <b aria-label="required">*</b>}
      </span>
      {choices.length > 0 && choices.length <= 60 && (value === undefined || choices.includes(printScalar(value))) ? (
        <CellSelect
          label={path}
          value={printScalar(value)}
          choices={[{ value: '', word: 'nothing' }, ...choices.map((one) => ({ value: one, word: one }))]}
          onChange={write}
        />
      ) : (
        <CellInput
          mono
          label={path}
          value={value === null ? 'null' : printScalar(value)}
          placeholder="nothing"
          check={(text) => (text === '' ? undefined : checkScalar(text, type))}
          onChange={write}
        />
      )}
    </label>
  )
}
