// The labelled fields of the forms about systems: text of one line or several, a day, a choice, a person. Read-only people see the words.
import { useRef, useState, type ReactNode } from 'react'
import type { CellWrite } from '../../shared/project/edits.ts'
import { looksLikeSecret } from '../../shared/review/prerequisites-secrets.ts'
import { useProject } from '../collab/project-context.tsx'
import { PersonSelect } from '../pages/person-select.tsx'
import { CellInput, CellSelect, type Choice } from '../ui/cell-input.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { printDay } from '../ui/print-when.ts'

const SECRET_WARNING = 'This looks like a secret. Everybody who opens the project can read it: say who holds it instead, and take it out here.'

type FieldProps = {
  /** Above the field, and in its name. */
  readonly label: string
  /** What the field is about, for its name: `Requested on of demo company`. */
  readonly of: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly span?: 2 | 'all'
}

function Labelled({ label, span, children }: { readonly label: string; readonly span?: FieldProps['span'] | undefined; readonly children: ReactNode }) {
  return (
    <div className={`plan-cell${span === undefined ? '' : span === 2 ? ' two' : ' all'}`}>
      <span className="label">{label}</span>
      {children}
    </div>
  )
}

function Words({ children }: { readonly children: string }) {
  return children === '' ? <div className="s12 t3">not said</div> : <div className="s12 pre-wrap">{children}</div>
}

/** `placeholder`: an example. A text that looks like a secret is written, with a warning below. */
export function TextField({
  label,
  of,
  value,
  onChange,
  span,
  placeholder,
  lines = false,
  children,
}: FieldProps & { readonly placeholder?: string; readonly lines?: boolean; readonly children?: ReactNode }) {
  const { mayEdit } = useProject()
  const input = { value, label: `${label} of ${of}`, onChange, ...(placeholder === undefined ? {} : { placeholder }) }
  return (
    <Labelled label={label} span={span}>
      {!mayEdit ? <Words>{value}</Words> : lines ? <LinesInput {...input} /> : <CellInput {...input} />}
      {children}
      {looksLikeSecret(value) && (
        <p className="message s11 warn" role="status">
          <SeverityMark name="warning" />
          <span>{SECRET_WARNING}</span>
        </p>
      )}
    </Labelled>
  )
}

type LinesInputProps = { readonly value: string; readonly label: string; readonly onChange: (value: string) => void; readonly placeholder?: string }

/** Grows with its text. Ctrl+Enter or leaving writes it, Esc gives it back. */
function LinesInput({ value, label, onChange, placeholder }: LinesInputProps) {
  const [draft, setDraft] = useState<string>()
  const before = useRef(value)
  const write = () => {
    if (draft === undefined) return
    setDraft(undefined)
    const text = draft.trim()
    if (text !== before.current) onChange(text)
    before.current = text
  }
  return (
    <textarea
      className="cell-input lines"
      aria-label={label}
      placeholder={placeholder}
      rows={1}
      maxLength={32_000}
      value={draft ?? value}
      onFocus={() => (before.current = value)}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={write}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape' && draft !== undefined) {
          event.stopPropagation()
          setDraft(undefined)
        } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) write()
      }}
    />
  )
}

export function DayField({ label, of, value, onChange }: FieldProps) {
  const { mayEdit } = useProject()
  return (
    <Labelled label={label}>{mayEdit ? <DayInput value={value} label={`${label} of ${of}`} onChange={onChange} /> : <Words>{printDay(value)}</Words>}</Labelled>
  )
}

export function ChoiceField<V extends string>({
  label,
  of,
  value,
  choices,
  onChange,
}: Omit<FieldProps, 'value' | 'onChange' | 'span'> & { readonly value: V; readonly choices: readonly Choice<V>[]; readonly onChange: (value: V) => void }) {
  const { mayEdit } = useProject()
  return (
    <Labelled label={label}>
      {mayEdit ? (
        <CellSelect label={`${label} of ${of}`} value={value} choices={choices} onChange={onChange} />
      ) : (
        <Words>{choices.find((choice) => choice.value === value)?.word ?? ''}</Words>
      )}
    </Labelled>
  )
}

export function PersonField({
  label,
  of,
  value,
  nobody,
  onChange,
}: {
  readonly label: string
  readonly of: string
  readonly value: string | undefined
  readonly nobody: string
  readonly onChange: (person: string | undefined, writes: readonly CellWrite[]) => void
}) {
  return (
    <Labelled label={label}>
      <PersonSelect value={value} label={`${label} of ${of}`} nobody={nobody} onChange={onChange} />
    </Labelled>
  )
}
