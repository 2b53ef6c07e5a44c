// The second tab of a use case: how the data flows, step by step.
import type { UseCase } from '../../shared/project/use-case.ts'
import { StepStrip } from './step-strip.tsx'

export function StepsTab({ useCase }: { readonly useCase: UseCase }) {
  return <StepStrip useCase={useCase} />
}
