// One line of the list of changes: what changed, where, what it affects, and the decision.
import type { ChangeImpact, Choice } from '../../shared/review/schema-impact.ts'
import { SeverityMark } from '../ui/marks.tsx'
import { PathText } from '../ui/parts.tsx'
import { DecisionButtons } from './schema-changes-decision.tsx'
import { countExceptions } from './schema-changes-model.ts'
import { affectsWords, changeWords, placeWords, type PlaceWords } from './schema-changes-words.ts'

export type ChangeRowProps = {
  readonly impact: ChangeImpact
  readonly chosen: boolean
  /** Viewers, and once the project has moved. */
  readonly readOnly: boolean
  readonly onToggle: () => void
  readonly onChoose: (choice: Choice) => void
}

export function ChangeRow({ impact, chosen, readOnly, onToggle, onChoose }: ChangeRowProps) {
  const { change, affected } = impact
  const { from, to } = placeWords(change)
  const needed = affected.length > 0
  const name = from?.path ?? to?.path ?? ''
  return (
    <>
      <span role="gridcell" className="change-check">
        {needed && !readOnly && (
          <input
            type="checkbox"
            tabIndex={-1}
            checked={chosen}
            aria-label={`Choose ${changeWords(change.kind)} ${name}`}
            onClick={(event) => event.stopPropagation()}
            onChange={onToggle}
          />
        )}
      </span>
      <span role="gridcell" className="change-kind">
        <span className={needed ? 'b5' : 't2'}>{changeWords(change.kind)}</span>
        {needed && <span className="s11 t3 ell change-narrow">{affectsWords(affected)}</span>}
      </span>
      <span role="gridcell" className="change-old">
        {from === undefined ? <span className="t3">new</span> : <Place place={from} owned={needed} />}
      </span>
      <span role="gridcell" className="change-new">
        {to === undefined ? (
          <>
            <span className="change-narrow">
              <PathText path={from?.path ?? ''} />
            </span>
            <span className="err change-wide">gone</span>
            {needed && (
              <span className="s11 t3 ell" title={change.words}>
                <span className="change-narrow err">gone </span>
                {change.words}
              </span>
            )}
          </>
        ) : (
          <NewSide impact={impact} to={to} />
        )}
      </span>
      <span role="gridcell" className={`change-affects ${needed ? 't2' : 't3'} ell`} title={needed ? affectsWords(affected) : change.words}>
        {needed ? affectsWords(affected) : change.words}
      </span>
      <span role="gridcell" className="change-decision">
        {needed && <Decision impact={impact} readOnly={readOnly} onChoose={onChoose} name={name} />}
      </span>
    </>
  )
}

function NewSide({ impact: { change, affected }, to }: { readonly impact: ChangeImpact; readonly to: PlaceWords }) {
  const moved = change.kind === 'added' || change.to !== undefined
  const words = change.likeness === undefined ? change.words : [`likeness ${change.likeness.toFixed(2)}`, change.words].filter((one) => one !== '').join(', ')
  return (
    <>
      {moved ? (
        <PathText path={to.path} />
      ) : (
        <>
          <span className="t3 change-wide">same path</span>
          <span className="change-narrow">
            <PathText path={to.path} />
          </span>
        </>
      )}
      {affected.length > 0 && words !== '' && (
        <span className="s11 t3 ell" title={words}>
          {words}
        </span>
      )}
    </>
  )
}

function Place({ place, owned }: { readonly place: PlaceWords; readonly owned: boolean }) {
  return (
    <>
      <PathText path={place.path} />
      {owned && place.owner !== '' && (
        <span className="s11 t3 ell" title={place.owner}>
          {place.owner}
        </span>
      )}
    </>
  )
}

function Decision({
  impact,
  readOnly,
  name,
  onChoose,
}: {
  readonly impact: ChangeImpact
  readonly readOnly: boolean
  readonly name: string
  readonly onChoose: (choice: Choice) => void
}) {
  const exceptions = countExceptions(impact)
  return (
    <>
      {impact.undecided ? (
        <span className="count-mark warn undecided">
          <SeverityMark name="warning" />
          undecided
        </span>
      ) : (
        exceptions > 0 && (
          <span className="s11 t3">
            {exceptions} {exceptions === 1 ? 'differs' : 'differ'}
          </span>
        )
      )}
      <DecisionButtons choices={impact.choices} decision={impact.decision} label={`Decision for ${name}`} readOnly={readOnly} inRow onChoose={onChoose} />
    </>
  )
}
