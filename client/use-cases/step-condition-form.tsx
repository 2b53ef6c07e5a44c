// The condition of a step, with its sentence and what of it is gone.
import { describeCondition } from '../../shared/codegen/english.ts'
import type { StepPlace } from '../../shared/mapping/step-context.ts'
import type { Step } from '../../shared/project/use-case.ts'
import type { Condition } from '../../shared/transform/transform.ts'
import { ConditionDraft } from '../panels/condition-draft.tsx'
import { TransformScopeProvider } from '../panels/transform-scope.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { withEntries } from './step-conditions.ts'
import { listReferences } from './step-parameters.ts'
import { useStepScope } from './step-scope.tsx'
import { goneSources } from './step-value-form.tsx'

type Props = {
  readonly step: Step
  readonly place: StepPlace
  readonly value: Condition | undefined
  /** What no condition means. */
  readonly always: string
  /** What stands before the sentence: `Goes on only where`. */
  readonly lead: string
  readonly onChange: (condition: Condition | undefined) => void
}

export function StepConditionForm({ step, place, value, always, lead, onChange }: Props) {
  const scope = useStepScope(step, place)
  const { context } = scope
  const gone = goneSources(
    context.project.steps,
    context.inputs.map(({ input }) => input.id),
    listReferences(value),
  )
  return (
    <div className="wide steps-condition">
      <TransformScopeProvider value={scope}>
        <ConditionDraft value={value} always={always} onChange={(next) => onChange(next === undefined || place !== 'candidate' ? next : withEntries(next))} />
        {value !== undefined && (
          <p className="s12 t2">
            {lead} {describeCondition(context, value)}.
          </p>
        )}
        {gone.map((note) => (
          <p key={note} className="message s12">
            <SeverityMark name="warning" />
            <span>{note}</span>
          </p>
        ))}
      </TransformScopeProvider>
    </div>
  )
}
