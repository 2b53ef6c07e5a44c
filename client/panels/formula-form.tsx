// The form of a formula, and the way between formulas and pickers that say exactly the same.
import { useState } from 'react'
import type { Transform, ValueTransform } from '../../shared/transform/transform.ts'
import type { Change, FormProps } from './form-parts.tsx'
import { FormulaField } from './formula-field.tsx'
import { asFormula } from './formula-findings.ts'
import { useTransformScope } from './transform-scope.tsx'

export function FormulaForm({ value, onChange }: FormProps<'formula'>) {
  return <FormulaField label="Formula" value={value.text} wants="value" onChange={(text, typing) => onChange({ kind: 'formula', text }, typing)} />
}

/** Below a picker that a formula can say as well. */
export function ShownAsFormula({ value, onChange }: { readonly value: Transform; readonly onChange: Change<ValueTransform> }) {
  const scope = useTransformScope()
  const [open, setOpen] = useState(false)
  const text = asFormula(scope, value)
  if (text === undefined) return null
  return (
    <div className="fx-shown">
      <button type="button" className="link-button s12" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Hide the formula' : 'Show as formula'}
      </button>
      {open && (
        <>
          <code className="fx-text">{text}</code>
          <button type="button" className="link-button s12" disabled={scope.readOnly} onClick={() => onChange({ kind: 'formula', text })}>
            Go on as a formula
          </button>
        </>
      )}
    </div>
  )
}
