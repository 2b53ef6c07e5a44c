// The steps of a calculation: with a number, and with what a list gives.
import type { NumberStep, RoundingMode } from '../../shared/transform/transform.ts'
import { Choice, CountInput, StepList } from './form-parts.tsx'
import { OperandField } from './operand-field.tsx'

export function NumberSteps({ steps, onChange }: { readonly steps: readonly NumberStep[]; readonly onChange: (steps: readonly NumberStep[]) => void }) {
  return (
    <StepList
      label="Then, step by step"
      steps={steps}
      first={FIRST}
      drawStep={(step, change) => <StepForm step={step} onChange={change} />}
      onChange={onChange}
    />
  )
}

const FIRST: NumberStep = { do: 'round', decimals: 2, mode: 'half-away-from-zero' }

function StepForm({ step, onChange }: { readonly step: NumberStep; readonly onChange: (step: NumberStep) => void }) {
  return (
    <div className="pn-step">
      <Choice label="Step" width={148} value={step.do} data={stepWords} onChange={(next) => onChange(withStep(step, next))} />
      {step.do === 'round' ? (
        <>
          <CountInput label="Decimals" value={step.decimals} min={0} max={12} onChange={(decimals) => onChange({ ...step, decimals })} />
          <Choice label="Rounding" value={step.mode} data={roundingWords} onChange={(mode) => onChange({ ...step, mode })} />
        </>
      ) : step.do === 'scale' ? (
        <ScaleForm power={step.power} onChange={(power) => onChange({ ...step, power })} />
      ) : (
        'by' in step && <OperandField label="By" value={step.by} onChange={(by) => onChange({ ...step, by })} />
      )}
    </div>
  )
}

function ScaleForm({ power, onChange }: { readonly power: number; readonly onChange: (power: number) => void }) {
  const isLeft = power < 0
  return (
    <>
      <CountInput label="Places" value={Math.abs(power)} min={1} max={12} onChange={(places) => onChange(isLeft ? -places : places)} />
      <Choice
        label="Direction"
        value={isLeft ? 'left' : 'right'}
        data={[
          { value: 'left', label: `places to the left: 1250 becomes ${Number(`1250e-${Math.abs(power)}`)}` },
          { value: 'right', label: `places to the right: 12.5 becomes ${Number(`12.5e${Math.abs(power)}`)}` },
        ]}
        onChange={(direction) => onChange(direction === 'left' ? -Math.abs(power) : Math.abs(power))}
      />
    </>
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
  { value: 'scale', label: 'move the point' },
  { value: 'negate', label: 'turn the sign' },
  { value: 'absolute', label: 'without sign' },
]

const roundingWords: { value: RoundingMode; label: string }[] = [
  { value: 'half-away-from-zero', label: 'half away from zero (as in Excel)' },
  { value: 'half-even', label: 'half to even' },
  { value: 'up', label: 'away from zero' },
  { value: 'down', label: 'towards zero' },
]
