// The form of a when/then table: conditions tried in order, each with its value, and what holds otherwise.
import { Select } from '@mantine/core'
import type { ValueTransform } from '../../shared/transform/transform.ts'
import { Icon } from '../ui/icon.tsx'
import { ConditionForm } from './condition-form.tsx'
import type { Change, DrawValue, FormProps } from './form-parts.tsx'
import { asFormula } from './formula-findings.ts'
import { kindWords, NO_SOURCE, valueKinds, withValueKind } from './transform-draft.ts'
import { useTransformScope } from './transform-scope.tsx'

export function WhenForm({ value, onChange, drawValue }: FormProps<'when'> & { readonly drawValue: DrawValue }) {
  const { readOnly } = useTransformScope()
  return (
    <>
      {value.cases.map((one, at) => (
        // Cases have no identity of their own; their place in the list is it.
        <div className="pn-case" key={at}>
          <div className="row">
            <span className="label">{at === 0 ? 'If' : 'Else if'}</span>
            <span className="sp" />
            <button
              type="button"
              className="icon-button small"
              aria-label={`Remove case ${at + 1}`}
              disabled={readOnly || value.cases.length === 1}
              onClick={() => onChange({ ...value, cases: value.cases.filter((_, index) => index !== at) })}
            >
              <Icon name="close" size={12} />
            </button>
          </div>
          <ConditionForm
            value={one.if}
            onChange={(condition, typing) =>
              onChange(
                {
                  ...value,
                  cases: value.cases.map((other, index) => (index === at ? { ...other, if: condition ?? { test: 'filled', value: NO_SOURCE } } : other)),
                },
                typing,
              )
            }
          />
          <span className="label">Then</span>
          <ThenForm
            drawValue={drawValue}
            value={one.then}
            onChange={(then, typing) => onChange({ ...value, cases: value.cases.map((other, index) => (index === at ? { ...other, then } : other)) }, typing)}
          />
        </div>
      ))}
      <button
        type="button"
        className="link-button s12"
        disabled={readOnly}
        onClick={() => onChange({ ...value, cases: [...value.cases, { if: { test: 'filled', value: NO_SOURCE }, then: { kind: 'constant', value: '' } }] })}
      >
        Add a case
      </button>
      <div className="pn-case">
        <span className="label">Otherwise</span>
        {value.otherwise === undefined ? (
          <button
            type="button"
            className="link-button s12"
            disabled={readOnly}
            onClick={() => onChange({ ...value, otherwise: { kind: 'constant', value: '' } })}
          >
            Nothing: it counts as missing. Give a value
          </button>
        ) : (
          <>
            <ThenForm drawValue={drawValue} value={value.otherwise} onChange={(otherwise, typing) => onChange({ ...value, otherwise }, typing)} />
            <button type="button" className="link-button s12" disabled={readOnly} onClick={() => onChange({ kind: 'when', cases: value.cases })}>
              Remove
            </button>
          </>
        )}
      </div>
    </>
  )
}

function ThenForm({
  value,
  onChange,
  drawValue,
}: {
  readonly value: ValueTransform
  readonly onChange: Change<ValueTransform>
  readonly drawValue: DrawValue
}) {
  const scope = useTransformScope()
  const { readOnly } = scope
  const kinds = valueKinds.includes(value.kind) ? valueKinds : [...valueKinds, value.kind]
  return (
    <div className="pn-then">
      <Select
        aria-label="Kind of the value"
        w={120}
        allowDeselect={false}
        disabled={readOnly}
        value={value.kind}
        data={kinds.map((kind) => ({ value: kind, label: kindWords[kind] }))}
        onChange={(kind) => onChange(withValueKind(value, kind as ValueTransform['kind'], asFormula(scope, value)))}
      />
      <div className="pn-form">{drawValue(value, onChange)}</div>
    </div>
  )
}
