// What must hold of every record that the map makes: a sentence, its formula, and how far two numbers may differ.
import { NumberInput } from '@mantine/core'
import { describeInvariant } from '../../shared/codegen/english.ts'
import type { RowOutcome } from '../../shared/mapping/evaluate-map.ts'
import type { Problem } from '../../shared/mapping/problem.ts'
import type { Invariant } from '../../shared/project/field-map.ts'
import { EditableText } from '../ui/editable-text.tsx'
import { Icon } from '../ui/icon.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { FormulaField } from './formula-field.tsx'
import { findFindings, isRefused } from './formula-findings.ts'
import { Prose } from './prose.tsx'
import { useTransformScope } from './transform-scope.tsx'

export type InvariantCells = Partial<Record<'sentence' | 'formula', string>> | { readonly tolerance: number | undefined }

type Props = {
  readonly invariant: Invariant
  /** For the sample record; undefined: it was not asked. */
  readonly outcome: RowOutcome | undefined
  readonly problems: readonly Problem[]
  readonly onChange: (cells: InvariantCells) => void
  readonly onRemove: () => void
}

export function InvariantForm({ invariant, outcome, problems, onChange, onRemove }: Props) {
  const scope = useTransformScope()
  const { readOnly, context } = scope
  const { sentence, formula, tolerance } = invariant
  const isSound = formula.trim() !== '' && !isRefused(findFindings(scope, formula, 'invariant'))
  return (
    <li className="pn-case">
      <div className="pn-line">
        {readOnly ? (
          <p className="b5 pn-sentence">{sentence}</p>
        ) : (
          <EditableText
            value={sentence}
            label="What must hold, in words"
            placeholder="What must hold, in words"
            className="b5"
            startOpen={sentence === '' && formula === ''}
            onChange={(next) => onChange({ sentence: next })}
          />
        )}
        <span className="sp" />
        <button type="button" className="icon-button small" aria-label={`Remove: ${sentence}`} title="Remove" disabled={readOnly} onClick={onRemove}>
          <Icon name="close" size={12} />
        </button>
      </div>
      <FormulaField
        label={`Formula of: ${sentence}`}
        value={formula}
        wants="invariant"
        onChange={(text, typing) => typing !== true && onChange({ formula: text })}
      />
      {isSound && <p className="s12 t2">Holds where {describeInvariant(context, { formula })}.</p>}
      {isSound &&
        problems.map((problem) => (
          <p key={problem.message} className="message">
            <SeverityMark name={problem.severity} />
            <Prose text={problem.message} />
          </p>
        ))}
      <div className="pn-line pn-invariant-foot">
        <label className="row s12 t3">
          Both sides may differ by
          <NumberInput
            aria-label="Both sides may differ by"
            w={84}
            min={0}
            disabled={readOnly}
            placeholder="nothing"
            value={tolerance ?? ''}
            onChange={(next) =>
              next === ''
                ? tolerance !== undefined && onChange({ tolerance: undefined })
                : typeof next === 'number' && next >= 0 && next !== tolerance && onChange({ tolerance: next })
            }
          />
        </label>
        <span className="sp" />
        {outcome !== undefined && <Verdict outcome={outcome} />}
      </div>
    </li>
  )
}

function Verdict({ outcome }: { readonly outcome: RowOutcome }) {
  const { sample } = useTransformScope()
  return outcome.state === 'issue' ? (
    <p className="message err">
      <SeverityMark name="error" />
      <span>
        {outcome.message} <span className="t3">({sample})</span>
      </span>
    </p>
  ) : (
    <p className="row s12 ok pn-holds">
      <Icon name="check" size={14} /> holds for {sample}
    </p>
  )
}
