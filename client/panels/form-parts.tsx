// What the small forms of transform kinds share: their props and a labelled block.
import type { ReactNode } from 'react'
import type { Transform, TransformKind, ValueTransform } from '../../shared/transform/transform.ts'

export type FormProps<K extends TransformKind> = {
  readonly value: Extract<Transform, { kind: K }>
  readonly onChange: (value: Extract<Transform, { kind: K }>) => void
}

/** Draws the form of a value inside another form. */
export type DrawValue = (value: ValueTransform, onChange: (value: ValueTransform) => void) => ReactNode

export function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="pn-labelled">
      <span className="label">{label}</span>
      {children}
    </div>
  )
}
