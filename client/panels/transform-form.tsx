// The transform of a row: which kind, its form, and what happens when the source is missing or null.
import { useEffect, useState } from 'react'
import type { Transform, TransformKind } from '../../shared/transform/transform.ts'
import { ShownAsFormula } from './formula-form.tsx'
import { asFormula, asPicker } from './formula-findings.ts'
import { isStorable, kindWords, missingPart, rowKinds, withKind } from './transform-draft.ts'
import { useTransformScope } from './transform-scope.tsx'
import { ValueForm } from './value-form.tsx'

type Props = {
  readonly value: Transform | undefined
  readonly onChange: (transform: Transform) => void
  /** What is being written and sound, before it is stored; undefined: as stored. */
  readonly onType: (transform: Transform | undefined) => void
}

/** A kind that is not whole yet is kept here and not stored; the sentence below says what is missing. */
export function TransformForm({ value, onChange, onType }: Props) {
  const scope = useTransformScope()
  const [draft, setDraft] = useState<Transform | undefined>(value)
  const stored = JSON.stringify(value)
  useEffect(() => {
    setDraft(stored === undefined ? undefined : (JSON.parse(stored) as Transform))
    onType(undefined)
  }, [stored, onType])
  const change = (next: Transform, typing = false) => {
    if (typing) return onType(isStorable(next) && JSON.stringify(next) !== stored ? next : undefined)
    setDraft(next)
    if (isStorable(next) && JSON.stringify(next) !== stored) onChange(next)
  }
  const picker = draft?.kind === 'formula' ? asPicker(scope, draft.text) : undefined
  const takesMany = scope.takes === 'list' || scope.takes === 'map'
  const kinds = rowKinds.filter((kind) => kind !== 'each' || takesMany || draft?.kind === 'each')
  return (
    <>
      <div className="pn-kinds" role="radiogroup" aria-label="Kind of transform">
        {kinds.map((kind) => (
          <KindButton
            key={kind}
            kind={kind}
            chosen={draft?.kind === kind}
            disabled={scope.readOnly}
            onChoose={() => change(withKind(draft?.kind === kind ? draft : (picker ?? draft), kind, asFormula(scope, draft)))}
          />
        ))}
      </div>
      {draft === undefined ? (
        <p className="s12 t3">Nothing is decided yet. Choose a kind, or type a source field in the grid.</p>
      ) : (
        <div className="pn-form">
          <ValueForm value={draft} onChange={change} />
          <ShownAsFormula value={draft} onChange={change} />
        </div>
      )}
      {picker !== undefined && (
        <button type="button" className="link-button s12 fx-picker" disabled={scope.readOnly} onClick={() => change(picker)}>
          Use a picker instead: {kindWords[picker.kind]}
        </button>
      )}
      {draft !== undefined && !isStorable(draft) && <p className="s12 warn">Not stored yet: {missingPart(draft)}.</p>}
    </>
  )
}

function KindButton({
  kind,
  chosen,
  disabled,
  onChoose,
}: {
  readonly kind: TransformKind
  readonly chosen: boolean
  readonly disabled: boolean
  readonly onChoose: () => void
}) {
  return (
    <button type="button" role="radio" aria-checked={chosen} className="pn-kind" disabled={disabled} onClick={onChoose}>
      {kindWords[kind]}
    </button>
  )
}
