// What the small forms of transform kinds share: their props, a labelled block, steps, and the fields that most of them have.
import { NumberInput, Select, TextInput } from '@mantine/core'
import { useEffect, useState, type ReactNode } from 'react'
import type { Transform, TransformKind, ValueTransform } from '../../shared/transform/transform.ts'
import { Icon } from '../ui/icon.tsx'
import { useTransformScope } from './transform-scope.tsx'

/** `typing`: it is still being written, so it is shown and not stored. */
export type Change<T> = (value: T, typing?: boolean) => void

export type FormProps<K extends TransformKind> = {
  readonly value: Extract<Transform, { kind: K }>
  readonly onChange: Change<Extract<Transform, { kind: K }>>
}

/** Draws the form of a value inside another form. */
export type DrawValue = (value: ValueTransform, onChange: Change<ValueTransform>) => ReactNode

export function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="pn-labelled">
      <span className="label">{label}</span>
      {children}
    </div>
  )
}

/** The steps of a form, each with its own line and a button that removes it. */
export function StepList<T>({
  label,
  steps,
  first,
  drawStep,
  onChange,
}: {
  readonly label: string
  readonly steps: readonly T[]
  /** What a new step is. */
  readonly first: T
  readonly drawStep: (step: T, onChange: (step: T) => void, at: number) => ReactNode
  readonly onChange: (steps: readonly T[]) => void
}) {
  const { readOnly } = useTransformScope()
  return (
    <Labelled label={label}>
      {steps.map((step, at) => (
        // Steps have no identity of their own; their place in the list is it.
        <div className="pn-line" key={at}>
          {drawStep(step, (next) => onChange(steps.map((one, index) => (index === at ? next : one))), at)}
          <button
            type="button"
            className="icon-button small"
            aria-label={`Remove step ${at + 1}`}
            disabled={readOnly}
            onClick={() => onChange(steps.filter((_, index) => index !== at))}
          >
            <Icon name="close" size={12} />
          </button>
        </div>
      ))}
      <button type="button" className="link-button s12" disabled={readOnly} onClick={() => onChange([...steps, first])}>
        Add a step
      </button>
    </Labelled>
  )
}

/** A whole number; what is none changes nothing. */
export function CountInput({
  label,
  value,
  min,
  max,
  width = 62,
  onChange,
}: {
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly width?: number
  readonly onChange: (value: number) => void
}) {
  const { readOnly } = useTransformScope()
  return (
    <NumberInput
      aria-label={label}
      w={width}
      min={min}
      max={max}
      allowDecimal={false}
      disabled={readOnly}
      value={value}
      onChange={(next) => typeof next === 'number' && Number.isInteger(next) && next >= min && next <= max && onChange(next)}
    />
  )
}

/** A text of a form: stored with Enter or on leaving. Blanks count. */
export function WordsInput({
  label,
  value,
  placeholder,
  width,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  readonly width?: number
  readonly onChange: (text: string) => void
}) {
  const { readOnly } = useTransformScope()
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  const commit = () => text !== value && onChange(text)
  return (
    <TextInput
      aria-label={label}
      className="pn-mono"
      {...(width === undefined ? { flex: 1 } : { w: width })}
      disabled={readOnly}
      placeholder={placeholder}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  )
}

/** One of a few words. */
export function Choice<V extends string>({
  label,
  value,
  data,
  width,
  onChange,
}: {
  readonly label: string
  readonly value: V
  readonly data: readonly { readonly value: V; readonly label: string }[]
  readonly width?: number
  readonly onChange: (value: V) => void
}) {
  const { readOnly } = useTransformScope()
  return (
    <Select
      aria-label={label}
      {...(width === undefined ? { flex: 1 } : { w: width })}
      allowDeselect={false}
      disabled={readOnly}
      value={value}
      data={data}
      onChange={(next) => next !== null && onChange(next as V)}
    />
  )
}
