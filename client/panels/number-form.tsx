// The form of a number: read from text, then step by step.
import { NumberInput, Select } from '@mantine/core'
import type { NumberStep, RoundingMode } from '../../shared/transform/transform.ts'
import { Icon } from '../ui/icon.tsx'
import { Labelled, type FormProps } from './form-parts.tsx'
import { OperandField } from './operand-field.tsx'
import { useTransformScope } from './transform-scope.tsx'

export function NumberForm({ value, onChange }: FormProps<'number'>) {
  const { readOnly } = useTransformScope()
  const set = (at: number, step: NumberStep) => onChange({ ...value, steps: value.steps.map((one, index) => (index === at ? step : one)) })
  return (
    <>
      <OperandField label="Source" value={value.from} onChange={(from) => onChange({ ...value, from })} />
      <Labelled label="Then, step by step">
        {value.steps.map((step, at) => (
          // Steps have no identity of their own; their place in the list is it.
          <div className="pn-line" key={at}>
            <StepForm step={step} onChange={(next) => set(at, next)} />
            <button
              type="button"
              className="icon-button small"
              aria-label={`Remove step ${at + 1}`}
              disabled={readOnly}
              onClick={() => onChange({ ...value, steps: value.steps.filter((_, index) => index !== at) })}
            >
              <Icon name="close" size={12} />
            </button>
          </div>
        ))}
        <button
          type="button"
          className="link-button s12"
          disabled={readOnly}
          onClick={() => onChange({ ...value, steps: [...value.steps, { do: 'round', decimals: 2, mode: 'half-away-from-zero' }] })}
        >
          Add a step
        </button>
      </Labelled>
    </>
  )
}

function StepForm({ step, onChange }: { readonly step: NumberStep; readonly onChange: (step: NumberStep) => void }) {
  const { readOnly } = useTransformScope()
  return (
    <div className="pn-step">
      <Select
        aria-label="Step"
        w={126}
        allowDeselect={false}
        disabled={readOnly}
        value={step.do}
        data={stepWords}
        onChange={(next) => onChange(withStep(step, next as NumberStep['do']))}
      />
      {step.do === 'round' ? (
        <>
          <NumberInput
            aria-label="Decimals"
            w={62}
            min={0}
            max={12}
            disabled={readOnly}
            value={step.decimals}
            onChange={(decimals) => typeof decimals === 'number' && Number.isInteger(decimals) && onChange({ ...step, decimals })}
          />
          <Select
            aria-label="Rounding"
            flex={1}
            allowDeselect={false}
            disabled={readOnly}
            value={step.mode}
            data={roundingWords}
            onChange={(mode) => onChange({ ...step, mode: mode as RoundingMode })}
          />
        </>
      ) : (
        'by' in step && <OperandField label="By" value={step.by} onChange={(by) => onChange({ ...step, by })} />
      )}
    </div>
  )
}

function withStep(step: NumberStep, kind: NumberStep['do']): NumberStep {
  if (kind === step.do) return step
  if (kind === 'round') return { do: kind, decimals: 2, mode: 'half-away-from-zero' }
  if (kind === 'scale') return { do: kind, power: -2 }
  if (kind === 'negate' || kind === 'absolute') return { do: kind }
  return { do: kind, by: 'by' in step ? step.by : { of: 'constant', value: 1 } }
}

const stepWords: { value: NumberStep['do']; label: string }[] = [
  { value: 'add', label: 'plus' },
  { value: 'subtract', label: 'minus' },
  { value: 'multiply', label: 'times' },
  { value: 'divide', label: 'divided by' },
  { value: 'round', label: 'round to decimals' },
  { value: 'negate', label: 'turn the sign' },
  { value: 'absolute', label: 'without sign' },
]

const roundingWords: { value: RoundingMode; label: string }[] = [
  { value: 'half-away-from-zero', label: 'half away from zero (as in Excel)' },
  { value: 'half-even', label: 'half to even' },
  { value: 'up', label: 'away from zero' },
  { value: 'down', label: 'towards zero' },
]
