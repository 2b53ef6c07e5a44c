// The chosen change: both versions side by side, what it affects, and what each choice does.
import type { ReactNode } from 'react'
import type { SchemaDecision } from '../../shared/project/people-and-systems.ts'
import type { AffectedItem, ChangeImpact, Choice } from '../../shared/review/schema-impact.ts'
import { Icon } from '../ui/icon.tsx'
import { Avatar, PathText } from '../ui/parts.tsx'
import { printWhen } from '../ui/print-when.ts'
import { AffectedList } from './schema-changes-affected.tsx'
import { PastDecisions } from './schema-changes-past.tsx'
import { keyOfChoice } from './schema-changes-decision.tsx'
import { changeWords, factRows, likenessWords, placeWords } from './schema-changes-words.ts'

export type FactsProps = {
  readonly impact: ChangeImpact
  /** What was decided before the project moved. */
  readonly past: readonly SchemaDecision[]
  readonly versions: { readonly before: string; readonly after: string }
  readonly readOnly: boolean
  readonly onChoose: (choice: Choice, item?: AffectedItem) => void
  /** Takes an item's own decision back. */
  readonly onClear: (item: AffectedItem) => void
  /** Where something is to be chosen instead. */
  readonly remap: ReactNode
}

export function ChangeFacts({ impact, past, versions, readOnly, onChoose, onClear, remap }: FactsProps) {
  const { change, affected } = impact
  const { from, to } = placeWords(change)
  const likeness = likenessWords(change)
  const owner = from?.owner ?? to?.owner ?? ''
  const decided = [...affected.map(({ decision }) => decision), ...past].find((decision) => decision?.by !== undefined)
  return (
    <>
      <div className="card-head">
        <h2 style={{ flex: 'none' }}>{changeWords(change.kind)}</h2>
        <PathText path={from?.path ?? to?.path ?? ''} />
      </div>
      <div className="change-facts-body">
        <div className="change-part">
          {owner !== '' && (
            <p className="s11 t3 ell" title={owner}>
              of {owner}
            </p>
          )}
          <table className="change-compare">
            <thead>
              <tr>
                <td />
                <th scope="col">{versions.before}</th>
                <th scope="col">{versions.after}</th>
              </tr>
            </thead>
            <tbody>
              {factRows(change).map((row) => (
                <tr key={row.name}>
                  <th scope="row">{row.name}</th>
                  <FactCell text={row.before} gone={change.kind === 'added'} missing="not there" prose={row.prose === true} />
                  <FactCell text={row.after} gone={change.kind === 'removed'} missing="gone" prose={row.prose === true} strong={row.differs} />
                </tr>
              ))}
            </tbody>
          </table>
          {change.words !== '' && change.words !== 'gone' && change.kind !== 'renamed' && <p className="s12 t2">{sentenceOf(change.words)}</p>}
          {likeness !== undefined && <p className="s11 t3">{likeness}</p>}
        </div>
        {impact.choices.length > 0 && (
          <div className="change-part change-choices" role="group" aria-label="What to do">
            {impact.choices.map((choice) => (
              <ChoiceSentence key={choice.choice} choice={choice} impact={impact} readOnly={readOnly} onChoose={() => onChoose(choice)} />
            ))}
          </div>
        )}
        {remap !== undefined && remap !== false && <div className="change-part">{remap}</div>}
        {past.length > 0 ? (
          <PastDecisions past={past} />
        ) : affected.length === 0 ? (
          <p className="change-part s12 t2">Nothing in this project reads or fills it, so there is nothing to decide.</p>
        ) : (
          <AffectedList impact={impact} readOnly={readOnly} onChoose={onChoose} onClear={onClear} />
        )}
      </div>
      {decided !== undefined && (
        <div className="change-by s11 t3">
          <Avatar name={decided.by ?? ''} small />
          Decided by {decided.by}
          {decided.at === undefined ? '' : `, ${printWhen(decided.at)}`}
        </div>
      )}
    </>
  )
}

function ChoiceSentence({
  choice,
  impact: { decision },
  readOnly,
  onChoose,
}: {
  readonly choice: Choice
  readonly impact: ChangeImpact
  readonly readOnly: boolean
  readonly onChoose: () => void
}) {
  const isChosen = decision?.choice === choice.choice
  return (
    <button type="button" className="choice-sentence" aria-pressed={isChosen} disabled={readOnly} onClick={onChoose}>
      <span className="acc choice-mark">{isChosen && <Icon name="check" size={14} />}</span>
      <span>
        <b className="b6">{choice.label}.</b> <span className="t2">{choice.sentence}</span>
        {isChosen && decision.to !== undefined && (
          <span className="t2">
            {' '}
            Now: <span className="mono">{decision.to}</span>
          </span>
        )}
      </span>
      <span className="sp" />
      {!readOnly && <kbd>{keyOfChoice(choice)}</kbd>}
    </button>
  )
}

type FactCellProps = { readonly text: string; readonly gone: boolean; readonly missing: string; readonly prose: boolean; readonly strong?: boolean }

function FactCell({ text, gone, missing, prose, strong = false }: FactCellProps) {
  if (gone) return <td className="t3">{text === '' ? missing : text}</td>
  return (
    <td className={`${prose ? '' : 'mono '}${strong ? 'b6' : 't2'}`} title={text.length > 60 ? text : undefined}>
      {text.length > 400 ? `${text.slice(0, 400)} …` : text}
    </td>
  )
}

function sentenceOf(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}
