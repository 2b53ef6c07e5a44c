// The transform of a row: which kind, its form, and what happens when the source is missing or null.
import { useEffect, useState } from 'react'
import type { Transform, TransformKind } from '../../shared/transform/transform.ts'
import { isStorable, kindWords, NO_SOURCE, rowKinds, withKind } from './transform-draft.ts'
import { useTransformScope } from './transform-scope.tsx'
import { ValueForm } from './value-form.tsx'

type Props = { readonly value: Transform | undefined; readonly isList: boolean; readonly onChange: (transform: Transform) => void }

/** A kind that is not whole yet is kept here and not stored; the sentence below says what is missing. */
export function TransformForm({ value, isList, onChange }: Props) {
  const { readOnly } = useTransformScope()
  const [draft, setDraft] = useState<Transform | undefined>(value)
  const stored = JSON.stringify(value)
  useEffect(() => setDraft(stored === undefined ? undefined : (JSON.parse(stored) as Transform)), [stored])
  const change = (next: Transform) => {
    setDraft(next)
    if (isStorable(next) && JSON.stringify(next) !== stored) onChange(next)
  }
  const kinds = rowKinds.filter((kind) => kind !== 'each' || isList || draft?.kind === 'each')
  return (
    <>
      <div className="pn-kinds" role="radiogroup" aria-label="Kind of transform">
        {kinds.map((kind) => (
          <KindButton key={kind} kind={kind} chosen={draft?.kind === kind} disabled={readOnly} onChoose={() => change(withKind(draft, kind))} />
        ))}
      </div>
      {draft === undefined ? (
        <p className="s12 t3">Nothing is decided yet. Choose a kind, or type a source field in the grid.</p>
      ) : (
        <div className="pn-form">
          <ValueForm value={draft} onChange={change} />
        </div>
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

function missingPart(draft: Transform): string {
  if (draft.kind === 'lookup' && draft.table === '')
    return JSON.stringify(draft).includes('"input":""') ? 'choose a source field and a lookup table' : 'choose a lookup table'
  if (JSON.stringify(draft).includes(JSON.stringify(NO_SOURCE))) return draft.kind === 'each' ? 'choose a source list' : 'choose a source field'
  if (JSON.stringify(draft).includes('"config":""')) return 'choose a config value'
  return 'something in it is too long or empty'
}
