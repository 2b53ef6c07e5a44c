// Several changes decided at once: with the choices that all of them have.
import type { ChangeImpact, Choice } from '../../shared/review/schema-impact.ts'
import { DecisionButtons } from './schema-changes-decision.tsx'
import { sharedChoices } from './schema-changes-model.ts'

export type ManyProps = {
  readonly many: readonly ChangeImpact[]
  readonly onChoose: (choice: Choice | undefined) => void
  readonly onClear: () => void
}

export function ManyChosen({ many, onChoose, onClear }: ManyProps) {
  const choices = sharedChoices(many)
  const decided = many.filter(({ decision }) => decision !== undefined).length
  return (
    <div className="change-many s12" role="region" aria-label="Chosen changes">
      <b className="b6 num">{many.length.toLocaleString('en-GB')} chosen</b>
      {choices.length === 0 ? (
        <span className="t2">They have no choice in common: decide them one by one.</span>
      ) : (
        <>
          <span className="t2">Decide {many.length.toLocaleString('en-GB')} at once:</span>
          <DecisionButtons choices={choices} decision={undefined} label="Decide the chosen ones at once" readOnly={false} onChoose={onChoose} />
        </>
      )}
      {decided > 0 && (
        <button type="button" className="link-button" onClick={() => onChoose(undefined)}>
          Take {decided === 1 ? 'its decision' : `${decided.toLocaleString('en-GB')} decisions`} back
        </button>
      )}
      <span className="sp" />
      <button type="button" className="link-button" onClick={onClear}>
        Choose none
      </button>
    </div>
  )
}
