// One parameter of a transform: a source field, a constant or a config value.
import { Select } from '@mantine/core'
import type { Operand } from '../../shared/transform/transform.ts'
import { ConstantField } from './constant-field.tsx'
import { FieldInput } from './field-input.tsx'
import { NO_SOURCE } from './transform-draft.ts'
import { useTransformScope } from './transform-scope.tsx'

type Props = { readonly value: Operand; readonly onChange: (value: Operand) => void; readonly label: string }

export function OperandField({ value, onChange, label }: Props) {
  const { readOnly } = useTransformScope()
  const of = value.of === 'item' || value.of === 'input' ? 'field' : value.of
  return (
    <div className="pn-operand">
      <Select
        aria-label={`What the ${label.toLowerCase()} is`}
        w={92}
        allowDeselect={false}
        disabled={readOnly}
        value={of}
        data={[
          { value: 'field', label: 'Field' },
          { value: 'constant', label: 'Constant' },
          { value: 'config', label: 'Config' },
        ]}
        onChange={(next) => onChange(next === 'constant' ? { of: 'constant', value: '' } : next === 'config' ? { of: 'config', config: '' } : NO_SOURCE)}
      />
      {value.of === 'constant' ? (
        <ConstantField label={label} value={value.value} onChange={(next) => onChange({ of: 'constant', value: next })} />
      ) : value.of === 'config' ? (
        <ConfigSelect value={value.config} onChange={(config) => onChange({ of: 'config', config })} />
      ) : (
        <FieldInput label={label} value={value} onChange={onChange} />
      )}
    </div>
  )
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
