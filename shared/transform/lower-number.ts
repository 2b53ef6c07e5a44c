// The `number` kind and the steps that lists share with it: their sources and their meaning as IR.
import type { ArithmeticStep, Expr } from './ir.ts'
import { allKnown, lowerNumber, lowerOperand, operandSources, type Lowering } from './lowering.ts'
import type { NumberForm, NumberStep, SourceRef, ValueTransform } from './transform.ts'

type NumberTransform = Extract<ValueTransform, { kind: 'number' }>

export function numberSources({ from, steps }: NumberTransform): SourceRef[] {
  return [...operandSources(from), ...stepSources(steps)]
}

export function stepSources(steps: readonly NumberStep[]): SourceRef[] {
  return steps.flatMap((step) => ('by' in step ? operandSources(step.by) : []))
}

export function lowerNumberKind(transform: NumberTransform, lowering: Lowering): Expr | undefined {
  const { read = null, write = null } = transform
  // A constant is written in the plain form, unless the kind says otherwise.
  const from = read === null ? lowerNumber(transform.from, lowering) : lowerOperand(transform.from, lowering)
  const steps = lowerSteps(transform.steps, lowering)
  const areForms = [read, write].every((form) => form === null || isForm(form, lowering))
  return from === undefined || steps === undefined || !areForms ? undefined : { op: 'arithmetic', from, read, steps, write }
}

export function lowerSteps(steps: readonly NumberStep[], lowering: Lowering): readonly ArithmeticStep[] | undefined {
  const lowered = steps.map((step): ArithmeticStep | undefined => {
    if (!('by' in step)) return step
    const by = lowerNumber(step.by, lowering)
    return by === undefined ? undefined : { do: step.do, by }
  })
  return allKnown(lowered) ? lowered : undefined
}

/** One character cannot stand between thousands and before decimals: `1,234` would be two numbers. */
function isForm(form: NumberForm, lowering: Lowering): boolean {
  if (form.decimal !== form.group) return true
  lowering.report('not-a-number-form', form.decimal)
  return false
}
