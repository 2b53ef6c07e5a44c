// One parameter of a transform: a source field, a field of the entry that is looked at, a constant or a config value.
import { Select } from '@mantine/core'
import type { Operand } from '../../shared/transform/transform.ts'
import { ConstantField } from './constant-field.tsx'
import { EntryInput } from './entry-input.tsx'
import { FieldInput } from './field-input.tsx'
import { isNoEntry, NO_ENTRY, NO_SOURCE } from './transform-draft.ts'
import { useTransformScope } from './transform-scope.tsx'

type Props = { readonly value: Operand; readonly onChange: (value: Operand) => void; readonly label: string }
type Is = 'entry' | 'field' | 'constant' | 'config'

export function OperandField({ value, onChange, label }: Props) {
  const { readOnly, entriesOf } = useTransformScope()
  const is = isOf(value)
  return (
    <div className="pn-operand">
      <Select
        aria-label={`What the ${label.toLowerCase()} is`}
        w={92}
        allowDeselect={false}
        disabled={readOnly}
        value={is}
        data={entriesOf === undefined ? choices.slice(1) : choices}
        onChange={(next) => next !== null && next !== is && onChange(emptyOperands[next as Is])}
      />
      {is === 'entry' && entriesOf !== undefined ? (
        <EntryInput
          label={label}
          list={entriesOf}
          placeholder="Field of the entry"
          value={value.of === 'entry' ? value.path : undefined}
          onChange={(path) => onChange({ of: 'entry', path })}
        />
      ) : value.of === 'constant' ? (
        <ConstantField label={label} value={value.value} onChange={(next) => onChange({ of: 'constant', value: next })} />
      ) : value.of === 'config' ? (
        <ConfigSelect value={value.config} onChange={(config) => onChange({ of: 'config', config })} />
      ) : (
        <FieldInput label={label} value={value} onChange={onChange} />
      )}
    </div>
  )
}

const choices: { value: Is; label: string }[] = [
  { value: 'entry', label: 'Entry’s' },
  { value: 'field', label: 'Field' },
  { value: 'constant', label: 'Constant' },
  { value: 'config', label: 'Config' },
]

function isOf(value: Operand): Is {
  if (value.of === 'constant' || value.of === 'config') return value.of
  return value.of === 'entry' || isNoEntry(value) ? 'entry' : 'field'
}

const emptyOperands: Record<Is, Operand> = {
  entry: NO_ENTRY,
  field: NO_SOURCE,
  constant: { of: 'constant', value: '' },
  config: { of: 'config', config: '' },
}

export function ConfigSelect({ value, onChange }: { readonly value: string; readonly onChange: (config: string) => void }) {
  const { context, readOnly } = useTransformScope()
  const values = context.project.configValues.filter((config) => config.deleted !== true)
  return (
    <Select
      aria-label="Config value"
      flex={1}
      searchable
      disabled={readOnly}
      placeholder={values.length === 0 ? 'No config values yet: add one under Config values' : 'Choose a config value'}
      value={value === '' ? null : value}
      data={values.map((config) => ({ value: config.id, label: config.name }))}
      onChange={(next) => next !== null && onChange(next)}
    />
  )
}
