// What happens when a row's source is missing or null; the default in force is named.
import { Select } from '@mantine/core'
import type { Row } from '../../shared/project/field-map.ts'
import { policiesInForce } from '../../shared/mapping/policies.ts'
import type { MissingPolicy, NullPolicy } from '../../shared/transform/transform.ts'
import { ConstantField } from './constant-field.tsx'
import { useTransformScope } from './transform-scope.tsx'

export type PolicyCells = { readonly onMissing?: MissingPolicy | undefined; readonly onNull?: NullPolicy | undefined }

export function PoliciesForm({ row, required, onChange }: { readonly row: Row; readonly required: boolean; readonly onChange: (cells: PolicyCells) => void }) {
  const { context, readOnly } = useTransformScope()
  const usual = policiesInForce(context.fieldMap, { ...row, onMissing: undefined, onNull: undefined } as Row, required)
  return (
    <div className="pn-policies">
      <label className="row s11 t3">
        If missing
        <Select
          aria-label="If the source is missing"
          w={168}
          allowDeselect={false}
          disabled={readOnly}
          value={row.onMissing?.then ?? 'usual'}
          data={[
            { value: 'usual', label: `As usual: ${missingWords[usual.onMissing.then]}` },
            ...Object.entries(missingWords).map(([value, label]) => ({ value, label })),
          ]}
          onChange={(then) =>
            onChange({ onMissing: then === 'usual' ? undefined : then === 'default' ? { then, value: '' } : { then: then as 'omit' | 'null' | 'problem' } })
          }
        />
      </label>
      <label className="row s11 t3">
        If null
        <Select
          aria-label="If the source is null"
          w={168}
          allowDeselect={false}
          disabled={readOnly}
          value={row.onNull ?? 'usual'}
          data={[{ value: 'usual', label: `As usual: ${nullWords[usual.onNull]}` }, ...Object.entries(nullWords).map(([value, label]) => ({ value, label }))]}
          onChange={(next) => onChange({ onNull: next === 'usual' ? undefined : (next as NullPolicy) })}
        />
      </label>
      {row.onMissing?.then === 'default' && (
        <ConstantField label="Default" value={row.onMissing.value} onChange={(value) => onChange({ onMissing: { then: 'default', value } })} />
      )}
    </div>
  )
}

const missingWords: Record<MissingPolicy['then'], string> = { omit: 'leave out', null: 'send null', problem: 'problem', default: 'a default' }
const nullWords: Record<NullPolicy, string> = { pass: 'pass it on', 'as-missing': 'as missing', problem: 'problem' }
