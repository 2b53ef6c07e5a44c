// One line of the list of changes: what changed, where, what it affects, and the decision.
import type { SchemaDecision } from '../../shared/project/people-and-systems.ts'
import type { ChangeImpact, Choice } from '../../shared/review/schema-impact.ts'
import { SeverityMark } from '../ui/marks.tsx'
import { PathText } from '../ui/parts.tsx'
import { DecisionButtons } from './schema-changes-decision.tsx'
import { countExceptions, toSettle } from './schema-changes-model.ts'
import { affectsShort, affectsWords, changeWords, pastWords, placeWords, whatWords, type PlaceWords } from './schema-changes-words.ts'

export type ChangeRowProps = {
  readonly impact: ChangeImpact
  /** What was decided before the project moved. */
  readonly past: readonly SchemaDecision[]
  readonly chosen: boolean
  /** Viewers, and once the project has moved. */
  readonly readOnly: boolean
  readonly onToggle: () => void
  readonly onChoose: (choice: Choice) => void
}

export function ChangeRow({ impact, past, chosen, readOnly, onToggle, onChoose }: ChangeRowProps) {
  const { change, affected } = impact
  const { from, to } = placeWords(change)
  const needed = affected.length > 0 || past.length > 0
  const name = from?.path ?? to?.path ?? ''
  return (
    <>
      <span role="gridcell" className="change-check">
        {affected.length > 0 && !readOnly && (
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
        {needed && (
          <span className="s11 t3 ell change-narrow" title={affectsWords(affected)}>
            {affectsShort(affected)}
          </span>
        )}
      </span>
      <span role="gridcell" className="change-old">
        {from === undefined ? <span className="t3">new</span> : <Place place={from} owned={needed} />}
      </span>
      <span role="gridcell" className="change-new">
        {to === undefined ? (
          <>
            <span className="change-narrow">
              <Place place={{ owner: needed ? '' : (from?.owner ?? ''), path: from?.path ?? '' }} owned={needed} />
            </span>
            <span className="err change-wide">gone</span>
            <span className="s11 t3 ell" title={change.words}>
              <span className="change-narrow err">gone </span>
              {needed && change.words !== 'gone' && change.words}
            </span>
          </>
        ) : (
          <NewSide impact={impact} counts={needed} to={to} />
        )}
      </span>
      <span role="gridcell" className={`change-affects ${needed ? 't2' : 't3 ell'}`} title={needed ? affectsWords(affected) : change.words}>
        {affected.length > 0 || needed ? affectsWords(affected) : change.words}
      </span>
      <span role="gridcell" className="change-decision">
        {affected.length > 0 ? <Decision impact={impact} readOnly={readOnly} onChoose={onChoose} name={name} /> : <PastDecision past={past} />}
      </span>
    </>
  )
}

function NewSide({ impact: { change }, counts, to }: { readonly impact: ChangeImpact; readonly counts: boolean; readonly to: PlaceWords }) {
  const moved = change.kind === 'added' || change.to !== undefined
  const words = change.likeness === undefined ? change.words : `likeness ${change.likeness.toFixed(2)}`
  return (
    <>
      {moved ? (
        <Place place={change.to === undefined ? to : { ...to, owner: counts ? '' : to.owner }} owned={counts} />
      ) : (
        <>
          <span className="t3 change-wide">same path</span>
          <span className="change-narrow">
            <Place place={{ ...to, owner: counts ? '' : to.owner }} owned={counts} />
          </span>
        </>
      )}
      {counts && words !== '' && (
        <span className="s11 t3 ell" title={words}>
          {words}
        </span>
      )}
    </>
  )
}

/** `owned`: there is a second line for the object that it is in. */
function Place({ place, owned }: { readonly place: PlaceWords; readonly owned: boolean }) {
  if (!owned)
    return (
      <span className="ell change-place" title={place.owner === '' ? place.path : `${place.path} of ${place.owner}`}>
        <PathText path={place.path} /> <span className="s11 t3">{place.owner}</span>
      </span>
    )
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

/** After the move: what it did, and what is still to be settled. */
function PastDecision({ past }: { readonly past: readonly SchemaDecision[] }) {
  const whole = past.find(({ item }) => item === undefined)
  const own = past.filter(({ item }) => item !== undefined)
  const open = toSettle(past).length
  const apart = own.length - open
  return (
    <span className="s11 t2 past-decision">
      {whole !== undefined && <span className="ell">{pastWords(whole)}</span>}
      {open > 0 && (
        <span className="count-mark warn undecided">
          <SeverityMark name="warning" />
          {open.toLocaleString('en-GB')} to settle
        </span>
      )}
      {apart > 0 && open === 0 && <span>{own.every(({ choice }) => choice === 'settled') ? 'all settled' : `${whatWords(apart, 'item')} apart`}</span>}
    </span>
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
